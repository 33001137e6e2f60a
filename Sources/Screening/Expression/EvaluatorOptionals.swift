/// Optional values, and names for values within an expression.
extension Program {
    /// `target.?field`; empty where there is no such field, and where the target itself is missing.
    func optionalField(
        _ target: ExpressionValue, _ name: Int32, _ place: Int32, _ index: Int32
    ) throws(ExpressionFailure) -> ExpressionValue {
        do throws(ExpressionFault) {
            switch target {
            case .optional(nil): return target
            case .map(let map), .optional(.map(let map)?): return .optional(map[.string(names[Int(name)])])
            case .record(let record), .optional(.record(let record)?):
                return .optional(try record.value(of: names[Int(name)], expectedAt: Int(place)))
            case .optional(let held?):
                throw ExpressionFault.noSuchOverload(of: ".?\(names[Int(name)])", found: [held.typeName])
            default:
                throw ExpressionFault.noSuchOverload(of: ".?\(names[Int(name)])", found: [target.typeName])
            }
        } catch {
            throw failure(error, index)
        }
    }

    func bind(
        _ binding: Binding, _ facts: Facts, _ run: inout Run
    ) throws(ExpressionFailure) -> ExpressionValue {
        let source = try value(binding.source, facts, &run)
        makeRoom(&run)
        guard binding.sort != .bind else {
            run.locals[binding.register] = source
            return try value(binding.body, facts, &run)
        }
        guard case .optional(let held) = source else {
            throw failure(
                .noSuchOverload(of: binding.sort.rawValue, found: [source.typeName]), binding.source)
        }
        guard let held else { return source }
        run.locals[binding.register] = held
        let made = try value(binding.body, facts, &run)
        guard binding.sort == .optFlatMap else { return .optional(made) }
        guard case .optional = made else {
            throw failure(.noSuchOverload(of: binding.sort.rawValue, found: [made.typeName]), binding.body)
        }
        return made
    }
}
