/// A string that is equal and hashed by its code points; Swift's own `String` is equal by canonical equivalence.
struct CodePoints: Sendable, Hashable {
    let text: String

    init(_ text: String) { self.text = text }

    static func == (left: CodePoints, right: CodePoints) -> Bool { left.text.hasSameCodePoints(as: right.text) }

    func hash(into hasher: inout Hasher) {
        let bytes = text.utf8.span
        unsafe bytes.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
    }
}

extension String {
    /// The beginning of a text that came from outside, short enough for a message.
    var excerpt: String {
        let limit = 80
        let scalars = unicodeScalars.prefix(limit + 1)
        return scalars.count > limit ? String(String.UnicodeScalarView(scalars.prefix(limit))) + "…" : self
    }

    /// Number of code points.
    var codePointCount: Int {
        let bytes = utf8.span
        var count = 0
        for index in bytes.indices where bytes[index] & 0xC0 != 0x80 { count += 1 }
        return count
    }

    func hasSameCodePoints(as other: String) -> Bool {
        let left = utf8.span
        let right = other.utf8.span
        guard left.count == right.count else { return false }
        for index in left.indices where left[index] != right[index] { return false }
        return true
    }

    /// Whether this string comes first by code points; UTF-8 orders bytes as it orders code points.
    func precedes(_ other: String) -> Bool {
        let left = utf8.span
        let right = other.utf8.span
        for index in 0..<min(left.count, right.count) where left[index] != right[index] {
            return left[index] < right[index]
        }
        return left.count < right.count
    }

    func hasCodePointPrefix(_ prefix: String) -> Bool {
        let bytes = utf8.span
        let sought = prefix.utf8.span
        return bytes.count >= sought.count && bytes.has(sought, at: 0)
    }

    func hasCodePointSuffix(_ suffix: String) -> Bool {
        let bytes = utf8.span
        let sought = suffix.utf8.span
        return bytes.count >= sought.count && bytes.has(sought, at: bytes.count - sought.count)
    }

    /// Whether `other` occurs within this string, in time linear in both whatever they hold.
    func containsCodePoints(of other: String) -> Bool {
        let bytes = utf8.span
        let sought = other.utf8.span
        guard sought.count > 0 else { return true }
        guard bytes.count >= sought.count else { return false }
        return sought.count <= Self.plainSearchBytes ? bytes.plainlyFinds(sought) : bytes.findsLong(sought)
    }

    /// Up to this length the plain search's worst case is no worse than building a table.
    private static var plainSearchBytes: Int { 32 }
}

extension Span<UInt8> {
    fileprivate func has(_ sought: borrowing Span<UInt8>, at offset: Int) -> Bool {
        for index in 0..<sought.count where self[offset + index] != sought[index] { return false }
        return true
    }

    fileprivate func plainlyFinds(_ sought: borrowing Span<UInt8>) -> Bool {
        let first = sought[0]
        for offset in 0...(count - sought.count) where self[offset] == first {
            if has(sought, at: offset) { return true }
        }
        return false
    }

    /// Knuth, Morris and Pratt's search.
    fileprivate func findsLong(_ sought: borrowing Span<UInt8>) -> Bool {
        var fallback = [Int](repeating: 0, count: sought.count)
        var matched = 0
        for index in 1..<sought.count {
            while matched > 0, sought[index] != sought[matched] { matched = fallback[matched - 1] }
            if sought[index] == sought[matched] { matched += 1 }
            fallback[index] = matched
        }
        matched = 0
        for index in 0..<count {
            while matched > 0, self[index] != sought[matched] { matched = fallback[matched - 1] }
            if self[index] == sought[matched] { matched += 1 }
            if matched == sought.count { return true }
        }
        return false
    }
}
