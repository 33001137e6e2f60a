import Foundation
import Labels
import Platform
import PrintedLabels
import TestSupport

/// Read rates of printed labels that get worse and worse, one way at a time, for each reader.
struct LabelsDegraded {
    /// One point of all readers' curves.
    struct Point {
        let kind: PrintedKind
        let degradation: Degradation
        let level: Double
        let count: Int
        /// By reader: symbols read, wrong reads.
        let right: [Int]
        let wrong: [Int]
        /// Read by zbar or by the system's zxing-cpp.
        let union: Int

        func rate(_ right: Int) -> Double { 100 * Double(right) / Double(count) }
    }

    static let kinds: [PrintedKind] = [.s10, .gs1_128, .itf14, .code39, .ean13, .codabar, .qrcode]
    static let seed: UInt64 = 20_260_704

    /// The project's own reader is the last.
    let readers: [any LabelsReader]
    let count: Int

    init(count: Int) throws {
        self.count = count
        readers =
            [try ZBarReader(), try LabelsPeer.system()] + [LabelsPeer.newest()].compactMap { $0 } + [
                try OurReader(.hard, interleaved: .gtin)
            ]
    }

    func run() throws -> [Point] {
        var points: [Point] = []
        for kind in Self.kinds {
            for degradation in Degradation.curves {
                for level in degradation.levels(kind) { points.append(try point(kind, degradation, level)) }
            }
            print("labels-degraded: \(kind.rawValue) done")
        }
        return points
    }

    private func point(_ kind: PrintedKind, _ degradation: Degradation, _ level: Double) throws -> Point {
        var right = [Int](repeating: 0, count: readers.count)
        var wrong = right
        var union = 0
        for turn in 0..<count {
            // The same numbers at every level, so that a curve shows the level alone.
            var dice = SeededDice(seed: Self.seed &+ UInt64(turn))
            guard let specimen = degradation.strip(kind, level, &dice).shot(&dice) else {
                throw BenchFault("\(kind): no picture")
            }
            for reader in readers { try reader.give(specimen.image) }
            let answers = try readers.map { try $0.answer() }
            for (place, answer) in answers.enumerated() {
                right[place] += answer.right(specimen)
                wrong[place] += answer.wrong(specimen).count
            }
            for read in answers.last?.wrong(specimen) ?? [] {
                print(
                    "wrong: \(kind.rawValue), \(degradation.rawValue) \(level), picture \(turn): \(read.symbology) "
                        + "'\(String(decoding: read.text, as: UTF8.self))' instead of "
                        + "'\(specimen.truths.map { String(decoding: $0.bytes, as: UTF8.self) }.joined(separator: "', '"))'"
                )
            }
            if answers.prefix(2).contains(where: { $0.right(specimen) > 0 }) { union += 1 }
        }
        return Point(
            kind: kind, degradation: degradation, level: level, count: count, right: right, wrong: wrong, union: union)
    }

    // MARK: Results

    func report(_ points: [Point], _ table: inout ResultTable) throws {
        let folder = ".build/bench"
        try Files.makeDirectory(folder)
        try Files.replace(folder + "/labels-degraded.csv", with: Array(csv(points).utf8))
        try Files.replace(
            folder + "/labels-degraded.svg", with: Array(LabelsPlot(points, readers: readers.map(\.name)).svg.utf8))
        print("labels-degraded: \(folder)/labels-degraded.csv and .svg")
        let ours = readers.count - 1
        for degradation in Degradation.curves {
            let part = points.filter { $0.degradation == degradation }
            func share(_ right: (Point) -> Int) -> Double {
                100 * Double(part.map(right).reduce(0, +)) / Double(max(1, part.map(\.count).reduce(0, +)))
            }
            for (place, reader) in readers.enumerated() where place != ours {
                table.add(
                    "\(degradation.rawValue): read by \(reader.name)", unit: "%", value: share { $0.right[place] })
            }
            table.add("\(degradation.rawValue): read by zbar or zxing", unit: "%", value: share(\.union))
            table.add(
                "\(degradation.rawValue): read by \(readers[ours].name)", unit: "%", value: share { $0.right[ours] })
        }
        for (place, reader) in readers.enumerated() where place != ours {
            table.add(
                "degraded: wrong reads by \(reader.name)", unit: "reads",
                value: Double(points.map { $0.wrong[place] }.reduce(0, +)))
        }
        table.add(
            "degraded: wrong reads by \(readers[ours].name)", unit: "reads",
            value: Double(points.map { $0.wrong[ours] }.reduce(0, +)),
            limit: 0)
        verdict(points, &table)
    }

    /// Ours is to be above the union of zbar and zxing-cpp wherever that is below 95 %. Where neither reads a single one, nothing can
    /// be said.
    private func verdict(_ points: [Point], _ table: inout ResultTable) {
        let ours = readers.count - 1
        let open = points.filter { $0.rate($0.union) < 95 && ($0.union > 0 || $0.right[ours] > 0) }
        let failed = open.filter { $0.right[ours] <= $0.union }
        for point in failed {
            print(
                "not above: \(point.kind.rawValue), \(point.degradation.rawValue) \(point.level): ours "
                    + "\(point.right[ours]), union \(point.union) of \(point.count)")
        }
        let dark = points.count { $0.union == 0 && $0.right[ours] == 0 }
        print("labels-degraded: \(open.count) levels where the union is below 95 %; \(dark) where nobody reads one")
        table.add(
            "degraded: levels below 95 % where ours is not above the union", unit: "levels",
            value: Double(failed.count), limit: 0)
    }

    private func csv(_ points: [Point]) -> String {
        let names = readers.map { $0.name.replacing(" ", with: "_") }
        let head =
            ["kind", "degradation", "level", "count"] + names.flatMap { ["\($0)_read", "\($0)_wrong"] } + ["union_read"]
        let rows = points.map { point in
            ([point.kind.rawValue, point.degradation.rawValue, "\(point.level)", "\(point.count)"]
                + zip(point.right, point.wrong).flatMap { ["\($0.0)", "\($0.1)"] } + ["\(point.union)"])
                .joined(separator: ",")
        }
        return ([head.joined(separator: ",")] + rows).joined(separator: "\n") + "\n"
    }
}
