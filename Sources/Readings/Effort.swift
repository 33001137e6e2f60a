/// How much time a picture's labels are worth.
public enum Effort: String, Sendable, Hashable, CaseIterable {
    /// What the belt's time allows.
    case belt
    case normal
    /// All that may help.
    case hard
}
