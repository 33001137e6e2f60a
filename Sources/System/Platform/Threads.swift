import CPlatform
import Glibc
import Synchronization

/// A thread of the program's own, with a name that `top -H` shows. No blocking call runs anywhere else.
public final class OwnThread: Sendable {
    /// Whose turn it is when several threads want to run.
    public enum Pace: Sendable {
        /// A parcel on its way to the diverter waits for it; it works for microseconds at a time.
        case prompt
        case ordinary
        /// A person waits for it.
        case later
        /// Nobody waits: it gives way to every other at once.
        case spare

        fileprivate func apply() {
            switch self {
            case .prompt:
                // Where real time is not permitted, a small slice is the next best.
                if platform_prompt_thread() < 0 { platform_pace_thread(-10, 100_000) }
            case .ordinary: break
            case .later: platform_pace_thread(5, 0)
            case .spare: platform_spare_thread()
            }
        }
    }

    private final class Body: Sendable {
        let name: String
        let pace: Pace
        let run: @Sendable () -> Void
        let ended: EventFlag?

        init(name: String, pace: Pace, run: @escaping @Sendable () -> Void) {
            self.name = name
            self.pace = pace
            self.run = run
            ended = try? EventFlag()
        }
    }

    private let body: Body

    /// Starts `run` on a new thread.
    public init(_ name: String, _ pace: Pace = .ordinary, run: @escaping @Sendable () -> Void) throws(SystemError) {
        body = Body(name: name, pace: pace, run: run)
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
                body.pace.apply()
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
