import Parcels

/// The telegrams of the sorter's dialogue, version 1 (docs/integrator/plc.md fixes them byte by byte).
public enum SorterProtocol {
    /// What every telegram begins with: the protocol and its version.
    public static let magic = Array("PG1".utf8)
    public static let sizeLimit = 128
    /// Sequences count from 1 after each connection and go from 999,999 to 1.
    public static let sequenceLimit: UInt32 = 999_999
    /// The gateway's heartbeat: at least this often, and its committed sequence must rise within the limit, or the sorter
    /// treats the gateway as gone.
    public static let heartbeatPeriod_ms = 200
    public static let heartbeatLimit_ms = 2_500

    public static func next(after sequence: UInt32) -> UInt32 { sequence >= sequenceLimit ? 1 : sequence + 1 }
}

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

    public enum StopReason: UInt8, Sendable, Hashable, CaseIterable {
        case heartbeatLost = 0x48
        case ordered = 0x4F
        case laneFull = 0x4C
        case byHand = 0x4D
        case running = 0x52
    }

    public enum Fault: UInt8, Sendable, Hashable, CaseIterable {
        case check = 0x43
        case length = 0x4C
        case type = 0x54
        case field = 0x46
        case sequence = 0x53
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
    public enum Belt: UInt8, Sendable, Hashable, CaseIterable {
        case running = 0x52
        case stopped = 0x53
        case reversed = 0x42
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

extension PermitAnswer {
    /// How the telegram writes it.
    var letter: UInt8 {
        switch self {
        case .accepted: 0x41
        case .oldEpoch: 0x45
        case .unknownTrack: 0x55
        case .expired: 0x58
        case .usedBefore: 0x44
        case .notUnderstood: 0x4D
        }
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

    public enum NoPermit: UInt8, Sendable, Hashable, CaseIterable {
        case held = 0x48
        case pending = 0x50
        case unknown = 0x55
    }

    public enum Induction: UInt8, Sendable, Hashable, CaseIterable {
        case run = 0x52
        case slow = 0x53
        case stop = 0x54
    }
}
