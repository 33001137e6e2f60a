/// What the form of a number says for it being one of its scheme: the classes from weak to strong.
public enum NumberEvidence: String, Sendable, Hashable, CaseIterable, Codable {
    /// Nothing but so many letters or digits: any other number of that length has it as well.
    case length
    /// Letters or digits of the scheme stand at their places.
    case structure
    /// A check digit holds beside that.
    case checkDigit = "check-digit"
}

extension NumberEvidence: Comparable {
    private var rank: Int {
        switch self {
        case .length: 0
        case .structure: 1
        case .checkDigit: 2
        }
    }

    public static func < (first: Self, second: Self) -> Bool { first.rank < second.rank }
}
