/// What can be said of a part of a condition before any parcel is seen, for parcels whose facts keep within `FactLimits`.
struct Appraisal: Sendable {
    /// The most that it costs of the budget; `unknown` where that cannot be told.
    var cost = 2
    var shape: Shape?
    /// The facts for whose absence it can fail.
    var absences = FactSet()
    /// Whether it can fail for another reason; an exhausted budget apart, which its cost tells.
    var canFail = false

    /// Above any budget.
    static let unknown = 1 << 40

    /// What kind of value it gives; values of other kinds are not followed.
    indirect enum Shape: Sendable {
        case number
        case text(bytes: Int)
        case list(count: Int, of: Shape)
        /// A map with texts as its keys.
        case keyed
    }

    mutating func add(_ part: Appraisal) {
        cost = min(Self.unknown, cost + part.cost)
        absences.formUnion(part.absences)
        canFail = canFail || part.canFail
    }

    mutating func add(cost more: Int) { cost = min(Self.unknown, cost + more) }
}

/// How large the facts of a parcel are for which rules are looked up: more than manifests say (50 kinds of goods of 500 characters).
/// The smaller they are, the more may stand before a guard. About a larger one every rule is
/// asked, because what a condition costs grows with its facts, and a rule that exhausts its budget holds the parcel.
enum FactLimits {
    static let textBytes = 2_048
    static let elements = 64
}

/// Appraises the steps of one program. It counts two steps for each node, as if all were asked both for a value and for yes or no.
struct Appraiser {
    let program: Program
    let schema: Schema
    private var locals: [Int: Appraisal.Shape] = [:]

    init(_ program: Program, _ schema: Schema) {
        self.program = program
        self.schema = schema
    }

    mutating func appraise(_ index: Int32) -> Appraisal {
        var made = Appraisal()
        switch program.steps[Int(index)] {
        case .constant(let constant): made.shape = Self.shape(program.constants[Int(constant)])
        case .fact(let slot):
            made.shape = Self.shape(schema.facts[Int(slot)].type)
            made.absences.insert(Int(slot))
        case .local(let register): made.shape = locals[Int(register)]
        case .anyPresent: break
        case .hasField(let target, _):
            let target = appraise(target)
            made.add(target)
            guard case .keyed? = target.shape else { return .unfollowed }
        case .and(let first, let count), .or(let first, let count):
            for operand in program.operands[Int(first)..<Int(first + count)] { made.add(appraise(operand)) }
        case .not(let operand): made.add(appraise(operand))
        case .conditional(let condition, let first, let second):
            for operand in [condition, first, second] { made.add(appraise(operand)) }
        case .test(let test, let left, let right): self.test(test, left, right, &made)
        case .testOfFact(let test, _, _), .testByFact(let test, _, _), .testOfLocal(let test, _, _):
            self.test(test, index - 2, index - 1, &made)
        case .matches(let subject, let pattern):
            let subject = appraise(subject)
            made.add(subject)
            guard case .text(let bytes)? = subject.shape else { return .unfollowed }
            made.add(cost: program.patterns[Int(pattern)].cost(ofBytes: bytes))
        case .unary(.size, let operand):
            let operand = appraise(operand)
            made.add(operand)
            made.shape = .number
            switch operand.shape {
            case .text(let bytes)?: made.add(cost: bytes >> 6)
            case .list?, .keyed?: break
            default: return .unfollowed
            }
        case .binary(let function, let left, let right): binary(function, left, right, &made)
        case .field(let target, _, _):
            let target = appraise(target)
            made.add(target)
            made.canFail = true
            guard case .keyed? = target.shape else { return .unfollowed }
        case .hostTest(let test, let left, let right):
            let (left, right) = (appraise(left), appraise(right))
            made.add(cost: program.hostTests[Int(test)].function.steps)
            made.add(left)
            made.add(right)
            // The only one that is known to answer whatever texts it is given.
            if program.hostTests[Int(test)].function.name == RuleCompiler.listed,
                case (.text?, .text?) = (left.shape, right.shape)
            {
                break
            }
            made.canFail = true
        case .call(let call, let first, let count): return self.call(program.calls[Int(call)], first, count)
        case .quantifier(let comprehension): return quantifier(program.comprehensions[Int(comprehension)])
        default: return .unfollowed
        }
        return made
    }

