import Formats
import Glibc
import Platform
import Readings

/// One connection with a text device, served by the thread that owns it: what arrives goes into the intake, what the intake
/// wants to send leaves without waiting.
struct TextSession {
    enum Served {
        case goesOn
        /// Somebody waits at the listening socket.
        case visited
        /// The connection is over: by the peer, or for what is wrong.
        case ended(Trouble?)
        case stopped
    }

    /// Bytes taken at a time, and the pause after as many.
    private static let mouthful = 16_384
    static let breath: Int64 = 1_000_000
    /// Bytes that may wait for a peer, and how long it may take none of them.
    private static let outgoingLimit = 65_536
    private static let patience: Int64 = 2_000_000_000

    private let descriptor: Int32
    private let channel: Tape.Channel
    private let device: DeviceID
    private let tap: DeviceTap?
    private let box: CommandBox
    private let stop: EventFlag
    private let stamp: () -> Stamp
    private var buffer: [UInt8] = []
    private var outgoing: [UInt8] = []
    /// Since when the peer takes nothing.
    private var stuckSince: Int64?

    init(
        _ descriptor: Int32, _ channel: Tape.Channel, of device: DeviceID, _ box: CommandBox, stop: EventFlag,
        stamp: @escaping () -> Stamp, tap: DeviceTap?
    ) {
        self.descriptor = descriptor
        self.channel = channel
        self.device = device
        self.tap = tap
        self.box = box
        self.stop = stop
        self.stamp = stamp
    }

    /// Waits for something to do, and does it.
    /// - Parameter visitors: a listening socket; -1 for none.
    mutating func serve(_ intake: inout TextIntake, visitors: Int32 = -1) -> Served {
        guard send(&intake) else { return .ended(nil) }
        if let lost = intake.lost { return .ended(lost) }
        if outgoing.count > Self.outgoingLimit { return .ended(Trouble(.readerNotReading)) }
        let stuck = stuckSince.map { $0 + Self.patience }
        let seen = Waiting.wait(
            for: [
                (descriptor, outgoing.isEmpty ? POLLIN : POLLIN | POLLOUT), (stop.descriptor, POLLIN),
                (box.flag.descriptor, POLLIN), (visitors, POLLIN),
            ], deadline: [stuck, intake.deadline].compactMap { $0 }.min())
        if seen[1] != 0 { return .stopped }
        let now = stamp()
        if seen[2] != 0 { for command in box.take() { intake.tell(command, now) } }
        if seen[0] & ~Int16(POLLOUT) != 0, !receive(&intake, now, hungUp: seen[0]) { return .ended(nil) }
        intake.tick(now)
        if let stuck, now.monotonic >= stuck { return .ended(Trouble(.readerNotReading)) }
        return seen[3] != 0 ? .visited : .goesOn
    }

    /// - Returns: false when the connection is over.
    private mutating func receive(_ intake: inout TextIntake, _ now: Stamp, hungUp seen: Int16) -> Bool {
        buffer.removeAll(keepingCapacity: true)
        let received =
            channel == .tcp
            ? Sockets.receive(from: descriptor, into: &buffer, limit: Self.mouthful)
            : SerialPort.receive(from: descriptor, into: &buffer, limit: Self.mouthful)
        switch received {
        case .closed: return false
        // Woken without a byte: the line was hung up.
        case .nothingYet: return seen & Int16(POLLHUP | POLLERR | POLLNVAL) == 0
        case .bytes:
            tap?(device, .transfer(.in, channel, buffer))
            intake.take(buffer, now)
        }
        // Who floods is read more slowly than it can send: this thread comes before most others.
        if buffer.count == Self.mouthful { stop.wait(until: Clocks.monotonic() + Self.breath) }
        return true
    }

    /// - Returns: false when the connection is over.
    private mutating func send(_ intake: inout TextIntake) -> Bool {
        outgoing += intake.takeOutgoing()
        while !outgoing.isEmpty {
            guard
                let count = channel == .tcp
                    ? Sockets.send(outgoing[...], to: descriptor) : SerialPort.send(outgoing[...], to: descriptor)
            else { return false }
            if count == 0 {
                if stuckSince == nil { stuckSince = Clocks.monotonic() }
                return true
            }
            stuckSince = nil
            tap?(device, .transfer(.out, channel, Array(outgoing[..<count])))
            outgoing.removeFirst(count)
        }
        stuckSince = nil
        return true
    }
}
