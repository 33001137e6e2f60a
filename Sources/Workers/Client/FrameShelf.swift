import Readings
import Synchronization

/// The newest pictures, in memory, for as many bytes as there is room: a parcel's picture is kept on the disk only once the
/// parcel is held, and that is known later than its picture is there.
public final class FrameShelf: Sendable {
    private struct State {
        var files: [FrameID: [UInt8]] = [:]
        var order: [FrameID] = []
        var bytes = 0
    }

    public let byteLimit: Int
    private let state = Mutex(State())

    public init(byteLimit: Int = 256 << 20) { self.byteLimit = byteLimit }

    public func put(_ frame: Frame) {
        state.withLock { state in
            guard state.files[frame.id] == nil, frame.file.count <= byteLimit else { return }
            while state.bytes + frame.file.count > byteLimit, let oldest = state.order.first {
                state.order.removeFirst()
                state.bytes -= state.files.removeValue(forKey: oldest)?.count ?? 0
            }
            state.files[frame.id] = frame.file
            state.order.append(frame.id)
            state.bytes += frame.file.count
        }
    }

    /// The picture's file; nil when it has had to make room.
    public subscript(frame: FrameID) -> [UInt8]? { state.withLock { $0.files[frame] } }
}
