import Parcels

/// One way in which what arrived differs from what was printed.
public enum Alteration: Sendable, Hashable {
    public enum Case: String, Sendable, Hashable, CaseIterable {
        /// Small for capital and capital for small: Caps Lock.
        case swapped
        case upper
        case lower
    }

    /// The keys of this layout were typed, read with another.
    case layout(String)
    /// Always the same other characters, as of a layout that nobody has described.
    case characters([Change])
    case letterCase(Case)
    /// GS arrived as these bytes; empty when it was dropped.
    case separator([UInt8])
    case repeatsDropped
    case repeatsAdded
    /// Only so many bytes arrived.
    case cutOff(Int)
    case front([UInt8])
    case back([UInt8])
    case trimmed
    case zeroDropped
    case checkDropped
    /// A sign and a letter of Code 39 became a small letter.
    case fullASCII
    /// UTF-8 was taken for Latin-1, and each of its bytes sent as a letter.
    case latin1
    /// What is no ASCII arrived as something else, or not at all.
    case lettersLost
    /// The AIM identifier stands in the text, and the driver does not say so.
    case identifierTyped
    case identifierMissing
    case identifierWrong(SymbologyIdentifier)
    /// GS1-128 was called Code 128.
    case gs1Unmarked
    /// It is like this label, and differs in a way that has no name.
    case other

    public struct Change: Sendable, Hashable {
        public let printed: Unicode.Scalar
        public let arrived: Unicode.Scalar
    }

    /// How little it is believed: of several explanations the one with the least sum is taken.
    var cost: Int {
        switch self {
        case .identifierTyped: 9
        case .layout, .letterCase, .trimmed, .fullASCII, .latin1: 10
        case .zeroDropped, .checkDropped, .identifierMissing, .identifierWrong, .gs1Unmarked: 11
        case .separator, .repeatsDropped: 12
        case .front, .back: 13
        case .repeatsAdded: 14
        case .cutOff: 15
        case .lettersLost: 16
        case .characters: 40
        case .other: 60
        }
    }
}
