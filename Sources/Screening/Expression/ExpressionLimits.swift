/// Bounds that hold whatever is written in an expression, so that no source can exhaust memory or the stack.
public enum ExpressionLimits {
    /// UTF-8 bytes of one expression's source.
    public static let sourceBytes = 64 << 10
    /// Levels of one expression's syntax tree, and of brackets open at once. The specification asks for 12 to 32.
    public static let depth = 250
    /// UTF-8 bytes of a regular expression that is only known during evaluation.
    public static let dynamicPatternBytes = 1 << 10
    /// Steps of one evaluation where the caller names no budget: far above any sensible rule, some milliseconds at most.
    public static let defaultBudget = 100_000
}
