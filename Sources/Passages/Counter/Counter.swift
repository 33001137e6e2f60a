import Entries
import Parcels
import Readings

/// One table's state.
struct Counter: Sendable {
    let layout: CounterLayout
    var mode = TableMode.left
    /// Who has taken it.
    var clerk: AccountID?
    var tracks: UInt32 = 0
    /// The parcel that was scanned last, until its passage has ended.
    var current: CounterPassage?
    /// Held, and their passages have not ended.
    var held: [(passage: PassageID, hold: HoldID)] = []
    /// Holds whose parcels are to be scanned into the cage, oldest first.
    var uncaged: [HoldID] = []
    /// Clears that are being taken back for a parcel that is no longer the one in hand.
    var leaving: [CounterPassage] = []
    var bag: Bag?
    /// Do not open, do not move: nothing is cleared here until two persons have ended it.
    var halts: [(sequence: UInt64, hold: HoldID)] = []
    var lastLabel: (bytes: [UInt8], at: Int64)?
    /// What the last scan came to.
    var showing: CounterView.Showing?
    /// Rises with everything that a person must hear.
    var serial: UInt64 = 0
    /// The last parcels, newest first.
    var rows: [CounterView.Row] = []
    var counts = CounterCounts()
    var day: Int64 = 0

    static let heldLimit = 500
    static let rowLimit = 12

    init(_ layout: CounterLayout) { self.layout = layout }

    /// A bag that is being filled.
    struct Bag: Sendable {
        let id: BagID
        let label: BagLabel?
        var parcels: [ParcelNumber: PassageID] = [:]
        var refused = 0
        var takenOut = 0
    }
}

/// One parcel in a person's hands.
struct CounterPassage: Sendable {
    let id: PassageID
    let track: TrackID
    /// Monotonic nanoseconds.
    let opened: Int64
    var numbers: [ParcelNumber] = []
    var number: ParcelNumber?
    var doubts: [Reason] = []
    var phase = Phase.deciding

    enum Phase: Sendable {
        case deciding
        /// Decided; the clear is on its way to the disk and the gate.
        case cleared(Permit)
        /// GO is shown until this moment.
        case go(Permit, until: Int64)
        case withdrawing(Permit, because: [Reason])
        case held(HoldID)
    }
}

/// What a table has done today.
public struct CounterCounts: Sendable, Hashable {
    public var scanned = 0
    public var cleared = 0
    public var held = 0
    public var caged = 0
    public var bagged = 0
    public var refused = 0

    public init() {}
}
