import Synchronization

/// A first-in first-out queue between threads with a fixed bound: what does not fit is refused at the door.
public final class BoundedQueue<Element: Sendable>: Sendable {
    private struct State {
        var slots: [Element?]
        var head = 0
        var count = 0
        var closed = false
        /// How many takers wait, and have not been told to wake.
        var sleepers = 0
    }

    public let capacity: Int
    private let state: Mutex<State>
    /// Raised once for each taker that is to wake: it lowers it, and no other taker's wake-up is lost.
    private let flag: EventFlag

    /// - Throws: when the system has no descriptor left for the wake-up flag.
    public init(capacity: Int) throws(SystemError) {
        self.capacity = capacity
        flag = try EventFlag(counts: true)
        state = Mutex(State(slots: Array(repeating: nil, count: capacity)))
    }

    public var count: Int { state.withLock { $0.count } }

    public var isClosed: Bool { state.withLock { $0.closed } }

    /// Adds one element; false when the queue is full or closed, and then nothing was added.
    public func offer(_ element: Element) -> Bool {
        offer(all: [element]) == 1
    }

    /// Adds elements in order as far as there is room, as one step: a taker wakes for each, one taker once.
    /// - Returns: how many were added.
    public func offer(all elements: [Element]) -> Int {
        let (added, woken) = state.withLock { state -> (Int, Int) in
            guard !state.closed else { return (0, 0) }
            let added = min(elements.count, state.slots.count - state.count)
            for element in elements.prefix(added) {
                var place = state.head + state.count
                if place >= state.slots.count { place -= state.slots.count }
                state.slots[place] = element
                state.count += 1
            }
            let woken = min(state.sleepers, added)
            state.sleepers -= woken
            return (added, woken)
        }
        flag.raise(times: woken)
        return added
    }

    /// No more is accepted; what is in the queue can still be taken.
    public func close() {
        let woken = state.withLock { state in
            defer { state.sleepers = 0 }
            state.closed = true
            return state.sleepers
        }
        flag.raise(times: woken)
    }

    /// Moves up to `limit` elements to the end of `batch`, waiting for the first until the monotonic `deadline` (ns).
    /// - Returns: false once the queue is closed and empty.
    public func take(into batch: inout [Element], limit: Int, until deadline: Int64?) -> Bool {
        while true {
            let (taken, closed) = state.withLock { state -> (Int, Bool) in
                let taken = min(limit, state.count)
                for _ in 0..<taken {
                    if let element = state.slots[state.head] { batch.append(element) }
                    state.slots[state.head] = nil
                    state.head = state.head + 1 == state.slots.count ? 0 : state.head + 1
                }
                state.count -= taken
                if taken == 0, !state.closed { state.sleepers += 1 }
                return (taken, state.closed)
            }
            if taken > 0 { return true }
            if closed { return false }
            if !isWoken(by: deadline) { return true }
        }
    }

    /// Waits as one of the sleepers until it is told to wake; false when the deadline came before.
    private func isWoken(by deadline: Int64?) -> Bool {
        while true {
            // Another taker may be quicker at lowering what woke both.
            if flag.wait(until: deadline), flag.lower() { return true }
            guard let deadline, deadline <= Clocks.monotonic() else { continue }
            let hasLeft = state.withLock { state in
                guard state.sleepers > 0 else { return false }
                state.sleepers -= 1
                return true
            }
            if hasLeft { return false }
            // Everybody who slept has been told to wake: so has this one, as soon as who tells it gets to raise the flag. It
            // is waited for, because it may want this very processor.
            _ = flag.wait(until: Clocks.monotonic() + 1_000_000)
        }
    }
}
