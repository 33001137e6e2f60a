import Parcels

/// What a device's driver and the site file say of how its labels arrive.
public struct ScannerExpectation: Sendable {
    public enum Identifier: Sendable, Hashable {
        /// Each label begins with its AIM identifier.
        case always
        case never
        /// Where the device sends one, its report has a place for it.
        case maybe
    }

    /// Nil for a device that is no keyboard.
    public let layout: KeyboardLayout?
    /// All that the site's folder of drivers knows.
    public let layouts: [KeyboardLayout]
    public let identifier: Identifier
    /// Nil for USB devices whose reports part labels.
    public let framing: TextFraming?
    public let separator: [UInt8]?
    /// Whether a keyboard types what its layout lacks some other way.
    private let typesAll: Bool

    public init(_ profile: DriverProfile, layouts: [KeyboardLayout]) {
        self.layouts = layouts.sorted { $0.name < $1.name }
        if case .usbKeyboard(let family) = profile.kind {
            layout = family.habits.layout
            identifier = family.habits.hasSymbology ? .always : .never
            framing = nil
            separator = nil
            typesAll = family.habits.altCodes != .none || family.habits.unicodeKeys
        } else if let dialect = profile.dialect {
            layout = nil
            identifier = dialect.hasSymbology ? .always : .never
            framing = dialect.framing
            separator = dialect.separator
            typesAll = true
        } else {
            layout = nil
            identifier = .maybe
            framing = nil
            separator = nil
            typesAll = true
        }
    }

    /// Whether such a device can send the label at all: a keyboard has no keys for letters that its layout lacks.
    public func canCarry(_ label: CommissioningLabel) -> Bool {
        guard let layout, !typesAll else { return true }
        return String(decoding: label.content, as: UTF8.self).unicodeScalars.allSatisfy {
            $0.value < 0x20 || layout.strokes(for: $0) != nil
        }
    }
}
