import Console
import JSON
import Screening

/// How good rules are, for people and for programs.
struct QualityReport {
    private let quality: RuleQuality.Result

    init(_ quality: RuleQuality.Result) { self.quality = quality }

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
        guard let recall = quality.recall(of: score) else { return text }
        return text + "; \(percent(recall))"
    }

    private func percent(_ share: Double) -> String {
        let tenths = Int((share * 1000).rounded())
        return "\(tenths / 10).\(tenths % 10) %"
    }

    var json: String {
        var writer = JSONWriter(capacity: 4096)
        writer.beginObject()
        quality.write(to: &writer)
        writer.endObject()
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
