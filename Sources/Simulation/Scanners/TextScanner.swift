import Formats
import Parcels

/// A reader that sends its codes as text, one telegram for each parcel.
public struct TextScanner: ScannerSimulator {
    public struct Habits: Sendable, Hashable {
        public var start: [UInt8]
        public var end: [UInt8]
        public var separator: [UInt8]
        public var noRead: [UInt8]
        /// Each code begins with its AIM symbology identifier.
        public var hasAIM: Bool
        /// The text that triggers it, without its end; a triggered reader that sees nothing says so.
        public var trigger: [UInt8]

        public init(
            start: [UInt8] = [0x02], end: [UInt8] = [0x03], separator: [UInt8] = Array(";".utf8),
            noRead: [UInt8] = Array("NoRead".utf8), hasAIM: Bool = false, trigger: [UInt8] = []
        ) {
            self.start = start
            self.end = end
            self.separator = separator
            self.noRead = noRead
            self.hasAIM = hasAIM
            self.trigger = trigger
        }
    }

    public let channel: Tape.Channel
    private let habits: Habits

    public init(_ habits: Habits, over channel: Tape.Channel) {
        self.habits = habits
        self.channel = channel
    }

    public func reading(of code: SimulatedCode) -> Tape.Expectation {
        .label(code.label, habits.hasAIM ? SymbologyIdentifier(code.symbology.aim) : nil)
    }

    public func canSend(_ code: SimulatedCode) -> Bool {
        !code.label.isEmpty && !code.label.contains { (habits.start + habits.end + habits.separator).contains($0) }
    }

    public mutating func scan(_ codes: [SimulatedCode]) -> [ScannerTransfer] {
        telegram(
            codes.map { (habits.hasAIM ? Array("]\($0.symbology.aim)".utf8) : []) + $0.label }.joined(
                separator: habits.separator))
    }

    public mutating func noRead() -> [ScannerTransfer] { telegram(habits.noRead) }

    private func telegram(_ content: some Sequence<UInt8>) -> [ScannerTransfer] {
        [ScannerTransfer(channel, habits.start + content + habits.end)]
    }
}
