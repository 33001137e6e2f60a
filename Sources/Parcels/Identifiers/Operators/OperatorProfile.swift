import Words

/// How an operator's own numbers look, as a site says it. They have no check digit, so that a number of it is weaker evidence than
/// one that has.
public struct OperatorProfile: Sendable, Hashable {
    public static let maskLimit = 16

    public let scheme: Scheme
    /// The operator's name.
    public let vietnamese: String
    public let english: String
    public let masks: [NumberMask]
    /// Whether the form is known from the operator or from its labels; what is only told is never said as a fact.
    public let isConfirmed: Bool

    public init(scheme: Scheme, vi: String, en: String, masks: [NumberMask], isConfirmed: Bool) {
        self.scheme = scheme
        vietnamese = vi
        english = en
        self.masks = masks
        self.isConfirmed = isConfirmed
    }

    public func name(_ language: Language) -> String { language == .vietnamese ? vietnamese : english }

    /// The best that a number of it gives.
    public var evidence: NumberEvidence { masks.map(\.evidence).max() ?? .length }
}
