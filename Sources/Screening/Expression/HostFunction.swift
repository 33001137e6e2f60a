/// A pure function that the host offers to expressions, such as `listed("stolen-phones", receiver.phone)`.
///
/// It must give the same answer for the same arguments for as long as the expression lives: what it looks up is a
/// snapshot that its closure holds.
public struct HostFunction: Sendable {
    /// The function's work. Arguments are in the declared order, a member call's target first, and of the declared
    /// types; elements of lists and maps are not checked.
    public typealias Body = @Sendable ([ExpressionValue]) throws(ExpressionFault) -> ExpressionValue

    /// Plain or dotted: `listed`, `bulletin.listed`.
    public let name: String
    public let parameters: [ExpressionType]
    public let result: ExpressionType
    /// Whether it is called on its first argument: `contents.keywords()` instead of `keywords(contents)`.
    public let isMember: Bool
    /// What one call costs of the evaluation's budget.
    public let steps: Int
    let body: Body
    /// The work of a function of two values that answers yes or no.
    let test: PairTest?

    /// The same for a function of two values that answers yes or no: nothing is made for its call.
    public typealias PairTest = @Sendable (ExpressionValue, ExpressionValue) throws(ExpressionFault) -> Bool

    /// - Parameter steps: about one for each 10 ns that a call takes.
    public init(
        _ name: String, _ parameters: [ExpressionType], returns result: ExpressionType, isMember: Bool = false,
        steps: Int = 10, body: @escaping Body
    ) {
        self.name = name
        self.parameters = parameters
        self.result = result
        self.isMember = isMember
        self.steps = steps
        self.body = body
        test = nil
    }

    /// A function of two values that answers yes or no.
    public init(
        _ name: String, _ first: ExpressionType, _ second: ExpressionType, steps: Int = 10, test: @escaping PairTest
    ) {
        self.name = name
        parameters = [first, second]
        result = .bool
        isMember = false
        self.steps = steps
        body = { (arguments) throws(ExpressionFault) in .bool(try test(arguments[0], arguments[1])) }
        self.test = test
    }

    func call(_ arguments: [ExpressionValue], meter: inout Meter) throws(ExpressionFault) -> ExpressionValue {
        try meter.charge(steps)
        let value = try body(arguments)
        guard value.fits(result) else {
            throw .wrongResult(of: name, found: value.typeName, expected: result.description)
        }
        return value
    }
}
