import Parcels
import Readings

/// A device family as data: what `drivers/<family>/driver.yaml` says.
public struct DriverProfile: Sendable, Hashable {
    public let family: String
    public let kind: Kind
    /// What a unit of the family may show on the USB bus; one that shows anything else is not opened.
    public let interfaces: [USBInterfacePattern]

    /// - Parameter interfaces: nil for what is usual for the kind.
    public init(family: String, kind: Kind, interfaces: [USBInterfacePattern]? = nil) {
        self.family = family
        self.kind = kind
        self.interfaces = interfaces ?? kind.usualInterfaces
    }

    /// The same family, its units set in another way.
    public func with(_ kind: Kind) -> DriverProfile {
        DriverProfile(family: family, kind: kind, interfaces: interfaces)
    }

    public enum Kind: Sendable, Hashable {
        case usbPointOfSale(USBPointOfSale)
        case usbKeyboard(USBKeyboard)
        case usbOEM(USBOEM)
        case usbSNAPI(USBSNAPI)
        case usbSerial(USBSerial)
        case text(TextFamily)
        case imageFolder(ImageFolder)
    }

    /// Scanners that speak HID POS, usage page 0x8C.
    public struct USBPointOfSale: Sendable, Hashable {
        public let models: [USBModel]
        /// The layout to use where the device's report descriptor cannot be read; nil refuses such a device.
        public let fallback: PointOfSaleLayout?
        /// Use the fallback even when a descriptor is there: its descriptor is known to be wrong.
        public let ignoresDescriptor: Bool
        public let answers: Set<SymbologyIdentifier>
        public let vendorCodes: [UInt8: SymbologyIdentifier]
        public let vendorCodeAt: Int?
        /// A feature report to send after opening; the device may refuse it.
        public let afterOpen: [UInt8]?
        public let partialLimit_ms: Int
        /// The report that takes the maker's own commands, and the commands.
        public let output: PointOfSaleOutput?
        public let commands: [ScannerCommand: [UInt8]]
    }

    /// Scanners that behave as keyboards.
    public struct USBKeyboard: Sendable, Hashable {
        /// Each with its product: a vendor of scanners may make keyboards too.
        public let models: [USBModel]
        public let habits: KeyboardDecoder.Habits

        /// The same scanners, programmed in another way; nil for what is as before.
        public func with(layout: KeyboardLayout?, compose: VietnameseTyping? = nil) -> USBKeyboard {
            USBKeyboard(models: models, habits: habits.with(layout: layout, compose: compose))
        }
    }

    public struct USBModel: Sendable, Hashable {
        public let vendor: UInt16
        /// Nil for every product of the vendor that shows a scanner's collection.
        public let product: UInt16?
        public let name: String
    }

    /// Cameras that write a picture for each parcel into a folder.
    public struct ImageFolder: Sendable, Hashable {
        /// In RE2's syntax, for whole names; other files are left alone.
        public let namePattern: String
        /// Nobody may touch a closed file for so long before it is whole.
        public let settle_ms: Int
        /// A writer that pauses for so long has died.
        public let partialLimit_ms: Int
        /// How long a worker may take for a picture.
        public let decodeLimit_ms: Int
        public let effort: Effort
        public let reportsEveryParcel: Bool
        /// The usual time from the light to the file's name.
        public let latency_ms: Int
    }

    /// Readers that send text, over a network or a serial port.
    public struct TextFamily: Sendable, Hashable {
        public enum Medium: Sendable, Hashable {
            case tcp
            case udp
            case serial
        }

        public let medium: Medium
        /// Units that are serial ports on the USB bus, for the rights to open them.
        public let models: [USBModel]
        public let dialect: TextDialect
        public let conversation: TextConversation
        public let defaultPort: UInt16?
        /// The reader reports every parcel that passes it, read or not.
        public let reportsEveryParcel: Bool
        /// The usual time from the label's reading to its telegram.
        public let latency_ms: Int
    }
}

extension DriverProfile {
    /// The USB models that the family names.
    public var models: [USBModel] {
        switch kind {
        case .usbPointOfSale(let family): family.models
        case .usbKeyboard(let family): family.models
        case .usbOEM(let family): family.models
        case .usbSNAPI(let family): family.models
        case .usbSerial(let family): family.models
        case .text(let family): family.models
        case .imageFolder: []
        }
    }

    /// The interfaces of a device that no scanner of the family has.
    public func foreign(_ interfaces: USBInterfaceSet) -> [USBInterface] {
        interfaces.interfaces.filter { interface in !self.interfaces.contains { $0.fits(interface) } }
    }

    /// Whether a unit of the family may show these interfaces.
    /// - Parameter pinned: all that this unit has, where the site file says so.
    public func allows(_ interfaces: USBInterfaceSet, pinned: USBInterfaceSet?) -> Bool {
        pinned.map { $0 == interfaces } ?? foreign(interfaces).isEmpty
    }

    /// Whether the family names a USB model, or all of its vendor's.
    public func reads(vendor: UInt16, product: UInt16) -> Bool {
        models.contains { $0.vendor == vendor && ($0.product ?? product) == product }
    }
}

extension DriverProfile.Kind {
    /// Whether a device of the kind can be told something.
    public func hasWords(for command: ScannerCommand) -> Bool {
        switch self {
        case .usbPointOfSale(let family): family.output != nil && family.commands[command] != nil
        case .usbOEM, .usbSNAPI: command != .triggerOn && command != .triggerOff
        case .usbSerial(let family): family.text.conversation.commands[command] != nil
        case .text(let family): family.conversation.commands[command] != nil
        case .usbKeyboard, .imageFolder: false
        }
    }

    /// What a scanner of this kind shows where its family says nothing: just enough to be one.
    var usualInterfaces: [USBInterfacePattern] {
        switch self {
        case .usbPointOfSale, .usbOEM, .usbSNAPI: [USBInterfacePattern(0x03, 0x00, 0x00)]
        case .usbSerial(let family) where family.wire != .cdcACM:
            // The makers' own kinds of port are vendor-specific; the class of some is not known.
            [USBInterfacePattern(0xFF, nil, nil), USBInterfacePattern(0x03, 0x00, 0x00)]
        // Many have a second HID interface, without the boot protocol, for settings.
        case .usbKeyboard: [USBInterfacePattern(0x03, 0x01, 0x01), USBInterfacePattern(0x03, 0x00, 0x00)]
        // CDC-ACM: the control interface, with or without AT commands, and the data interface.
        case .usbSerial: Self.cdcACM
        case .text(let family) where family.medium == .serial: Self.cdcACM
        case .text, .imageFolder: []
        }
    }

    private static let cdcACM = [USBInterfacePattern(0x02, 0x02, nil), USBInterfacePattern(0x0A, 0x00, 0x00)]
}
