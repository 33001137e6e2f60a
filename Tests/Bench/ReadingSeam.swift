import Devices
import Formats
import Foundation
import Glibc
import Parcels
import Platform
import Readings
import Synchronization

/// 32 USB scanners and 64 readers over TCP at the seam where their bytes have come in: as completed transfers and as bytes of a
/// socket, replayed from here, to the reading that the lines' thread takes from its queue. As in the gateway the USB scanners share
/// a thread. The TCP readers share one here, too: 64 threads that pace themselves would measure the scheduler's clock.
final class ReadingSeam: Sendable {
    static let usb = 32
    static let tcp = 64

    struct Result {
        /// Nanoseconds from the bytes to the reading, each.
        var delays: [Int64] = []
        var sent = 0
        var outOfOrder = 0
        var refused = 0
        /// Share of one core that all of it used, this measuring included.
        var cores = 0.0
        /// By how much the replay itself was late at the worst, in nanoseconds.
        var late: Int64 = 0
    }

    private struct Delivered {
        let reading: Reading
        let at: Int64
    }

    private let queue: BoundedQueue<DeviceEvent>
    private let refused = Mutex(0)
    private let sent = Mutex((count: 0, late: Int64(0)))

    init() throws { queue = try BoundedQueue(capacity: 4096) }

    /// - Parameter perSecond: readings of all devices together.
    func run(perSecond: Int, seconds: Int) throws -> Result {
        let stop = Clocks.monotonic() + Int64(seconds) * 1_000_000_000
        let all = Self.usb + Self.tcp
        let cpu = Clocks.processCPU()
        let start = Clocks.monotonic()
        let usb = try OwnThread("usb", .prompt) { [self] in
            var intakes = (0..<Self.usb).compactMap { place in
                Self.id("usb", place).flatMap { id in ReportIntake(id, Self.family, report: { self.offer($0) }) }
            }
            replay(perSecond * Self.usb / all, until: stop, over: intakes.count) { place, serial, now in
                intakes[place].replay(Self.report(serial), now)
            }
        }
        let tcp = try OwnThread("tcp", .prompt) { [self] in
            var intakes = (0..<Self.tcp).compactMap { place in
                Self.id("tcp", place).map { id in TextIntake(id, Self.dialect, report: { self.offer($0) }) }
            }
            replay(perSecond * Self.tcp / all, until: stop, over: intakes.count) { place, serial, now in
                intakes[place].take([2] + Self.label(serial) + [3], now)
            }
        }
        // It is taken as the gateway takes it: by a thread that comes before most others.
        let taken = Mutex(Result())
        let lines = try OwnThread("lines", .prompt) { [self] in
            let result = receive(until: stop + 200_000_000, perSecond * seconds)
            taken.withLock { $0 = result }
        }
        _ = usb.join(until: stop + 1_000_000_000)
        _ = tcp.join(until: stop + 1_000_000_000)
        _ = lines.join(until: stop + 2_000_000_000)
        var result = taken.withLock { $0 }
        result.cores = Double(Clocks.processCPU() - cpu) / Double(Clocks.monotonic() - start)
        (result.sent, result.late) = sent.withLock { ($0.count, $0.late) }
        result.refused = refused.withLock { $0 }
        return result
    }

    private func receive(until end: Int64, _ count: Int) -> Result {
        var result = Result()
        result.delays.reserveCapacity(count)
        var newest: [DeviceID: Int] = [:]
        var batch: [DeviceEvent] = []
        while Clocks.monotonic() < end {
            guard queue.take(into: &batch, limit: 256, until: Clocks.monotonic() + 50_000_000) else { break }
            let now = Clocks.monotonic()
            for case .readings(let readings) in batch {
                for reading in readings {
                    guard case .label(let label, _) = reading.content else { continue }
                    result.delays.append(now - reading.stamp.monotonic)
                    let serial = Int(String(decoding: label.dropFirst(2).prefix(8), as: UTF8.self)) ?? -1
                    if serial != (newest[reading.device] ?? -1) + 1 { result.outOfOrder += 1 }
                    newest[reading.device] = serial
                }
            }
            batch.removeAll(keepingCapacity: true)
        }
        return result
    }

    /// Each device in turn, evenly over time.
    private func replay(
        _ perSecond: Int, until stop: Int64, over count: Int, _ take: (Int, Int, Stamp) -> Void
    ) {
        let period = 1_000_000_000 / Int64(perSecond)
        var due = Clocks.monotonic()
        var done = 0
        var late: Int64 = 0
        while due < stop {
            var now = Clocks.monotonic()
            if now < due {
                _ = Waiting.wait(for: -1, 0, deadline: due)
                now = Clocks.monotonic()
            }
            late = max(late, now - due)
            take(done % count, done / count, Stamp(utc: now, boot: BootID(1), monotonic: now, trusted: true))
            done += 1
            due += period
        }
        sent.withLock { $0 = ($0.count + done, max($0.late, late)) }
    }

    private func offer(_ event: DeviceEvent) {
        if case .readings = event, queue.offer(event) { return }
        refused.withLock { $0 += 1 }
    }

    private static func id(_ kind: String, _ place: Int) -> DeviceID? { DeviceID("\(kind)-\(place)") }

    private static func label(_ serial: Int) -> [UInt8] {
        let digits = String(serial)
        return Array("EB\(String(repeating: "0", count: 8 - digits.count))\(digits)5VN".utf8)
    }

    private static func report(_ serial: Int) -> [UInt8] {
        let label = label(serial)
        return [2, UInt8(label.count), 0x5D, 0x43, 0x30] + label + [UInt8](repeating: 0, count: 59 - label.count)
    }

    private static let family: DriverProfile.USBPointOfSale = {
        guard let library = try? DriverLibrary(folder: "drivers"),
            case .usbPointOfSale(let family)? = library.profiles["honeywell-hid-pos"]?.kind
        else { fatalError("drivers/honeywell-hid-pos is not there") }
        return family
    }()

    private static let dialect: TextDialect = {
        guard let library = try? DriverLibrary(folder: "drivers"),
            case .text(let family)? = library.profiles["text-tcp"]?.kind
        else { fatalError("drivers/text-tcp is not there") }
        return family.dialect
    }()
}
