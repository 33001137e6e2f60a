/// A JSON text (RFC 8259) taken apart, to be asked for its values by their places: for what is read by the million. Whoever wants
/// everything that may be written asks `JSONReader`; here whatever is not plain is `JSONUnsure`.
public struct JSONDocument: Sendable {
    private let tape: JSONTape

    /// The place of the whole.
    public static let root = 0

    public init(_ text: [UInt8]) throws(JSONUnsure) {
        do throws(JSONFault) { tape = try JSONTape(text) } catch { throw JSONUnsure() }
    }

    /// The place of an object's member; nil where it has none of that name, or null. Of a key that stands there twice the first
    /// counts.
    public func member(_ object: Int, _ name: StaticString) throws(JSONUnsure) -> Int? {
        guard tape.values[object].kind == .object else { throw JSONUnsure() }
        var place = object + 1
        let end = Int(tape.values[object].next)
        while place < end {
            let key = tape.values[place]
            guard key.isPlain else { throw JSONUnsure() }
            if equals(key, name) { return tape.values[place + 1].kind == .null ? nil : place + 1 }
            place = Int(tape.values[place + 1].next)
        }
        return nil
    }

    /// The same, where it must be.
    public func required(_ object: Int, _ name: StaticString) throws(JSONUnsure) -> Int {
        guard let place = try member(object, name) else { throw JSONUnsure() }
        return place
    }

    public func text(_ place: Int) throws(JSONUnsure) -> String {
        let value = tape.values[place]
        guard value.kind == .text else { throw JSONUnsure() }
        let range = Int(value.start)..<Int(value.end)
        if value.isPlain { return String(decoding: tape.bytes[range], as: UTF8.self) }
        do throws(JSONFault) { return try JSONText.unescaped(tape.bytes, range) } catch { throw JSONUnsure() }
    }

    public func integer<Number: FixedWidthInteger>(_ place: Int) throws(JSONUnsure) -> Number {
        let value = tape.values[place]
        guard value.kind == .number else { throw JSONUnsure() }
        var rest = Int(value.start)
        let end = Int(value.end)
        // Longer ones, and those with a sign, are for the other reader.
        guard end > rest, end - rest <= 19 else { throw JSONUnsure() }
        var number: UInt64 = 0
        while rest < end {
            let digit = tape.bytes[rest] &- 48
            guard digit <= 9 else { throw JSONUnsure() }
            number = number * 10 + UInt64(digit)
            rest += 1
        }
        guard let exact = Number(exactly: number) else { throw JSONUnsure() }
        return exact
    }

    public func flag(_ place: Int) throws(JSONUnsure) -> Bool {
        switch tape.values[place].kind {
        case .isTrue: return true
        case .isFalse: return false
        default: throw JSONUnsure()
        }
    }

    /// The places of an array's elements.
    public func elements(_ array: Int) throws(JSONUnsure) -> [Int] {
        guard tape.values[array].kind == .array else { throw JSONUnsure() }
        var places: [Int] = []
        var place = array + 1
        let end = Int(tape.values[array].next)
        while place < end {
            places.append(place)
            place = Int(tape.values[place].next)
        }
        return places
    }

    public func isNull(_ place: Int) -> Bool { tape.values[place].kind == .null }

    private func equals(_ key: JSONTape.Value, _ name: StaticString) -> Bool {
        let start = Int(key.start)
        let count = Int(key.end) - start
        guard count == name.utf8CodeUnitCount else { return false }
        return name.withUTF8Buffer { letters in
            for index in 0..<count where unsafe letters[index] != tape.bytes[start + index] { return false }
            return true
        }
    }
}

/// Not what a quick reader knows: the careful one says what is the matter, if anything is.
public struct JSONUnsure: Error, Sendable {
    public init() {}
}
