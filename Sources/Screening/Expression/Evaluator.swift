/// The evaluation of a program over one parcel's facts.
///
/// The program and the facts are only borrowed by every call, so that walking a program counts no reference. Failures are
/// typed throws: a returned value and a branch, no unwinding. `truth` is the way for all that is yes or no, so that a
/// condition makes no value of its own.
extension Program {
    /// What changes while a program is evaluated.
    struct Run {
        var locals = Locals()
        var meter: Meter
        /// Facts whose absence is the caller's to excuse: of several failures, one that is not excused is told.
        let excused: [String]

        /// The failure to tell of two, the first one in doubt.
        func graver(_ first: ExpressionFailure?, _ second: ExpressionFailure) -> ExpressionFailure {
            guard let first else { return second }
            return first.isAbsence(ofAny: excused) ? second : first
        }
    }

    func evaluate(
        _ facts: Facts, budget: Int, excusing excused: [String]
    ) throws(ExpressionFailure) -> ExpressionValue {
        var run = Run(meter: Meter(budget: budget), excused: excused)
        return try value(root, facts, &run)
    }

    /// Whether a condition is true; nil where it is no condition. It costs what `evaluate` does.
    func holds(
        _ facts: Facts, budget: Int, excusing excused: [String]
    ) throws(ExpressionFailure) -> Bool? {
        var run = Run(meter: Meter(budget: budget), excused: excused)
        guard steps[Int(root)].isTruth else {
            guard case .bool(let value) = try value(root, facts, &run) else { return nil }
            return value
        }
        try charge(at: root, &run)
        return try truth(root, facts, &run)
    }

    // MARK: Values

    func value(
        _ index: Int32, _ facts: Facts, _ run: inout Run
    ) throws(ExpressionFailure) -> ExpressionValue {
        try charge(at: index, &run)
        switch steps[Int(index)] {
        case .constant(let constant): return constants[Int(constant)]
        case .fact(let slot):
            guard let value = facts.values[Int(slot)] else {
                throw failure(facts.schema.absences[Int(slot)], index)
            }
            return value
        case .local(let register): return run.locals[Int(register)]
        case .anyPresent, .hasField, .and, .or, .not, .test, .testOfFact, .testByFact, .testOfLocal, .matches,
            .quantifier:
            return .bool(try truth(index, facts, &run))
        case .conditional(let condition, let first, let second):
            return try value(try truth(condition, facts, &run) ? first : second, facts, &run)
        case .field(let target, let name, let place): return try field(target, name, place, index, facts, &run)
        case .optionalField(let target, let name, let place):
            let target = try value(target, facts, &run)
            return try optionalField(target, name, place, index)
        case .optionalElement(let element): return try value(element, facts, &run)
        case .binding(let binding): return try bind(bindings[Int(binding)], facts, &run)
        case .zoned(let part, let operand, let zone):
            let instant = try value(operand, facts, &run)
            do throws(ExpressionFault) {
                return try part.of(instant, in: zones[Int(zone)])
            } catch {
                throw failure(error, index)
            }
        case .unary(let function, let operand): return try unary(function, operand, index, facts, &run)
        case .binary(let function, let left, let right): return try binary(function, left, right, index, facts, &run)
        case .hostTest(let test, let left, let right): return try hostTest(test, left, right, index, facts, &run)
        case .call(let call, let first, let count): return try self.call(call, first, count, index, facts, &run)
        case .list(let first, let count):
            return .list(ExpressionList(try elements(first, count, facts, &run)))
        case .map(let first, let count): return try map(first, count, index, facts, &run)
        case .gathering(let comprehension): return try gather(comprehensions[Int(comprehension)], index, facts, &run)
        case .failing(let message): throw failure(.notChecked(names[Int(message)]), index)
        }
    }

    private func unary(
        _ function: UnaryFunction, _ operand: Int32, _ index: Int32, _ facts: Facts, _ run: inout Run
    ) throws(ExpressionFailure) -> ExpressionValue {
        let value = try value(operand, facts, &run)
        do throws(ExpressionFault) {
            return try function.apply(value, meter: &run.meter)
        } catch {
            throw failure(error, index)
        }
    }

    private func binary(
        _ function: BinaryFunction, _ left: Int32, _ right: Int32, _ index: Int32, _ facts: Facts, _ run: inout Run
    ) throws(ExpressionFailure) -> ExpressionValue {
        let left = try value(left, facts, &run)
        let right = try value(right, facts, &run)
        do throws(ExpressionFault) {
            return try function.apply(left, right, meter: &run.meter)
        } catch {
            throw failure(error, index)
        }
    }

