import Formats
import Glibc
import Parcels
import Platform

/// What the disk can do.
enum DiskProbe {
    /// The median time of 32 small appends with a flush each, in nanoseconds.
    static func medianFlush(in folder: String) throws(SystemError) -> Int64 {
        let path = folder + "/doctor.tmp"
        let file = Descriptor(unsafe open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600))
        guard file.number >= 0 else { throw SystemError("create \(path)") }
        defer { _ = unsafe unlink(path) }
        let block = [UInt8](repeating: 0x70, count: 512)
        var times: [Int64] = []
        for _ in 0..<32 {
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
}

/// What a sorter says of itself.
enum SorterProbe {
    static func hello(_ address: SocketAddress) -> SorterHello? {
        let deadline = Clocks.monotonic() + 3_000_000_000
        guard let stop = try? EventFlag(), let socket = Sockets.connect(to: address, until: deadline, stop: stop) else {
            return nil
        }
        var framer = TelegramFramer()
        while Clocks.monotonic() < deadline {
            Waiting.wait(for: socket.number, POLLIN, deadline: deadline)
            var bytes: [UInt8] = []
            guard Sockets.receive(from: socket.number, into: &bytes, limit: 4096) != .closed else { return nil }
            for case .telegram(let telegram) in framer.take(bytes) {
                if case .hello(let hello)? = (try? SorterCodec.readFromSorter(telegram))?.telegram { return hello }
            }
        }
        return nil
    }
}
