/// The figures for reading labels.
extension Benchmarks {
    static let labelNames = ["labels-degraded"]
    /// Not a figure: run only when it is named.
    static let labelTools = ["labels-dump"]

    func labels(_ only: String?, _ table: inout ResultTable) throws {
        if only == nil || only == "labels-degraded" {
            let bench = try LabelsDegraded(count: isQuick ? 4 : 25)
            try bench.report(try bench.run(), &table)
        }
        if only == "labels-dump" { try LabelsDump(perLevel: isQuick ? 1 : 3).run() }
    }
}
