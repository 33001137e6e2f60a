import JSON
import Screening

/// How good rules are, for people and for programs.
struct QualityReport {
    private let quality: RuleQuality

    init(_ quality: RuleQuality) { self.quality = quality }

    var lines: [String] {
        let head =
            "\(quality.parcels) parcels asked about, \(quality.inspected) of them inspected, something found in \(quality.found)"
        let scores = quality.scores.sorted { ($1.speaks, $0.rule.id) < ($0.speaks, $1.rule.id) }
        return [head, "rule: speaks (alone, fails); found of inspected, 95 % interval; share of all that was found"]
            + scores.filter { $0.speaks + $0.fails > 0 }.map { "  " + line($0) }
            + (quality.never.isEmpty ? [] : ["never speaks: " + quality.never.joined(separator: ", ")])
            + (quality.always.isEmpty ? [] : ["always speaks: " + quality.always.joined(separator: ", ")])
            + (quality.impossible.isEmpty
                ? []
                : ["can never speak, its parts exclude one another: " + quality.impossible.joined(separator: ", ")])
            + quality.overlaps.map { overlap in
                switch overlap.kind {
                case .same: "\(overlap.first) and \(overlap.second) speak of the same \(overlap.parcels) parcels"
                case .within:
                    "every one of the \(overlap.parcels) parcels of \(overlap.first) is one of \(overlap.second)"
                }
            }
            + quality.suggestions.map {
                "\($0.rule): with \($0.fact) \($0.sign) \($0.instead) (now \($0.bound)) it would speak of \($0.fewer) fewer, "
                    + "\($0.harmless) of them found harmless, and still of all \($0.found) in which something was found"
            }
    }

    private func line(_ score: RuleQuality.Score) -> String {
        var text = "\(score.rule.id): \(score.speaks) (\(score.alone), \(score.fails)); "
        if let precision = score.precision {
            text +=
                "\(score.found) of \(score.found + score.harmless), \(percent(precision.low)) to \(percent(precision.high))"
        } else {
            text += "none inspected"
        }
        guard quality.found > 0 else { return text }
        return text + "; \(percent(Double(score.found) / Double(quality.found)))"
    }

    private func percent(_ share: Double) -> String {
        let tenths = Int((share * 1000).rounded())
        return "\(tenths / 10).\(tenths % 10) %"
    }

    var json: String {
        var writer = JSONWriter(capacity: 4096)
        writer.beginObject()
        writer.put("parcels", quality.parcels)
        writer.put("inspected", quality.inspected)
        writer.put("found", quality.found)
        writer.key("rules")
        writer.beginArray()
        for score in quality.scores {
            writer.beginObject()
            writer.put("id", score.rule.id)
            writer.put("version", score.rule.version)
            writer.put("speaks", score.speaks)
            writer.put("alone", score.alone)
            writer.put("fails", score.fails)
            writer.put("found", score.found)
            writer.put("harmless", score.harmless)
            writer.endObject()
        }
        writer.endArray()
        for (name, rules) in [("never", quality.never), ("always", quality.always), ("impossible", quality.impossible)]
        {
            writer.key(named: name)
            writer.beginArray()
            for rule in rules { writer.value(rule) }
            writer.endArray()
        }
        writer.key("overlaps")
        writer.beginArray()
        for overlap in quality.overlaps {
            writer.beginObject()
            writer.put("kind", overlap.kind == .same ? "same" : "within")
            writer.put("first", overlap.first)
            writer.put("second", overlap.second)
            writer.put("parcels", overlap.parcels)
            writer.endObject()
        }
        writer.endArray()
        writer.key("suggestions")
        writer.beginArray()
        for suggestion in quality.suggestions {
            writer.beginObject()
            writer.put("rule", suggestion.rule)
            writer.put("fact", suggestion.fact)
            writer.put("sign", suggestion.sign)
            writer.key("bound")
            writer.value(suggestion.bound)
            writer.key("instead")
            writer.value(suggestion.instead)
            writer.put("fewer", suggestion.fewer)
            writer.put("harmless", suggestion.harmless)
            writer.put("found", suggestion.found)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

extension JSONWriter {
    fileprivate mutating func put(_ name: StaticString, _ number: Int) {
        key(name)
        value(number)
    }

    fileprivate mutating func put(_ name: StaticString, _ text: String) {
        key(name)
        value(text)
    }
}
