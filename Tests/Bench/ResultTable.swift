import Foundation
import Platform

/// The results as a table for people and as `.build/bench.json`.
struct ResultTable {
    struct Goal {
        let name: String
        let value: (Spread) -> Int64
        let ratio: Double
        let orBelow: Int64?

        init(_ name: String, _ value: @escaping (Spread) -> Int64, ratio: Double, orBelow: Int64? = nil) {
            self.name = name
            self.value = value
            self.ratio = ratio
            self.orBelow = orBelow
        }
    }

    private struct Row: Encodable {
        let name: String
        let unit: String
        let median: Double?
        let p99: Double?
        let worst: Double?
        let spread: Double?
        let floor: Double?
        let ratio: Double?
        let goal: String?
        let met: Bool?

        /// What does not apply is null, not left out.
        func encode(to encoder: any Encoder) throws {
            var fields = encoder.container(keyedBy: Keys.self)
            try fields.encode(name, forKey: .name)
            try fields.encode(unit, forKey: .unit)
            try fields.encode(median, forKey: .median)
            try fields.encode(p99, forKey: .p99)
            try fields.encode(worst, forKey: .worst)
            try fields.encode(spread, forKey: .spread)
            try fields.encode(floor, forKey: .floor)
            try fields.encode(ratio, forKey: .ratio)
            try fields.encode(goal, forKey: .goal)
            try fields.encode(met, forKey: .met)
        }

        private enum Keys: String, CodingKey {
            case name, unit, median, p99, worst, spread, floor, ratio, goal, met
        }
    }

    private var rows: [Row] = []

    /// A latency beside its floor, a row for each goal. The spread is the distance between the quartiles.
    mutating func add(_ name: String, _ values: [Int64], floor: [Int64], goals: [Goal]) throws {
        guard !values.isEmpty, !floor.isEmpty else { throw BenchFault("\(name): nothing was measured") }
        let (measured, base) = (Spread(values), Spread(floor))
        for goal in goals {
            let (mine, its) = (goal.value(measured), goal.value(base))
            let ratio = its == 0 ? 0 : Double(mine) / Double(its)
            let isMet = ratio <= goal.ratio || goal.orBelow.map { mine <= $0 } ?? false
            rows.append(
                Row(
                    name: "\(name), \(goal.name)", unit: "µs", median: micro(measured.median), p99: micro(measured.p99),
                    worst: micro(measured.worst), spread: micro(measured.at(0.75) - measured.at(0.25)),
                    floor: micro(its),
                    ratio: ratio, goal: "≤ \(goal.ratio)×" + (goal.orBelow.map { " or ≤ \($0 / 1_000_000) ms" } ?? ""),
                    met: isMet))
        }
        print(
            "\(name): p50 \(micro(measured.median)) p99 \(micro(measured.p99)) p99.9 \(micro(measured.p999)) worst \(micro(measured.worst)) µs; "
                + "floor p50 \(micro(base.median)) p99 \(micro(base.p99)) p99.9 \(micro(base.p999)) worst \(micro(base.worst)) µs"
        )
    }

    /// A speed in megabytes a second beside the machine's own limit of the same run, both as bytes a second.
    mutating func add(_ name: String, MB_per_s values: [Double], limit: [Double], atLeast goal: Double) {
        add(name, millionsOf: "MB/s", values, limit: limit, atLeast: goal)
    }

    /// The same in millions of pieces a second.
    mutating func add(_ name: String, millions_per_s values: [Double], limit: [Double], atLeast goal: Double) {
        add(name, millionsOf: "million/s", values, limit: limit, atLeast: goal)
    }

    private mutating func add(
        _ name: String, millionsOf unit: String, _ values: [Double], limit: [Double], atLeast goal: Double
    ) {
        let sorted = values.map { $0 / 1e6 }.sorted()
        let base = limit.map { $0 / 1e6 }.sorted()[limit.count / 2]
        let median = sorted[sorted.count / 2]
        rows.append(
            Row(
                name: name, unit: unit, median: median, p99: nil, worst: sorted[0],
                spread: sorted[sorted.count * 3 / 4] - sorted[sorted.count / 4], floor: base, ratio: median / base,
                goal: "≥ \(goal)", met: median >= goal))
    }

    mutating func add(_ name: String, unit: String, value: Double, limit: Double) {
        rows.append(
            Row(
                name: name, unit: unit, median: value, p99: nil, worst: nil, spread: nil, floor: nil, ratio: nil,
                goal: "≤ \(limit)", met: value <= limit))
    }

    mutating func add(_ name: String, unit: String, value: Double, atLeast limit: Double) {
        rows.append(
            Row(
                name: name, unit: unit, median: value, p99: nil, worst: nil, spread: nil, floor: nil, ratio: nil,
                goal: "≥ \(limit)", met: value >= limit))
    }

    /// Rates that must be reached, by their median; the worst is the lowest.
    mutating func add(_ name: String, unit: String, _ values: [Double], atLeast limit: Double) {
        let sorted = values.sorted()
        let median = sorted[sorted.count / 2]
        rows.append(
            Row(
                name: name, unit: unit, median: median, p99: nil, worst: sorted[0],
                spread: sorted[sorted.count * 3 / 4] - sorted[sorted.count / 4], floor: nil, ratio: nil,
                goal: "≥ \(limit)", met: median >= limit))
        print("\(name): p50 \(median) lowest \(sorted[0]) \(unit)")
    }

    /// What something takes that needs no floor: the goal is its median's.
    mutating func add(_ name: String, unit: String, _ values: [Double], limit: Double) {
        let sorted = values.sorted()
        func at(_ share: Double) -> Double { sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))] }
        rows.append(
            Row(
                name: name, unit: unit, median: at(0.5), p99: at(0.99), worst: sorted[sorted.count - 1],
                spread: at(0.75) - at(0.25), floor: nil, ratio: nil, goal: "≤ \(limit)", met: at(0.5) <= limit))
        print("\(name): p50 \(at(0.5)) p99 \(at(0.99)) worst \(sorted[sorted.count - 1]) \(unit)")
    }

    /// What another program takes for the same; the ratio says how many times as long as ours.
    mutating func add(_ name: String, unit: String, value: Double, of peer: String, ours: Double) {
        rows.append(
            Row(
                name: "\(name), \(peer)", unit: unit, median: value, p99: nil, worst: nil, spread: nil, floor: nil,
                ratio: value / ours, goal: nil, met: nil))
    }

    /// A figure without a goal, for comparison from one version to the next.
    mutating func add(_ name: String, unit: String, value: Double) {
        rows.append(
            Row(
                name: name, unit: unit, median: value, p99: nil, worst: nil, spread: nil, floor: nil, ratio: nil,
                goal: nil, met: nil))
    }

    func show() {
        for row in rows {
            let ratio = row.ratio.map { String(format: "%.2f×", $0) } ?? "-"
            let median = row.median.map { String(format: $0 < 100 ? "%.1f" : "%.0f", $0) } ?? "-"
            print(
                "\(row.met.map { $0 ? "met   " : "NOT   " } ?? "      ") \(row.name): \(median) \(row.unit), ratio \(ratio), goal \(row.goal ?? "-")"
            )
        }
    }

    func write(_ path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try Files.replace(path, with: Array(try encoder.encode(rows)))
    }

    private func micro(_ nanoseconds: Int64) -> Double { Double(nanoseconds) / 1000 }
}
