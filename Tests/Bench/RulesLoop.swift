import Entries
import Parcels
import Passages
import Platform
import Readings
import Screening

/// What rules take, without threads, disks or networks.
struct RulesLoop {
    /// Kinds of conditions as sites write them.
    static let typical = [
        "service == 'LETTER' && weight_g > 500", "'ARM-PART' in keywords.strong", "listed('bulletin', receiver.phone)",
        "value_vnd > 100000000 && weight_g < 500", "contents.exists(c, c.contains('nòng thép'))",
    ]

    let subjects: [Subject]
    private let lists: ListDocument

    init() throws {
        subjects = try RulesWorld.parcels(500)
        lists = try ListFile.parse(Array(RulesWorld.lists().utf8), file: "lists.yaml")
    }

    func snapshot(_ conditions: [String]) throws -> ScreeningSnapshot {
        try ScreeningSnapshot(
            rules: try RuleFile.parse(Array(RulesWorld.rules(conditions).utf8), file: "rules.yaml"), rulesVersion: 1,
            lists: lists, listsVersion: 1, at: nil)
    }

    /// Nanoseconds that each typical condition takes over all parcels, in each of `rounds`.
    func conditions(_ rounds: Int) throws -> [[Double]] {
        let snapshot = try snapshot(Self.typical)
        let facts = subjects.map { snapshot.allFacts($0, History()) }
        let turns = 10
        return Self.typical.indices.map { place in
            let rule = snapshot.asked(place)
            var spoken = 0
            let times = (0..<rounds).map { _ in
                let start = Clocks.monotonic()
                for _ in 0..<turns {
                    for facts in facts {
                        // A screening takes hold of the facts once for all of its rules.
                        for _ in 0..<4 where rule.speaks(facts) == true { spoken += 1 }
                    }
                }
                return Double(Clocks.monotonic() - start) / Double(4 * turns * facts.count)
            }
            precondition(spoken < 4 * rounds * turns * facts.count, "'\(Self.typical[place])' speaks of every parcel")
            return times
        }
    }

    /// Milliseconds that a line takes to go over to as many rules as there may be, from as many others.
    func swaps(_ count: Int) throws -> [Double] {
        var conveyor = Conveyor(lines: [], settings: Conveyor.Settings(), epoch: 1, sequence: 0)
        let stamp = Stamp(utc: 1, boot: BootID(1), monotonic: 1, trusted: true)
        let conditions = RulesWorld.conditions(RuleFile.ruleLimit)
        // As the desk does, which frees them.
        var given: [ScreeningSnapshot] = []
        return try (0..<count).map { _ in
            given.append(try snapshot(conditions))
            if given.count > 2 { given.removeFirst() }
            let start = Clocks.monotonic()
            _ = conveyor.handle(.screening(given[given.count - 1]), now: stamp)
            return Double(Clocks.monotonic() - start) / 1e6
        }
    }

    /// Microseconds for each parcel screened by so many rules, and what reading and compiling them took in milliseconds.
    func parcels(rules count: Int, rounds: Int) throws -> (screening: [Double], compiling: Double) {
        let begin = Clocks.monotonic()
        let snapshot = try snapshot(RulesWorld.conditions(count))
        let compiling = Double(Clocks.monotonic() - begin) / 1e6
        var times: [Double] = []
        var held = 0
        let history = History()
        for subject in subjects { held += snapshot.screen(subject, history).holds.count }
        for _ in 0..<rounds {
            for subject in subjects {
                let start = Clocks.monotonic()
                let screened = snapshot.screen(subject, history)
                times.append(Double(Clocks.monotonic() - start) / 1000)
                held -= screened.holds.count
            }
        }
        precondition(held <= 0, "the same parcels were screened otherwise")
        return (times, compiling)
    }
}
