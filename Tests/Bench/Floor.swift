import Glibc
import Platform
import Synchronization

/// The floor: append 512 bytes and `fdatasync`, on the same disk and under the same load as what is measured.
final class Floor: Sendable {
    private let times = Mutex<[Int64]>([])
    private let stop: EventFlag
    private let period: Int64

    init(period_ms: Int64) throws {
        stop = try EventFlag()
        period = period_ms * 1_000_000
    }

    func start(in folder: String) throws {
        _ = try OwnThread("floor", .prompt) { [self] in
            let file = Descriptor(unsafe open(folder + "/floor", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600))
            let block = [UInt8](repeating: 0x66, count: 512)
            while !stop.isRaised {
                let start = Clocks.monotonic()
                try? Files.writeAll(block, to: file.number, path: "floor")
                fdatasync(file.number)
                let took = Clocks.monotonic() - start
                times.withLock { $0.append(took) }
                stop.wait(until: Clocks.monotonic() + period)
            }
        }
    }

    /// Ends it and gives the times.
    func finish() -> [Int64] {
        stop.raise()
        return times.withLock { $0 }
    }

    /// The times since the last call.
    func take() -> [Int64] {
        times.withLock { times in
            defer { times = [] }
            return times
        }
    }
}

/// Order statistics of a run.
struct Spread {
    let sorted: [Int64]

    init(_ values: [Int64]) { sorted = values.sorted() }

    func at(_ share: Double) -> Int64 {
        sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
    }

    var median: Int64 { at(0.5) }
    var p99: Int64 { at(0.99) }
    var p999: Int64 { at(0.999) }
    var worst: Int64 { sorted.last ?? 0 }
}
