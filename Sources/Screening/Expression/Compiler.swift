import TimeZones

/// Lays a checked expression out as a `Program`.
struct Compiler {
    private(set) var steps: [Program.Step] = []
    private(set) var positions: [Position] = []
    private(set) var operands: [Int32] = []
    private(set) var constants: [ExpressionValue] = []
    private(set) var names: [String] = []
    private(set) var patterns: [WeighedPattern] = []
    private(set) var zones: [TimeZoneRules] = []
    private(set) var calls: [Program.Call] = []
    private(set) var hostTests: [Program.HostTest] = []
    private(set) var slots: [Int] = []
    private(set) var comprehensions: [Program.Comprehension] = []
    private(set) var bindings: [Program.Binding] = []
    /// The facts that the expression asks for.
    private var asked: Set<Int> = []

    /// The program and the slots of the facts that it asks for, in order.
    static func compile(_ checked: Checked, registers: Int) -> (program: Program, slots: [Int]) {
        var compiler = Compiler()
        let root = compiler.add(checked)
        return (Program(compiler, root: root, registers: registers), compiler.asked.sorted())
    }

    private mutating func add(_ checked: Checked) -> Int32 {
        switch checked.node {
        case .constant(let value): return emit(.constant(Self.store(value, in: &constants)), checked)
        case .fact(let slot):
            asked.insert(slot)
            return emit(.fact(slot: Int32(slot)), checked)
        case .anyPresent(let present):
            asked.formUnion(present)
            let first = Int32(slots.count)
            slots += present
            return emit(.anyPresent(first: first, count: Int32(present.count)), checked)
        case .local(let register): return emit(.local(Int32(register)), checked)
        case .field(let target, let name, let place):
            let target = add(target)
            let name = Self.store(name, in: &names)
            return emit(.field(target, name: name, place: Int32(place ?? -1)), checked)
        case .optionalField(let target, let name, let place):
            let target = add(target)
            let name = Self.store(name, in: &names)
            return emit(.optionalField(target, name: name, place: Int32(place ?? -1)), checked)
        case .hasField(let target, let name):
            let target = add(target)
            return emit(.hasField(target, name: Self.store(name, in: &names)), checked)
        case .logic(let logic, let terms):
            let (first, count) = run(terms)
            return emit(logic == .and ? .and(first: first, count: count) : .or(first: first, count: count), checked)
        case .conditional(let condition, let first, let second):
            let condition = add(condition)
            let first = add(first)
            return emit(.conditional(condition, first, add(second)), checked)
        case .list(let elements): return list(elements, checked)
        case .map(let entries): return map(entries, checked)
        case .optionalElement(let element): return emit(.optionalElement(add(element)), checked)
        case .comprehension(let comprehension): return self.comprehension(comprehension, checked)
        case .binding(let binding):
            let laid = Program.Binding(
                sort: binding.sort, register: binding.register, source: add(binding.source), body: add(binding.body))
            return emit(.binding(Self.store(laid, in: &bindings)), checked)
        case .call(let name, let overloads, let arguments): return call(name, overloads, arguments, checked)
        case .matches(let subject, let pattern):
            let subject = add(subject)
            return emit(.matches(subject, pattern: Self.store(pattern, in: &patterns)), checked)
        case .zoned(let subject, let part, let zone):
            let subject = add(subject)
            return emit(.zoned(part, subject, zone: Self.store(zone, in: &zones)), checked)
        case .failing(let message): return emit(.failing(message: Self.store(message, in: &names)), checked)
        }
    }

    private mutating func emit(_ step: Program.Step, _ checked: Checked) -> Int32 {
        steps.append(step)
        positions.append(checked.position)
        return Int32(steps.count - 1)
    }

    private static func store<T>(_ item: T, in pool: inout [T]) -> Int32 {
        pool.append(item)
        return Int32(pool.count - 1)
    }

    private mutating func run(_ nodes: [Checked]) -> (first: Int32, count: Int32) {
        let indices = nodes.map { add($0) }
        let first = Int32(operands.count)
        operands += indices
        return (first, Int32(indices.count))
    }

    // MARK: Lists and maps, made once where all of their parts are constants

