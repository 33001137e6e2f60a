import Parcels

/// GS1 element strings as zxing-cpp gives those of DataBar: `(01)09501101530003(10)AB-123`.
enum ElementText {
    /// The element string that a symbol holds, with GS (0x1D) where a separator is needed. Nil where the text can be read in two
    /// ways: data may hold parentheses itself.
    static func elementString(_ text: [UInt8]) -> [UInt8]? {
        guard text.first == UInt8(ascii: "("), !text.contains(0x20), let string = ElementString.carried(text),
            !string.contains(UInt8(ascii: "(")), !string.contains(UInt8(ascii: ")"))
        else { return nil }
        return string
    }
}
