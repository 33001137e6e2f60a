import Foundation
import JSON
import Parcels
import Readings
import TestSupport
import Testing

@testable import Entries

/// The quick reader says what the careful one says, or nothing.
@Suite struct QuickEntryTests {
    private static func written(_ entry: Entry, slot: UInt64? = nil) -> [UInt8] {
        var writer = JSONWriter(capacity: 1024)
        entry.write(site: "s", slot: slot, to: &writer)
        return writer.bytes
    }

    private static func personal(_ entry: Entry) -> [UInt8]? {
        var writer = JSONWriter(capacity: 1024)
        return entry.writePersonal(to: &writer) ? writer.bytes : nil
    }

    /// Both readers' entries, written again.
    private static func compare(_ content: [UInt8], _ sealed: [UInt8]?) throws -> Bool {
        guard let quick = Entry.readQuickly(content) else { return false }
        let careful = try Entry.read(content)
        #expect(quick.slot == careful.slot && quick.stamp == careful.stamp)
        #expect(written(quick) == written(careful), "\(String(decoding: content, as: UTF8.self))")
        guard let sealed, let whole = quick.withQuickly(personal: sealed) else { return true }
        let wholly = try Entry.read(content) { _ in sealed }
        #expect(written(whole) == written(wholly) && personal(whole) == personal(wholly))
        #expect(personal(whole) == sealed)
        return true
    }

    private static func entry(_ body: EntryBody, _ sequence: UInt64 = 41) -> Entry {
        Entry(
            epoch: 3, sequence: sequence,
            stamp: Stamp(
                utc: 1_795_996_877_052_491_437, boot: BootID(0x88b6_59c9), monotonic: 91_148_568, trusted: true),
            body: body)
    }

    @Test func everySampleIsReadAlikeOrNotAtAll() throws {
        var quick: Set<EntryKind> = []
        for body in try Samples.bodies() {
            let entry = Self.entry(body)
            let sealed = Self.personal(entry)
            if try Self.compare(Self.written(entry, slot: sealed == nil ? nil : 17), sealed) { quick.insert(body.kind) }
        }
        // The decisions of the samples all have something that is left to the careful reader.
        #expect(quick.isSuperset(of: [.passageOpened, .passageEnded, .readingReceived]))
        #expect(quick.isSubset(of: [.passageOpened, .passageEnded, .readingReceived, .passageDecided]))
    }

    private static func decision(_ dice: inout SeededDice) throws -> Decision {
        let line = try #require(LineID("L1"))
        let number = try #require(ParcelNumber(scheme: .s10, canonical: Array("EB123456785VN".utf8)))
        let passage = PassageID(epoch: 3, sequence: UInt64(dice.below(1_000_000)))
        func maybe(_ limit: Int) -> Int? { dice.happens(50) ? dice.below(limit) : nil }
        func text() -> String {
            ["", "An", "Nguyễn \"Văn\" Á", "12/3 Lê Lợi,\nHuế", "\\", "\u{1F600}", "tab\there", "\u{7F}\u{1}"][
                dice.below(8)]
        }
        let contents = (0..<dice.below(4)).map { _ in
            ContentLine(description: text(), quantity: maybe(9), hsCode: dice.happens(50) ? "490110" : nil)
        }
        let declaration = Declaration(
            number: number, service: text(), origin: "VN", destination: "",
            sender: Party(
                name: text(), address: text(), account: dice.happens(50) ? text() : nil,
                device: dice.happens(50) ? text() : nil),
            receiver: Party(
                name: text(), phone: dice.happens(70) ? PhoneNumber("0905 000 11\(dice.below(10))") : nil,
                address: text()),
            contents: contents, weight_g: maybe(9_000), length_mm: maybe(900), value_vnd: maybe(.max / 4),
            paymentOnDelivery_vnd: maybe(5), office: text(),
            source: ManifestReference(
                importNumber: dice.below(9), line: dice.below(99), version: 1, imported: Int64(dice.below(.max))))
        let permit = Permit(
            line: line, track: try #require(TrackID(7)), epoch: 3, number: PermitNumber(UInt32(dice.below(99))),
            passage: passage,
            expiry: dice.happens(50)
                ? .encoder(EncoderCount(UInt32(dice.below(Int(UInt32.max))))) : .afterInduction(milliseconds: 5))
        let reasons: [Reason] = dice.happens(20) ? [.late] : []
        let all = Evidence.allCases.filter { _ in dice.happens(50) }
        return Decision(
            passage: passage, line: line, stage: .automatic,
            outcome: dice.happens(70) && reasons.isEmpty ? .clear(permit) : dice.happens(10) ? .needs(.image) : .hold,
            number: dice.happens(80) ? number : nil, reasons: reasons, held: all, waived: [],
            versions: Decision.Versions(
                policy: dice.below(9), rules: 2, lists: 3, bulletins: dice.happens(20) ? dice.below(5) : nil),
            horizon: UInt64(dice.below(.max)), declared: dice.happens(90) ? DeclaredFacts(declaration) : nil,
            controlled: dice.happens(5) ? HoldID(epoch: 1, sequence: 2) : nil)
    }

    @Test func decisionsAreReadAlike() throws {
        var dice = SeededDice("quick entries")
        var quick = 0
        for step in 0..<600 {
            let entry = Self.entry(.passageDecided(try Self.decision(&dice)), UInt64(step))
            let sealed = Self.personal(entry)
            if try Self.compare(Self.written(entry, slot: sealed == nil ? nil : UInt64(step)), sealed) { quick += 1 }
        }
        #expect(quick > 300)
    }

    /// What is damaged is never read as something else than the careful reader reads.
    @Test func damagedEntriesAreReadAlikeOrNotAtAll() throws {
        var dice = SeededDice("damaged quick entries")
        for step in 0..<800 {
            let entry = Self.entry(.passageDecided(try Self.decision(&dice)), UInt64(step))
            var content = Self.written(entry)
            for _ in 0...dice.below(2) {
                let place = dice.below(content.count)
                switch dice.below(3) {
                case 0: content[place] = UInt8(truncatingIfNeeded: 32 + dice.below(95))
                case 1: content.remove(at: place)
                default: content.insert(content[dice.below(content.count)], at: place)
                }
            }
            guard let quick = Entry.readQuickly(content) else { continue }
            let careful = try? Entry.read(content)
            #expect(
                careful.map { Self.written($0) } == Self.written(quick), "\(String(decoding: content, as: UTF8.self))")
        }
    }
}
