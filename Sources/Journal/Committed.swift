import Parcels

/// A clear whose decision is on the disk. Only this room can make one, it cannot be copied, and letting a parcel pass
/// consumes it: so there is no pass on an undurable decision, and none twice.
public struct Committed: ~Copyable, Sendable {
    public let permit: Permit
    /// The sequence of the decision's entry.
    public let sequence: UInt64

    init(_ permit: Permit, sequence: UInt64) {
        self.permit = permit
        self.sequence = sequence
    }
}
