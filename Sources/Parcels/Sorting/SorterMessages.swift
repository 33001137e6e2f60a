/// What the sorter says.
public enum FromSorter: Sendable, Hashable {
    case hello(SorterHello)
    /// A parcel has passed the first eye.
    case inducted(track: TrackID, front: EncoderCount, tail: EncoderCount, time_ms: UInt32)
    /// The parcel is at the decision point and has no permit.
    case requested(track: TrackID, encoder: EncoderCount)
    case answered(track: TrackID, epoch: Epoch, permit: PermitNumber, answer: PermitAnswer)
    /// An exit eye saw a parcel; no track means that the sorter does not know it.
    case exited(track: TrackID?, exit: UInt8, permit: PermitNumber?, encoder: EncoderCount, time_ms: UInt32)
    case lane(exit: UInt8, free: UInt16, full: Bool)
    case heartbeat(SorterPulse)
    case stopped(StopReason)
    case notUnderstood(sequence: UInt32, why: Fault)

    public enum StopReason: String, Sendable, Hashable, CaseIterable {
        case heartbeatLost = "heartbeat-lost"
        case ordered
        case laneFull = "lane-full"
        case byHand = "by-hand"
        case running
    }

    public enum Fault: Sendable, Hashable, CaseIterable {
        case check
        case length
        case type
        case field
        case sequence
    }
}

/// How the sorter introduces itself after each connection.
public struct SorterHello: Sendable, Hashable {
    public let line: LineID
    /// The highest epoch that it ever accepted, kept through power loss.
    public let epoch: Epoch
    public let encoder: EncoderCount
    /// Milliseconds on its own clock.
    public let time_ms: UInt32
    /// Where a parcel goes without a permit.
    public let defaultExit: UInt8
    public let exits: UInt8

    public init(
        line: LineID, epoch: Epoch, encoder: EncoderCount, time_ms: UInt32, defaultExit: UInt8, exits: UInt8
    ) {
        self.line = line
        self.epoch = epoch
        self.encoder = encoder
        self.time_ms = time_ms
        self.defaultExit = defaultExit
        self.exits = exits
    }
}

/// The sorter's regular report.
public struct SorterPulse: Sendable, Hashable {
    public enum Belt: Sendable, Hashable, CaseIterable {
        case running
        case stopped
        case reversed
    }

    public let encoder: EncoderCount
    public let time_ms: UInt32
    public let belt: Belt
    /// What its eyes have counted since it started, each wrapping at 2³².
    public let inducted: UInt32
    public let exited: UInt32

    public init(encoder: EncoderCount, time_ms: UInt32, belt: Belt, inducted: UInt32, exited: UInt32) {
        self.encoder = encoder
        self.time_ms = time_ms
        self.belt = belt
        self.inducted = inducted
        self.exited = exited
    }
}

/// What the gateway says.
public enum ToSorter: Sendable, Hashable {
    case hello(line: LineID, epoch: Epoch)
    case permit(Permit)
    /// An answer to a request: no permit, so the default exit.
    case noPermit(track: TrackID, why: NoPermit)
    /// A permit given earlier is not to be used, if there is still time.
    case revoke(track: TrackID, epoch: Epoch, permit: PermitNumber)
    case heartbeat(epoch: Epoch, committed: UInt64)
    case induction(Induction)
    case stop(track: TrackID?)
}

/// How the sorter is to take parcels in.
public enum Induction: String, Sendable, Hashable, Codable, CaseIterable {
    case run
    case slow
    case stop
}

/// Why a request is answered without a permit.
public enum NoPermit: Sendable, Hashable, CaseIterable {
    case held
    case pending
    case unknown
}
