import Patterns
import TimeZones

/// Calls of functions and operators: which overloads the arguments' types leave possible (langdef.md, "Functions").
extension Checker {
    mutating func call(
        _ name: String, absolute: Bool, _ arguments: [Syntax], _ syntax: Syntax
    ) throws(ExpressionError) -> Checked {
        for candidate in candidates(name, absolute: absolute) {
            guard let overloads = functions[candidate] else { continue }
            return try resolve(candidate, overloads, try all(arguments), isMember: false, syntax)
        }
        throw unknownFunction(name, syntax)
    }

    mutating func memberCall(
        _ name: String, on target: Syntax, _ arguments: [Syntax], _ syntax: Syntax
    ) throws(ExpressionError) -> Checked {
        if let (path, absolute) = globalPath(target) {
            for candidate in candidates("\(path).\(name)", absolute: absolute) {
                guard let overloads = functions[candidate] else { continue }
                return try resolve(candidate, overloads, try all(arguments), isMember: false, syntax)
            }
        }
        guard let overloads = functions[name] else { throw unknownFunction(named: name, on: target, syntax) }
        return try resolve(name, overloads, try all([target] + arguments), isMember: true, syntax)
    }

    /// The call with the overloads that fit; their common result type, or `dyn` where they differ.
    ///
    /// Only a single fit tells what open types are: where several fit, as for an element of an empty list, none is chosen.
    mutating func resolve(
        _ name: String, _ overloads: [Overload], _ arguments: [Checked], isMember: Bool, _ syntax: Syntax
    ) throws(ExpressionError) -> Checked {
        let types = arguments.map(\.type)
        var possible: [Overload] = []
        var results: [ExpressionType] = []
        var signature: (parameters: [ExpressionType], result: ExpressionType) = ([], .dyn)
        for overload in overloads where overload.isMember == isMember {
            let candidate = unifier.instantiate(overload)
            guard let found = unifier.result(candidate.result, assigning: types, to: candidate.parameters) else {
                continue
            }
            possible.append(overload)
            results.append(found)
            signature = candidate
        }
        if possible.count == 1 {
            _ = unifier.assign(types, to: signature.parameters)
            return try finished(name, possible, arguments, unifier.resolved(signature.result), syntax)
        }
        if let common = results.first {
            let isCommon = results.allSatisfy { $0 == common }
            return try finished(name, possible, arguments, isCommon ? common : .dyn, syntax)
        }
        let sameCount = overloads.filter { $0.parameters.count == arguments.count }
        guard mode == .deferred, !sameCount.isEmpty else {
            throw noOverload(name, overloads, types, isMember: isMember, syntax)
        }
        return try finished(name, sameCount, arguments, .dyn, syntax)
    }

    /// A pattern or a time zone that the source spells out is looked up here, once, and a bad one is refused here.
    private func finished(
        _ name: String, _ overloads: [Overload], _ arguments: [Checked], _ result: ExpressionType, _ syntax: Syntax
    ) throws(ExpressionError) -> Checked {
        if overloads.count == 1, case .test(.matches) = overloads[0].implementation,
            case .constant(.string(let text)) = arguments[1].node
        {
            do throws(PatternError) {
                let pattern = try WeighedPattern(text)
                return Checked(
                    position: syntax.position, type: result, node: .matches(arguments[0], pattern))
            } catch {
                throw ExpressionError(.badPattern(reason: error.reason), at: arguments[1].position)
            }
        }
        if overloads.count == 1, case .binary(.timePart(let part)) = overloads[0].implementation,
            case .constant(.string(let text)) = arguments[1].node, text.utf8.first?.isLetter == true,
            TimeZoneOffset.seconds(of: text) == nil
        {
            guard let zone = TimeZoneRules(text) else {
                throw ExpressionError(.unknownTimeZone(text.excerpt), at: arguments[1].position)
            }
            return Checked(position: syntax.position, type: result, node: .zoned(arguments[0], part, zone))
        }
        return Checked(position: syntax.position, type: result, node: .call(name, overloads, arguments))
    }

    private func noOverload(
        _ name: String, _ overloads: [Overload], _ types: [ExpressionType], isMember: Bool, _ syntax: Syntax
    ) -> ExpressionError {
        let types = types.map { unifier.resolved($0) }
        if name == Test.equal.name || name == Test.notEqual.name {
            return ExpressionError(
                .wrongType(
                    of: "both sides of '\(name)' must have one type", found: "\(types[1])", expected: "\(types[0])"),
                at: syntax.position)
        }
        // Who has no optional value does not want one.
        let plain = overloads.filter { $0.parameters.allSatisfy { $0.held == nil } }
        let shown = plain.isEmpty || types.contains { $0.held != nil } ? overloads : plain
        return ExpressionError(
            .noOverload(
                found: Overload.text(of: name, types, isMember: isMember),
                expected: shown.map { Overload.text(of: name, $0.parameters, isMember: $0.isMember) }),
            at: syntax.position)
    }

    private func unknownFunction(_ name: String, _ syntax: Syntax) -> ExpressionError {
        ExpressionError(
            .unknownFunction(name, suggestion: Suggestion.nearest(to: name, among: functions.names)),
            at: syntax.position)
    }

    /// When the target is no declared name either, `math.greatest(…)` was meant as one dotted function.
    private func unknownFunction(named name: String, on target: Syntax, _ syntax: Syntax) -> ExpressionError {
        guard let (path, absolute) = globalPath(target), !isDeclared(path, absolute: absolute) else {
            return unknownFunction(name, syntax)
        }
        return unknownFunction("\(path).\(name)", syntax)
    }

    /// Whether a dotted name begins with something that the schema knows.
    private func isDeclared(_ path: String, absolute: Bool) -> Bool {
        let parts = path.split(separator: ".")
        return parts.indices.contains { last in
            candidates(parts[...last].joined(separator: "."), absolute: absolute).contains {
                schema.slot(of: $0) != nil || schema.group(of: $0) != nil
            }
        }
    }
}
