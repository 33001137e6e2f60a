import Formats
import Glibc
import Parcels
import Platform

/// What the disk can do.
enum DiskProbe {
    /// The median time of 64 small appends with a flush each, in nanoseconds.
    static func medianFlush(in folder: String) throws(SystemError) -> Int64 {
        let path = folder + "/.parcelgate-doctor.tmp"
        let file = Descriptor(unsafe open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600))
        guard file.number >= 0 else { throw SystemError("create \(path)") }
        defer { _ = unsafe unlink(path) }
        let block = [UInt8](repeating: 0x70, count: 512)
        var times: [Int64] = []
        for _ in 0..<64 {
            let start = Clocks.monotonic()
            try Files.writeAll(block, to: file.number, path: path)
            guard fdatasync(file.number) == 0 else { throw SystemError("flush \(path)") }
            times.append(Clocks.monotonic() - start)
        }
        return times.sorted()[times.count / 2]
    }

    static func freeBytes(in folder: String) -> UInt64 {
        var state = statvfs()
        guard unsafe statvfs(folder, &state) == 0 else { return 0 }
        return UInt64(state.f_bavail) * UInt64(state.f_frsize)
    }

    /// The folder itself, or the nearest above it that is there.
    static func nearest(to folder: String) -> String {
        var path = Substring(folder)
        while !Files.exists(String(path)) {
            guard let slash = path.lastIndex(of: "/") else { return "." }
            path = path[..<slash]
            if path.isEmpty { return "/" }
        }
        return String(path)
    }

    struct Growth {
        let bytesPerDay: UInt64

        func days(in free: UInt64) -> Int { Int(min(free / max(bytesPerDay, 1), 99_999)) }
    }

    private struct Stored {
        let size: UInt64
        /// Nanoseconds UTC.
        let changed: Int64
    }

    private static func stored(in folder: String) -> [Stored] {
        ((try? Files.names(in: folder)) ?? []).compactMap { name in
            var state = stat()
            guard unsafe stat(folder + "/" + name, &state) == 0 else { return nil }
            // Blocks, not the length: an open segment may reach beyond what is written.
            return Stored(
                size: UInt64(state.st_blocks) * 512,
                changed: Int64(state.st_mtim.tv_sec) * 1_000_000_000 + Int64(state.st_mtim.tv_nsec))
        }
    }

    /// How fast the files of a folder grew; nil before there is an hour to judge by. What was written since the oldest file was
    /// finished is the growth of that time.
    static func growth(of folder: String) -> Growth? {
        let files = stored(in: folder).sorted { $0.changed < $1.changed }
        guard let oldest = files.first, let newest = files.last else { return nil }
        let span = (newest.changed - oldest.changed) / 1_000_000_000
        guard span >= 3600 else { return nil }
        let bytes = files.dropFirst().reduce(0) { $0 + $1.size }
        return Growth(bytesPerDay: bytes * 86_400 / UInt64(span))
    }

    /// When a file of the folder was changed last, nanoseconds UTC.
    static func newestChange(in folder: String) -> Int64? { stored(in: folder).map(\.changed).max() }
}

/// The wall clock against the monotonic one, from the beginning of the examination to its end.
struct ClockProbe {
    static let tolerance_ms: Int64 = 250

    private let offset = Clocks.wall() - Clocks.monotonic()

    var moved_ms: Int64 { (Clocks.wall() - Clocks.monotonic() - offset) / 1_000_000 }
}

/// What a sorter says and does while the gateway says nothing.
enum SorterProbe {
    struct Seen {
        let hello: SorterHello
        var says: Belt?
        /// Exits by which parcels left without a permit while nothing was said.
        var exits: [UInt8] = []
    }

    enum Belt {
        case running
        case stopped
    }

    /// Beyond the sorter's own limit for a heartbeat that does not come.
    private static let silence: Int64 = Int64(SorterProtocol.heartbeatLimit_ms + 1000) * 1_000_000

    /// Connects, reads the hello, answers nothing, and listens for longer than the sorter may go without a heartbeat.
    static func listen(to address: SocketAddress) -> Seen? {
        let deadline = Clocks.monotonic() + 3_000_000_000
        guard let stop = try? EventFlag(), let socket = Sockets.connect(to: address, until: deadline, stop: stop) else {
            return nil
        }
        var framer = TelegramFramer()
        var seen: Seen?
        var end = deadline
        while Clocks.monotonic() < end {
            Waiting.wait(for: socket.number, POLLIN, deadline: end)
            var bytes: [UInt8] = []
            guard Sockets.receive(from: socket.number, into: &bytes, limit: 4096) != .closed else { return seen }
            for case .telegram(let telegram) in framer.take(bytes) {
                guard let found = (try? SorterCodec.readFromSorter(telegram))?.telegram else { continue }
                if case .hello(let hello) = found, seen == nil {
                    seen = Seen(hello: hello)
                    end = Clocks.monotonic() + silence
                }
                note(found, in: &seen)
            }
        }
        return seen
    }

    private static func note(_ telegram: FromSorter, in seen: inout Seen?) {
        switch telegram {
        case .stopped(let reason): seen?.says = reason == .running ? .running : .stopped
        case .heartbeat(let pulse): seen?.says = pulse.belt == .stopped ? .stopped : .running
        case .exited(_, let exit, nil, _, _): seen?.exits.append(exit)
        default: break
        }
    }
}
