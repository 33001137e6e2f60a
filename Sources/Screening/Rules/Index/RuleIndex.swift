/// Which rules can be anything but silent about a parcel: only they are asked.
///
/// A rule is left out only where its silence is certain: a guard of it (`RuleGuard`) is a part of its condition that is false for
/// this parcel and makes the whole false, whatever else happens. A rule that may speak or fail is always asked.
///
/// Two guards of each rule are looked up where it has so many: to mark a rule takes a nanosecond or two, to ask it a hundred.
struct RuleIndex: Sendable {
    private let first: Columns
    private let second: Columns
    private let everything: PlaceSet
    private let lists: ListIndex

    /// The rules by one guard of each.
    private struct Columns {
        let columns: [FactColumn]
        /// Rules without a guard.
        let always: PlaceSet

        init(_ guards: [RuleGuard?]) {
            var always = PlaceSet(of: guards.count)
            var wishes: [Int: [(wanted: RuleGuard.Wanted, rule: Int32)]] = [:]
            var absences: [Int: [Int32]] = [:]
            for (place, guarding) in guards.enumerated() {
                let rule = Int32(place)
                guard let guarding else {
                    always.insert(rule)
                    continue
                }
                for sign in guarding.signs {
                    wishes[sign.slot, default: []].append((sign.wanted, rule))
                    let concernsAbsence =
                        switch sign.wanted {
                        case .absent: true
                        case .present: false
                        default: !guarding.sparesAbsence
                        }
                    if concernsAbsence { absences[sign.slot, default: []].append(rule) }
                }
            }
            self.always = always
            columns = wishes.keys.sorted().map { FactColumn($0, wishes[$0] ?? [], whenAbsent: absences[$0] ?? []) }
        }

        func places(_ facts: Facts, _ lists: ListIndex) -> PlaceSet {
            var places = always
            for column in columns { column.find(facts, lists, &places) }
            return places
        }
    }

    init(_ rules: [Rule], _ lists: ListIndex) {
        self.lists = lists
        var everything = PlaceSet(of: rules.count)
        for place in rules.indices { everything.insert(Int32(place)) }
        self.everything = everything
        let guards = rules.map { GuardFinder.guards(of: $0) }
        let distinct = Self.distinct(guards)
        let choices = guards.map { Self.choice($0, distinct) }
        first = Columns(choices.map(\.first))
        second = Columns(choices.map(\.second))
    }

    /// The different values that rules want of each fact: the more there are, the fewer rules one parcel meets there.
    private static func distinct(_ guards: [[RuleGuard]]) -> [Int: Set<RuleGuard.Wanted>] {
        var distinct: [Int: Set<RuleGuard.Wanted>] = [:]
        for sign in guards.joined().flatMap(\.signs) { distinct[sign.slot, default: []].insert(sign.wanted) }
        return distinct
    }

    /// The two guards of a rule that let the fewest parcels through. A look-up in lists is dear and done for the first only.
    private static func choice(
        _ guards: [RuleGuard], _ distinct: [Int: Set<RuleGuard.Wanted>]
    ) -> (first: RuleGuard?, second: RuleGuard?) {
        func breadth(_ place: Int) -> Double {
            guards[place].signs.reduce(0) { $0 + $1.wanted.breadth(distinct: distinct[$1.slot]?.count ?? 0) }
        }
        guard let first = guards.indices.min(by: { breadth($0) < breadth($1) }) else { return (nil, nil) }
        let second = guards.indices.filter { $0 != first && !guards[$0].asksLists && breadth($0) <= 0.5 }
            .min { breadth($0) < breadth($1) }
        return (guards[first], second.map { guards[$0] })
    }

    /// The rules to be asked about a parcel.
    func places(_ facts: Facts) -> PlaceSet {
        guard facts.keepWithinLimits else { return everything }
        var places = first.places(facts, lists)
        places.formIntersection(second.places(facts, lists))
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
