/// What a worker is asked to do with the file that lies in its memory. On its channel: this byte, seven zeros, and the file's
/// size as eight bytes, the highest first.
public enum WorkerTask: UInt8, Sendable, Hashable, CaseIterable {
    /// Find the labels.
    case decode = 1
    /// Make a picture of it that a browser shows.
    case render = 2

    static let requestSize = 16

    func request(size: Int) -> [UInt8] {
        [rawValue, 0, 0, 0, 0, 0, 0, 0]
            + (0..<8).map { UInt8(truncatingIfNeeded: UInt64(size) >> UInt64(56 - 8 * $0)) }
    }

    static func read(_ request: [UInt8]) -> (task: WorkerTask, size: Int)? {
        guard request.count == requestSize, let task = WorkerTask(rawValue: request[0]) else { return nil }
        let size = request[8...].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return size <= UInt64(Int32.max) ? (task, Int(size)) : nil
    }
}
