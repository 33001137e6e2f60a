import Parcels
import Readings

/// What comes of a scanner's report, of a command to it, or of time that has passed.
public enum ScannerOutcome: Sendable, Hashable {
    case label([UInt8], SymbologyIdentifier?)
    /// To be sent to the scanner, in this order.
    case send([UInt8])
    /// What came was no label; a device that goes on so is at fault.
    case malformed(String)
    /// It is read on, but it does not do what it is for.
    case trouble(Trouble)
    /// The trouble is over.
    case well
}

/// What is said between a scanner and the gateway, without the wire and without a clock: `now` is monotonic nanoseconds.
public protocol ScannerDialogue: Sendable {
    /// The scanner has been opened.
    /// - Parameter mayRead: whether it may read, or was told not to before it was plugged in again.
    mutating func begin(mayRead: Bool, now: Int64) -> [ScannerOutcome]
    /// Takes one report as it came.
    mutating func take(_ report: [UInt8], now: Int64) -> [ScannerOutcome]
    mutating func tell(_ command: ScannerCommand, now: Int64) -> [ScannerOutcome]
    /// Ends what waits for more that does not come; to be called several times a second.
    mutating func expire(_ now: Int64) -> [ScannerOutcome]
    /// Forgets a half label.
    mutating func drop()
    /// The last that it hears, before it is let go of; nil for nothing.
    var farewell: [UInt8]? { get }
}

/// A label that comes in several parts.
struct LabelParts: Sendable {
    private(set) var bytes: [UInt8] = []
    private(set) var begun: Int64?
    private let limit: Int64

    /// - Parameter limit_ms: how long the parts of one label may take.
    init(limit_ms: Int) { limit = Int64(limit_ms) * 1_000_000 }

    /// False when the label becomes longer than any may be; the parts are forgotten then.
    mutating func add(_ part: ArraySlice<UInt8>, now: Int64) -> Bool {
        begun = begun ?? now
        guard bytes.count + part.count <= Reading.sizeLimit else {
            drop()
            return false
        }
        bytes.append(contentsOf: part)
        return true
    }

    mutating func finish() -> [UInt8] {
        defer { drop() }
        return bytes
    }

    /// Whether the rest is overdue; what was there is forgotten then.
    mutating func expire(_ now: Int64) -> Bool {
        guard let begun, now - begun > limit else { return false }
        drop()
        return true
    }

    mutating func drop() {
        bytes = []
        begun = nil
    }

    static let restMissing = ScannerOutcome.malformed("the rest of a label did not come")
    static let tooLong = ScannerOutcome.malformed("a label longer than \(Reading.sizeLimit) bytes")
}
