/// An expression of the Common Expression Language, checked and ready to be evaluated on any thread.
///
///     let rule = try Expression.compile(#"weight_g > 2000 && service == "EMS""#, schema: schema, expecting: .bool)
///     switch rule.evaluate(facts) {
///     case .value(let value): …
///     case .failure(let failure): …  // a rule that fails holds its parcel
///     }
public struct Expression: Sendable {
    public let source: String
    /// The type of the values that it evaluates to; `dyn` where that is only known then.
    public let type: ExpressionType
    /// The facts that it asks for, in the order of their slots: what a decision must embed to explain itself.
    public let facts: [Schema.Fact]
    let schema: Schema
    let program: Program

    /// Reads and checks an expression over the facts of `schema`.
    /// - Parameter expecting: the type that the host needs, `.bool` for a condition; nil takes any.
    /// - Throws: `ExpressionError`: the first thing that does not fit, where it is written, and what was expected.
    public static func compile(
        _ source: String, schema: Schema, functions: [HostFunction] = [], expecting: ExpressionType? = nil
    ) throws(ExpressionError) -> Expression {
        try compile(source, schema: schema, functions: functions, expecting: expecting, mode: .strict)
    }

    static func compile(
        _ source: String, schema: Schema, functions: [HostFunction], expecting: ExpressionType?, mode: Checker.Mode,
        macros: Bool = true
    ) throws(ExpressionError) -> Expression {
        let table = try FunctionTable.standard.adding(functions)
        return try compile(source, schema: schema, table: table, expecting: expecting, mode: mode, macros: macros)
    }

    /// For many expressions that may call the same functions: their table is made once.
    static func compile(
        _ source: String, schema: Schema, table: FunctionTable, expecting: ExpressionType?,
        mode: Checker.Mode = .strict,
        macros: Bool = true
    ) throws(ExpressionError) -> Expression {
        let syntax = try Parser.parse(source, macros: macros)
        var checker = Checker(schema: schema, functions: table, mode: mode)
        let checked = try checker.check(syntax)
        if let expecting { try checker.require(checked, expecting, for: "the whole expression") }
        let (program, slots) = Compiler.compile(checked, registers: checker.registers)
        return Expression(
            source: source, type: checker.unifier.final(checked.type), facts: slots.map { schema.facts[$0] },
            schema: schema, program: program)
    }

    private init(source: String, type: ExpressionType, facts: [Schema.Fact], schema: Schema, program: Program) {
        self.source = source
        self.type = type
        self.facts = facts
        self.schema = schema
        self.program = program
    }

    /// The value of the expression for one parcel, or why there is none.
    /// - Parameter budget: steps after which the evaluation fails as over its budget (see `ExpressionLimits`).
    /// - Parameter excused: names of facts that may be absent: of several failures, one of another kind is told first.
    public func evaluate(
        _ facts: Facts, budget: Int = ExpressionLimits.defaultBudget, excusing excused: [String] = []
    ) -> ExpressionResult {
        guard facts.schema === schema else {
            return .failure(ExpressionFailure(.foreignFacts, at: Position(line: 1, column: 1)))
        }
        do throws(ExpressionFailure) {
            return .value(try program.evaluate(facts, budget: budget, excusing: excused))
        } catch {
            return .failure(error)
        }
    }

    /// Whether a condition is true for one parcel: `evaluate` without making a value; nil where it is no condition.
    func holds(
        _ facts: Facts, budget: Int, excusing excused: [String]
    ) throws(ExpressionFailure) -> Bool? {
        guard facts.schema === schema else {
            throw ExpressionFailure(.foreignFacts, at: Position(line: 1, column: 1))
        }
        return try program.holds(facts, budget: budget, excusing: excused)
    }
}

/// What an evaluation gives: a value, or why there is none.
public enum ExpressionResult: Sendable, Equatable {
    case value(ExpressionValue)
    /// Boxed, because it is rare and large.
    indirect case failure(ExpressionFailure)
}
