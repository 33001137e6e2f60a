/// The ordered stages of screening.
public enum Stage: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
    /// Rules, lists and evidence, within the belt's time.
    case automatic
    /// A person at the X-ray picture, while the parcel travels or waits in a buffer.
    case image
    /// A person at the parcel.
    case inspection

    private var order: Int {
        switch self {
        case .automatic: 0
        case .image: 1
        case .inspection: 2
        }
    }

    public static func < (first: Stage, second: Stage) -> Bool { first.order < second.order }
}

/// What stands about one passage. It only ever rises: pending, then needs a further stage, then hold; clear exists only at
/// the last stage that the policy asks for.
public enum Verdict: Sendable, Hashable {
    case pending
    case needs(Stage)
    case hold
    case clear

    public var word: String {
        switch self {
        case .pending: "pending"
        case .needs: "needs"
        case .hold: "hold"
        case .clear: "clear"
        }
    }
}

/// What a clear may need.
public enum Evidence: String, Sendable, Hashable, Codable, CaseIterable {
    case identity
    case manifest
    case acceptance
    case image
    case singledOut = "singled-out"
    /// The authorities' bulletins: none missing, none overdue.
    case bulletin
}
