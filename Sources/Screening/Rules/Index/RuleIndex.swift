/// Which rules can be anything but silent about a parcel: only they are asked.
///
/// A rule is left out only where its silence is certain: its guard (`RuleGuard`) is a part of its condition that is false for this
/// parcel and makes the whole false, whatever else happens. A rule that may speak or fail is always asked.
struct RuleIndex: Sendable {
    private let columns: [FactColumn]
    /// Rules without a guard.
    private let always: PlaceSet
    private let everything: PlaceSet
    private let lists: ListIndex

    init(_ rules: [Rule], _ lists: ListIndex) {
        self.lists = lists
        var (always, everything) = (PlaceSet(of: rules.count), PlaceSet(of: rules.count))
        var wishes: [Int: [(wanted: RuleGuard.Wanted, rule: Int32)]] = [:]
        var absences: [Int: [Int32]] = [:]
        let guards = rules.map { GuardFinder.guards(of: $0) }
        let distinct = Self.distinct(guards)
        for (place, choice) in guards.enumerated() {
            let rule = Int32(place)
            everything.insert(rule)
            func breadth(_ found: RuleGuard) -> Double {
                found.signs.reduce(0) { $0 + $1.wanted.breadth(distinct: distinct[$1.slot]?.count ?? 0) }
            }
            guard let best = choice.min(by: { breadth($0) < breadth($1) }) else {
                always.insert(rule)
                continue
            }
            for sign in best.signs {
                wishes[sign.slot, default: []].append((sign.wanted, rule))
                let concernsAbsence =
                    switch sign.wanted {
                    case .absent: true
                    case .present: false
                    default: !best.sparesAbsence
                    }
                if concernsAbsence { absences[sign.slot, default: []].append(rule) }
            }
        }
        self.always = always
        self.everything = everything
        columns = wishes.keys.sorted().map { FactColumn($0, wishes[$0] ?? [], whenAbsent: absences[$0] ?? []) }
    }

    /// The different values that rules want of each fact: the more there are, the fewer rules one parcel meets there.
    private static func distinct(_ guards: [[RuleGuard]]) -> [Int: Set<RuleGuard.Wanted>] {
        var distinct: [Int: Set<RuleGuard.Wanted>] = [:]
        for sign in guards.joined().flatMap(\.signs) { distinct[sign.slot, default: []].insert(sign.wanted) }
        return distinct
    }

    /// The rules to be asked about a parcel.
    func places(_ facts: Facts) -> PlaceSet {
        guard facts.keepWithinLimits else { return everything }
        var places = always
        for column in columns { column.find(facts, lists, &places) }
        return places
    }
}

extension Facts {
    /// Whether no fact is larger than the rules' costs were reckoned for (`FactLimits`).
    fileprivate var keepWithinLimits: Bool {
        for value in values {
            switch value {
            case .string(let text)?: guard text.utf8.count <= FactLimits.textBytes else { return false }
            case .list(let list)?:
                guard list.elements.count <= FactLimits.elements else { return false }
                for case .string(let text) in list.elements where text.utf8.count > FactLimits.textBytes {
                    return false
                }
            case .map(let map)?:
                guard map.entries.count <= FactLimits.elements else { return false }
                for entry in map.entries {
                    if case .string(let key) = entry.key, key.utf8.count > FactLimits.textBytes { return false }
                }
            default: continue
            }
        }
        return true
    }
}
