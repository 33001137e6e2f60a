import Parcels

/// A passage that was open when the gateway ended, as the records have it.
public struct OpenPassage: Sendable, Hashable {
    public let passage: PassageID
    public let line: LineID
    public let track: TrackID
    public let number: ParcelNumber?
    /// The permit that the sorter had accepted.
    public let acceptedPermit: PermitNumber?

    public init(
        passage: PassageID, line: LineID, track: TrackID, number: ParcelNumber?, acceptedPermit: PermitNumber?
    ) {
        self.passage = passage
        self.line = line
        self.track = track
        self.number = number
        self.acceptedPermit = acceptedPermit
    }
}
