import CPlatform
import Glibc
import Synchronization

/// A thread of the program's own, with a name that `top -H` shows. No blocking call runs anywhere else.
public final class OwnThread: Sendable {
    private final class Body: Sendable {
        let name: String
        let nice: Int32
        let run: @Sendable () -> Void
        let ended: EventFlag?

        init(name: String, nice: Int32, run: @escaping @Sendable () -> Void) {
            self.name = name
            self.nice = nice
            self.run = run
            ended = try? EventFlag()
        }
    }

    private let body: Body

    /// Starts `run` on a new thread.
    /// - Parameter nice: above 0 gives way to the others (imports, projections), below 0 goes first where permitted.
    public init(_ name: String, nice: Int32 = 0, run: @escaping @Sendable () -> Void) throws(SystemError) {
        body = Body(name: name, nice: nice, run: run)
        var attributes = pthread_attr_t()
        unsafe pthread_attr_init(&attributes)
        unsafe pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        unsafe pthread_attr_setstacksize(&attributes, 1 << 20)
        var thread = pthread_t()
        let argument = unsafe Unmanaged.passRetained(body).toOpaque()
        let status = unsafe pthread_create(
            &thread, &attributes,
            { argument in
                guard let argument = unsafe argument else { return nil }
                let body = unsafe Unmanaged<Body>.fromOpaque(argument).takeRetainedValue()
                unsafe body.name.withCString { unsafe platform_name_thread($0) }
                if body.nice != 0 { platform_nice_thread(body.nice) }
                body.run()
                body.ended?.raise()
                return nil
            }, argument)
        unsafe pthread_attr_destroy(&attributes)
        guard status == 0 else {
            unsafe Unmanaged<Body>.fromOpaque(argument).release()
            throw SystemError("start thread \(name)", code: status)
        }
    }

    /// Waits until the thread's work has returned; false when the monotonic `deadline` (ns) came first.
    public func join(until deadline: Int64?) -> Bool {
        guard let ended = body.ended else { return false }
        let seen = Waiting.wait(for: ended.descriptor, POLLIN, deadline: deadline)
        return seen.first != 0
    }
}
