/// A JSON text (RFC 8259) taken apart into a flat list of its values, in the order in which they are written. An object's
/// members are its keys and values in turn.
struct JSONTape {
    enum Kind: UInt8 {
        case null, isFalse, isTrue, number, text, object, array
    }

    struct Value {
        let kind: Kind
        /// Of text: whether it is ASCII without an escape, and so just what it says.
        let isPlain: Bool
        /// Its bytes; of text without the quotes.
        let start: Int32
        var end: Int32
        /// The place of the value that follows this one and all that is in it.
        var next: Int32
    }

    /// Deeper texts are refused.
    static let deepest = 64

    let bytes: [UInt8]
    private(set) var values: [Value] = []
    private var at = 0

    init(_ bytes: [UInt8]) throws(JSONFault) {
        guard bytes.count <= Int32.max else { throw JSONFault("the text is longer than 2 GB", at: 0) }
        self.bytes = bytes
        values.reserveCapacity(64)
        try value(depth: 0)
        skipSpace()
        guard at == bytes.count else { throw JSONFault("something follows the value", at: at) }
    }

    private mutating func value(depth: Int) throws(JSONFault) {
        skipSpace()
        guard at < bytes.count else { throw JSONFault("the text ends where a value is due", at: at) }
        guard depth <= Self.deepest else { throw JSONFault("nested deeper than \(Self.deepest)", at: at) }
        switch bytes[at] {
        case UInt8(ascii: "{"): try object(depth)
        case UInt8(ascii: "["): try array(depth)
        case UInt8(ascii: "\""): try text()
        case UInt8(ascii: "t"): try word("true", .isTrue)
        case UInt8(ascii: "f"): try word("false", .isFalse)
        case UInt8(ascii: "n"): try word("null", .null)
        default: try number()
        }
    }

    private mutating func object(_ depth: Int) throws(JSONFault) {
        let place = open(.object)
        guard !takes(UInt8(ascii: "}")) else { return close(place) }
        repeat {
            skipSpace()
            guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else { throw JSONFault("a key is due", at: at) }
            try text()
            guard takes(UInt8(ascii: ":")) else { throw JSONFault("':' is due", at: at) }
            try value(depth: depth + 1)
        } while takes(UInt8(ascii: ","))
        guard takes(UInt8(ascii: "}")) else { throw JSONFault("',' or '}' is due", at: at) }
        close(place)
    }

    private mutating func array(_ depth: Int) throws(JSONFault) {
        let place = open(.array)
        guard !takes(UInt8(ascii: "]")) else { return close(place) }
        repeat { try value(depth: depth + 1) } while takes(UInt8(ascii: ","))
        guard takes(UInt8(ascii: "]")) else { throw JSONFault("',' or ']' is due", at: at) }
        close(place)
    }

    private mutating func open(_ kind: Kind) -> Int {
        append(kind, from: at, to: at)
        at += 1
        return values.count - 1
    }

    private mutating func close(_ place: Int) {
        values[place].end = Int32(at)
        values[place].next = Int32(values.count)
    }

    private mutating func text() throws(JSONFault) {
        let start = at + 1
        var isPlain = true
        at = start
        while at < bytes.count {
            let byte = bytes[at]
            if byte == UInt8(ascii: "\"") {
                // A key is compared and never read: what is wrong with a text is said here.
                if !isPlain { _ = try JSONText.unescaped(bytes, start..<at) }
                append(.text, from: start, to: at, isPlain: isPlain)
                at += 1
                return
            }
            guard byte >= 0x20 else { throw JSONFault("a control character in a text", at: at) }
            if byte >= 0x80 { isPlain = false }
            if byte == UInt8(ascii: "\\") {
                isPlain = false
                at += 1
            }
            at += 1
        }
        throw JSONFault("a text without its end", at: start - 1)
    }

    private mutating func word(_ word: StaticString, _ kind: Kind) throws(JSONFault) {
        let (start, count) = (at, word.utf8CodeUnitCount)
        let isThere =
            start + count <= bytes.count
            && word.withUTF8Buffer { unsafe bytes[start..<start + count].elementsEqual($0) }
        guard isThere else { throw JSONFault("no value", at: start) }
        at += count
        append(kind, from: start, to: at)
    }

    private mutating func number() throws(JSONFault) {
        let start = at
        _ = has(UInt8(ascii: "-"))
        if !has(UInt8(ascii: "0")) { try digits() }
        if has(UInt8(ascii: ".")) { try digits() }
        if has(UInt8(ascii: "e")) || has(UInt8(ascii: "E")) {
            if !has(UInt8(ascii: "+")) { _ = has(UInt8(ascii: "-")) }
            try digits()
        }
        append(.number, from: start, to: at)
    }

    private mutating func digits() throws(JSONFault) {
        let start = at
        while at < bytes.count, bytes[at] >= UInt8(ascii: "0"), bytes[at] <= UInt8(ascii: "9") { at += 1 }
        guard at > start else { throw JSONFault("no value", at: at) }
    }

    private mutating func append(_ kind: Kind, from start: Int, to end: Int, isPlain: Bool = false) {
        values.append(
            Value(
                kind: kind, isPlain: isPlain, start: Int32(start), end: Int32(end), next: Int32(values.count + 1)))
    }

    /// Goes past a byte that stands here.
    private mutating func has(_ byte: UInt8) -> Bool {
        guard at < bytes.count, bytes[at] == byte else { return false }
        at += 1
        return true
    }

    private mutating func takes(_ byte: UInt8) -> Bool {
        skipSpace()
        return has(byte)
    }

    private mutating func skipSpace() {
        while at < bytes.count, bytes[at] <= 0x20, Self.isSpace(bytes[at]) { at += 1 }
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
}

/// What a JSON text does not say as it should, and where.
public struct JSONFault: Error, Sendable, CustomStringConvertible {
    public let what: String
    /// Bytes from the beginning of the text.
    public let at: Int

    init(_ what: String, at: Int) {
        self.what = what
        self.at = at
    }

    public var description: String { "byte \(at): \(what)" }
}
