/// What a device says it is, in its own words. It is shown and kept, so that later anybody can tell with which firmware a label
/// was read; no decision rests on it.
public struct DeviceIdentity: Sendable, Hashable, Codable, CustomStringConvertible {
    /// Characters kept of each text.
    public static let textLimit = 64

    public let maker: String?
    public let model: String?
    public let serial: String?
    public let firmware: String?
    /// The release number of a USB device (`bcdDevice`, USB 2.0, 9.6.1) as `1.10`. Most makers raise it with the firmware.
    public let release: String?

    /// Takes texts as the device wrote them: what cannot be printed is left out, and what is too long cut off. Nil when nothing
    /// is left.
    public init?(
        maker: String? = nil, model: String? = nil, serial: String? = nil, firmware: String? = nil,
        release: UInt16? = nil
    ) {
        self.maker = maker.flatMap(Self.shown)
        self.model = model.flatMap(Self.shown)
        self.serial = serial.flatMap(Self.shown)
        self.firmware = firmware.flatMap(Self.shown)
        self.release = release.map(Self.decimal)
        if [self.maker, self.model, self.serial, self.firmware, self.release].allSatisfy({ $0 == nil }) { return nil }
    }

    /// Maker and model, and what else is known with its name.
    public var description: String {
        let names = [maker, model].compactMap { $0 }.joined(separator: " ")
        let facts = [("serial", serial), ("firmware", firmware), ("USB release", release)]
        return ([names] + facts.compactMap { name, value in value.map { "\(name) \($0)" } })
            .filter { !$0.isEmpty }.joined(separator: " · ")
    }

    /// Letters, digits, signs and single spaces: nothing that controls a terminal or turns the direction of writing.
    private static func shown(_ text: String) -> String? {
        var kept = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if kept.count == textLimit { break }
            switch scalar.properties.generalCategory {
            case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
                .spaceSeparator:
                if let last = kept.last, last != " " { kept.append(" ") }
            default: kept.append(scalar)
            }
        }
        if kept.last == " " { kept.removeLast() }
        return kept.isEmpty ? nil : String(kept)
    }

    /// Binary-coded decimal, JJ.M.N: 0x0110 is 1.10. A digit above nine is written as it is.
    private static func decimal(_ release: UInt16) -> String {
        let minor = String(release & 0xFF, radix: 16)
        return String(release >> 8, radix: 16) + "." + String(repeating: "0", count: 2 - minor.count) + minor
    }
}
