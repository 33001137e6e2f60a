import Formats
import Parcels

/// One transfer of a simulated scanner, in either direction.
public struct ScannerTransfer: Sendable, Hashable {
    public let channel: Tape.Channel
    public let bytes: [UInt8]

    public init(_ channel: Tape.Channel, _ bytes: [UInt8]) {
        self.channel = channel
        self.bytes = bytes
    }
}

/// A scanner's side of a protocol: what it sends for what it sees, and what it answers. Time and transport are somebody else's.
public protocol ScannerSimulator: Sendable {
    /// Which of `Tape.Channel` its results go over.
    var channel: Tape.Channel { get }
    /// Sees these codes at one moment.
    mutating func scan(_ codes: [SimulatedCode]) -> [ScannerTransfer]
    /// Looks and reads nothing; nothing is sent where the protocol has no word for it.
    mutating func noRead() -> [ScannerTransfer]
    /// Hears the gateway.
    mutating func hear(_ transfer: ScannerTransfer) -> [ScannerTransfer]
    /// What the gateway must make of a code that was sent.
    func reading(of code: SimulatedCode) -> Tape.Expectation
    /// Whether it can send the code at all.
    func canSend(_ code: SimulatedCode) -> Bool
    /// It forgets what a power cut makes it forget.
    mutating func reset()
}

extension ScannerSimulator {
    public mutating func noRead() -> [ScannerTransfer] { [] }
    public mutating func hear(_ transfer: ScannerTransfer) -> [ScannerTransfer] { [] }
    public func canSend(_ code: SimulatedCode) -> Bool { !code.label.isEmpty }
    public mutating func reset() {}

    public func reading(of code: SimulatedCode) -> Tape.Expectation {
        .label(code.label, SymbologyIdentifier(code.symbology.aim))
    }
}
