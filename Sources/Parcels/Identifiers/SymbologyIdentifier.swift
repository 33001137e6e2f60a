/// An AIM symbology identifier (ISO/IEC 15424) without its `]`: a letter and a modifier, such as `C1` for GS1-128.
public struct SymbologyIdentifier: Sendable, Hashable, CustomStringConvertible {
    public let letter: UInt8
    public let modifier: UInt8

    /// Nil unless `letter` is an ASCII letter and `modifier` a digit or letter.
    public init?(letter: UInt8, modifier: UInt8) {
        let isLetter = (65...90).contains(letter) || (97...122).contains(letter)
        let isModifier = (48...57).contains(modifier) || (65...90).contains(modifier) || (97...122).contains(modifier)
        guard isLetter, isModifier else { return nil }
        self.letter = letter
        self.modifier = modifier
    }

    /// Reads two characters, or three with `]` before them.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        switch bytes.count {
        case 2: self.init(letter: bytes[0], modifier: bytes[1])
        case 3 where bytes[0] == 0x5D: self.init(letter: bytes[1], modifier: bytes[2])
        default: return nil
        }
    }

    /// Whether the data is a GS1 element string: GS1-128, GS1 DataMatrix, GS1 QR, GS1 DataBar.
    public var isGS1: Bool {
        switch (letter, modifier) {
        case (0x43, 0x31), (0x64, 0x32), (0x51, 0x33), (0x65, 0x30): true
        default: false
        }
    }

    public var description: String { String(decoding: [letter, modifier], as: UTF8.self) }
}

extension SymbologyIdentifier: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let value = SymbologyIdentifier(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no AIM symbology identifier")
        }
        self = value
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
