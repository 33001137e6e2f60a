import Entries
import Parcels
import Screening

/// A table as it is at one moment, for people to look at. Whether GO is shown is the gate's business, not this room's.
public struct CounterView: Sendable {
    /// What the last scan came to.
    public struct Showing: Sendable {
        public enum State: String, Sendable, Hashable {
            case deciding
            /// Decided as clear: GO, as long as the gate shows it.
            case cleared
            /// GO was shown and is over.
            case over
            case held
            /// It may not be opened and not be moved.
            case doNotOpen = "do-not-open"
            /// It has an open hold already.
            case alreadyHeld = "already-held"
            /// The label is no item number.
            case noNumber = "no-number"
            case caged
            case alreadyCaged = "already-caged"
            case notHeld = "not-held"
            case bagged
            case alreadyBagged = "already-bagged"
            case refused
            case noBag = "no-bag"
            /// Another bag is open: it is closed first.
            case otherBag = "other-bag"
            case bagOpened = "bag-opened"
            case bagClosed = "bag-closed"
            case bagHasRecall = "bag-has-recall"
            /// Nobody has taken the table.
            case nobody
        }

        public var state: State
        public var passage: PassageID?
        public var number: ParcelNumber?
        public var hold: HoldID?
        public var reasons: [Reason] = []
    }

    public struct Row: Sendable {
        public let number: ParcelNumber?
        public let state: Showing.State
        public let hold: HoldID?
        /// Nanoseconds UTC.
        public let at: Int64

        public init(number: ParcelNumber?, state: Showing.State, hold: HoldID?, at: Int64) {
            self.number = number
            self.state = state
            self.hold = hold
            self.at = at
        }
    }

    public struct BagState: Sendable {
        public let id: BagID
        public let label: BagLabel?
        public let parcels: Int
        public let refused: Int
    }

    /// A parcel in a bag whose clear was withdrawn.
    public struct Recall: Sendable, Hashable {
        public let number: ParcelNumber
        public let bag: BagID
        public let label: BagLabel?
        public let hold: HoldID

        public init(number: ParcelNumber, bag: BagID, label: BagLabel?, hold: HoldID) {
            self.number = number
            self.bag = bag
            self.label = label
            self.hold = hold
        }
    }

    public let id: LineID
    public let mode: TableMode
    public let clerk: AccountID?
    public let serial: UInt64
    public let showing: Showing?
    /// Held parcels that were not yet scanned into the cage.
    public let uncaged: [HoldID]
    public let bag: BagState?
    public let recalls: [Recall]
    public let rows: [Row]
    public let counts: CounterCounts
    /// What is missing for a clear.
    public let missing: [Readiness]
}

extension Conveyor {
    public var counterCount: Int { counters.count }

    /// What a clear at a table lacks; there is no sorter to agree with.
    func missing(counter: Int) -> [Readiness] {
        var missing: [Readiness] = []
        if policy == nil { missing.append(.policy) }
        if snapshot == nil { missing.append(.rules) }
        if lacksHistory { missing.append(.history) }
        if !journalIsWell { missing.append(.journal) }
        if !counters[counter].halts.isEmpty { missing.append(.halt) }
        return missing
    }

    /// The name of a rule in force.
    public func ruleName(_ id: String) -> BilingualText? { snapshot?.name(ofRule: id) }

    public func view(counter: Int) -> CounterView {
        let state = counters[counter]
        return CounterView(
            id: state.layout.id, mode: state.mode, clerk: state.clerk, serial: state.serial, showing: state.showing,
            uncaged: state.uncaged,
            bag: state.bag.map {
                CounterView.BagState(id: $0.id, label: $0.label, parcels: $0.parcels.count, refused: $0.refused)
            }, recalls: clears.recalls, rows: state.rows, counts: state.counts, missing: missing(counter: counter))
    }
}
