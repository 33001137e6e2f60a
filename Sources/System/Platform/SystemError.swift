import Glibc

/// A system call that failed: what was being done, to what, and the system's reason.
public struct SystemError: Error, Sendable, Equatable, CustomStringConvertible {
    public let doing: String
    public let code: Int32

    public init(_ doing: String, code: Int32 = errno) {
        self.doing = doing
        self.code = code
    }

    public var description: String { "\(doing): \(Self.text(code))" }

    /// The system's words for an errno value.
    public static func text(_ code: Int32) -> String {
        guard let words = unsafe strerror(code) else { return "error \(code)" }
        return unsafe String(cString: words)
    }
}