    private mutating func list(_ elements: [Checked], _ checked: Checked) -> Int32 {
        let (first, count) = run(elements)
        guard let values = constants(first: first, count: count) else {
            return emit(.list(first: first, count: count), checked)
        }
        takeBack(values.count)
        let list = values.count >= Self.indexedListCount ? ExpressionList(indexing: values) : ExpressionList(values)
        return emit(.constant(Self.store(.list(list), in: &constants)), checked)
    }

    private mutating func map(_ entries: [(key: Checked, value: Checked)], _ checked: Checked) -> Int32 {
        let (first, count) = run(entries.flatMap { [$0.key, $0.value] })
        // A repeated or unsupported key is an error of the evaluation, which alone knows if it comes to that.
        guard let values = constants(first: first, count: count), let map = try? ExpressionMap(pairs: values) else {
            return emit(.map(first: first, count: count), checked)
        }
        takeBack(values.count)
        return emit(.constant(Self.store(.map(map), in: &constants)), checked)
    }

    /// From here on a look-up in an index is faster than a walk.
    private static let indexedListCount = 8

    /// The values of the operands just added if all are constants.
    private func constants(first: Int32, count: Int32) -> [ExpressionValue]? {
        let isConstant = operands[Int(first)...].allSatisfy { index in
            if case .constant = steps[Int(index)] { true } else { false }
        }
        return isConstant ? Array(constants.suffix(Int(count))) : nil
    }

    /// Removes the last operands, which are constants, with their steps.
    private mutating func takeBack(_ count: Int) {
        steps.removeLast(count)
        positions.removeLast(count)
        constants.removeLast(count)
        operands.removeLast(count)
    }

    // MARK: Calls and comprehensions

    private mutating func call(
        _ name: String, _ overloads: [Overload], _ arguments: [Checked], _ checked: Checked
    ) -> Int32 {
        let implementation = overloads[0].implementation
        if overloads.allSatisfy({ $0.implementation.isSameBuiltin(as: implementation) }) {
            switch implementation {
            case .test(let test):
                let left = add(arguments[0])
                let right = add(arguments[1])
                return emit(step(of: test, left, right), checked)
            case .binary(let function):
                let left = add(arguments[0])
                return emit(.binary(function, left, add(arguments[1])), checked)
            case .unary(.dyn): return add(arguments[0])
            case .unary(.not): return emit(.not(add(arguments[0])), checked)
            case .unary(let function): return emit(.unary(function, add(arguments[0])), checked)
            case .extended, .host: break
            }
        }
        if overloads.count == 1, case .host(let function) = implementation, let test = Program.HostTest(function) {
            let left = add(arguments[0])
            let right = add(arguments[1])
            return emit(.hostTest(Self.store(test, in: &hostTests), left, right), checked)
        }
        let (first, count) = run(arguments)
        let call = Self.store(Program.Call(name: name, overloads: overloads), in: &calls)
        return emit(.call(call, first: first, count: count), checked)
    }

    /// A test, in one step where it is of a fact or a variable and a constant: nearly all that rules ask.
    private func step(of test: Test, _ left: Int32, _ right: Int32) -> Program.Step {
        switch (steps[Int(left)], steps[Int(right)]) {
        case (.fact(let slot), .constant(let constant)): .testOfFact(test, slot: slot, constant: constant)
        case (.constant(let constant), .fact(let slot)): .testByFact(test, constant: constant, slot: slot)
        case (.local(let register), .constant(let constant)):
            .testOfLocal(test, register: register, constant: constant)
        default: .test(test, left, right)
        }
    }

    private mutating func comprehension(_ comprehension: Checked.Comprehension, _ checked: Checked) -> Int32 {
        let laid = Program.Comprehension(
            sort: comprehension.sort, range: add(comprehension.range), register: comprehension.register,
            hasTwo: comprehension.hasTwo, predicate: comprehension.predicate.map { add($0) },
            transform: comprehension.transform.map { add($0) })
        let index = Self.store(laid, in: &comprehensions)
        switch comprehension.sort {
        case .all, .exists, .existsOne: return emit(.quantifier(index), checked)
        case .map, .filter, .transformList, .transformMap, .transformMapEntry: return emit(.gathering(index), checked)
        }
    }
}
