/// Macros over the elements of a list or the keys of a map (langdef.md, "Macros").
extension Program {
    /// `all` and `exists` absorb failures as `&&` and `||` do; `exists_one` looks at every element and absorbs none.
    func quantify(
        _ comprehension: Comprehension, _ facts: Facts, _ run: inout Run
    ) throws(ExpressionFailure) -> Bool {
        let elements = try elements(of: comprehension, facts, &run)
        guard let predicate = comprehension.predicate else { return false }
        guard comprehension.sort != .existsOne else {
            var count = 0
            for element in elements {
                run.locals[comprehension.register] = element
                if try truth(predicate, facts, &run) { count += 1 }
            }
            return count == 1
        }
        let decisive = comprehension.sort == .exists
        var failed: ExpressionFailure?
        for element in elements {
            run.locals[comprehension.register] = element
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

    /// `map` and `filter`.
    func gather(
        _ comprehension: Comprehension, _ facts: Facts, _ run: inout Run
    ) throws(ExpressionFailure) -> ExpressionValue {
        var gathered: [ExpressionValue] = []
        for element in try elements(of: comprehension, facts, &run) {
            run.locals[comprehension.register] = element
            if let predicate = comprehension.predicate, try !truth(predicate, facts, &run) { continue }
            if let transform = comprehension.transform {
                gathered.append(try value(transform, facts, &run))
            } else {
                gathered.append(element)
            }
        }
        return .list(ExpressionList(gathered))
    }

    private func elements(
        of comprehension: Comprehension, _ facts: Facts, _ run: inout Run
    ) throws(ExpressionFailure) -> [ExpressionValue] {
        let range = try value(comprehension.range, facts, &run)
        if run.locals.isEmpty { run.locals = Array(repeating: .null, count: registers) }
        switch range {
        case .list(let list): return list.elements
        case .map(let map):
            do throws(ExpressionFault) {
                try run.meter.charge(map.entries.count)
            } catch {
                throw failure(error, comprehension.range)
            }
            return map.entries.map(\.key)
        default: throw failure(.notWalkable(found: range.typeName), comprehension.range)
        }
    }
}
