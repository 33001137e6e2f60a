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
        /// It is not the serial port that its family says it is.
        case noPort = "no-port"
        /// The fact is what gave it away.
        case typesLikePerson = "types-like-person"
        // What is not opened. The fact is vendor and product, port and interfaces, with what is wrong behind them.
        case notOnList = "not-on-list"
        case foreignStorage = "foreign-storage"
        case foreignNetwork = "foreign-network"
        case otherPort = "other-port"
        case serialMissing = "serial-missing"
        case serialUnknown = "serial-unknown"
        case secondUnit = "second-unit"
        /// The fact is what it shows and should not, and where.
        case interfacesNotAllowed = "interfaces-not-allowed"
        /// The fact is what it showed and what it shows, and where.
        case interfacesChanged = "interfaces-changed"
        /// A keyboard that only its report descriptor tells of. The fact is the interface's number, and where.
        case hiddenKeyboard = "hidden-keyboard"
        /// The fact is the path.
        case portMissing = "port-missing"
        /// The fact is what was tried and the system's error.
        case cannotOpenPort = "cannot-open-port"
        /// The fact is what the report lacks.
        case malformedReports = "malformed-reports"
        /// It does not say that it reads, though it was told to.
        case scannerSilent = "scanner-silent"
        /// It says that it is broken; the fact is its status.
        case scannerBroken = "scanner-broken"
        /// It takes nothing that it is told; the fact is the USB library's error.
        case scannerDeaf = "scanner-deaf"
        /// The fact is the USB library's error.
        case readFailed = "read-failed"
        /// The fact is their count.
        case readingsDropped = "readings-dropped"
        // Readers that talk
        /// The fact is the command that the reader refused or did not answer after connecting.
        case setupRefused = "setup-refused"
        /// The fact is the command.
        case unanswered
        /// The fact is what the reader says.
        case deviceSays = "device-says"
        /// The reader counted more results than arrived. The fact is their count since it was connected.
        case readsLost = "reads-lost"
        /// The fact is the size in bytes of a text that its family does not know.
        case unknownText = "unknown-text"
        /// So many telegrams in a row came with a wrong check.
        case checksWrong = "checks-wrong"
        case readerNotReading = "reader-not-reading"
        /// The fact is the address that may not connect as this reader.
        case peerRefused = "peer-refused"
        /// The reader is connected and said nothing of parcels that passed it. The fact is their count.
        case silentForParcels = "silent-for-parcels"
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
        /// Two decoders read different data at one place of it.
        case readersDisagree = "readers-disagree"
        /// It has ended two workers. The fact is the beginning of the picture's hash.
        case frameSetAside = "frame-set-aside"
        /// The decoders are too busy. The fact is the pictures' count.
        case framesRefused = "frames-refused"
        // Cameras against their profiles: the fact is what was usual and what is measured.
        /// Hundredths of a pixel of an edge's rise.
        case cameraFocusFell = "camera-focus-fell"
        /// White's level, 0 to 255.
        case cameraTooDark = "camera-too-dark"
        /// Thousandths of the picture.
        case cameraSaturated = "camera-saturated"
        /// Hundredths of the light.
        case cameraUneven = "camera-uneven"
        /// Parts of the picture, of 64.
        case cameraBlocked = "camera-blocked"
        /// Parts of the picture, of 128.
        case cameraMoved = "camera-moved"
        /// The picture's width in pixels.
        case cameraOtherSize = "camera-other-size"
        /// Looking at its pictures ends the workers. The fact is the trouble of the last one.
        case cameraUnwatched = "camera-unwatched"
        /// The fact is the printer's address or folder and what is wrong.
        case cannotPrint = "cannot-print"
    }

    public let code: Code
    public let fact: String

    public init(_ code: Code, _ fact: String = "") {
        self.code = code
        self.fact = fact
    }

    /// Reads what entries keep; nil where it is no trouble's.
    public init?(description: String) {
        let parts = description.split(separator: ": ", maxSplits: 1)
        guard let first = parts.first, let code = Code(rawValue: String(first)) else { return nil }
        self.init(code, parts.count > 1 ? String(parts[1]) : "")
    }

    /// As entries keep it: `code`, or `code: fact`.
    public var description: String { fact.isEmpty ? code.rawValue : code.rawValue + ": " + fact }
}
