/// One evaluation of a program over one parcel's facts.
///
/// Failures are typed throws: a returned value and a branch, no unwinding. `truth` is the way for all that is yes or no,
/// so that a condition makes no value of its own.
struct Evaluator {
    let program: Program
    private let facts: [ExpressionValue?]
    private let schema: Schema
    /// The variables of comprehensions, by register.
    var locals: [ExpressionValue]
    var meter: Meter

    init(_ program: Program, _ facts: Facts, budget: Int) {
        self.program = program
        self.facts = facts.values
        schema = facts.schema
        locals = program.registers == 0 ? [] : Array(repeating: .null, count: program.registers)
        meter = Meter(budget: budget)
    }

    mutating func run() throws(ExpressionFailure) -> ExpressionValue { try value(program.root) }

    // MARK: Values

    mutating func value(_ index: Int32) throws(ExpressionFailure) -> ExpressionValue {
        try charge(at: index)
        switch program.steps[Int(index)] {
        case .constant(let constant): return program.constants[Int(constant)]
        case .fact(let slot):
            guard let value = facts[Int(slot)] else { throw absent(slot, index) }
            return value
        case .local(let register): return locals[Int(register)]
        case .anyPresent, .hasField, .and, .or, .not, .test, .matches, .quantifier:
            return .bool(try truth(index))
        case .conditional(let condition, let first, let second):
            return try value(try truth(condition) ? first : second)
        case .field(let target, let name, let place): return try field(target, name, place, index)
        case .unary(let function, let operand): return try unary(function, operand, index)
        case .binary(let function, let left, let right): return try binary(function, left, right, index)
        case .call(let call, let first, let count): return try self.call(call, first, count, index)
        case .list(let first, let count):
            return .list(ExpressionList(try values(first, count)))
        case .map(let first, let count): return try map(first, count, index)
        case .gathering(let comprehension): return try gather(program.comprehensions[Int(comprehension)])
        case .failing(let message): throw failure(.notChecked(program.names[Int(message)]), index)
        }
    }

    private mutating func unary(
        _ function: UnaryFunction, _ operand: Int32, _ index: Int32
    ) throws(ExpressionFailure) -> ExpressionValue {
        let value = try value(operand)
        do throws(ExpressionFault) {
            return try function.apply(value, meter: &meter)
        } catch {
            throw failure(error, index)
        }
    }

    private mutating func binary(
        _ function: BinaryFunction, _ left: Int32, _ right: Int32, _ index: Int32
    ) throws(ExpressionFailure) -> ExpressionValue {
        let left = try value(left)
        let right = try value(right)
        do throws(ExpressionFault) {
            return try function.apply(left, right, meter: &meter)
        } catch {
            throw failure(error, index)
        }
    }

    private mutating func field(
        _ target: Int32, _ name: Int32, _ place: Int32, _ index: Int32
    ) throws(ExpressionFailure) -> ExpressionValue {
        let target = try value(target)
        let name = program.names[Int(name)]
        do throws(ExpressionFault) {
            switch target {
            case .map(let map):
                guard let value = map[.string(name)] else { throw ExpressionFault.noSuchKey(name) }
                return value
            case .record(let record):
                guard let value = try record.value(of: name, expectedAt: Int(place)) else {
                    throw ExpressionFault.absentFact("\(record.type.name).\(name)")
                }
                return value
            default: throw ExpressionFault.noSuchOverload(of: ".\(name)", found: [target.typeName])
            }
        } catch {
            throw failure(error, index)
        }
    }

    private mutating func call(
        _ call: Int32, _ first: Int32, _ count: Int32, _ index: Int32
    ) throws(ExpressionFailure) -> ExpressionValue {
        let arguments = try values(first, count)
        let call = program.calls[Int(call)]
        do throws(ExpressionFault) {
            guard let overload = call.overloads.first(where: { $0.takes(arguments) }) else {
                throw ExpressionFault.noSuchOverload(of: call.name, found: arguments.map(\.typeName))
            }
            switch overload.implementation {
            case .host(let function): return try function.call(arguments, meter: &meter)
            case .unary(let function): return try function.apply(arguments[0], meter: &meter)
            case .binary(let function): return try function.apply(arguments[0], arguments[1], meter: &meter)
            case .test(let test): return .bool(try test.holds(arguments[0], arguments[1], meter: &meter))
            }
        } catch {
            throw failure(error, index)
        }
    }

