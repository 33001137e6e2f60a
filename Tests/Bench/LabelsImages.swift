import Foundation
import Labels
import PrintedLabels
import TestSupport

/// The given pictures of `../shared/data/labels`: read rates, wrong reads and time of each reader, by set.
struct LabelsImages {
    private struct Item: Decodable {
        let file: String
        let set: String
        let expected: String
        let encoding: String

        /// Nothing in it may be read.
        var isBlank: Bool { self.set.hasPrefix("falsepositives") }
        var isLinearOrQR: Bool {
            ["code", "itf", "ean", "upc", "qr"].contains { self.set.hasPrefix($0) }
        }

        /// In any of the forms in which readers give it: bytes, text, UPC in 8, 12 or 13 digits, Codabar without start and stop, DataBar
        /// without its application identifier.
        func isSaid(by read: LabelsAnswer.Read) -> Bool {
            guard !isBlank else { return false }
            let wanted = Array(expected.utf8)
            if encoding == "hex" {
                let digits = read.bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
                return digits == expected.lowercased()
            }
            if read.bytes == wanted || read.text == wanted { return true }
            switch set.prefix(while: { $0 != "-" }) {
            case "upca", "ean13", "upce":
                return [0x30] + read.bytes == wanted || UPCE.whole(read.bytes) == wanted
            case "codabar": return read.bytes == Array(wanted.dropFirst().dropLast())
            case "rss14": return Array("01".utf8) + read.bytes == wanted
            case "rssexpanded":
                // With its application identifiers in brackets, and then without separators.
                return read.bytes.filter { $0 != 0x28 && $0 != 0x29 } == wanted.filter { $0 != 0x1D }
            default: return false
            }
        }
    }

    private struct Count {
        var pictures = 0
        var read = 0
        var wrong = 0
        var crashed = 0
        var elapsed_ns: Int64 = 0

        static func + (one: Count, other: Count) -> Count {
            Count(
                pictures: one.pictures + other.pictures, read: one.read + other.read, wrong: one.wrong + other.wrong,
                crashed: one.crashed + other.crashed, elapsed_ns: one.elapsed_ns + other.elapsed_ns)
        }
    }

    private let pictures: [(item: Item, image: GreyImage)]
    private let readers: [any LabelsReader]
    private let rounds: Int

    /// Nil, said in one line, where the pictures are not there.
    /// - Parameter rounds: how often each is read, for the time; the fastest counts.
    init?(rounds: Int) throws {
        self.rounds = rounds
        guard let manifest = TestFiles.testData("labels/manifest.json") else { return nil }
        pictures = try JSONDecoder().decode([Item].self, from: Data(manifest)).map { item in
            guard let file = TestFiles.testData("labels/images/" + item.file) else {
                throw BenchFault("no \(item.file)")
            }
            return (item, try ImageFile.read(file))
        }
        readers =
            [try ZBarReader(), try LabelsPeer.system()] + [LabelsPeer.newest()].compactMap { $0 }
            + [try OurReader(.belt), try OurReader(.normal), try OurReader(.hard)]
    }

    func run(_ table: inout ResultTable) throws {
        var counts = [[String: Count]](repeating: [:], count: readers.count)
        var union: [String: Count] = [:]
        for (item, image) in pictures {
            var isInUnion = false
            for (place, reader) in readers.enumerated() {
                // One at a time: their times are compared.
                var answer = try reader.read(image)
                for _ in 1..<max(2, rounds) {
                    let again = try reader.read(image)
                    answer.elapsed_ns = min(answer.elapsed_ns, again.elapsed_ns)
                }
                let wrong = Set(answer.reads.filter { !item.isSaid(by: $0) })
                let isRead = answer.reads.contains { item.isSaid(by: $0) }
                counts[place][item.set] =
                    (counts[place][item.set] ?? Count())
                    + Count(
                        pictures: 1, read: isRead ? 1 : 0, wrong: wrong.count, crashed: answer.hasCrashed ? 1 : 0,
                        elapsed_ns: answer.elapsed_ns)
                if place < 2, isRead { isInUnion = true }
                for read in wrong where place == readers.count - 1 {
                    print(
                        "wrong: \(reader.name): \(item.file): expected '\(item.expected)', read \(read.symbology) "
                            + "'\(String(decoding: read.text, as: UTF8.self))'")
                }
            }
            union[item.set] = (union[item.set] ?? Count()) + Count(pictures: 1, read: isInUnion ? 1 : 0)
        }
        show(counts, union)
        for (place, reader) in readers.enumerated() { add(reader.name, counts[place], &table) }
        add("zbar or zxing", union, &table, hasTime: false)
        let times = counts.map { $0.values.reduce(0) { $0 + $1.elapsed_ns } }
        if let belt = readers.firstIndex(where: { $0.name == "ours belt" }) {
            table.add(
                "images: time of ours at belt, to zxing's", unit: "times",
                value: Double(times[belt]) / Double(times[1]),
                limit: 1)
        }
    }

    private func sum(_ counts: [String: Count], _ isMeant: (String) -> Bool) -> Count {
        counts.filter { isMeant($0.key) }.values.reduce(Count(), +)
    }

    private func add(_ name: String, _ counts: [String: Count], _ table: inout ResultTable, hasTime: Bool = true) {
        let isOurs = name.hasPrefix("ours")
        let isGoal = name == readers[readers.count - 1].name
        let linear = Set(pictures.filter { $0.item.isLinearOrQR }.map(\.item.set))
        let blank = Set(pictures.filter { $0.item.isBlank }.map(\.item.set))
        func rate(_ count: Count) -> Double { 100 * Double(count.read) / Double(max(1, count.pictures)) }
        let all = sum(counts) { !blank.contains($0) }
        let part = sum(counts) { linear.contains($0) }
        let nothing = sum(counts) { blank.contains($0) }
        func row(_ what: String, _ unit: String, _ value: Double, atLeast least: Double? = nil, limit: Double? = nil) {
            if let least, isGoal {
                table.add("images: \(what) by \(name)", unit: unit, value: value, atLeast: least)
            } else if let limit, isGoal {
                table.add("images: \(what) by \(name)", unit: unit, value: value, limit: limit)
            } else {
                table.add("images: \(what) by \(name)", unit: unit, value: value)
            }
        }
        row("all read", "%", rate(all), atLeast: isOurs ? 88 : nil)
        row("linear and QR read", "%", rate(part), atLeast: isOurs ? 90 : nil)
        guard hasTime else { return }
        row("wrong reads", "reads", Double(all.wrong), limit: isOurs ? 2 : nil)
        row("false positives", "reads", Double(nothing.wrong), limit: isOurs ? 0 : nil)
        let every = all + nothing
        row("time a picture", "ms", Double(every.elapsed_ns) / 1e6 / Double(max(1, every.pictures)))
    }

    private func show(_ counts: [[String: Count]], _ union: [String: Count]) {
        let names = readers.map(\.name) + ["zbar or zxing"]
        print("set: pictures; " + names.joined(separator: ", ") + " (read, wrong, ms a picture)")
        for set in union.keys.sorted() {
            let parts = counts.map { part in
                let count = part[set] ?? Count()
                let time = Double(count.elapsed_ns) / 1e6 / Double(max(1, count.pictures))
                return "\(count.read) \(count.wrong) " + String(format: "%.1f", time)
                    + (count.crashed > 0 ? " (down \(count.crashed) times)" : "")
            }
            print(
                "\(set): \(union[set]?.pictures ?? 0); " + parts.joined(separator: ", ") + ", \(union[set]?.read ?? 0)")
        }
    }
}
