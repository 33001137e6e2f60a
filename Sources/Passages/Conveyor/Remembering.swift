import Entries
import Parcels
import Readings
import Screening

/// What the lines know of earlier parcels. A start reads those of the time before beside them; until it has, the parcels of this run
/// wait to be counted behind them.
public struct PastOfLines: Sendable {
    private(set) var history: History
    private var waiting: [PastParcel]?
    /// More had to wait than there was room for.
    private var hasLost = false

    private let waitingLimit: Int

    /// At most so many wait.
    static let waitingLimit = 200_000

    /// All that there is to know.
    public init(_ history: History) {
        self.history = history
        waitingLimit = 0
    }

    private init(waiting limit: Int) {
        history = History(limit: 1)
        waiting = []
        waitingLimit = limit
    }

    /// Nothing yet.
    public static var unread: PastOfLines { unread(limit: waitingLimit) }

    static func unread(limit: Int) -> PastOfLines { PastOfLines(waiting: limit) }

    /// Whether every parcel of the time that rules ask about is known.
    var isWhole: Bool { waiting == nil && history.isWhole }

    mutating func note(_ parcel: PastParcel) {
        guard let count = waiting?.count else { return history.note(parcel) }
        guard count < waitingLimit else {
            hasLost = true
            return
        }
        waiting?.append(parcel)
    }

    /// Before a decision.
    mutating func advance(_ now: Stamp) {
        if waiting == nil, now.trusted { history.advance(to: now.utc) }
    }

    /// Between decisions.
    mutating func rest(_ now: Stamp) {
        if waiting == nil, now.trusted { history.rest(at: now.utc) }
    }

    mutating func complete(_ history: History) {
        guard let waiting else { return }
        self.history = history
        self.waiting = nil
        for parcel in waiting { self.history.note(parcel) }
        if hasLost { self.history.lose() }
    }
}

extension Conveyor {
    /// Whether rules ask about earlier parcels that are not known.
    var lacksHistory: Bool { snapshot?.asksHistory == true && !past.isWhole }

    /// The next parcels' rules see this one.
    mutating func remember(_ declaration: Declaration?, length_mm: Int, _ said: [Reason], _ now: Stamp) {
        guard let declaration else { return }
        past.note(PastParcel(declaration, length_mm: length_mm, said: said, now: now.trusted ? now.utc : nil))
    }
}

extension PastParcel {
    public init(_ parcel: DeclaredParcel) {
        self.init(
            parcel.declaration, length_mm: parcel.length_mm, said: parcel.said, now: parcel.trusted ? parcel.at : nil)
    }
}
