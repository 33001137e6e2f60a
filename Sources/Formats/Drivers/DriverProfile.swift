import Parcels

/// A device family as data: what `drivers/<family>/driver.yaml` says.
public struct DriverProfile: Sendable, Hashable {
    public let family: String
    public let kind: Kind

    public init(family: String, kind: Kind) {
        self.family = family
        self.kind = kind
    }

    public enum Kind: Sendable, Hashable {
        case usbPointOfSale(USBPointOfSale)
        case usbKeyboard(USBKeyboard)
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
    }

    /// Scanners that behave as keyboards.
    public struct USBKeyboard: Sendable, Hashable {
        /// Each with its product: a vendor of scanners may make keyboards too.
        public let models: [USBModel]
        public let habits: KeyboardDecoder.Habits

        /// The same scanners, programmed for another keyboard layout.
        public func with(_ layout: KeyboardLayout) -> USBKeyboard {
            USBKeyboard(
                models: models,
                habits: KeyboardDecoder.Habits(
                    layout: layout, ends: habits.ends, keyGap_ms: habits.keyGap_ms, sizeLimit: habits.sizeLimit,
                    hasSymbology: habits.hasSymbology, altCodes: habits.altCodes, controlKeys: habits.controlKeys))
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
        public let reportsEveryParcel: Bool
        /// The usual time from the light to the file's name.
        public let latency_ms: Int
    }

    /// Readers that send text, over TCP or a serial port.
    public struct TextFamily: Sendable, Hashable {
        public enum Medium: Sendable, Hashable {
            case tcp
            case serial
        }

        public let medium: Medium
        /// Units that are serial ports on the USB bus, for the rights to open them.
        public let models: [USBModel]
        public let dialect: TextDialect
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
        case .text(let family): family.models
        case .imageFolder: []
        }
    }

    /// Whether the family names a USB model, or all of its vendor's.
    public func reads(vendor: UInt16, product: UInt16) -> Bool {
        models.contains { $0.vendor == vendor && ($0.product ?? product) == product }
    }
}
