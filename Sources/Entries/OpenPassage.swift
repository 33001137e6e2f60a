import Parcels

/// A passage that was open when the gateway ended, as the records have it; or one that an earlier restart ended, and whose
/// parcel may still be on the belt.
public struct OpenPassage: Sendable, Hashable {
    public let passage: PassageID
    public let line: LineID
    public let track: TrackID
    public let number: ParcelNumber?
    /// The permit of its durable clear, unless the sorter has refused it: it may have arrived although its answer is not on
    /// the disk.
    public let grantedPermit: PermitNumber?
    /// Ended as held by an earlier restart.
    public let hasEnded: Bool

    public init(
        passage: PassageID, line: LineID, track: TrackID, number: ParcelNumber?, grantedPermit: PermitNumber?,
        hasEnded: Bool = false
    ) {
        self.passage = passage
        self.line = line
        self.track = track
        self.number = number
        self.grantedPermit = grantedPermit
        self.hasEnded = hasEnded
    }
}
