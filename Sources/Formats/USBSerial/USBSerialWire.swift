/// How a scanner that is a serial port on the USB bus packs its bytes.
public enum USBSerialWire: String, Sendable, Hashable, CaseIterable {
    /// The standard: plain bytes on bulk endpoints, line settings by class requests (USB CDC PSTN 1.2, 6.3).
    case cdcACM = "cdc-acm"
    /// Symbol's "simple COM": interrupt IN, the first byte counts those that follow. It takes no bytes.
    case symbol
    /// Opticon's: bulk IN with two bytes in front that say what follows; bytes to it by a vendor's request.
    case opticon
    /// Metrologic's: plain bytes on interrupt endpoints.
    case metrologic

    /// Most bytes that are sent at once.
    public static let commandLimit = 64

    /// The bytes that the scanner sent, out of one packet.
    public func payload(of packet: [UInt8]) -> ArraySlice<UInt8> {
        switch self {
        case .cdcACM, .metrologic: packet[...]
        case .symbol: packet.dropFirst().prefix(Int(packet.first ?? 0))
        // 00 00 data; 00 01 the level of its RTS line; nothing else is known.
        case .opticon: packet.count > 2 && packet[0] == 0 && packet[1] == 0 ? packet[2...] : []
        }
    }

    public var isBulk: Bool { self == .cdcACM || self == .opticon }
}

/// The line of a CDC-ACM port, as its scanners expect it; over USB the speed means nothing to most of them.
public enum CDCLine {
    /// SET_LINE_CODING: 9600 bit/s (the lowest byte first), one stop bit, no parity, eight bits.
    public static let coding: [UInt8] = [0x80, 0x25, 0, 0, 0, 0, 8]
    /// SET_CONTROL_LINE_STATE: DTR and RTS. Some scanners are silent without.
    public static let state: UInt16 = 3
}
