/// How a scanner behaves on the USB bus. Many makers give each mode a product id of its own.
public enum ScannerMode: Sendable, Hashable, CaseIterable {
    case keyboard
    case pointOfSale
    case serial
    /// IBM OEM (SurePOS).
    case oem
    /// Zebra's own protocol.
    case snapi

    /// As makers' manuals call it, the same in all languages.
    public var name: String {
        switch self {
        case .keyboard: "HID keyboard"
        case .pointOfSale: "HID POS"
        case .serial: "USB COM"
        case .oem: "IBM OEM"
        case .snapi: "SNAPI"
        }
    }

    /// The mode that a product id stands for; nil where it is not known (usb.ids, the kernel's drivers, makers' own code).
    public static func of(vendor: UInt16, product: UInt16) -> ScannerMode? {
        switch (vendor, product) {
        // Newland: the low byte is the mode.
        case (0x1EAB, _):
            switch product & 0xFF {
            case 0x03: .keyboard
            case 0x06: .serial
            case 0x10: .pointOfSale
            default: nil
            }
        case (0x05E0, 0x1200): .keyboard
        case (0x05E0, 0x0600), (0x05E0, 0x1701): .serial
        case (0x05E0, 0x1300), (0x05E0, 0x1400): .oem
        case (0x05E0, 0x1900): .snapi
        case (0x0C2E, 0x0200), (0x0C2E, 0x0204), (0x0C2E, 0x0206): .keyboard
        case (0x0C2E, 0x0700), (0x0C2E, 0x0720): .serial
        case (0x0C2E, 0x0007): .oem
        case (0x0C2E, 0x10D3): .pointOfSale
        case (0x067E, 0x0801): .keyboard
        case (0x067E, 0x0803), (0x067E, 0x0805): .serial
        case (0x067E, 0x0809): .pointOfSale
        case (0x05F9, 0x2206), (0x05F9, 0x220C): .keyboard
        case (0x05F9, 0x4204): .serial
        case (0x05F9, 0x1104), (0x05F9, 0x1206), (0x05F9, 0x120C), (0x05F9, 0x120D), (0x05F9, 0x122F): .oem
        case (0x05F9, 0x1233), (0x05F9, 0x1239), (0x05F9, 0x1511): .oem
        case (0x065A, 0x0001): .keyboard
        case (0x065A, 0x0009): .serial
        case (0x1FBB, 0x3850): .serial
        default: nil
        }
    }
}
