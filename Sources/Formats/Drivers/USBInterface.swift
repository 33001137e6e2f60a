/// What one interface of a USB device is, at one of its alternate settings: class, subclass and protocol, written as USBGuard
/// writes them (`03:01:01`).
public struct USBInterface: Sendable, Hashable, Comparable, CustomStringConvertible {
    public let `class`: UInt8
    public let subclass: UInt8
    public let `protocol`: UInt8

    public init(_ class: UInt8, _ subclass: UInt8, _ protocol: UInt8) {
        self.class = `class`
        self.subclass = subclass
        self.protocol = `protocol`
    }

    public var description: String { [`class`, subclass, `protocol`].map(Self.digits).joined(separator: ":") }

    public static func < (first: USBInterface, second: USBInterface) -> Bool {
        (first.class, first.subclass, first.protocol) < (second.class, second.subclass, second.protocol)
    }

    /// A keyboard, or a thing that says that it is one (HID 1.11, 4.2 and 4.3).
    public static let bootKeyboard = USBInterface(0x03, 0x01, 0x01)

    /// What kind of device shows it, as far as its class says (USB-IF's defined class codes).
    public enum Use: String, Sendable, Hashable, CaseIterable {
        case keyboard
        case mouse
        case hid = "HID"
        case storage
        case network
        case serial
        case audio
        case video
        case printer
        case wireless
        case hub
        case vendor = "vendor-specific"
        case other
    }

    public var use: Use {
        switch (`class`, subclass, `protocol`) {
        case (0x01, _, _): .audio
        // Ethernet, NCM and MBIM control models; Microsoft's RNDIS in its three ways of naming itself.
        case (0x02, 0x06, _), (0x02, 0x0C...0x0E, _), (0x02, 0x02, 0xFF), (0xE0, 0x01, 0x03), (0xEF, 0x04, 0x01):
            .network
        case (0x02, _, _), (0x0A, _, _): .serial
        case (0x03, 0x01, 0x01): .keyboard
        case (0x03, 0x01, 0x02): .mouse
        case (0x03, _, _): .hid
        // Still images and media transfer hold files as well.
        case (0x06, _, _), (0x08, _, _): .storage
        case (0x07, _, _): .printer
        case (0x09, _, _): .hub
        case (0x0E, _, _): .video
        case (0xE0, _, _): .wireless
        case (0xFF, _, _): .vendor
        default: .other
        }
    }

    static func digits(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }
}

/// Every interface of a device at every alternate setting, sorted, each as often as it is there.
public struct USBInterfaceSet: Sendable, Hashable, CustomStringConvertible {
    public let interfaces: [USBInterface]

    public init(_ interfaces: some Sequence<USBInterface>) { self.interfaces = interfaces.sorted() }

    /// As `03:00:00 03:01:01`.
    public var description: String { interfaces.map(\.description).joined(separator: " ") }

    /// In words: `HID 03:00:00, keyboard 03:01:01`.
    public var words: String {
        interfaces.isEmpty
            ? "no interface" : interfaces.map { "\($0.use.rawValue) \($0)" }.joined(separator: ", ")
    }

    public func has(_ use: USBInterface.Use) -> Bool { interfaces.contains { $0.use == use } }

    /// Whether it is a keyboard and nothing else.
    public var isOnlyKeyboard: Bool {
        !interfaces.isEmpty && interfaces.allSatisfy { $0 == .bootKeyboard }
    }

    /// What is here and not in another set; what is here more often than there counts.
    public func beyond(_ other: USBInterfaceSet) -> [USBInterface] {
        var left = other.interfaces
        return interfaces.filter { interface in
            guard let place = left.firstIndex(of: interface) else { return true }
            left.remove(at: place)
            return false
        }
    }
}

/// Interfaces that a scanner may show: `03:01:01`, or `03:*:*` where subclass and protocol may be any.
public struct USBInterfacePattern: Sendable, Hashable, CustomStringConvertible {
    public let `class`: UInt8
    public let subclass: UInt8?
    public let `protocol`: UInt8?

    public init(_ class: UInt8, _ subclass: UInt8?, _ protocol: UInt8?) {
        self.class = `class`
        self.subclass = subclass
        self.protocol = `protocol`
    }

    /// Nil for a text that is none. As in USBGuard's language a class must be there, and no protocol without its subclass.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3, let first = Self.byte(parts[0]) else { return nil }
        let second = Self.byte(parts[1]), third = Self.byte(parts[2])
        guard second != nil || parts[1] == "*", third != nil || parts[2] == "*", second != nil || third == nil else {
            return nil
        }
        self.init(first, second, third)
    }

    public var description: String {
        [`class`, subclass, `protocol`].map { $0.map(USBInterface.digits) ?? "*" }.joined(separator: ":")
    }

    public func fits(_ interface: USBInterface) -> Bool {
        interface.class == `class` && (subclass.map { $0 == interface.subclass } ?? true)
            && (`protocol`.map { $0 == interface.protocol } ?? true)
    }

    /// The interface itself, where the pattern leaves nothing open.
    public var exactly: USBInterface? {
        guard let subclass, let `protocol` else { return nil }
        return USBInterface(`class`, subclass, `protocol`)
    }

    private static func byte(_ text: Substring) -> UInt8? {
        text.count == 2 && text.allSatisfy(\.isHexDigit) ? UInt8(text, radix: 16) : nil
    }
}
