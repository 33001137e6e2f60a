import Readings

/// Which files of a folder are whole: one that was moved in is; one that was written in place is when its writer has closed
/// it and nobody has touched it for a while. One that is neither closed nor touched any more was cut off.
struct SettlingFiles {
    enum Change {
        case created
        case modified
        /// A writer closed it.
        case closed
        /// It came under this name as it is.
        case movedIn
        case gone
    }

    struct Settled: Equatable {
        let name: String
        /// When it was first seen: the moment of the picture.
        let seen: Stamp
        let isWhole: Bool
    }

    private struct File {
        let seen: Stamp
        var changed: Int64
        var isClosed = false
    }

    /// So many files may be on their way at a time.
    static let limit = 256

    private let settle: Int64
    private let patience: Int64
    private var files: [String: File] = [:]
    /// Files that came while so many others were on their way.
    private(set) var refused = 0

    /// - Parameters:
    ///   - settle_ms: nobody may touch a closed file for so long.
    ///   - partialLimit_ms: a writer that pauses for so long has died.
    init(settle_ms: Int, partialLimit_ms: Int) {
        settle = Int64(settle_ms) * 1_000_000
        patience = Int64(partialLimit_ms) * 1_000_000
    }

    mutating func take(_ name: String, _ change: Change, _ now: Stamp) {
        if case .gone = change { return files[name] = nil }
        if files[name] == nil {
            guard files.count < Self.limit else { return refused += 1 }
            files[name] = File(seen: now, changed: now.monotonic)
        }
        files[name]?.changed = now.monotonic
        switch change {
        case .created, .modified: files[name]?.isClosed = false
        case .closed: files[name]?.isClosed = true
        case .movedIn:
            files[name]?.isClosed = true
            files[name]?.changed = now.monotonic - settle
        case .gone: break
        }
    }

    /// The files that are settled at a moment (monotonic nanoseconds), in the order in which they came.
    mutating func takeSettled(_ now: Int64) -> [Settled] {
        let ready = files.filter { $0.value.changed + ($0.value.isClosed ? settle : patience) <= now }
        for name in ready.keys { files[name] = nil }
        return ready.map { Settled(name: $0.key, seen: $0.value.seen, isWhole: $0.value.isClosed) }
            .sorted { ($0.seen.monotonic, $0.name) < ($1.seen.monotonic, $1.name) }
    }

    /// When the next file may be settled; nil while none is on its way.
    var nextDue: Int64? { files.values.map { $0.changed + ($0.isClosed ? settle : patience) }.min() }

    /// Nobody knows what has happened to them.
    mutating func forget() { files = [:] }

    mutating func takeRefused() -> Int {
        defer { refused = 0 }
        return refused
    }
}
