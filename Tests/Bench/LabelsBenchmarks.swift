import Foundation

/// The figures for reading labels.
extension Benchmarks {
    static let labelNames = ["labels-images", "labels-belt", "labels-degraded", "labels-wrong"]
    /// Not a figure: run only when it is named.
    static let labelTools = ["labels-dump"]

    func labels(_ only: String?, _ table: inout ResultTable) throws {
        if only == nil || only == "labels-images" { try LabelsImages(rounds: isQuick ? 1 : 3)?.run(&table) }
        if only == nil || only == "labels-belt" { try LabelsBelt(count: isQuick ? 20 : 150).run(&table) }
        if only == nil || only == "labels-degraded" {
            let bench = try LabelsDegraded(count: count("PARCELGATE_LABELS") ?? (isQuick ? 4 : 12))
            try bench.report(try bench.run(), &table)
        }
        if only == nil || only == "labels-wrong" {
            // All 100,000 only when it is asked for by name: three readers and our own at `hard` take hours.
            let bench = try LabelsWrong(
                count: count("PARCELGATE_LABELS") ?? (isQuick || only == nil ? 3_000 : 100_000))
            bench.report(try bench.run(), &table)
        }
        if only == "labels-dump" { try LabelsDump(perLevel: isQuick ? 1 : 3).run() }
    }

    /// How many pictures the person wants.
    private func count(_ variable: String) -> Int? {
        ProcessInfo.processInfo.environment[variable].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    }
}
