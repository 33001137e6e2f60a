/// What the language's public conformance suite says of this engine.
public struct ConformanceReport: Sendable {
    public struct Failure: Sendable, CustomStringConvertible {
        /// `file/section/name` of the case.
        public let name: String
        public let expression: String
        public let reason: String

        public var description: String { "\(name): \(expression): \(reason)" }
    }

    public private(set) var passed = 0
    public private(set) var failures: [Failure] = []
    /// How many cases need a feature that is not built yet, by feature.
    public private(set) var skippedByFeature: [String: Int] = [:]

    public var failed: Int { failures.count }
    public var skipped: Int { skippedByFeature.values.reduce(0, +) }

    /// Runs the cases of a JSON file of the suite, a list of objects with `expr` and what is expected of it.
    ///
    /// A case is skipped only when its expression uses syntax or calls a function that is declared as not built yet;
    /// whatever else does not come out as expected has failed.
    /// - Throws: what the JSON decoder says of a file that is no such list.
    public init(running json: [UInt8]) throws {
        for conformance in try ConformanceCase.all(in: json) {
            let run = ConformanceRun(conformance)
            switch run.outcome() {
            case .passed: passed += 1
            case .skipped(let feature): skippedByFeature[feature, default: 0] += 1
            case .failed(let reason):
                failures.append(Failure(name: run.name, expression: conformance.expr, reason: reason))
            }
        }
    }
}

/// One case, run.
struct ConformanceRun {
    enum Outcome: Equatable {
        case passed
        case failed(String)
        case skipped(feature: String)
    }

    private let given: ConformanceCase

    init(_ given: ConformanceCase) { self.given = given }

    var name: String { "\(given.file)/\(given.section)/\(given.name)" }

    func outcome() -> Outcome {
        // Macros are left as calls here: some features take arguments where the macros of today want names.
        if let syntax = try? Parser.parse(given.expr, macros: false), let feature = LaterFeatures.first(in: syntax) {
            return .skipped(feature: feature)
        }
        let schema: Schema
        do throws(SchemaError) {
            schema = try self.schema()
        } catch {
            return .failed("\(error)")
        }
        let expression: Expression
        do throws(ExpressionError) {
            expression = try Expression.compile(
                given.expr, schema: schema, functions: functions, expecting: nil,
                mode: given.disableCheck == true ? .deferred : .strict, macros: given.disableMacros != true)
        } catch {
            // What can only go wrong may as well be refused before it runs.
            return given.evalError != nil ? .passed : .failed("refused: \(error)")
        }
        if let wanted = given.typedResult?.deducedType.type, wanted != expression.type {
            return .failed("is of type \(expression.type), not \(wanted)")
        }
        if given.checkOnly == true { return .passed }
        return judge(expression.evaluate(facts(schema)))
    }

    private func judge(_ result: ExpressionResult) -> Outcome {
        switch result {
        case .failure(let failure): return given.evalError != nil ? .passed : .failed("failed: \(failure)")
        case .value(let value):
            guard given.evalError == nil else { return .failed("is \(value), expected an error") }
            // A case that names no result expects true.
            let stated = given.value ?? given.typedResult?.result
            guard let wanted = stated.map(\.expected) ?? .bool(true) else {
                return .failed("expects a value that the runner does not know")
            }
            return Self.isSame(value, wanted) ? .passed : .failed("is \(value), expected \(wanted)")
        }
    }

    /// The suite's comparison: the same type and content; any two NaN are the same, and maps have no order.
    private static func isSame(_ value: ExpressionValue, _ wanted: ExpressionValue) -> Bool {
        if case .double(let value) = value, case .double(let wanted) = wanted, value.isNaN { return wanted.isNaN }
        return value == wanted
    }

    // MARK: Surroundings

    /// What the case declares, and as `dyn` what it binds without declaring it.
    private func schema() throws(SchemaError) -> Schema {
        var fields = (given.typeEnv ?? []).compactMap { declaration in
            declaration.ident.map { RecordType.Field(declaration.name, $0.type.type ?? .dyn) }
        }
        for name in (given.bindings ?? [:]).keys.sorted() where !fields.contains(where: { $0.name == name }) {
            fields.append(RecordType.Field(name, .dyn))
        }
        // A case binds `true` to show that no binding reaches it.
        fields.removeAll { Token.keywords.contains($0.name) }
        return try Schema(fields, container: given.container ?? "")
    }

    private func facts(_ schema: Schema) -> Facts {
        var facts = Facts(schema)
        for (name, binding) in given.bindings ?? [:] { facts[name] = binding.value.expected }
        return facts
    }

    /// Functions that are only declared: their cases are checked, not evaluated.
    private var functions: [HostFunction] {
        (given.typeEnv ?? []).flatMap { declaration in
            (declaration.function?.overloads ?? []).map { signature in
                let body: HostFunction.Body = { (_) throws(ExpressionFault) in throw .host("declared only") }
                return HostFunction(
                    declaration.name, (signature.params ?? []).map { $0.type ?? .dyn },
                    returns: signature.resultType.type ?? .dyn, isMember: signature.isInstanceFunction ?? false,
                    body: body)
            }
        }
    }
}
