import Entries
import JSON
import Parcels

/// What rules on trial would have done to a site's parcels, as its decisions wrote it down.
struct ShadowReport {
    private struct Rule {
        let reference: RuleReference
        var holds = 0
        /// Of those, parcels that were held for other reasons.
        var heldAnyway = 0
        var notes = 0
        var fails = 0
        var examples: [PassageID] = []

        mutating func add(_ note: Reason, _ decision: Decision, _ exampleLimit: Int) {
            switch note.arguments.first?.value {
            case .text("fail"): fails += 1
            case .text("note"): notes += 1
            default:
                holds += 1
                if case .hold = decision.outcome { heldAnyway += 1 }
                if examples.count < exampleLimit { examples.append(decision.passage) }
            }
        }
    }

    private static let exampleLimit = 3

    private var parcels = 0
    private var counts: [RuleReference: Rule] = [:]

    mutating func add(_ decision: Decision) {
        parcels += 1
        for note in decision.notes where note.code == .shadow {
            guard let reference = note.rule else { continue }
            counts[reference, default: Rule(reference: reference)].add(note, decision, Self.exampleLimit)
        }
    }

    /// Those that would have held most come first.
    private var rules: [Rule] {
        counts.values.sorted {
            ($1.holds, $0.reference.id, $0.reference.version) < ($0.holds, $1.reference.id, $1.reference.version)
        }
    }

    var lines: [String] {
        ["\(parcels) parcels asked about"]
            + rules.map { rule in
                let examples = rule.examples.map(\.description).joined(separator: ", ")
                return "  \(rule.reference.id) v\(rule.reference.version): would hold \(rule.holds), "
                    + "\(rule.heldAnyway) of them held anyway; would note \(rule.notes), failed \(rule.fails)"
                    + (examples.isEmpty ? "" : " (\(examples))")
            } + (rules.isEmpty ? ["no rule on trial said anything"] : [])
    }

    var json: String {
        var writer = JSONWriter(capacity: 1024)
        writer.beginObject()
        writer.key("parcels")
        writer.value(parcels)
        writer.key("rules")
        writer.beginArray()
        for rule in rules {
            writer.beginObject()
            writer.key("id")
            writer.value(rule.reference.id)
            writer.key("version")
            writer.value(rule.reference.version)
            writer.key("would_hold")
            writer.value(rule.holds)
            writer.key("held_anyway")
            writer.value(rule.heldAnyway)
            writer.key("would_note")
            writer.value(rule.notes)
            writer.key("failed")
            writer.value(rule.fails)
            writer.key("examples")
            writer.beginArray()
            for example in rule.examples { writer.value(example.description) }
            writer.endArray()
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
