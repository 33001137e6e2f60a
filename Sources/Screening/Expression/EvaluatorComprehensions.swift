/// Macros over the elements of a list or the keys of a map (langdef.md, "Macros").
extension Program {
    /// `all` and `exists` absorb failures as `&&` and `||` do; `exists_one` looks at every element and absorbs none.
    func quantify(
        _ comprehension: Comprehension, _ facts: Facts, _ run: inout Run
    ) throws(ExpressionFailure) -> Bool {
        let walk = try walk(over: comprehension, facts, &run)
        guard let predicate = comprehension.predicate else { return false }
        guard comprehension.sort != .existsOne else {
            var count = 0
            for place in 0..<walk.count {
                walk.set(place, &run)
                if try truth(predicate, facts, &run) { count += 1 }
            }
            return count == 1
        }
        let decisive = comprehension.sort == .exists
        if case .testOfLocal(let test, let register, let constant) = steps[Int(predicate)],
            Int(register) == walk.register, case .list(let list) = walk.range, !walk.hasTwo
        {
            return try quantify(
                list.elements, decisive: decisive, predicate, test, constant, walk.register, facts, &run)
        }
        var failed: ExpressionFailure?
        for place in 0..<walk.count {
            walk.set(place, &run)
            do throws(ExpressionFailure) {
                if try truth(predicate, facts, &run) == decisive { return decisive }
            } catch {
                guard !run.meter.isEmpty else { throw error }
                failed = run.graver(failed, error)
            }
        }
        if let failed { throw failed }
        return !decisive
    }

    /// The same where the predicate is a test of the element itself and a constant: it needs no variable.
    private func quantify(
        _ elements: [ExpressionValue], decisive: Bool, _ predicate: Int32, _ test: Test, _ constant: Int32,
        _ register: Int, _ facts: Facts, _ run: inout Run
    ) throws(ExpressionFailure) -> Bool {
        var failed: ExpressionFailure?
        for element in elements {
            guard run.meter.pays(3) else {
                // The budget ends within the test; its own steps tell where.
                run.locals[register] = element
                return try truth(predicate, facts, &run)
            }
            do throws(ExpressionFault) {
                if try test.holds(element, constants[Int(constant)], meter: &run.meter) == decisive { return decisive }
            } catch {
                let found = failure(error, predicate)
                guard !run.meter.isEmpty else { throw found }
                failed = run.graver(failed, found)
            }
        }
        if let failed { throw failed }
        return !decisive
    }

    /// `map`, `filter` and what makes lists and maps of two variables.
    func gather(
        _ comprehension: Comprehension, _ index: Int32, _ facts: Facts, _ run: inout Run
    ) throws(ExpressionFailure) -> ExpressionValue {
        let walk = try walk(over: comprehension, facts, &run)
        var gathered: [ExpressionValue] = []
        for place in 0..<walk.count {
            walk.set(place, &run)
            if let predicate = comprehension.predicate, try !truth(predicate, facts, &run) { continue }
            guard let transform = comprehension.transform else {
                gathered.append(run.locals[comprehension.register])
                continue
            }
            let made = try value(transform, facts, &run)
            switch comprehension.sort {
            case .transformMap: gathered += [run.locals[comprehension.register], made]
            case .transformMapEntry:
                guard case .map(let entries) = made else {
                    throw failure(.noSuchOverload(of: comprehension.sort.rawValue, found: [made.typeName]), transform)
                }
                for entry in entries.entries { gathered += [entry.key, entry.value] }
            default: gathered.append(made)
            }
        }
        guard comprehension.sort == .transformMap || comprehension.sort == .transformMapEntry else {
            return .list(ExpressionList(gathered))
        }
        do throws(ExpressionFault) {
            for place in stride(from: 0, to: gathered.count, by: 2) {
                try run.meter.charge(forHashing: gathered[place])
            }
            return .map(try ExpressionMap(pairs: gathered))
        } catch {
            throw failure(error, index)
        }
    }

    /// What a macro walks over, and where its variables lie.
    private struct Walk {
        let range: ExpressionValue
        let count: Int
        let register: Int
        let hasTwo: Bool

        func set(_ place: Int, _ run: inout Run) {
            switch range {
            case .list(let list) where hasTwo:
                run.locals[register] = .int(Int64(place))
                run.locals[register + 1] = list.elements[place]
            case .list(let list): run.locals[register] = list.elements[place]
            case .map(let map):
                run.locals[register] = map.entries[place].key
                if hasTwo { run.locals[register + 1] = map.entries[place].value }
            default: break
            }
        }
    }

    private func walk(
        over comprehension: Comprehension, _ facts: Facts, _ run: inout Run
    ) throws(ExpressionFailure) -> Walk {
        let range = try value(comprehension.range, facts, &run)
        makeRoom(&run)
        let count: Int
        switch range {
        case .list(let list): count = list.elements.count
        case .map(let map):
            count = map.entries.count
            do throws(ExpressionFault) {
                try run.meter.charge(count)
            } catch {
                throw failure(error, comprehension.range)
            }
        default: throw failure(.notWalkable(found: range.typeName), comprehension.range)
        }
        return Walk(range: range, count: count, register: comprehension.register, hasTwo: comprehension.hasTwo)
    }

    /// Room for the variables, made when the first is set.
    func makeRoom(_ run: inout Run) {
        run.locals.makeRoom(registers)
    }
}
