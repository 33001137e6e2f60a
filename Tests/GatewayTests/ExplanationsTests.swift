import Console
import Crypto
import Entries
import Parcels
import Platform
import Screening
import TestSupport
import Testing

@testable import Gateway
@testable import People

/// Decided parcels are read back from the journal and asked again by the rules of then.
@Suite("Explanations from the journal")
struct ExplanationsTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    private static func rule(_ id: String, _ condition: String, _ more: String = "") -> String {
        """
          - id: \(id)
            version: 1
            name: {vi: v, en: e}
            text: {vi: v, en: e}
            when: \(condition)
            ground: g
        \(more)

        """
    }

    private static let heavy = "rules:\n" + rule("heavy", "weight_g > 500") + rule("light", "weight_g < 500")

    private static let third = rule(
        "third", "history.sender.parcels_30d >= 2", "    optional: [history.sender.parcels_30d]")

    private func books(_ rules: String, lists: String? = "lists: []\n") throws -> DocumentBook {
        let by = try #require(AccountID("lan"))
        var books = DocumentBook()
        books.note(.documentProposed(DocumentProposed(document: .rules, number: 1, text: rules, hash: "00", by: by)))
        let later = "rules:\n" + Self.rule("later", "true")
        books.note(.documentProposed(DocumentProposed(document: .rules, number: 2, text: later, hash: "00", by: by)))
        if let lists {
            books.note(
                .documentProposed(DocumentProposed(document: .lists, number: 1, text: lists, hash: "00", by: by)))
        }
        return books
    }

    /// Explanations of three parcels of 100, 900 and 1 900 g.
    private func explanations(
        _ books: DocumentBook, _ bounds: Explanations.Bounds = Explanations.Bounds()
    ) throws -> Explanations {
        let explanations = try Explanations(utcOffset_s: { _ in 0 }, bounds)
        let parcels = try ParcelJournal(folder).parcels([(100, false), (900, false), (1_900, true)])
        try explanations.start(parcels, earlier: parcels, documents: { books }, bulletins: { _ in nil })
        return explanations
    }

    /// What is told of the parcel of so many before it, once it is complete.
    private func told(_ place: UInt64, _ explanations: Explanations) throws -> Explained {
        let passage = PassageID(epoch: 1, sequence: place * 3 + 1)
        for _ in 0..<3_000 {
            switch explanations[passage] {
            case .reading: break
            case .parcel(let found):
                if case .asked(_, .reading) = found.told { break }
                return .parcel(found)
            case let other: return other
            }
            _ = Waiting.wait(for: -1, 0, deadline: Clocks.monotonic() + 10_000_000)
        }
        return explanations[passage]
    }

    private func asked(
        _ place: UInt64, _ explanations: Explanations
    ) throws -> (parcel: AskedParcel, earlier: ExplainedParcel.Earlier)? {
        guard case .parcel(let found) = try told(place, explanations), case .asked(let asked, let earlier) = found.told
        else { return nil }
        return (asked, earlier)
    }

    @Test func aParcelIsAskedByTheRulesOfThen() throws {
        let explanations = try explanations(try books(Self.heavy))
        defer { explanations.close() }
        let second = try #require(try asked(1, explanations))
        #expect(second.earlier == .unasked && second.parcel.said == ["heavy"])
        #expect(second.parcel.explanation(of: "light")?.answer == .silent)
        #expect(second.parcel.explanation(of: "later") == nil, "a rule of a later version")
        #expect(try asked(0, explanations)?.parcel.said == ["light"])
    }

    /// Rules that ask for earlier parcels are answered once these have been read, by those before the decision alone.
    @Test func earlierParcelsCompleteTheAnswer() throws {
        let explanations = try explanations(try books(Self.heavy + Self.third))
        defer { explanations.close() }
        let third = try #require(try asked(2, explanations))
        #expect(third.earlier == .known && third.parcel.said == ["heavy", "third"])
        let second = try #require(try asked(1, explanations))
        #expect(second.earlier == .known && second.parcel.said == ["heavy"])
        #expect(second.parcel.explanation(of: "third")?.condition.facts.first?.value == "1")
    }

    @Test func earlierParcelsThatTakeTooLongAreLeftOut() throws {
        var bounds = Explanations.Bounds()
        bounds.earlierLimit = 0
        let explanations = try explanations(try books(Self.heavy + Self.third), bounds)
        defer { explanations.close() }
        let third = try #require(try asked(2, explanations))
        #expect(third.earlier == .late && third.parcel.said == ["heavy"])
    }

    /// The sender's telephone number was in the first bulletin, the second one withdrew it, and the third has gone from the disk.
    @Test func bulletinsAreThoseOfThen() throws {
        let list = """
            lists:
              - {id: a, kind: bulletin, title: {vi: v, en: e}, source: s, ground: g, valid_from: 2020-01-01, phones: ['0912345678']}

            """
        var taken: [BulletinTaken] = []
        try Files.makeDirectory(folder.path + "/bulletins")
        for (place, content) in [list, "withdraws: [a]\n", ""].enumerated() {
            let head = "bulletin: {issuer: police, serial: \(place + 4), issued: 2026-01-01, valid_until: 2099-01-01}\n"
            let bytes = Array((head + content).utf8)
            let hash = Hash.of(bytes).description
            if place < 2 { try Files.replace(folder.path + "/bulletins/\(hash).yaml", with: bytes) }
            taken.append(
                BulletinTaken(
                    issuer: "police", serial: UInt64(place + 4), issued: 0, validUntil: .max, isComplete: false,
                    lists: 0,
                    hash: hash, key: "k", file: "f", by: nil))
        }
        var settings = BulletinSettings()
        settings.issuers = [
            BulletinSettings.Issuer(id: "police", name: BilingualText(vi: "v", en: "e"), keys: [], firstSerial: nil)
        ]
        let ofThen = BulletinsOfThen(settings, keptIn: folder.path + "/bulletins", utcOffset_s: { _ in 0 })
        let (known, books) = (taken, try books("rules:\n" + Self.rule("wanted", "listed('bulletin', sender.phone)")))
        let explanations = try Explanations(utcOffset_s: { _ in 0 })
        let weights = [100, 200, 300, 400].map { ($0 as Int?, false) }
        let parcels = try ParcelJournal(folder).parcels(weights, bulletins: [1, 2, 3, nil])
        try explanations.start(
            parcels, earlier: parcels, documents: { books }, bulletins: { ofThen.inForce($0, of: known) })
        defer { explanations.close() }
        var found: [(said: [String], lacks: Bool)] = []
        for place in 0..<4 {
            guard case .parcel(let parcel) = try told(UInt64(place), explanations),
                case .asked(let asked, _) = parcel.told
            else { return #expect(Bool(false), "\(place)") }
            found.append((asked.said, parcel.lacksBulletins))
        }
        #expect(found.map(\.said) == [["wanted"], [], [], []])
        #expect(found.map(\.lacks) == [false, false, true, false])
        // An issuer that is not trusted any more may not have been then.
        #expect(
            BulletinsOfThen(BulletinSettings(), keptIn: folder.path + "/bulletins", utcOffset_s: { _ in 0 })
                .inForce(1, of: taken) == nil)
        // More than there are.
        #expect(ofThen.inForce(4, of: taken) == nil && ofThen.inForce(0, of: taken)?.lists.isEmpty == true)
        // A file that is not what was taken in.
        try Files.replace(folder.path + "/bulletins/\(taken[0].hash).yaml", with: Array(list.utf8))
        #expect(ofThen.inForce(1, of: taken) == nil)
    }

    @Test func aDocumentThatIsLostIsNamed() throws {
        let explanations = try explanations(try books(Self.heavy, lists: nil))
        defer { explanations.close() }
        guard case .parcel(let found) = try told(1, explanations), case .noDocument(let kind, let version) = found.told
        else { return #expect(Bool(false)) }
        #expect(kind == .lists && version == 1)
    }

    @Test func aPassageThatNeverWasIsUnknown() throws {
        let explanations = try explanations(try books(Self.heavy))
        defer { explanations.close() }
        guard case .unknown = try told(7, explanations) else { return #expect(Bool(false)) }
    }

    @Test func noMoreThanSoManyWaitAndAreKept() throws {
        var bounds = Explanations.Bounds()
        bounds.waiting = 2
        let waiting = try Explanations(utcOffset_s: { _ in 0 }, bounds)
        for sequence in 1...2 {
            guard case .reading = waiting[PassageID(epoch: 1, sequence: UInt64(sequence))] else {
                return #expect(Bool(false))
            }
        }
        guard case .busy = waiting[PassageID(epoch: 1, sequence: 3)] else { return #expect(Bool(false)) }
        bounds.kept = 1
        let explanations = try explanations(try books(Self.heavy), bounds)
        defer { explanations.close() }
        _ = try told(0, explanations)
        _ = try told(1, explanations)
        guard case .reading = explanations[PassageID(epoch: 1, sequence: 1)] else { return #expect(Bool(false)) }
    }
}
