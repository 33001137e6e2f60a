import Entries
import Journal
import Parcels
import Platform
import Readings
import Records
import Testing

@testable import Console

/// Who prints badly, and who may know which sender it is.
@Suite("Print quality over the API")
struct PrintQualityTests {
    private let rig: ConsoleRig
    private let line: LineID

    init() throws {
        rig = try ConsoleRig()
        line = try #require(LineID("L1"))
        try write()
    }

    /// Parcels of two senders at one office, and one at another, with their persons sealed.
    private func write() throws {
        let path = rig.folder.path
        let keys = try FileKeys.open(KeyFolder(path + "/keys"))
        let storage = try SegmentedStorage.open(folder: path + "/journal", site: "test") { $0 + 1 }
        let head = storage.head
        var ledger = Ledger(site: "test", head: head, storage: storage, keys: keys)
        var entries: [Entry] = []
        func add(_ body: EntryBody) {
            entries.append(
                Entry(
                    epoch: 1, sequence: UInt64(entries.count + 1),
                    stamp: Stamp(utc: rig.site.live().now, boot: BootID(1), monotonic: 1, trusted: true), body: body))
        }
        let camera = try #require(DeviceID("camera"))
        let number = try #require(ParcelNumber(scheme: .s10, canonical: Array("EB123456785VN".utf8)))
        let lan = Party(name: "Trần Thị Lan", phone: PhoneNumber("0905123456"), address: "5 Lê Lợi")
        let capitals = Party(name: "TRAN THI LAN", phone: PhoneNumber("+84905123456"))
        let shop = Party(name: "Cửa hàng <b>")
        for (sender, office, quality) in [
            (lan, "100000", "1/SC"), (capitals, "100000", "0/SC"), (lan, "100000", "1/DEF"), (shop, "100000", "1/MOD"),
            (lan, "100000", "3/SC"), (shop, "700000", "4"),
        ] {
            let passage = PassageID(epoch: 1, sequence: UInt64(entries.count + 1))
            add(
                .readingReceived(
                    ReadingReceived(
                        device: camera, passage: passage, symbology: nil, number: number, label: number.canonical.bytes,
                        frame: FrameID(String(repeating: "0a", count: 32)),
                        sighting: LabelSighting(
                            place: nil, corners: [], angle: nil, quality: Array(quality.utf8), reader: nil))))
            add(
                .passageDecided(
                    Decision(
                        passage: passage, line: line, stage: .automatic, outcome: .hold, number: number, reasons: [],
                        held: [], waived: [], versions: Decision.Versions(policy: 1, rules: 1, lists: 1), horizon: 1,
                        declared: DeclaredFacts(
                            Declaration(
                                number: number, service: "EMS", origin: "VN", destination: "VN", sender: sender,
                                receiver: Party(), contents: [], weight_g: nil, length_mm: nil, value_vnd: nil,
                                paymentOnDelivery_vnd: nil, office: office,
                                source: ManifestReference(importNumber: 1, line: 1, version: 1, imported: 0))))))
        }
        let isDurable = ledger.commit(entries) { _ in }
        #expect(isDurable)
        try Projector(path + "/records.db").take(entries)
    }

    @Test func everybodyOfTheLineSeesOfficesAndNoSender() throws {
        let answer = rig.answer(.get, "api/print-quality", try rig.signIn("operator"))
        let lines = try #require(try answer.json["lines"] as? [[String: Any]])
        #expect(lines.map { $0["office"] as? String } == ["100000", "700000"])
        #expect(
            lines[0]["labels"] as? Int == 5 && lines[0]["bad"] as? Int == 4
                && lines[0]["lowest"] as? String == "contrast")
        #expect(lines[0]["grades"] as? [Int] == [1, 3, 0, 1, 0])
        #expect((lines[0]["weeks"] as? [[String: Int]])?.last == ["labels": 5, "bad": 4])
        #expect(lines[1]["lowest"] == nil)
        #expect(!answer.text.contains("Lan") && !answer.text.contains("0905123456"))
        #expect(rig.site.performed.isEmpty)
    }

    /// The look is an entry before a name is given; one telephone number is one sender, however the name is written.
    @Test func sendersAreOpenedWithAGroundThatIsWrittenDown() throws {
        let visitor = try rig.signIn("supervisor")
        let path = "api/print-quality/senders"
        #expect(rig.answer(.post, path, visitor, body: "{\"ground\":\"because\"}").code == "choose-ground")
        #expect(rig.answer(.post, path, visitor, body: "{\"ground\":\"other\"}").code == "ground-needs-note")
        #expect(rig.site.performed.isEmpty)
        let answer = rig.answer(.post, path, visitor, body: "{\"ground\":\"contact\"}")
        guard case .showPersonal(let shown)? = rig.site.performed.first else {
            Issue.record("nothing was written down")
            return
        }
        #expect(shown.ground == .contact && shown.account.name == "supervisor")
        let senders = try #require(try answer.json["senders"] as? [[String: Any]])
        #expect(senders.map { $0["labels"] as? Int } == [3, 1])
        #expect(senders.map { $0["phone"] as? String } == ["0905123456", nil])
        #expect(senders.map { $0["lowest"] as? String } == ["contrast", "modulation"])
        #expect(senders[1]["name"] as? String == "Cửa hàng <b>" && senders[1]["offices"] as? [String] == ["100000"])
    }

    @Test func whoseDataIsErasedIsNoLongerNamed() throws {
        let keys = try Files.names(in: rig.folder.path + "/keys")
        for name in keys {
            let path = rig.folder.path + "/keys/" + name
            let size = try Files.read(path, limit: 1 << 24).count
            try Files.replace(path, with: [UInt8](repeating: 0, count: size))
        }
        let answer = rig.answer(
            .post, "api/print-quality/senders", try rig.signIn("supervisor"), body: "{\"ground\":\"contact\"}")
        #expect(try answer.json["senders"] as? [[String: String]] == [])
    }

    @Test func withoutAJournalNobodyIsNamed() throws {
        let rig = try ConsoleRig(outcome: .unavailable)
        let answer = rig.answer(
            .post, "api/print-quality/senders", try rig.signIn("supervisor"), body: "{\"ground\":\"contact\"}")
        #expect(answer.status == 503)
    }
}