    private mutating func values(_ first: Int32, _ count: Int32) throws(ExpressionFailure) -> [ExpressionValue] {
        var values: [ExpressionValue] = []
        values.reserveCapacity(Int(count))
        for place in first..<first + count { values.append(try value(program.operands[Int(place)])) }
        return values
    }

    private mutating func map(
        _ first: Int32, _ count: Int32, _ index: Int32
    ) throws(ExpressionFailure) -> ExpressionValue {
        let values = try values(first, count)
        do throws(ExpressionFault) {
            return .map(try ExpressionMap(pairs: values))
        } catch {
            throw failure(error, index)
        }
    }

    // MARK: Yes or no

    mutating func truth(_ index: Int32) throws(ExpressionFailure) -> Bool {
        try charge(at: index)
        switch program.steps[Int(index)] {
        case .and(let first, let count): return try logic(first, count, decisive: false)
        case .or(let first, let count): return try logic(first, count, decisive: true)
        case .not(let operand): return try !truth(operand)
        case .test(let test, let left, let right): return try self.test(test, left, right, index)
        case .conditional(let condition, let first, let second):
            return try truth(try truth(condition) ? first : second)
        case .anyPresent(let first, let count):
            return program.slots[Int(first)..<Int(first + count)].contains { facts[$0] != nil }
        case .hasField(let target, let name): return try hasField(target, name, index)
        case .matches(let subject, let pattern): return try matches(subject, pattern, index)
        case .quantifier(let comprehension): return try quantify(program.comprehensions[Int(comprehension)])
        default: return try asBool(index)
        }
    }

    private mutating func asBool(_ index: Int32) throws(ExpressionFailure) -> Bool {
        let value = try value(index)
        guard case .bool(let value) = value else { throw failure(.notABool(found: value.typeName), index) }
        return value
    }

    /// `&&` and `||`: a decisive operand settles the result whatever failed before it (langdef.md, "Logical
    /// Operators"). Only an exhausted budget is not absorbed.
    private mutating func logic(
        _ first: Int32, _ count: Int32, decisive: Bool
    ) throws(ExpressionFailure) -> Bool {
        var failed: ExpressionFailure?
        for place in first..<first + count {
            do throws(ExpressionFailure) {
                if try truth(program.operands[Int(place)]) == decisive { return decisive }
            } catch {
                guard !meter.isEmpty else { throw error }
                failed = failed ?? error
            }
        }
        if let failed { throw failed }
        return !decisive
    }

    private mutating func test(
        _ test: Test, _ left: Int32, _ right: Int32, _ index: Int32
    ) throws(ExpressionFailure) -> Bool {
        let left = try value(left)
        let right = try value(right)
        do throws(ExpressionFault) {
            return try test.holds(left, right, meter: &meter)
        } catch {
            throw failure(error, index)
        }
    }

    private mutating func matches(
        _ subject: Int32, _ pattern: Int32, _ index: Int32
    ) throws(ExpressionFailure) -> Bool {
        let subject = try value(subject)
        guard case .string(let text) = subject else {
            throw failure(.noSuchOverload(of: "matches", found: [subject.typeName, "string"]), index)
        }
        do throws(ExpressionFault) {
            try meter.charge(bytes: text.utf8.count)
        } catch {
            throw failure(error, index)
        }
        return program.patterns[Int(pattern)].isFound(in: text)
    }

    private mutating func hasField(
        _ target: Int32, _ name: Int32, _ index: Int32
    ) throws(ExpressionFailure) -> Bool {
        let target = try value(target)
        let name = program.names[Int(name)]
        do throws(ExpressionFault) {
            switch target {
            case .map(let map): return map.hasKey(.string(name))
            case .record(let record): return try record.value(of: name, expectedAt: -1) != nil
            default: throw ExpressionFault.noSuchOverload(of: "has", found: [target.typeName])
            }
        } catch {
            throw failure(error, index)
        }
    }

    // MARK: Failures

    @inline(__always)
    private mutating func charge(at index: Int32) throws(ExpressionFailure) {
        do throws(ExpressionFault) {
            try meter.charge()
        } catch {
            throw failure(error, index)
        }
    }

    private func absent(_ slot: Int32, _ index: Int32) -> ExpressionFailure {
        failure(.absentFact(schema.facts[Int(slot)].name), index)
    }

    func failure(_ fault: ExpressionFault, _ index: Int32) -> ExpressionFailure {
        ExpressionFailure(fault, at: program.positions[Int(index)])
    }
}
