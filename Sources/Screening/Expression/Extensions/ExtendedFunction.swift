/// What computes a function of an extension. Its overload has seen to the arguments' types, a member call's target first.
typealias ExtendedFunction =
    @Sendable ([ExpressionValue], inout Meter) throws(ExpressionFault) -> ExpressionValue

/// The functions of the language's extensions, beside the standard environment's.
enum ExtendedFunctions {
    static let overloads: [String: [Overload]] = [
        MathFunctions.overloads, StringFunctions.overloads, EncoderFunctions.overloads, ListFunctions.overloads,
        SetFunctions.overloads, OptionalFunctions.overloads, RegexFunctions.overloads,
    ].reduce(into: [:]) { all, some in all.merge(some) { $0 + $1 } }
}

extension Overload {
    /// An overload of an extension's function.
    static func extended(
        _ parameters: [ExpressionType], _ result: ExpressionType, isMember: Bool = false,
        _ body: @escaping ExtendedFunction
    ) -> Overload {
        Overload(parameters, result, isMember: isMember, .extended(body))
    }
}