    private mutating func test(_ test: Test, _ left: Int32, _ right: Int32, _ made: inout Appraisal) {
        let (left, right) = (appraise(left), appraise(right))
        made.add(left)
        made.add(right)
        switch (test, left.shape, right.shape) {
        case (.matches, _, _): made.add(.unfollowed)
        case (.equal, .number?, .text?), (.equal, .text?, .number?), (.notEqual, .number?, .text?),
            (.notEqual, .text?, .number?):
            break
        case (.contains, .text(let text)?, .text(let sought)?), (.startsWith, .text(let text)?, .text(let sought)?),
            (.endsWith, .text(let text)?, .text(let sought)?):
            made.add(cost: (text + sought) >> 6)
        case (.contains, _, _), (.startsWith, _, _), (.endsWith, _, _): made.add(.unfollowed)
        case (.member, .text(let sought)?, .list(let count, of: .text(let bytes))?):
            made.add(cost: sought >> 6 + count * (1 + min(sought, bytes) >> 6))
        case (.member, .number?, .list(let count, of: .number)?): made.add(cost: count)
        case (.member, .text(let sought)?, .keyed?): made.add(cost: sought >> 6)
        case (.member, _, _): made.add(.unfollowed)
        case (_, .number?, .number?): break
        case (_, .text(let one)?, .text(let other)?): made.add(cost: min(one, other) >> 6)
        default: made.add(.unfollowed)
        }
    }

    private mutating func binary(
        _ function: BinaryFunction, _ left: Int32, _ right: Int32, _ made: inout Appraisal
    ) {
        let (left, right) = (appraise(left), appraise(right))
        made.add(left)
        made.add(right)
        made.canFail = true
        switch (function, left.shape, right.shape) {
        case (.add, .number?, .number?), (.subtract, .number?, .number?), (.multiply, .number?, .number?),
            (.divide, .number?, .number?), (.remainder, .number?, .number?):
            made.shape = .number
        case (.index, .list(_, of: let element)?, .number?): made.shape = element
        case (.index, .keyed?, .text(let bytes)?): made.add(cost: bytes >> 6)
        default: made.add(.unfollowed)
        }
    }

    private mutating func call(_ call: Program.Call, _ first: Int32, _ count: Int32) -> Appraisal {
        guard call.overloads.count == 1, case .host(let function) = call.overloads[0].implementation else {
            return .unfollowed
        }
        var made = Appraisal()
        made.add(cost: function.steps)
        for operand in program.operands[Int(first)..<Int(first + count)] {
            made.add(appraise(operand))
        }
        made.canFail = true
        return made
    }

    private mutating func quantifier(_ comprehension: Program.Comprehension) -> Appraisal {
        let range = appraise(comprehension.range)
        let element: Appraisal.Shape
        let count: Int
        switch range.shape {
        case .list(let elements, of: let held)?: (count, element) = (elements, held)
        case .keyed? where !comprehension.hasTwo:
            (count, element) = (FactLimits.elements, .text(bytes: FactLimits.textBytes))
        default: return .unfollowed
        }
        guard let predicate = comprehension.predicate else { return .unfollowed }
        locals[comprehension.register] = comprehension.hasTwo ? .number : element
        if comprehension.hasTwo { locals[comprehension.register + 1] = element }
        let each = appraise(predicate)
        var made = Appraisal()
        made.add(range)
        made.add(each)
        made.cost = min(Appraisal.unknown, made.cost + count * min(each.cost + 1, Appraisal.unknown >> 8))
        return made
    }

    private static func shape(_ value: ExpressionValue) -> Appraisal.Shape? {
        switch value {
        case .int: return .number
        case .string(let text): return .text(bytes: text.utf8.count)
        case .list(let list):
            var bytes: [Int] = []
            for element in list.elements {
                switch element {
                case .string(let text): bytes.append(text.utf8.count)
                case .int: bytes.append(-1)
                default: return nil
                }
            }
            // Of one kind.
            guard let most = bytes.max(), let least = bytes.min(), (most < 0) == (least < 0) else { return nil }
            return .list(count: bytes.count, of: most < 0 ? .number : .text(bytes: most))
        default: return nil
        }
    }

    private static func shape(_ type: ExpressionType) -> Appraisal.Shape? {
        switch type {
        case .int: .number
        case .string: .text(bytes: FactLimits.textBytes)
        case .list(.string): .list(count: FactLimits.elements, of: .text(bytes: FactLimits.textBytes))
        case .map(.string, _): .keyed
        default: nil
        }
    }
}

extension Appraisal {
    /// Nothing is known of it.
    static let unfollowed: Appraisal = {
        var made = Appraisal()
        made.cost = unknown
        made.canFail = true
        return made
    }()
}
