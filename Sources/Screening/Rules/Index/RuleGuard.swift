/// What a parcel must have for a rule to be anything but silent: one of some signs.
///
/// When all signs are wanting, the guarded part of the condition is false, whatever the rest of it does: `false && error` is false.
struct RuleGuard {
    var signs: [Sign]
    /// The most that it costs of the budget until the wanting signs have settled the condition. Where this is more than a rule's
    /// budget, the rule may fail for it, and the guard does not count.
    var cost: Int
    /// Whether the rule is silent, too, where the fact of a sign is absent: the rule excuses that, and no other part can fail for
    /// another reason.
    var sparesAbsence: Bool

    /// What one fact of a parcel must be.
    struct Sign {
        let slot: Int
        let wanted: Wanted
    }

    enum Wanted: Hashable {
        /// The fact is this text, or has it as an element or a key.
        case text(String)
        /// It, or one of its elements, begins so.
        case prefix(String)
        case number(Int64)
        case atLeast(Int64)
        case atMost(Int64)
        /// A list of this kind has it.
        case listed(kind: String)
        case present
        case absent
    }
}

/// Finds the guards of one condition.
struct GuardFinder {
    private let program: Program
    private let schema: Schema
    private let excused: FactSet
    private var appraiser: Appraiser

    /// All guards of a rule, any of which is enough. Those of one condition stand in its order.
    static func guards(of rule: Rule) -> [RuleGuard] {
        let condition = rule.condition
        let excused = FactSet(condition.facts.filter { rule.optional.contains($0.name) }.map(\.slot))
        var finder = GuardFinder(condition.program, condition.schema, excused)
        let whole = finder.appraiser.appraise(condition.program.root)
        return finder.guards(condition.program.root).filter { $0.cost <= Rule.budget }.map { found in
            var found = found
            // Where a fact is absent, all of the rest is evaluated.
            found.sparesAbsence = found.sparesAbsence && whole.cost <= Rule.budget
            return found
        }
    }

    private init(_ program: Program, _ schema: Schema, _ excused: FactSet) {
        self.program = program
        self.schema = schema
        self.excused = excused
        appraiser = Appraiser(program, schema)
    }

    private mutating func guards(_ index: Int32) -> [RuleGuard] {
        switch program.steps[Int(index)] {
        case .and(let first, let count): return conjunction(program.operands[Int(first)..<Int(first + count)])
        case .or(let first, let count): return disjunction(program.operands[Int(first)..<Int(first + count)])
        case .testOfFact(let test, let slot, let constant):
            return leaf(index, slot, wanted(test, program.constants[Int(constant)], schema.facts[Int(slot)].type))
        case .testByFact(let test, let constant, let slot):
            return leaf(index, slot, wanted(program.constants[Int(constant)], test, schema.facts[Int(slot)].type))
        case .hasField(let target, let name):
            guard case .fact(let slot) = program.steps[Int(target)],
                case .map(.string, _) = schema.facts[Int(slot)].type
            else { return [] }
            return leaf(index, slot, [.text(program.names[Int(name)])])
        case .anyPresent(let first, let count):
            let signs = program.slots[Int(first)..<Int(first + count)].map {
                RuleGuard.Sign(slot: $0, wanted: .present)
            }
            return [RuleGuard(signs: signs, cost: 2, sparesAbsence: true)]
        case .not(let operand):
            guard case .anyPresent(let first, 1) = program.steps[Int(operand)] else { return [] }
            let sign = RuleGuard.Sign(slot: program.slots[Int(first)], wanted: .absent)
            return [RuleGuard(signs: [sign], cost: 4, sparesAbsence: true)]
        case .hostTest(let test, let kind, let value):
            guard program.hostTests[Int(test)].function.name == RuleCompiler.listed,
                case .constant(let kind) = program.steps[Int(kind)],
                case .string(let kind) = program.constants[Int(kind)],
                case .fact(let slot) = program.steps[Int(value)],
                case .string = schema.facts[Int(slot)].type
            else { return [] }
            return leaf(index, slot, [.listed(kind: kind)])
        case .quantifier(let comprehension):
            let comprehension = program.comprehensions[Int(comprehension)]
            guard comprehension.sort == .exists, !comprehension.hasTwo, let predicate = comprehension.predicate,
                case .fact(let slot) = program.steps[Int(comprehension.range)],
                case .list(.string) = schema.facts[Int(slot)].type
            else { return [] }
            return leaf(index, slot, elements(predicate, comprehension.register))
        default: return []
        }
    }

    private mutating func leaf(_ index: Int32, _ slot: Int32, _ wanted: [RuleGuard.Wanted]) -> [RuleGuard] {
        guard !wanted.isEmpty else { return [] }
        return [
            RuleGuard(
                signs: wanted.map { RuleGuard.Sign(slot: Int(slot), wanted: $0) }, cost: appraiser.appraise(index).cost,
                sparesAbsence: excused.contains(Int(slot)))
        ]
    }

