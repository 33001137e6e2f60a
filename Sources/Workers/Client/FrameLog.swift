import Parcels
import Readings
import Synchronization

/// What became of each device's newest pictures, in memory: so that a person sees what a camera sees, and why it reads or does not.
public final class FrameLog: Sendable {
    /// So many pictures of one device are remembered; the oldest is forgotten first.
    public static let frameLimit = 48
    /// So many devices; a site has a few.
    public static let deviceLimit = 64

    private struct State {
        var frames: [DeviceID: [SeenFrame]] = [:]
        var serial: UInt64 = 0
    }

    /// Which texts are item numbers at this site.
    public let numbering: Numbering
    private let state = Mutex(State())

    public init(numbering: Numbering = .standard) { self.numbering = numbering }

    /// - Parameter at: when the picture was first seen, in nanoseconds UTC.
    public func note(_ outcome: SeenFrame.Outcome, of frame: FrameID?, from device: DeviceID, at: Int64) {
        state.withLock { state in
            guard state.frames[device] != nil || state.frames.count < Self.deviceLimit else { return }
            state.serial += 1
            let seen = SeenFrame(serial: state.serial, device: device, frame: frame, at: at, outcome: outcome)
            var frames = state.frames.removeValue(forKey: device) ?? []
            if frames.count == Self.frameLimit { frames.removeFirst() }
            frames.append(seen)
            state.frames[device] = frames
        }
    }

    /// All that are remembered, the newest first.
    public var newest: [SeenFrame] {
        state.withLock { state in state.frames.values.flatMap { $0 } }.sorted { $0.serial > $1.serial }
    }
}
