import Entries
import Parcels

/// A physical thing on the simulated belt. Positions are micrometres of belt: its front is at the first eye when the belt
/// has moved that far.
struct WorldParcel: Sendable {
    let front: Int64
    let length: Int64
    /// What its labels say; empty for one that cannot be read.
    let labels: [[UInt8]]
    /// The number that is really its own; nil for a thing without one.
    let number: ParcelNumber?
    let track: TrackID
    /// It was put on the belt behind the eye: nothing announced it.
    let isStray: Bool
    /// It is taken off the belt before the exits.
    let isTakenAway: Bool
    /// The gateway's name for its passage, once an entry says so.
    var passage: PassageID?
    var gone: (exit: UInt8, permit: Permit?)?

    var tail: Int64 { front + length }
}

/// Where things stand on the simulated line, in micrometres from the first eye.
enum WorldLine {
    static let speed_um_ms: Int64 = 2_500
    static let scanner: Int64 = 900_000
    static let approach: Int64 = 1_700_000
    static let diverter: Int64 = 1_800_000
    static let inspectionExit: Int64 = 2_400_000
    static let outboundExit: Int64 = 2_600_000
    static let um_per_count: Int64 = 500
    static let minimumGap: Int64 = 100_000
    static let maximumLength: Int64 = 800_000
    static let tolerance: Int64 = 40_000
}
