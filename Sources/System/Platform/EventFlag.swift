import CPlatform
import Glibc

/// A flag that one thread raises to wake another that waits in `poll`.
public final class EventFlag: Sendable {
    public let descriptor: Int32

    /// - Parameter counts: every raise is lowered by itself, for several threads that wait.
    public init(counts: Bool = false) throws(SystemError) {
        descriptor = platform_eventfd(counts ? 1 : 0)
        guard descriptor >= 0 else { throw SystemError("make an eventfd", code: -descriptor) }
    }

    deinit { close(descriptor) }

    public func raise(times: Int = 1) {
        guard times > 0 else { return }
        var count = UInt64(times)
        _ = unsafe write(descriptor, &count, 8)
    }

    public var isRaised: Bool { Waiting.wait(for: descriptor, POLLIN, deadline: 0).first != 0 }

    /// - Returns: whether it was raised.
    @discardableResult
    public func lower() -> Bool {
        var count: UInt64 = 0
        return unsafe read(descriptor, &count, 8) == 8
    }

    /// Waits until the flag is raised or the monotonic `deadline` (ns) has passed; nil waits without limit.
    /// - Returns: whether it is raised.
    @discardableResult
    public func wait(until deadline: Int64?) -> Bool {
        Waiting.wait(for: descriptor, POLLIN, deadline: deadline).first != 0
    }
}

/// Waiting for descriptors with a deadline.
public enum Waiting {
    public struct Seen: Sendable {
        public let first: Int16
        public let second: Int16
    }

    /// Waits for `events` on one or two descriptors until the monotonic `deadline` (ns); nil waits without limit.
    @discardableResult
    public static func wait(
        for first: Int32, _ events: Int32, or second: Int32 = -1, _ secondEvents: Int32 = POLLIN, deadline: Int64?
    ) -> Seen {
        var seenFirst: Int16 = 0
        var seenSecond: Int16 = 0
        let limit = deadline.map { max(0, $0 - Clocks.monotonic()) } ?? -1
        unsafe platform_poll2(
            first, Int16(events), &seenFirst, second, Int16(secondEvents), &seenSecond, limit)
        return Seen(first: seenFirst, second: seenSecond)
    }

    /// Waits for events on several descriptors (negative ones are passed over) until the monotonic `deadline` (ns); nil waits
    /// without limit.
    /// - Returns: the events seen on each.
    public static func wait(for watched: [(descriptor: Int32, events: Int32)], deadline: Int64?) -> [Int16] {
        var polled = watched.map { pollfd(fd: $0.descriptor, events: Int16($0.events), revents: 0) }
        let limit = deadline.map { max(0, $0 - Clocks.monotonic()) } ?? -1
        let ready = unsafe platform_poll(&polled, Int32(polled.count), limit)
        return polled.map { ready > 0 ? $0.revents : 0 }
    }
}
