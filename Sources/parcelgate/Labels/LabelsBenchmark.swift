import JSON
import Labels
import Platform
import Workers

/// Reads the pictures of a manifest and counts what was read, and what wrongly.
struct LabelsBenchmark {
    private struct Item: Decodable {
        enum Encoding: String, Decodable {
            case utf8
            case hex
        }

        let file: String
        let group: String
        let expected: String
        let encoding: Encoding?

        enum CodingKeys: String, CodingKey {
            case file
            case group = "set"
            case expected
            case encoding
        }

        /// Nothing in it may be read.
        var isBlank: Bool { group.hasPrefix("falsepositives") }

        func isRight(_ symbol: Symbol) -> Bool {
            guard encoding == .hex else { return symbol.text == expected }
            let digits = Array("0123456789abcdef")
            return String(symbol.bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
                == expected.lowercased()
        }
    }

    private let folder: String
    private let items: [Item]

    private static let itemLimit = 100_000

    init(manifest path: String) throws(Exit) {
        let text = try LabelsCommand.file(path)
        do { items = try JSONReader().read([Item].self, from: text) } catch {
            throw .notSo(
                "\(path): expected a list of objects with file, set, expected and encoding (utf8 or hex): \(error)")
        }
        guard (1...Self.itemLimit).contains(items.count) else {
            throw .notSo("\(path): expected 1 to \(Self.itemLimit) pictures, found \(items.count)")
        }
        folder = path.contains("/") ? String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) : "."
    }

    /// One set's counts.
    struct Count {
        var pictures = 0
        var read = 0
        /// Symbols whose data is not what was expected; in sets of false positives every symbol.
        var wrong = 0
        var elapsed_us = 0

        static func + (one: Count, other: Count) -> Count {
            Count(
                pictures: one.pictures + other.pictures, read: one.read + other.read, wrong: one.wrong + other.wrong,
                elapsed_us: one.elapsed_us + other.elapsed_us)
        }
    }

    struct Result {
        fileprivate(set) var sets: [String: Count] = [:]
        fileprivate(set) var wrongs: [String] = []
        fileprivate(set) var faults: [String] = []

        private static let blank = "falsepositives"
        private static let linear = ["code", "itf", "ean", "upc", "qr"]

        private func sum(_ isMeant: (String) -> Bool) -> Count {
            sets.filter { isMeant($0.key) }.values.reduce(Count(), +)
        }

        var all: Count { sum { !$0.hasPrefix(Self.blank) } }
        var linearAndQR: Count { sum { name in Self.linear.contains { name.hasPrefix($0) } } }
        var falsePositives: Count { sum { $0.hasPrefix(Self.blank) } }
        var isWrong: Bool { all.wrong + falsePositives.wrong > 0 || !faults.isEmpty }
    }

    func run(at desk: DecodingDesk) throws(Exit) -> Result {
        var result = Result()
        for item in items {
            guard !item.file.contains("..") else { throw .notSo("'\(item.file)': a file's name beside the manifest") }
            let path = [folder + "/images/" + item.file, folder + "/" + item.file].first { Files.exists($0) }
            let content = try LabelsCommand.file(path ?? folder + "/" + item.file)
            let found = DecodedFile(file: item.file, outcome: desk.decode(content))
            if let error = found.error { result.faults.append("\(item.file): \(error)") }
            var count = Count(pictures: 1, elapsed_us: found.elapsed_us)
            let wrong = found.symbols.filter { item.isBlank || !item.isRight($0) }
            count.read = !item.isBlank && wrong.count < found.symbols.count ? 1 : 0
            count.wrong = wrong.count
            result.wrongs += wrong.map {
                "\(item.file): expected '\(item.expected)', read \($0.symbology.name) '\($0.text)'"
            }
            result.sets[item.group] = (result.sets[item.group] ?? Count()) + count
        }
        return result
    }
}

extension LabelsBenchmark.Count {
    fileprivate var rate: String { pictures == 0 ? "-" : Self.tenths(read * 1000, pictures) + " %" }
    fileprivate var ms: String { pictures == 0 ? "-" : Self.tenths(elapsed_us, pictures * 100) }

    /// A tenth of the quotient with one digit behind the point.
    fileprivate static func tenths(_ value: Int, _ of: Int) -> String {
        let tenths = (2 * value + of) / (2 * of)
        return "\(tenths / 10).\(tenths % 10)"
    }
}

extension LabelsBenchmark.Result {
    var text: String {
        let rows =
            sets.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
            + [("all", all), ("linear and QR", linearAndQR), ("false positives", falsePositives)]
        let width = rows.map(\.0.count).max() ?? 0
        let pad: (String, Int) -> String = { String(repeating: " ", count: max(0, $1 - $0.count)) + $0 }
        var lines = [
            "set" + String(repeating: " ", count: max(1, width - 3))
                + "  pictures    read    rate   wrong  ms a picture"
        ]
        lines += rows.map { name, count in
            Terminal.plain(name) + String(repeating: " ", count: width - name.count) + "  "
                + pad("\(count.pictures)", 8)
                + pad("\(count.read)", 8) + pad(count.rate, 8) + pad("\(count.wrong)", 8) + pad(count.ms, 14)
        }
        lines += wrongs.map { "wrong: " + Terminal.plain($0) }
        lines += faults.map { "not looked at: " + Terminal.plain($0) }
        return lines.joined(separator: "\n")
    }

    var json: String {
        var writer = JSONWriter(capacity: 4096)
        func put(_ count: LabelsBenchmark.Count) {
            writer.beginObject()
            writer.key("pictures")
            writer.value(count.pictures)
            writer.key("read")
            writer.value(count.read)
            writer.key("wrong")
            writer.value(count.wrong)
            writer.key("elapsed_us")
            writer.value(count.elapsed_us)
            writer.endObject()
        }
        writer.beginObject()
        writer.key("sets")
        writer.beginObject()
        for (name, count) in sets.sorted(by: { $0.key < $1.key }) {
            writer.key(named: name)
            put(count)
        }
        writer.endObject()
        writer.key("all")
        put(all)
        writer.key("linear_and_qr")
        put(linearAndQR)
        writer.key("false_positives")
        put(falsePositives)
        writer.key("wrong_reads")
        writer.beginArray()
        for wrong in wrongs { writer.value(wrong) }
        writer.endArray()
        writer.key("faults")
        writer.beginArray()
        for fault in faults { writer.value(fault) }
        writer.endArray()
        writer.endObject()
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
