import CSandbox
import Platform

/// What a worker gives up before it reads the first byte from outside.
public enum Sandbox {
    public struct Limits: Sendable {
        /// Address space, the program itself included.
        public var memory_MB = 1024
        /// Processor time of its whole life: a worker is replaced long before.
        public var cpu_s = 600
        /// It gives way to the lines.
        public var nice = 5

        public init() {}
    }

    /// Leaves this process, for good, with its memory, its open files and the clock. Whatever else it asks the system for
    /// ends it at once with SIGSYS.
    public static func enter(_ limits: Limits = Limits()) throws(SystemError) {
        var wanted = sandbox_limits(
            memory_bytes: Int64(limits.memory_MB) << 20, cpu_seconds: Int64(limits.cpu_s), nice: Int32(limits.nice))
        let status = unsafe sandbox_enter(&wanted)
        guard status == 0 else { throw SystemError("enter the sandbox", code: -status) }
    }
}
