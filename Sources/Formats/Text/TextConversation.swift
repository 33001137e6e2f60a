import Patterns

/// What the gateway says to a text device, and what it expects of it beside codes.
public struct TextConversation: Sendable, Hashable {
    /// A command that is sent after connecting.
    public struct Step: Sendable, Hashable {
        public enum Refusal: Sendable, Hashable {
            case ignore
            /// It is shown, and what the device reads is taken all the same.
            case trouble
            /// Without it what the device sends cannot be understood.
            case disconnect
        }

        public let send: [UInt8]
        /// The answer that is waited for; nil when there is none.
        public let expected: BytePattern?
        public let refused: BytePattern?
        public let limit_ms: Int
        public let refusal: Refusal
    }

    /// A question for what the device is, asked once when all is set up. Nothing waits for the answer.
    public struct Question: Sendable, Hashable {
        public let send: [UInt8]
        public let answer: BytePattern
        /// What a device says that does not know the question.
        public let refused: BytePattern?
        public let limit_ms: Int

        /// The groups that an answer may have.
        public static let names = ["maker", "model", "serial", "firmware"]
    }

    /// A question for the device's counters, asked again and again.
    public struct Poll: Sendable, Hashable {
        public let send: [UInt8]
        public let period_ms: Int
        public let limit_ms: Int
        public let answer: BytePattern
        /// The counters begin again at 0 after so many.
        public let wrap: Int

        /// The groups that a counter may have.
        public static let names = ["ok", "ng", "error", "trigger"]
    }

    public struct Pulse: Sendable, Hashable {
        /// A device that was not heard for so long is dead; nil when it need not speak.
        public let limit_ms: Int?
        /// What the gateway sends, and how often.
        public let send: [UInt8]?
        public let period_ms: Int

        public init(limit_ms: Int?, send: [UInt8]?, period_ms: Int) {
            self.limit_ms = limit_ms
            self.send = send
            self.period_ms = period_ms
        }
    }

    /// A device that asks for the parcel's index at the beginning of each reading phase, and hands it back with the result.
    public struct PackIndex: Sendable, Hashable {
        /// The telegram that asks.
        public let request: BytePattern
        /// What stands before the index and behind it.
        public let header: [UInt8]
        public let terminator: [UInt8]
        /// Indices begin again at 0 after so many.
        public let wrap: Int
    }

    public var onConnect: [Step] = []
    public var identity: [Question] = []
    public var packIndex: PackIndex?
    public var poll: Poll?
    public var pulse: Pulse?
    public var commands: [ScannerCommand: [UInt8]] = [:]
    /// The device loses commands that follow one another faster.
    public var gap_ms = 0
    /// Whether a parcel that was not read gives a telegram, too.
    public var tellsNoReads = true

    public init() {}
}
