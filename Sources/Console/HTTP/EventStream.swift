import Synchronization

/// The events for one browser. Only the newest state waits to be sent: a slow browser misses what lies between, never the
/// line.
public final class EventStream: Sendable {
    private struct State {
        /// What is being sent.
        var sending: [UInt8] = []
        var place = 0
        /// The newest live state, and events that may not be left out.
        var live: [UInt8]?
        var notices: [[UInt8]] = []
        var isWaiting = false
        var isClosed = false
    }

    static let noticeLimit = 64
    private let state = Mutex(State())
    private let wake = Mutex<(@Sendable () -> Void)?>(nil)

    public init() {}

    /// The newest state takes the place of one that was not sent yet.
    public func send(live frame: [UInt8]) {
        if state.withLock({ state in
            state.live = frame
            return Self.takeWaiting(&state)
        }) {
            wake.withLock { $0 }?()
        }
    }

    /// Queues an event; a browser that has not taken so many is closed and connects again.
    public func send(notice frame: [UInt8]) {
        if state.withLock({ state in
            if state.notices.count < Self.noticeLimit { state.notices.append(frame) } else { state.isClosed = true }
            return Self.takeWaiting(&state)
        }) {
            wake.withLock { $0 }?()
        }
    }

    public func close() {
        if state.withLock({ state in
            state.isClosed = true
            return Self.takeWaiting(&state)
        }) {
            wake.withLock { $0 }?()
        }
    }

    public var isClosed: Bool { state.withLock { $0.isClosed } }

    enum Next {
        case bytes([UInt8])
        /// Nothing is there; the stream calls when there is.
        case wait
        case end
    }

    /// What to send next, at most `limit` bytes.
    /// - Parameter wait: lets the connection wait, or says that it may not. No event can come in between: it would find
    ///   nothing to wake.
    func next(limit: Int, wait: () -> Bool = { true }) -> Next {
        state.withLock { state in
            if state.place == state.sending.count {
                state.place = 0
                if !state.notices.isEmpty {
                    state.sending = state.notices.removeFirst()
                } else if let live = state.live {
                    state.sending = live
                    state.live = nil
                } else {
                    state.sending = []
                    if state.isClosed { return .end }
                    state.isWaiting = wait()
                    return state.isWaiting ? .wait : .end
                }
            }
            let end = min(state.sending.count, state.place + limit)
            defer { state.place = end }
            return .bytes(Array(state.sending[state.place..<end]))
        }
    }

    /// - Parameter resume: called when there is something to send after `next` said to wait.
    func onWake(_ resume: @escaping @Sendable () -> Void) { wake.withLock { $0 = resume } }

    func forgetWake() { wake.withLock { $0 = nil } }

    private static func takeWaiting(_ state: inout State) -> Bool {
        defer { state.isWaiting = false }
        return state.isWaiting
    }

    /// An event as the stream writes it.
    static func frame(_ name: StaticString, _ data: [UInt8]) -> [UInt8] {
        var frame = Array("event: \(name)\ndata: ".utf8)
        frame += data
        frame += [10, 10]
        return frame
    }
}
