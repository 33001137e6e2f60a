import Parcels

/// What passed between a device and the gateway, with its times: recorded from a device, or made by a simulator. A text file
/// of one line a transfer (`docs/integrator/tapes.md`).
public struct Tape: Sendable, Hashable {
    public static let version = 1
    /// Largest tape that is read, in bytes.
    public static let sizeLimit = 16 << 20
    /// Most bytes of one transfer.
    public static let transferLimit = 65_536

    public enum Transport: String, Sendable, Hashable, CaseIterable {
        case tcp
        case udp
        case serial
        case usb
    }

    /// Who made it.
    public enum Maker: Sendable, Hashable {
        case simulator(seed: UInt64)
        /// A real device, by what it is called.
        case device(model: String)
    }

    public enum Direction: String, Sendable, Hashable {
        /// From the device to the gateway.
        case `in`
        /// From the gateway to the device.
        case out
    }

    /// Which way the bytes went.
    public enum Channel: String, Sendable, Hashable, CaseIterable {
        /// A HID report with its report id where the device has one: input reports in, output reports out.
        case report
        /// A HID feature report, with its report id.
        case feature
        /// A control request: 8 bytes of setup, and the data stage.
        case control
        /// A bulk or interrupt endpoint that carries no HID reports.
        case endpoint
        case tcp
        /// One datagram.
        case udp
        case serial

        /// Whether a device of the transport can have it.
        public func fits(_ transport: Transport) -> Bool {
            switch self {
            case .report, .feature, .control, .endpoint: transport == .usb
            case .tcp: transport == .tcp
            case .udp: transport == .udp
            case .serial: transport == .serial
            }
        }
    }

    public enum Event: Sendable, Hashable {
        case transfer(Direction, Channel, [UInt8])
        /// The connection came about, the port was opened, the device was opened.
        case connect
        case disconnect
        /// A USB transfer ended with a stall.
        case stall
        /// A USB transfer ended with too much data.
        case overflow
        case unplug
        case plug
    }

    public struct Entry: Sendable, Hashable {
        /// Microseconds since the tape's start; they never go back.
        public let time_us: Int64
        public let event: Event
        /// The file's line, from 1.
        public let line: Int

        public init(_ time_us: Int64, _ event: Event, line: Int = 0) {
            self.time_us = time_us
            self.event = event
            self.line = line
        }
    }

    /// A reading that the gateway makes of the tape.
    public enum Expectation: Sendable, Hashable {
        case label([UInt8], SymbologyIdentifier?)
        case noRead
        case measured(ParcelMeasure)
    }

    /// The family of `drivers/` whose device it is.
    public let family: String
    public let transport: Transport
    public let maker: Maker
    /// Whether letters and digits of labels were replaced.
    public let isMasked: Bool
    public var entries: [Entry]
    /// What it must be read as, in order; empty where nobody has said.
    public var expected: [Expectation]

    public init(
        family: String, transport: Transport, maker: Maker, isMasked: Bool, entries: [Entry] = [],
        expected: [Expectation] = []
    ) {
        self.family = family
        self.transport = transport
        self.maker = maker
        self.isMasked = isMasked
        self.entries = entries
        self.expected = expected
    }
}
