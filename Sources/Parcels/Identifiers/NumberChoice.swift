/// Which of the schemes that fit a number is taken for it. The rule is fixed: the strongest evidence wins, of equal ones the one
/// that is told first; length alone decides only where nothing else has that length.
struct NumberChoice: Sendable {
    enum Outcome: Sendable, Equatable {
        case taken
        /// A check fails, and nothing else fits but by its length.
        case wrong
        /// Several have this length, or one whose form is only told.
        case lengthOnly
        case unknown
    }

    private(set) var best: NumberForm?
    /// The first whose check fails.
    private(set) var wrong: NumberForm?
    /// How many fit by their length alone.
    private(set) var lengths = 0

    mutating func weigh(_ form: NumberForm) {
        if form.evidence == .length { lengths += 1 }
        if form.fault != nil, wrong == nil { wrong = form }
        if let best, best.rank >= form.rank { return }
        best = form
    }

    var outcome: Outcome {
        guard let best else { return .unknown }
        if best.rank >= 3 || (best.rank == 2 && lengths == 1) { return .taken }
        return wrong == nil ? .lengthOnly : .wrong
    }
}
