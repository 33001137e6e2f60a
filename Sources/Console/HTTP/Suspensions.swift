import CMicroHTTPD
import Synchronization

/// The connections that wait for a worker or for an event. The library may be stopped only when none of them does, and a
/// connection may be resumed only while it waits: both are decided here.
final class Suspensions: Sendable {
    private struct State {
        var waiting: [Int: Exchange.Connection] = [:]
        var isClosed = false
    }

    private let state = Mutex(State())

    /// Lets a connection wait; false once the server closes: then it must be answered, or ended, at once.
    func suspend(_ connection: Exchange.Connection) -> Bool {
        state.withLock { state in
            guard !state.isClosed else { return false }
            state.waiting[connection.id] = connection
            unsafe MHD_suspend_connection(connection.pointer)
            return true
        }
    }

    /// Goes on with a connection, if it waits.
    func resume(_ connection: Exchange.Connection) {
        state.withLock { state in
            guard state.waiting.removeValue(forKey: connection.id) != nil else { return }
            unsafe MHD_resume_connection(connection.pointer)
        }
    }

    /// Lets none wait any more.
    func close() {
        state.withLock { state in
            state.isClosed = true
            for connection in state.waiting.values { unsafe MHD_resume_connection(connection.pointer) }
            state.waiting = [:]
        }
    }
}