    /// Any part can guard the whole: what stands before it has been evaluated then, what stands behind it has not.
    private mutating func conjunction(_ parts: ArraySlice<Int32>) -> [RuleGuard] {
        let appraisals = parts.map { appraiser.appraise($0) }
        let mayFail = appraisals.map { $0.canFail || !$0.absences.isSubset(of: excused) }
        let present = FactSet(parts.compactMap { onlyPresent($0) })
        var guards: [RuleGuard] = []
        var before = 2
        for (place, part) in parts.enumerated() {
            let othersMayFail = mayFail.enumerated().contains { $0.offset != place && $0.element }
            for var found in self.guards(part) {
                found.cost = min(Appraisal.unknown, found.cost + before)
                // Where `has` stands beside it, an absent fact makes the whole false.
                found.sparesAbsence =
                    found.sparesAbsence && !othersMayFail || found.signs.allSatisfy { present.contains($0.slot) }
                guards.append(found)
            }
            before = min(Appraisal.unknown, before + appraisals[place].cost)
        }
        return guards
    }

    /// The fact of which a part asks only whether it is present.
    private func onlyPresent(_ index: Int32) -> Int? {
        guard case .anyPresent(let first, 1) = program.steps[Int(index)] else { return nil }
        return program.slots[Int(first)]
    }

    /// Every part needs a guard of its own, and the whole has the signs of all.
    private mutating func disjunction(_ parts: ArraySlice<Int32>) -> [RuleGuard] {
        var whole = RuleGuard(signs: [], cost: 2, sparesAbsence: true)
        for part in parts {
            guard let best = guards(part).min(by: { $0.breadth < $1.breadth }) else { return [] }
            whole.signs += best.signs
            whole.cost = min(Appraisal.unknown, whole.cost + best.cost)
            whole.sparesAbsence = whole.sparesAbsence && best.sparesAbsence
        }
        return [whole]
    }

    // MARK: Tests

    /// What `fact test constant` wants of the fact; empty where it is nothing that can be looked up.
    private func wanted(_ test: Test, _ constant: ExpressionValue, _ type: ExpressionType) -> [RuleGuard.Wanted] {
        switch (test, type, constant) {
        case (.equal, .string, .string(let text)): return [.text(text)]
        case (.equal, .int, .int(let number)): return [.number(number)]
        case (.startsWith, .string, .string(let text)): return text.isEmpty ? [] : [.prefix(text)]
        case (.greaterOrEqual, .int, .int(let number)): return [.atLeast(number)]
        case (.lessOrEqual, .int, .int(let number)): return [.atMost(number)]
        case (.greater, .int, .int(let number)): return number < .max ? [.atLeast(number + 1)] : []
        case (.less, .int, .int(let number)): return number > .min ? [.atMost(number - 1)] : []
        case (.member, .string, .list(let list)):
            return list.elements.count <= Self.mostMembers ? all(list.elements.map { wanted(.equal, $0, type) }) : []
        case (.member, .int, .list(let list)):
            return list.elements.count <= Self.mostMembers ? all(list.elements.map { wanted(.equal, $0, type) }) : []
        default: return []
        }
    }

    /// A list with more members is looked up as fast as it would be here.
    private static let mostMembers = 64

    /// What `constant test fact` wants of the fact.
    private func wanted(_ constant: ExpressionValue, _ test: Test, _ type: ExpressionType) -> [RuleGuard.Wanted] {
        switch (test, type, constant) {
        case (.member, .list(.string), .string(let text)), (.member, .map(.string, _), .string(let text)): [.text(text)]
        case (.equal, _, _): wanted(.equal, constant, type)
        case (.less, _, _): wanted(.greater, constant, type)
        case (.lessOrEqual, _, _): wanted(.greaterOrEqual, constant, type)
        case (.greater, _, _): wanted(.less, constant, type)
        case (.greaterOrEqual, _, _): wanted(.lessOrEqual, constant, type)
        default: []
        }
    }

    /// What the predicate of an `exists` over texts wants of an element.
    private func elements(_ index: Int32, _ register: Int) -> [RuleGuard.Wanted] {
        switch program.steps[Int(index)] {
        case .testOfLocal(let test, Int32(register), let constant):
            return wanted(test, program.constants[Int(constant)], .string)
        case .test(let test, let left, let right):
            let (one, other) = (program.steps[Int(left)], program.steps[Int(right)])
            if case (.constant(let constant), .local(let local)) = (one, other), local == register, test == .equal {
                return wanted(test, program.constants[Int(constant)], .string)
            }
            return []
        case .or(let first, let count):
            return all(program.operands[Int(first)..<Int(first + count)].map { elements($0, register) })
        case .and(let first, let count):
            return program.operands[Int(first)..<Int(first + count)].lazy.map { elements($0, register) }.first {
                !$0.isEmpty
            } ?? []
        default: return []
        }
    }

    /// All signs where each part has some.
    private func all(_ parts: [[RuleGuard.Wanted]]) -> [RuleGuard.Wanted] {
        parts.contains { $0.isEmpty } ? [] : parts.flatMap { $0 }
    }
}

extension RuleGuard {
    var asksLists: Bool {
        signs.contains { sign in
            if case .listed = sign.wanted { true } else { false }
        }
    }

    /// About how many parcels it lets through, for a choice without knowing the other rules.
    fileprivate var breadth: Double { signs.reduce(0) { $0 + $1.wanted.breadth(distinct: 10) } }
}

extension RuleGuard.Wanted {
    /// The share of parcels that have the sign, by a rule of thumb.
    /// - Parameter distinct: how many different values rules want of that fact.
    func breadth(distinct: Int) -> Double {
        switch self {
        case .text, .prefix, .number: 1 / Double(distinct + 1)
        case .listed: 0.01
        case .atLeast, .atMost: 0.5
        case .present: 0.7
        case .absent: 0.3
        }
    }
}