    private func field(
        _ target: Int32, _ nameIndex: Int32, _ place: Int32, _ index: Int32, _ facts: Facts, _ run: inout Run
    ) throws(ExpressionFailure) -> ExpressionValue {
        let target = try value(target, facts, &run)
        let name = names[Int(nameIndex)]
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
            case .optional: break
            default: throw ExpressionFault.noSuchOverload(of: ".\(name)", found: [target.typeName])
            }
        } catch {
            throw failure(error, index)
        }
        return try optionalField(target, nameIndex, place, index)
    }

    private func hostTest(
        _ test: Int32, _ left: Int32, _ right: Int32, _ index: Int32, _ facts: Facts, _ run: inout Run
    ) throws(ExpressionFailure) -> ExpressionValue {
        let left = try value(left, facts, &run)
        let right = try value(right, facts, &run)
        let test = hostTests[Int(test)]
        do throws(ExpressionFault) {
            guard test.takes(left, right) else {
                throw ExpressionFault.noSuchOverload(of: test.function.name, found: [left.typeName, right.typeName])
            }
            try run.meter.charge(test.function.steps)
            return .bool(try test.test(left, right))
        } catch {
            throw failure(error, index)
        }
    }

    private func call(
        _ call: Int32, _ first: Int32, _ count: Int32, _ index: Int32, _ facts: Facts, _ run: inout Run
    ) throws(ExpressionFailure) -> ExpressionValue {
        let arguments = try values(first, count, facts, &run)
        let call = calls[Int(call)]
        do throws(ExpressionFault) {
            guard let overload = call.overloads.first(where: { $0.takes(arguments) }) else {
                throw ExpressionFault.noSuchOverload(of: call.name, found: arguments.map(\.typeName))
            }
            switch overload.implementation {
            case .extended(let function): return try function(arguments, &run.meter)
            case .host(let function): return try function.call(arguments, meter: &run.meter)
            case .unary(let function): return try function.apply(arguments[0], meter: &run.meter)
            case .binary(let function): return try function.apply(arguments[0], arguments[1], meter: &run.meter)
            case .test(let test): return .bool(try test.holds(arguments[0], arguments[1], meter: &run.meter))
            }
        } catch {
            throw failure(error, index)
        }
    }

    private func values(
        _ first: Int32, _ count: Int32, _ facts: Facts, _ run: inout Run
    ) throws(ExpressionFailure) -> [ExpressionValue] {
        var values: [ExpressionValue] = []
        values.reserveCapacity(Int(count))
        for place in first..<first + count { values.append(try value(operands[Int(place)], facts, &run)) }
        return values
    }

    /// The elements of a list, without optional ones that are empty.
    private func elements(
        _ first: Int32, _ count: Int32, _ facts: Facts, _ run: inout Run
    ) throws(ExpressionFailure) -> [ExpressionValue] {
        var elements: [ExpressionValue] = []
        elements.reserveCapacity(Int(count))
        for place in first..<first + count {
            if let element = try element(operands[Int(place)], facts, &run) { elements.append(element) }
        }
        return elements
    }

    /// An operand's value; of an optional element what it holds, nil where it is empty.
    private func element(
        _ operand: Int32, _ facts: Facts, _ run: inout Run
    ) throws(ExpressionFailure) -> ExpressionValue? {
        let value = try value(operand, facts, &run)
        guard case .optionalElement = steps[Int(operand)] else { return value }
        guard case .optional(let held) = value else {
            throw failure(.noSuchOverload(of: "?", found: [value.typeName]), operand)
        }
        return held
    }

    private func map(
        _ first: Int32, _ count: Int32, _ index: Int32, _ facts: Facts, _ run: inout Run
    ) throws(ExpressionFailure) -> ExpressionValue {
        var values: [ExpressionValue] = []
        values.reserveCapacity(Int(count))
        for place in stride(from: first, to: first + count, by: 2) {
            let key = try value(operands[Int(place)], facts, &run)
            guard let held = try element(operands[Int(place) + 1], facts, &run) else { continue }
            values.append(key)
            values.append(held)
        }
        do throws(ExpressionFault) {
            for place in stride(from: 0, to: values.count, by: 2) {
                try run.meter.charge(forHashing: values[place])
            }
            return .map(try ExpressionMap(pairs: values))
        } catch {
            throw failure(error, index)
        }
    }

    // MARK: Yes or no

    func truth(_ index: Int32, _ facts: Facts, _ run: inout Run) throws(ExpressionFailure) -> Bool {
        try charge(at: index, &run)
        switch steps[Int(index)] {
        case .and(let first, let count): return try logic(first, count, decisive: false, facts, &run)
        case .or(let first, let count): return try logic(first, count, decisive: true, facts, &run)
        case .not(let operand): return try !truth(operand, facts, &run)
        case .test(let test, let left, let right): return try self.test(test, left, right, index, facts, &run)
        case .testOfFact(let test, let slot, let constant):
            return try self.test(test, slot, constant, isOfFact: true, index, facts, &run)
        case .testByFact(let test, let constant, let slot):
            return try self.test(test, slot, constant, isOfFact: false, index, facts, &run)
        case .testOfLocal(let test, let register, let constant):
            guard run.meter.pays(2) else { return try self.test(test, index - 2, index - 1, index, facts, &run) }
            do throws(ExpressionFault) {
                return try test.holds(
                    run.locals[Int(register)], constants[Int(constant)], meter: &run.meter)
            } catch {
                throw failure(error, index)
            }
        case .conditional(let condition, let first, let second):
            return try truth(try truth(condition, facts, &run) ? first : second, facts, &run)
        case .anyPresent(let first, let count):
            return slots[Int(first)..<Int(first + count)].contains { facts.values[$0] != nil }
        case .hasField(let target, let name): return try hasField(target, name, index, facts, &run)
        case .matches(let subject, let pattern): return try matches(subject, pattern, index, facts, &run)
        case .quantifier(let comprehension): return try quantify(comprehensions[Int(comprehension)], facts, &run)
        default: return try asBool(index, facts, &run)
        }
    }

    private func asBool(_ index: Int32, _ facts: Facts, _ run: inout Run) throws(ExpressionFailure) -> Bool {
        let value = try value(index, facts, &run)
        guard case .bool(let value) = value else { throw failure(.notABool(found: value.typeName), index) }
        return value
    }

    /// `&&` and `||`: a decisive operand settles the result whatever failed before it (langdef.md, "Logical
    /// Operators"). Only an exhausted budget is not absorbed.
    private func logic(
        _ first: Int32, _ count: Int32, decisive: Bool, _ facts: Facts, _ run: inout Run
    ) throws(ExpressionFailure) -> Bool {
        var failed: ExpressionFailure?
        for place in first..<first + count {
            do throws(ExpressionFailure) {
                if try truth(operands[Int(place)], facts, &run) == decisive { return decisive }
            } catch {
                guard !run.meter.isEmpty else { throw error }
                failed = run.graver(failed, error)
            }
        }
        if let failed { throw failed }
        return !decisive
    }

    private func test(
        _ test: Test, _ left: Int32, _ right: Int32, _ index: Int32, _ facts: Facts, _ run: inout Run
    ) throws(ExpressionFailure) -> Bool {
        let left = try value(left, facts, &run)
        let right = try value(right, facts, &run)
        do throws(ExpressionFault) {
            return try test.holds(left, right, meter: &run.meter)
        } catch {
            throw failure(error, index)
        }
    }

    /// A test of a fact and a constant. What both cost is paid at once; where the fact is absent or the budget too small, the
    /// operands' own steps tell which it is.
    private func test(
        _ test: Test, _ slot: Int32, _ constant: Int32, isOfFact: Bool, _ index: Int32, _ facts: Facts, _ run: inout Run
    ) throws(ExpressionFailure) -> Bool {
        guard let fact = facts.values[Int(slot)], run.meter.pays(2) else {
            return try self.test(test, index - 2, index - 1, index, facts, &run)
        }
        do throws(ExpressionFault) {
            return isOfFact
                ? try test.holds(fact, constants[Int(constant)], meter: &run.meter)
                : try test.holds(constants[Int(constant)], fact, meter: &run.meter)
        } catch {
            throw failure(error, index)
        }
    }

    private func matches(
        _ subject: Int32, _ pattern: Int32, _ index: Int32, _ facts: Facts, _ run: inout Run
    ) throws(ExpressionFailure) -> Bool {
        let subject = try value(subject, facts, &run)
        guard case .string(let text) = subject else {
            throw failure(.noSuchOverload(of: "matches", found: [subject.typeName, "string"]), index)
        }
        do throws(ExpressionFault) {
            return try patterns[Int(pattern)].isFound(in: text, meter: &run.meter)
        } catch {
            throw failure(error, index)
        }
    }

    private func hasField(
        _ target: Int32, _ name: Int32, _ index: Int32, _ facts: Facts, _ run: inout Run
    ) throws(ExpressionFailure) -> Bool {
        let target = try value(target, facts, &run)
        let name = names[Int(name)]
        do throws(ExpressionFault) {
            switch target {
            case .map(let map): return map.hasKey(.string(name))
            case .record(let record): return try record.value(of: name, expectedAt: -1) != nil
            case .optional(nil): return false
            case .optional(.map(let map)?): return map.hasKey(.string(name))
            case .optional(.record(let record)?): return try record.value(of: name, expectedAt: -1) != nil
            default: throw ExpressionFault.noSuchOverload(of: "has", found: [target.typeName])
            }
        } catch {
            throw failure(error, index)
        }
    }

    // MARK: Failures

    @inline(__always)
    private func charge(at index: Int32, _ run: inout Run) throws(ExpressionFailure) {
        do throws(ExpressionFault) {
            try run.meter.charge()
        } catch {
            throw failure(error, index)
        }
    }

    func failure(_ fault: ExpressionFault, _ index: Int32) -> ExpressionFailure {
        ExpressionFailure(fault, at: positions[Int(index)])
    }
}
