import Entries
import Parcels
import Screening

/// One rule that is being written, asked about parcels that have been decided: what it would hold, and what of that was held anyway.
public struct RuleTrial: Sendable {
    public static let exampleLimit = 20

    /// A parcel of which it would speak, or on which it would fail.
    public struct Example: Sendable, Hashable {
        public let passage: PassageID
        public let number: ParcelNumber?
        /// When it was decided: nanoseconds UTC.
        public let at: Int64
        public let wasHeld: Bool
        public let answer: TriedRule.Answer
    }

    private let rule: TriedRule
    /// The parcels of before, as the lines knew them.
    private var history = History()
    public private(set) var asked = 0
    /// Of how many it would speak, and how many of those were held anyway.
    public private(set) var speaks = 0
    public private(set) var speaksHeld = 0
    /// On how many it would fail, and so hold them too, and how many of those were held anyway.
    public private(set) var fails = 0
    public private(set) var failsHeld = 0
    /// Parcels whose persons have been erased: about them a rule that asks for persons says less than it did.
    public private(set) var erased = 0
    /// When the first and the last parcel was decided: nanoseconds UTC.
    public private(set) var from: Int64?
    public private(set) var to: Int64?
    private var spoken: [Example] = []
    private var failed: [Example] = []

    public init(_ rule: TriedRule) { self.rule = rule }

    /// Whether it wants to be told of the parcels of the history's time before those that it is asked about.
    public var asksHistory: Bool { rule.asksHistory }

    /// A parcel is remembered for those that come behind it.
    public mutating func remember(_ parcel: DeclaredParcel) { history.note(PastParcel(parcel)) }

    public mutating func ask(_ parcel: DecidedParcel) {
        if parcel.trusted { history.advance(to: parcel.at) }
        var wasHeld = false
        if case .hold = parcel.decision.outcome { wasHeld = true }
        asked += 1
        erased += parcel.isErased ? 1 : 0
        from = from ?? parcel.at
        to = parcel.at
        let answer = rule.ask(Subject(parcel), history)
        let example = Example(
            passage: parcel.decision.passage, number: parcel.decision.number, at: parcel.at, wasHeld: wasHeld,
            answer: answer)
        switch answer {
        case .silent: break
        case .speaks:
            speaks += 1
            speaksHeld += wasHeld ? 1 : 0
            Self.add(example, to: &spoken)
        case .fails:
            fails += 1
            failsHeld += wasHeld ? 1 : 0
            Self.add(example, to: &failed)
        }
    }

    /// The newest parcels of which it would speak, then the newest on which it would fail.
    public var examples: [Example] {
        Array(
            (spoken.suffix(Self.exampleLimit).reversed() + failed.suffix(Self.exampleLimit).reversed())
                .prefix(Self.exampleLimit))
    }

    /// The newest stay; the others are let go of many at a time.
    private static func add(_ example: Example, to examples: inout [Example]) {
        if examples.count == 4 * exampleLimit { examples.removeFirst(3 * exampleLimit) }
        examples.append(example)
    }
}
