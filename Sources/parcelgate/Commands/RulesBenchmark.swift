import Entries
import Gateway
import JSON
import Passages
import Platform
import Screening

/// What rules take for each parcel, and which of them are dear, speak always or never.
struct RulesBenchmark {
    private struct Rule {
        let id: String
        /// Parcels about which it is asked at all, says something, and fails.
        var asked = 0
        var speaks = 0
        var fails = 0
        var median_ns: Int64 = 0

        /// What it adds to all parcels.
        var total_ns: Int64 { median_ns * Int64(asked) }
    }

    private static let rounds = 15
    private static let shown = 20

    private let parcels: Int
    private var rules: [Rule] = []
    private var screening: [Int64] = []

    /// - Parameter facts: of each parcel, none empty.
    init(_ snapshot: ScreeningSnapshot, _ facts: [Facts]) {
        parcels = facts.count
        rules = (0..<snapshot.askedCount).map { Rule(id: snapshot.asked($0).id) }
        for facts in facts {
            for place in snapshot.askedPlaces(facts) { rules[place].asked += 1 }
        }
        for place in rules.indices {
            let rule = snapshot.asked(place)
            for facts in facts {
                switch rule.speaks(facts) {
                case true?: rules[place].speaks += 1
                case nil: rules[place].fails += 1
                case false?: continue
                }
            }
            rules[place].median_ns = Self.median(of: rule, facts)
        }
        // The first round only warms the caches.
        for round in 0...Self.rounds {
            for facts in facts {
                let start = Clocks.monotonic()
                _ = snapshot.screen(facts)
                if round > 0 { screening.append(Clocks.monotonic() - start) }
            }
        }
        screening.sort()
    }

    /// Of some rounds over all parcels, a parcel's share.
    private static func median(of rule: AskedRule, _ facts: [Facts]) -> Int64 {
        // A round takes long enough for the clock.
        let turns = max(1, 2_000 / facts.count)
        var spoken = 0
        let times = (0..<rounds).map { _ in
            let start = Clocks.monotonic()
            for _ in 0..<turns {
                for facts in facts where rule.speaks(facts) == true { spoken += 1 }
            }
            return (Clocks.monotonic() - start) / Int64(turns * facts.count)
        }
        return times.sorted()[rounds / 2]
    }

    private func microseconds(_ share: Double) -> String {
        let place = min(screening.count - 1, Int(Double(screening.count) * share))
        let tenths = (screening[place] + 50) / 100
        return "\(tenths / 10).\(tenths % 10)"
    }

    private var askedTenths: Int { parcels == 0 ? 0 : 10 * rules.reduce(0) { $0 + $1.asked } / parcels }

    /// For people: the dearest rules first.
    var lines: [String] {
        let head = [
            "\(rules.count) rules, \(parcels) parcels: \(microseconds(0.5)) µs a parcel, p99 \(microseconds(0.99)), "
                + "worst \(microseconds(1)); \(askedTenths / 10).\(askedTenths % 10) rules asked of each",
            "rule, ns, asked, speaks, fails",
        ]
        let dearest = rules.sorted { $0.total_ns > $1.total_ns }.prefix(Self.shown).map {
            "  \($0.id), \($0.median_ns), \($0.asked), \($0.speaks), \($0.fails)"
        }
        let rest = rules.count > Self.shown ? ["  and \(rules.count - Self.shown) more (--format json has all)"] : []
        let silent = rules.filter { $0.speaks == 0 && $0.fails == 0 }.map(\.id)
        let always = rules.filter { $0.speaks == parcels }.map(\.id)
        return head + dearest + rest
            + (silent.isEmpty ? [] : ["never speaks: " + silent.joined(separator: ", ")])
            + (always.isEmpty ? [] : ["always speaks: " + always.joined(separator: ", ")])
    }

    var json: String {
        var writer = JSONWriter(capacity: 4096)
        writer.beginObject()
        writer.key("parcels")
        writer.value(parcels)
        for (name, share) in [("median_us", 0.5), ("p99_us", 0.99), ("worst_us", 1)] {
            writer.key(named: "screening_" + name)
            writer.value(json: Array(microseconds(share).utf8))
        }
        writer.key("rules")
        writer.beginArray()
        for rule in rules {
            writer.beginObject()
            writer.key("id")
            writer.value(rule.id)
            writer.key("median_ns")
            writer.value(rule.median_ns)
            writer.key("asked")
            writer.value(rule.asked)
            writer.key("speaks")
            writer.value(rule.speaks)
            writer.key("fails")
            writer.value(rule.fails)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
