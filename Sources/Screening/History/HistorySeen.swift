/// What the history knows of one parcel's persons and places, the parcel itself not counted.
struct HistorySeen: Sendable {
    struct Counts: Sendable, Hashable {
        var day: UInt32 = 0
        var week: UInt32 = 0
        var month: UInt32 = 0
        /// Of how many different receivers or senders.
        var othersInWeek: UInt32 = 0
        var othersInMonth: UInt32 = 0
        /// Parcels of the same person on the other side: got by a sender, sent by a receiver, in 30 days.
        var elsewhere: UInt32 = 0
    }

    /// An earlier parcel.
    struct Past: Sendable {
        let age_min: Int
        let event: HistoryEvent
        let rules: [String]
        /// Whether the other person is the same, too.
        let isWithSame: Bool
        let isFromSameOffice: Bool
    }

    /// Nil where the person or the place is not known.
    var sender: Counts?
    var receiver: Counts?
    var pair: (week: UInt32, month: UInt32)?
    var address: Counts?
    /// By which and on which the parcel was booked; others are receivers of an account's parcels, and senders of a device's.
    var account: Counts?
    var device: Counts?
    var office: Counts?
    /// Of the office's parcels those of the same declared weight.
    var sameWeight: Counts?

    /// No more of somebody's earlier parcels are shown to a rule.
    static let recentLimit = 50
}
