import Parcels
import TestSupport
import Testing
import YAML

@testable import Screening

/// A parcel to be screened, and rules and lists from texts.
struct ScreeningRig {
    static let day: Int64 = 86_400_000_000_000
    /// 2026-11-24T00:00:00Z.
    static let now: Int64 = 1_795_478_400_000_000_000

    var contents = ["sách giáo khoa"]
    var sender = Party(name: "Nguyễn Văn A", phone: PhoneNumber("0905000222"), address: "1 Lê Lợi")
    var receiver = Party(name: "Trần Thị B", phone: PhoneNumber("0905000333"), address: "2 Trần Phú")
    var weight_g: Int? = 1_200
    var value_vnd: Int? = 500_000
    var cod_vnd: Int?
    /// As declared.
    var length_mm: Int?
    var origin = "VN"
    var service = "EMS"
    var office = "580000"
    var isDeclared = true

    func subject() throws -> Subject {
        let number = try #require(ParcelNumber(scheme: .s10, canonical: Array("EB123456785VN".utf8)))
        let declaration = Declaration(
            number: number, service: service, origin: origin, destination: "VN", sender: sender, receiver: receiver,
            contents: contents.map { ContentLine(description: $0, quantity: 2, hsCode: "490110") }, weight_g: weight_g,
            length_mm: length_mm, value_vnd: value_vnd, paymentOnDelivery_vnd: cod_vnd, office: office,
            source: ManifestReference(importNumber: 1, line: 2, version: 3, imported: Self.now - 3_600_000_000_000))
        // A little heavier than it is declared, as parcels are.
        let measured = ParcelMeasure(
            weight_g: (weight_g ?? 1_200) + 30, length_mm: 310, width_mm: 220, height_mm: 90)
        return Subject(
            line: try #require(LineID("L1")), number: number, numbers: [number], reads: reads(number),
            declaration: isDeclared ? declaration : nil, length_mm: 300, measured: measured, now: Self.now)
    }

    /// The tunnel read its number and one label of its sender's.
    private func reads(_ number: ParcelNumber) -> LabelReads {
        var reads = LabelReads()
        reads.add(LabelRead(device: "tunnel", number: number, quality: "B"))
        reads.add(LabelRead(device: "tunnel", number: nil, quality: nil))
        return reads
    }

    func screened(_ snapshot: ScreeningSnapshot) throws -> Screened { snapshot.screen(try subject(), History()) }

    static func snapshot(_ rules: String, lists: String = "{}", at moment: Int64? = now) throws(YAMLError)
        -> ScreeningSnapshot
    {
        try ScreeningSnapshot(
            rules: try RuleFile.parse(Array(rules.utf8), file: "rules.yaml"), rulesVersion: 4,
            lists: try ListFile.parse(Array(lists.utf8), file: "lists.yaml"), listsVersion: 5, at: moment)
    }

    /// One rule with a condition and, where given, other fields.
    static func rule(_ condition: String, _ more: String = "", text: String = "{vi: v, en: e}", id: String = "r")
        -> String
    {
        "rules:\n  - id: \(id)\n    version: 2\n    name: {vi: tên, en: name}\n    text: \(text)\n    when: \(condition)\n"
            + "    ground: thử\n" + more
    }

    /// The rules and lists that the project ships as an example.
    static func example(at moment: Int64? = now) throws -> ScreeningSnapshot {
        try ScreeningSnapshot(
            rules: try RuleFile.parse(try TestFiles.content("packaging/example/rules.yaml"), file: "rules.yaml"),
            rulesVersion: 1,
            lists: try ListFile.parse(
                try TestFiles.content("packaging/example/lists.yaml"), file: "lists.yaml", utcOffset_s: { _ in 25_200 }),
            listsVersion: 1, at: moment)
    }
}
