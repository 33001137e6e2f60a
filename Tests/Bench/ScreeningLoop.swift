import Foundation
import Parcels
import Platform
import Screening

/// What screening one parcel by the example's rules and lists takes, without threads, disks or networks.
struct ScreeningLoop {
    private let snapshot: ScreeningSnapshot
    private let number: ParcelNumber
    private let line: LineID

    init() throws {
        func content(_ name: String) throws -> [UInt8] {
            [UInt8](try Data(contentsOf: URL(fileURLWithPath: "packaging/example/" + name)))
        }
        snapshot = try ScreeningSnapshot(
            rules: try RuleFile.parse(try content("rules.yaml"), file: "rules.yaml"), rulesVersion: 1,
            lists: try ListFile.parse(try content("lists.yaml"), file: "lists.yaml", utcOffset_s: { _ in 25_200 }),
            listsVersion: 1, at: nil)
        guard let number = ParcelNumber(scheme: .s10, canonical: Array("EB123456785VN".utf8)), let line = LineID("L1")
        else { throw BenchFault("no number") }
        self.number = number
        self.line = line
    }

    /// - Parameter contents: what is in it; nil for something small and harmless.
    private func declaration(_ contents: [ContentLine]? = nil) -> Declaration {
        Declaration(
            number: number, service: "EMS", origin: "VN", destination: "VN",
            sender: Party(name: "Nguyễn Văn A", phone: PhoneNumber("0905000222"), address: "1 Lê Lợi, Kon Tum"),
            receiver: Party(name: "Trần Thị B", phone: PhoneNumber("0905000333"), address: "2 Trần Phú, Kon Tum"),
            contents: contents
                ?? [ContentLine(description: "sách giáo khoa, đồ chơi trẻ em", quantity: 2, hsCode: "490110")],
            weight_g: 1200, length_mm: nil, value_vnd: 500_000, paymentOnDelivery_vnd: nil, office: "580000",
            source: ManifestReference(importNumber: 1, line: 2, version: 3, imported: 0))
    }

    /// Nanoseconds for each of `count` declarations made, and for each of as many screened.
    func run(_ count: Int) -> (declaring: [Int64], screening: [Int64]) {
        var declaring: [Int64] = []
        var screening: [Int64] = []
        for _ in 0..<count {
            let start = Clocks.monotonic()
            let declaration = declaration()
            let made = Clocks.monotonic()
            let screened = snapshot.screen(
                Subject(
                    line: line, number: number, numbers: [number], declaration: declaration, length_mm: 300,
                    now: 7_200_000_000_000), History())
            screening.append(Clocks.monotonic() - made)
            declaring.append(made - start)
            precondition(screened.holds.isEmpty, "the harmless parcel is held: \(screened.holds)")
        }
        return (declaring, screening)
    }

    /// The most that a manifest can say about one parcel: 50 kinds of goods of 500 characters, single letters with spaces
    /// between, every stretch of which may be a word.
    func runLargest(_ count: Int) -> (declaring: [Int64], screening: [Int64]) {
        runFull(count, (0..<250).map { ["a", "h", "o", "c"][$0 % 4] }.joined(separator: " "))
    }

    /// As many kinds of goods, all of them full of one term.
    func runRepeated(_ count: Int) -> (declaring: [Int64], screening: [Int64]) {
        runFull(count, String(repeating: "colt ", count: 100))
    }

    private func runFull(_ count: Int, _ spaced: String) -> (declaring: [Int64], screening: [Int64]) {
        let contents = (0..<50).map { _ in ContentLine(description: spaced, quantity: nil, hsCode: nil) }
        var declaring: [Int64] = []
        var screening: [Int64] = []
        for _ in 0..<count {
            let start = Clocks.monotonic()
            let declaration = declaration(contents)
            let made = Clocks.monotonic()
            _ = snapshot.screen(
                Subject(
                    line: line, number: number, numbers: [number], declaration: declaration, length_mm: 300,
                    now: 7_200_000_000_000), History())
            screening.append(Clocks.monotonic() - made)
            declaring.append(made - start)
        }
        return (declaring, screening)
    }
}
