/// Macros over the elements of a list or the keys of a map (langdef.md, "Macros").
extension Evaluator {
    /// `all` and `exists` absorb failures as `&&` and `||` do; `exists_one` looks at every element and absorbs none.
    mutating func quantify(_ comprehension: Program.Comprehension) throws(ExpressionFailure) -> Bool {
        let elements = try elements(of: comprehension)
        guard let predicate = comprehension.predicate else { return false }
        guard comprehension.sort != .existsOne else {
            var count = 0
            for element in elements {
                locals[comprehension.register] = element
                if try truth(predicate) { count += 1 }
            }
            return count == 1
        }
        let decisive = comprehension.sort == .exists
        var failed: ExpressionFailure?
        for element in elements {
            locals[comprehension.register] = element
            do throws(ExpressionFailure) {
                if try truth(predicate) == decisive { return decisive }
            } catch {
                guard !meter.isEmpty else { throw error }
                failed = failed ?? error
            }
        }
        if let failed { throw failed }
        return !decisive
    }

    /// `map` and `filter`.
    mutating func gather(_ comprehension: Program.Comprehension) throws(ExpressionFailure) -> ExpressionValue {
        var gathered: [ExpressionValue] = []
        for element in try elements(of: comprehension) {
            locals[comprehension.register] = element
            if let predicate = comprehension.predicate, try !truth(predicate) { continue }
            if let transform = comprehension.transform {
                gathered.append(try value(transform))
            } else {
                gathered.append(element)
            }
        }
        return .list(ExpressionList(gathered))
    }

    private mutating func elements(
        of comprehension: Program.Comprehension
    ) throws(ExpressionFailure) -> [ExpressionValue] {
        let range = try value(comprehension.range)
        switch range {
        case .list(let list): return list.elements
        case .map(let map): return map.entries.map(\.key)
        default: throw failure(.notWalkable(found: range.typeName), comprehension.range)
        }
    }
}
