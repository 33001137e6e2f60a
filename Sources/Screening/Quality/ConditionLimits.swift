/// What the parts of a condition that must all be true ask of one fact.
enum ConditionLimits {
    /// Whether they cannot all be true: a lowest number above a highest one, two numbers or two texts at one time, presence and
    /// absence.
    static func exclude(_ guards: [RuleGuard]) -> Bool {
        var lowest: [Int: Int64] = [:]
        var highest: [Int: Int64] = [:]
        var texts: [Int: String] = [:]
        var present: Set<Int> = []
        var absent: Set<Int> = []
        for found in guards {
            guard found.signs.count == 1, let sign = found.signs.first else { continue }
            let slot = sign.slot
            switch sign.wanted {
            case .atLeast(let number): lowest[slot] = max(number, lowest[slot] ?? .min)
            case .atMost(let number): highest[slot] = min(number, highest[slot] ?? .max)
            case .number(let number):
                lowest[slot] = max(number, lowest[slot] ?? .min)
                highest[slot] = min(number, highest[slot] ?? .max)
            case .text(let text):
                // An element of a list or a key of a map is one of many.
                guard case .string = ParcelFacts.schema.facts[slot].type else { break }
                if let other = texts[slot], other != text { return true }
                texts[slot] = text
            case .absent: absent.insert(slot)
            case .present, .prefix, .listed: break
            }
            if sign.wanted != .absent { present.insert(slot) }
        }
        return lowest.contains { slot, number in number > highest[slot] ?? .max } || !present.isDisjoint(with: absent)
    }
}
