import Journal
import Parcels

/// The gate of a table without a belt: a sign that says GO or STOP to the person who holds the parcel. It is the one place
/// that turns a committed clear into GO, for the one passage that is expected, for some seconds. Without GO it says STOP.
public struct ManualGate: Sendable {
    /// GO for one passage. Only the gate makes it, and only of a committed clear.
    public struct Go: Sendable, Hashable {
        public let permit: PermitNumber
        public let passage: PassageID
        /// Monotonic nanoseconds.
        public let until: Int64

        fileprivate init(permit: PermitNumber, passage: PassageID, until: Int64) {
            self.permit = permit
            self.passage = passage
            self.until = until
        }
    }

    public let table: LineID
    private var expected: PassageID?
    private var go: Go?
    /// The permit that was taken back last: each passage has one at most, and there is one passage at a time.
    private var withdrawn: PermitNumber?

    public init(table: LineID) { self.table = table }

    /// From here on only this passage's clear counts; a GO of another one ends.
    public mutating func expect(_ passage: PassageID?) {
        expected = passage
        if go?.passage != passage { go = nil }
    }

    /// Shows GO: the only way to it. Spends the clear whether or not GO comes of it.
    /// - Returns: nil when another passage is expected, or the permit was taken back.
    public mutating func pass(_ clear: consuming Committed, at now: Int64) -> Go? {
        let permit = clear.permit
        guard permit.line == table, permit.passage == expected, permit.number != withdrawn, go == nil,
            case .afterInduction(let milliseconds) = permit.expiry
        else { return nil }
        let shown = Go(
            permit: permit.number, passage: permit.passage, until: now + Int64(milliseconds) * 1_000_000)
        go = shown
        return shown
    }

    /// Takes a permit back; its GO ends.
    /// - Returns: whether it had been shown.
    public mutating func withdraw(_ permit: PermitNumber) -> Bool {
        withdrawn = permit
        guard go?.permit == permit else { return false }
        go = nil
        return true
    }

    /// What is shown at this moment; nil is STOP.
    public func shown(at now: Int64) -> Go? {
        guard let go, now < go.until else { return nil }
        return go
    }
}
