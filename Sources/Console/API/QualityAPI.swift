import JSON
import Records
import Screening

extension API {
    /// Pairs and suggestions that are told of at one time.
    private static let pairLimit = 200

    func judgeRules() -> Response {
        site.judgeRules()
        return json(status: 202) { writer in
            writer.beginObject()
            writer.field("state", site.rulesJudged().state.rawValue)
            writer.endObject()
        }
    }

    /// How far the judgement is, and the last one, unless it is the one that the asker has already.
    func rulesJudged(_ request: Request) -> Response {
        let judged = site.rulesJudged()
        return json { writer in
            writer.beginObject()
            writer.field("state", judged.state.rawValue)
            writer.field("asked", judged.asked)
            writer.field("days", judged.days)
            writer.field("limit", judged.limit)
            if let last = judged.last {
                writer.field("number", last.number)
                if request.query["known"] != String(last.number) { write(last, to: &writer) }
            }
            writer.endObject()
        }
    }

    private func write(_ last: RulesJudged.Last, to writer: inout JSONWriter) {
        writer.key("judged")
        writer.beginObject()
        writer.field("isLate", last.isLate)
        writer.field("rulesVersion", last.rulesVersion)
        writer.field("listsVersion", last.listsVersion)
        writer.field("at_ms", Int(last.at / 1_000_000))
        if let from = last.from { writer.field("from_ms", Int(from / 1_000_000)) }
        if let to = last.to { writer.field("to_ms", Int(to / 1_000_000)) }
        writer.field("overlapCount", last.result.overlaps.count)
        last.result.write(to: &writer, pairs: Self.pairLimit)
        writer.endObject()
    }
}

extension RuleQuality.Result {
    /// Its fields, within an object. Shares are thousandths.
    /// - Parameter pairs: how many overlaps and suggestions at the most.
    package func write(to writer: inout JSONWriter, pairs: Int = .max) {
        writer.field("parcels", parcels)
        writer.field("inspected", inspected)
        writer.field("found", found)
        writer.list("rules", scores) { writer, score in
            writer.field("id", score.rule.id)
            writer.field("version", score.rule.version)
            writer.both("name", vi: score.name.vi, en: score.name.en)
            writer.field("life", score.life.rawValue)
            writer.field("speaks", score.speaks)
            writer.field("alone", score.alone)
            writer.field("fails", score.fails)
            writer.field("found", score.found)
            writer.field("harmless", score.harmless)
            if let precision = score.precision {
                writer.field("precision", thousandths(precision.share))
                writer.field("precisionLow", thousandths(precision.low))
                writer.field("precisionHigh", thousandths(precision.high))
            }
            if let recall = recall(of: score) { writer.field("recall", thousandths(recall)) }
        }
        writer.texts("never", never)
        writer.texts("always", always)
        writer.texts("impossible", impossible)
        writer.list("overlaps", Array(overlaps.prefix(pairs))) { writer, overlap in
            writer.field("kind", overlap.kind.rawValue)
            writer.field("first", overlap.first)
            writer.field("second", overlap.second)
            writer.field("parcels", overlap.parcels)
        }
        writer.list("suggestions", Array(suggestions.prefix(pairs))) { writer, suggestion in
            writer.field("rule", suggestion.rule)
            writer.field("fact", suggestion.fact)
            writer.field("sign", suggestion.sign)
            writer.key("bound")
            writer.value(suggestion.bound)
            writer.key("instead")
            writer.value(suggestion.instead)
            writer.field("fewer", suggestion.fewer)
            writer.field("harmless", suggestion.harmless)
            writer.field("found", suggestion.found)
        }
    }

    private func thousandths(_ share: Double) -> Int { Int((share * 1_000).rounded()) }
}
