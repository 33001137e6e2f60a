/// A text on its way to being recognised: up to 40 capital letters, digits, dots and hyphens, spaces dropped and small letters
/// raised. It lives on the stack, so that recognising allocates nothing.
struct NumberText: Sendable {
    private var bytes = InlineArray<40, UInt8>(repeating: 0)
    private(set) var count = 0
    /// Whether it has digits alone.
    private(set) var isDigits = true
    private(set) var hasHyphen = false

    /// Nil where the text has other characters, or more than 40 of these.
    init?(_ text: [UInt8]) { self.init(text.span) }

    init?(_ text: ArraySlice<UInt8>) { self.init(text.span) }

    private init?(_ text: Span<UInt8>) {
        for place in text.indices {
            var byte = text[place]
            if byte == 0x20 { continue }
            guard count < CanonicalNumber.sizeLimit else { return nil }
            if byte &- 48 > 9 {
                isDigits = false
                if byte &- 97 < 26 { byte &-= 32 }
                guard byte &- 65 < 26 || byte == 0x2D || byte == 0x2E else { return nil }
                if byte == 0x2D { hasHyphen = true }
            }
            bytes[count] = byte
            count += 1
        }
        guard count > 0 else { return nil }
    }

    /// The byte at a place from 0 to 39; 0 behind the end.
    @inline(__always)
    subscript(place: Int) -> UInt8 { bytes[place] }

    /// The same without its hyphens.
    func withoutHyphens() -> NumberText? {
        var kept: [UInt8] = []
        for place in 0..<count where self[place] != 0x2D { kept.append(self[place]) }
        return NumberText(kept)
    }

    func digit(_ place: Int) -> Int { Int(self[place] &- 48) }

    func isDigits(_ range: Range<Int>) -> Bool {
        for place in range where self[place] &- 48 > 9 { return false }
        return true
    }

    func isLetters(_ range: Range<Int>) -> Bool {
        for place in range where self[place] &- 65 > 25 { return false }
        return true
    }

    func isAlphanumeric(_ range: Range<Int>) -> Bool {
        for place in range where self[place] &- 48 > 9 && self[place] &- 65 > 25 { return false }
        return true
    }

    func isZeros(_ range: Range<Int>) -> Bool {
        for place in range where self[place] != 48 { return false }
        return true
    }

    /// Whether it begins so.
    func begins(_ prefix: StaticString) -> Bool {
        guard count >= prefix.utf8CodeUnitCount else { return false }
        return holds(prefix, at: 0)
    }

    /// Whether so many characters stand at a place.
    func holds(_ part: StaticString, at start: Int) -> Bool {
        let size = part.utf8CodeUnitCount
        guard start + size <= count else { return false }
        return part.withUTF8Buffer { buffer in
            for place in 0..<size where unsafe buffer[place] != self[start + place] { return false }
            return true
        }
    }

    func text(_ range: Range<Int>) -> String { String(decoding: range.map { self[$0] }, as: UTF8.self) }
}
