/// What is wrong with a device or a sorter: a code, whose words the catalogue has under `trouble.`, and a fact that fills them.
public struct Trouble: Sendable, Hashable, CustomStringConvertible {
    public enum Code: String, Sendable, CaseIterable {
        // The link to a sorter
        case closedByPeer = "closed-by-peer"
        case connectionBroke = "connection-broke"
        /// The fact is the milliseconds.
        case silent
        /// The sorter did not say hello; the fact is the milliseconds.
        case notGreeted = "not-greeted"
        case notReading = "not-reading"
        case stopping
        // What a sorter says
        /// The fact is what the sorter says, against what the site file says.
        case otherLine = "other-line"
        /// The fact is the exit.
        case unknownExit = "unknown-exit"
        /// The fact is the permit.
        case unknownPermit = "unknown-permit"
        /// The fact is their count.
        case telegramsMissing = "telegrams-missing"
        /// The fact is the millimetres between two heartbeats.
        case encoderJumped = "encoder-jumped"
        /// The fact is its number.
        case telegramRepeated = "telegram-repeated"
        /// The fact is the byte and what was expected there.
        case telegramMalformed = "telegram-malformed"
        /// The fact is the limit in bytes.
        case telegramTooLong = "telegram-too-long"
        /// The fact is the telegram's number and the sorter's reason.
        case notUnderstood = "not-understood"
        // Devices
        /// The fact is the address and the system's error.
        case cannotListen = "cannot-listen"
        case cannotWatchBus = "cannot-watch-bus"
        /// The fact is what was tried and the USB library's error.
        case cannotOpen = "cannot-open"
        /// The fact is what it shows instead (HID usages).
        case noScanner = "no-scanner"
        case isKeyboard = "is-keyboard"
        /// The fact is what it shows instead (HID usages).
        case noKeyboard = "no-keyboard"
        /// The fact is what gave it away.
        case typesLikePerson = "types-like-person"
        /// The fact is the path.
        case portMissing = "port-missing"
        /// The fact is what was tried and the system's error.
        case cannotOpenPort = "cannot-open-port"
        /// The fact is what the report lacks.
        case malformedReports = "malformed-reports"
        /// The fact is the USB library's error.
        case readFailed = "read-failed"
        /// The fact is their count.
        case readingsDropped = "readings-dropped"
        // Pictures and their decoders
        /// The fact is the folder and the system's error.
        case cannotWatchFolder = "cannot-watch-folder"
        /// The fact is what is wrong with it.
        case pictureDamaged = "picture-damaged"
        /// Its writer stopped in the middle. The fact is its size in bytes.
        case pictureCutOff = "picture-cut-off"
        /// The fact is the signal, or `answer` for an answer that makes no sense.
        case workerDied = "worker-died"
        /// The fact is the limit in milliseconds.
        case workerHung = "worker-hung"
        /// The fact is the program and the system's error.
        case workerNotStarted = "worker-not-started"
        /// It has ended two workers. The fact is the beginning of the picture's hash.
        case frameSetAside = "frame-set-aside"
        /// The decoders are too busy. The fact is the pictures' count.
        case framesRefused = "frames-refused"
        /// The fact is the printer's address or folder and what is wrong.
        case cannotPrint = "cannot-print"
    }

    public let code: Code
    public let fact: String

    public init(_ code: Code, _ fact: String = "") {
        self.code = code
        self.fact = fact
    }

    /// As entries keep it: `code`, or `code: fact`.
    public var description: String { fact.isEmpty ? code.rawValue : code.rawValue + ": " + fact }
}
