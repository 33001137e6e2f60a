import Foundation
import JSON
import Parcels
import Readings
import Testing

@testable import Entries

@Suite("Personal parts")
struct PersonalPartTests {
    private static func content(_ body: EntryBody) -> String {
        var writer = JSONWriter()
        Samples.entry(body).write(site: "kontum", slot: 9, to: &writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private static func personal(_ body: EntryBody) -> [UInt8]? {
        var writer = JSONWriter()
        let has = Samples.entry(body).writePersonal(to: &writer)
        if !has { #expect(writer.bytes.isEmpty, "bytes although there is no personal part") }
        return has ? writer.bytes : nil
    }

    /// What is read when the key is there, and when it is not.
    private static func read(_ body: EntryBody, erased: Bool) throws -> EntryBody {
        let personal = personal(body)
        return try Entry.read(Array(content(body).utf8)) { _ in erased ? nil : personal }.body
    }

    @Test func contentNeverShowsThePersonalText() throws {
        for body in try Samples.bodies() {
            let content = Self.content(body)
            // Foundation's own view of the values, so that no way of escaping hides them.
            let values = String(describing: try JSONSerialization.jsonObject(with: Data(content.utf8)))
            for text in Samples.personalTexts {
                #expect(!content.contains(text) && !values.contains(text), "\(body.kind.rawValue) shows '\(text)'")
            }
        }
    }

    @Test func theKindsThatHoldPersonalDataAreThese() throws {
        let holding = try Samples.bodies().filter { Self.personal($0) != nil }.map(\.kind)
        #expect(
            Set(holding) == [
                .readingReceived, .passageDecided, .holdStepped, .holdScreened, .accountChanged, .recallOrdered,
                .lineOrderAsked, .personalShown, .pictureStored, .erasureProposed, .documentProposed,
                // Nobody's, but a secret all the same.
                .samplingSeeded,
            ])
    }

    @Test func everyPersonalTextIsInSomePersonalPart() throws {
        let parts = try Samples.bodies().compactMap { Self.personal($0) }.map { part in
            String(describing: try JSONSerialization.jsonObject(with: Data(part)))
        }
        // A label is written as its bytes.
        for text in Samples.personalTexts.dropFirst() {
            #expect(parts.contains { $0.contains(text.replacing("\"", with: "\\\"")) || $0.contains(text) }, "\(text)")
        }
    }

    @Test func partiesOfADecisionComeBackWithTheKeyOnly() throws {
        let body = try #require(try Samples.bodies(.passageDecided).first)
        guard case .passageDecided(let open) = try Self.read(body, erased: false),
            case .passageDecided(let erased) = try Self.read(body, erased: true)
        else { return #expect(Bool(false), "another kind") }
        let declaration = try Samples.declaration()
        #expect(open.declared?.parties?.sender == declaration.sender)
        #expect(open.declared?.parties?.receiver == declaration.receiver)
        #expect(erased.declared?.parties == nil)
        #expect(erased.declared?.contents == declaration.contents)
        #expect(erased.declared?.weight_g == declaration.weight_g)
    }

    @Test func partiesOfAScreeningComeBackWithTheKeyOnly() throws {
        let body = try #require(try Samples.bodies(.holdScreened).first)
        guard case .holdScreened(let open) = try Self.read(body, erased: false),
            case .holdScreened(let erased) = try Self.read(body, erased: true)
        else { return #expect(Bool(false), "another kind") }
        #expect(open.declared == (try Samples.declared()))
        #expect(erased.declared?.parties == nil)
    }

    @Test func aLabelComesBackByteForByteWithTheKeyOnly() throws {
        let device = try #require(DeviceID("hand-1"))
        let label = Array(UInt8.min ... .max)
        let body = EntryBody.readingReceived(
            ReadingReceived(device: device, passage: nil, symbology: nil, number: nil, label: label))
        guard case .readingReceived(let open) = try Self.read(body, erased: false),
            case .readingReceived(let erased) = try Self.read(body, erased: true)
        else { return #expect(Bool(false), "another kind") }
        #expect(open.label == label)
        #expect(erased.label == nil)
        #expect(erased.size == 256)
    }

    @Test func aLabelThatIsJustItsNumberHasNoPersonalPart() throws {
        let device = try #require(DeviceID("hand-1"))
        let label = Array("EB123456785VN".utf8)
        let reading = ReadingReceived(
            device: device, passage: nil, symbology: nil, number: try Samples.number(), label: label)
        #expect(reading.label == nil)
        #expect(Self.personal(.readingReceived(reading)) == nil)
        let spaced = ReadingReceived(
            device: device, passage: nil, symbology: nil, number: try Samples.number(), label: label + [32])
        #expect(spaced.label == label + [32])
    }

    @Test func aNoteComesBackWithTheKeyOnly() throws {
        let body = try #require(try Samples.bodies(.holdStepped).first)
        guard case .holdStepped(let open) = try Self.read(body, erased: false),
            case .holdStepped(let erased) = try Self.read(body, erased: true)
        else { return #expect(Bool(false), "another kind") }
        #expect(open.note == Samples.personalTexts[3])
        #expect(erased.note == nil)
        #expect(erased.finding == .weapon)
    }

    @Test func aPasswordComesBackWithTheKeyOnly() throws {
        let body = try #require(try Samples.bodies(.accountChanged).first)
        guard case .accountChanged(let open) = try Self.read(body, erased: false),
            case .accountChanged(let erased) = try Self.read(body, erased: true)
        else { return #expect(Bool(false), "another kind") }
        #expect(open.password == Samples.personalTexts[4])
        #expect(erased.password == nil)
        #expect(erased.roles == Role.allCases)
    }

    @Test func aSpoiledPersonalPartIsAFaultNotAGap() throws {
        let body = try #require(try Samples.bodies(.holdStepped).first)
        #expect(throws: EntryFault.self) { try Entry.read(Array(Self.content(body).utf8)) { _ in [0x7B] } }
    }

    @Test func withoutASlotNothingIsAskedFor() throws {
        var writer = JSONWriter()
        Samples.entry(try #require(try Samples.bodies(.holdStepped).first)).write(
            site: "kontum", slot: nil, to: &writer)
        var asked = false
        _ = try Entry.read(writer.bytes) { _ in
            asked = true
            return nil
        }
        #expect(!asked)
    }
}
