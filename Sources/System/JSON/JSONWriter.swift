/// Writes one JSON text into a byte buffer, without an intermediate tree. The caller keeps the nesting right; commas are
/// the writer's own business. `JSONReader` reads it back; this exists because an entry is written for every step of every
/// parcel.
public struct JSONWriter {
    public private(set) var bytes: [UInt8]
    private var needsComma = false

    /// - Parameter reserving: bytes left free at the front, for a caller who puts a header before the text.
    public init(reserving front: Int = 0, capacity: Int = 1024) {
        bytes = []
        bytes.reserveCapacity(capacity)
        bytes.append(contentsOf: repeatElement(0, count: front))
    }

    /// Empties the buffer and keeps its memory; the first `front` bytes are zeros.
    public mutating func restart(reserving front: Int = 0) {
        bytes.removeAll(keepingCapacity: true)
        bytes.append(contentsOf: repeatElement(0, count: front))
        needsComma = false
    }

    public mutating func append(_ other: [UInt8]) { bytes.append(contentsOf: other) }

    /// Writes over bytes that were reserved.
    public mutating func overwrite(_ place: Int, with other: [UInt8]) {
        bytes.replaceSubrange(place..<(place + other.count), with: other)
    }

    /// Writes a number, most significant byte first, over eight bytes that were reserved.
    public mutating func replace(_ place: Int, with value: UInt64) {
        for offset in 0..<8 { bytes[place + offset] = UInt8(truncatingIfNeeded: value >> UInt64(56 - 8 * offset)) }
    }

    public mutating func beginObject() { open(0x7B) }
    public mutating func endObject() { close(0x7D) }
    public mutating func beginArray() { open(0x5B) }
    public mutating func endArray() { close(0x5D) }

    /// The name of the next value. Names are the program's own: plain ASCII without anything to escape.
    public mutating func key(_ name: StaticString) {
        comma()
        bytes.append(0x22)
        literal(name)
        bytes.append(0x22)
        bytes.append(0x3A)
        needsComma = false
    }

    public mutating func value(_ text: StaticString) {
        comma()
        bytes.append(0x22)
        literal(text)
        bytes.append(0x22)
        needsComma = true
    }

    public mutating func value(_ text: String) {
        comma()
        bytes.append(0x22)
        var text = text
        text.withUTF8 { utf8 in
            let clean = unsafe !utf8.contains { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C || $0 == 0x7F || $0 == 0xC2 }
            if clean {
                unsafe bytes.append(contentsOf: utf8)
            } else {
                var place = 0
                while place < utf8.count {
                    // U+0080 to U+009F steer terminals as well: their first byte is C2.
                    let isControl = unsafe utf8[place] == 0xC2 && place + 1 < utf8.count && utf8[place + 1] < 0xA0
                    if isControl { place += 1 }
                    unsafe escape(utf8[place], always: isControl)
                    place += 1
                }
            }
        }
        bytes.append(0x22)
        needsComma = true
    }

    /// A value that is JSON already.
    public mutating func value(json: [UInt8]) {
        comma()
        bytes.append(contentsOf: json)
        needsComma = true
    }

    /// Begins a text that the caller puts together from plain parts: ASCII that needs no escaping.
    public mutating func beginText() {
        comma()
        bytes.append(0x22)
    }

    public mutating func put(_ byte: UInt8) { bytes.append(byte) }

    public mutating func put(decimal number: UInt64) { digits(number) }

    public mutating func endText() {
        bytes.append(0x22)
        needsComma = true
    }

    /// A name that is not known when the program is written; it is escaped.
    public mutating func key(named name: String) {
        value(name)
        bytes.append(0x3A)
        needsComma = false
    }

    public mutating func value(_ number: some FixedWidthInteger & SignedInteger) {
        comma()
        if number < 0 { bytes.append(0x2D) }
        digits(UInt64(number.magnitude))
        needsComma = true
    }

    public mutating func value(_ number: some FixedWidthInteger & UnsignedInteger) {
        comma()
        digits(UInt64(number))
        needsComma = true
    }

    public mutating func value(_ flag: Bool) {
        comma()
        literal(flag ? "true" : "false")
        needsComma = true
    }

    public mutating func null() {
        comma()
        literal("null")
        needsComma = true
    }

    private mutating func comma() { if needsComma { bytes.append(0x2C) } }

    private mutating func open(_ bracket: UInt8) {
        comma()
        bytes.append(bracket)
        needsComma = false
    }

    private mutating func close(_ bracket: UInt8) {
        bytes.append(bracket)
        needsComma = true
    }

    private mutating func literal(_ text: StaticString) {
        unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private mutating func digits(_ number: UInt64) {
        if number < 10 { return bytes.append(UInt8(number) + 48) }
        var rest = number
        let start = bytes.count
        while rest > 0 {
            let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: 10)
            bytes.append(UInt8(remainder) + 48)
            rest = quotient
        }
        bytes[start...].reverse()
    }

    private mutating func escape(_ byte: UInt8, always: Bool) {
        if always || byte < 0x20 || byte == 0x7F {
            literal("\\u00")
            bytes.append(Self.hexadecimal[Int(byte >> 4)])
            bytes.append(Self.hexadecimal[Int(byte & 15)])
        } else {
            if byte == 0x22 || byte == 0x5C { bytes.append(0x5C) }
            bytes.append(byte)
        }
    }

    private static let hexadecimal = Array("0123456789abcdef".utf8)
}
