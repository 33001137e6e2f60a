import Foundation

/// The figures for rules, beside other implementations of the same language.
extension Benchmarks {
    func rules(_ table: inout ResultTable) throws {
        let loop = try RulesLoop()
        let typical = try loop.conditions(isQuick ? 9 : 41)
        let ours = typical.map { $0.sorted()[$0.count / 2] }
        for (condition, times) in zip(RulesLoop.typical, typical) {
            table.add("rule: \(condition)", unit: "ns", times, limit: 150)
        }
        var parcel = 0.0
        for (count, limit) in [(200, 25.0), (1_000, 60.0), (10_000, 200.0)] {
            let rounds = (isQuick ? 2_000 : 20_000) / count + 3
            let (screening, compiling) = try loop.parcels(rules: count, rounds: rounds)
            table.add("parcel screened by \(count) rules", unit: "µs", screening, limit: limit)
            if count == RulesPeer.rules { parcel = screening.sorted()[screening.count / 2] }
            table.add("\(count) rules read and compiled", unit: "ms", value: compiling)
        }
        table.add("swap of 10000 rules on a line", unit: "ms", try loop.swaps(isQuick ? 4 : 12), limit: 1)
        let subjects = Array(loop.subjects.prefix(isQuick ? 20 : 100))
        let facts = RulesPeer.facts(try loop.snapshot(RulesLoop.typical), subjects)
        for name in RulesPeer.names {
            guard let peer = try RulesPeer.run(name, facts, rules: RulesWorld.conditions(RulesPeer.rules)) else {
                continue
            }
            print("\(name) \(peer.version); \(peer.agreed)")
            for (condition, (mine, its)) in zip(RulesLoop.typical, zip(ours, peer.typical)) {
                guard let its else { continue }
                table.add("rule: \(condition)", unit: "ns", value: its, of: name, ours: mine)
            }
            table.add(
                "parcel screened by \(RulesPeer.rules) rules", unit: "µs", value: peer.parcel / 1000, of: name,
                ours: parcel)
        }
    }
}
