/// Reads `Decodable` values from JSON text (RFC 8259), for texts that are read by the million: a journal's entries. It
/// reads what Foundation's decoder reads, without its tree of dictionaries; the types that Foundation treats in a way of
/// their own (dates, data, URLs) are not for it.
public struct JSONReader: Sendable {
    public var userInfo: [CodingUserInfoKey: any Sendable] = [:]

    public init() {}

    /// - Throws: `JSONFault` where the text is not JSON, or not what `type` is made of; and what `type` itself throws.
    public func read<Content: Decodable>(_ type: Content.Type, from text: [UInt8]) throws -> Content {
        try Content(from: ValueDecoder(source: Source(tape: JSONTape(text), userInfo: userInfo), place: 0))
    }
}

/// The text that a decoder and all its parts read from.
private final class Source: Sendable {
    let tape: JSONTape
    let userInfo: [CodingUserInfoKey: any Sendable]

    init(tape: JSONTape, userInfo: [CodingUserInfoKey: any Sendable]) {
        self.tape = tape
        self.userInfo = userInfo
    }

    func value(_ place: Int) -> JSONTape.Value { tape.values[place] }

    func isNull(_ place: Int) -> Bool { value(place).kind == .null }

    func fault(_ due: String, _ place: Int) -> JSONFault { JSONFault("\(due) is due", at: Int(value(place).start)) }

    func bool(_ place: Int) throws -> Bool {
        switch value(place).kind {
        case .isTrue: true
        case .isFalse: false
        default: throw fault("true or false", place)
        }
    }

    func text(_ place: Int) throws -> String {
        let value = value(place)
        guard value.kind == .text else { throw fault("a text", place) }
        let range = Int(value.start)..<Int(value.end)
        guard value.isPlain else { return try JSONText.unescaped(tape.bytes, range) }
        return String(decoding: tape.bytes[range], as: UTF8.self)
    }

    func integer<Number: FixedWidthInteger>(_ place: Int) throws -> Number {
        let value = value(place)
        guard value.kind == .number else { throw fault("a whole number", place) }
        var rest = Int(value.start)
        let end = Int(value.end)
        let isNegative = tape.bytes[rest] == UInt8(ascii: "-")
        if isNegative { rest += 1 }
        var number: Number = 0
        while rest < end {
            guard let digit = Number(exactly: Int(tape.bytes[rest]) - 48), digit >= 0, digit <= 9 else {
                throw fault("a whole number", place)
            }
            let (product, isOver) = number.multipliedReportingOverflow(by: 10)
            let (sum, isOverToo) =
                isNegative ? product.subtractingReportingOverflow(digit) : product.addingReportingOverflow(digit)
            guard !isOver, !isOverToo else { throw fault("a number that \(Number.self) holds", place) }
            number = sum
            rest += 1
        }
        return number
    }

    func real<Number: LosslessStringConvertible>(_ place: Int) throws -> Number {
        let value = value(place)
        guard value.kind == .number,
            let number = Number(String(decoding: tape.bytes[Int(value.start)..<Int(value.end)], as: UTF8.self))
        else { throw fault("a number", place) }
        return number
    }

    func decoded<Content: Decodable>(_ place: Int) throws -> Content {
        try Content(from: ValueDecoder(source: self, place: place))
    }
}

private struct ValueDecoder: Decoder, SingleValueDecodingContainer {
    let source: Source
    let place: Int

    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { source.userInfo }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard source.value(place).kind == .object else { throw source.fault("an object", place) }
        return KeyedDecodingContainer(Members(source: source, object: place))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer { try Elements(source, place) }

    func singleValueContainer() -> any SingleValueDecodingContainer { self }

    func decodeNil() -> Bool { source.isNull(place) }
    func decode(_: Bool.Type) throws -> Bool { try source.bool(place) }
    func decode(_: String.Type) throws -> String { try source.text(place) }
    func decode(_: Double.Type) throws -> Double { try source.real(place) }
    func decode(_: Float.Type) throws -> Float { try source.real(place) }
    func decode(_: Int.Type) throws -> Int { try source.integer(place) }
    func decode(_: Int8.Type) throws -> Int8 { try source.integer(place) }
    func decode(_: Int16.Type) throws -> Int16 { try source.integer(place) }
    func decode(_: Int32.Type) throws -> Int32 { try source.integer(place) }
    func decode(_: Int64.Type) throws -> Int64 { try source.integer(place) }
    func decode(_: UInt.Type) throws -> UInt { try source.integer(place) }
    func decode(_: UInt8.Type) throws -> UInt8 { try source.integer(place) }
    func decode(_: UInt16.Type) throws -> UInt16 { try source.integer(place) }
    func decode(_: UInt32.Type) throws -> UInt32 { try source.integer(place) }
    func decode(_: UInt64.Type) throws -> UInt64 { try source.integer(place) }
    func decode<Content: Decodable>(_: Content.Type) throws -> Content { try source.decoded(place) }
}

/// The members of an object. Of a key that stands there twice the first counts.
private struct Members<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let source: Source
    let object: Int

    var codingPath: [any CodingKey] { [] }

    var allKeys: [Key] {
        var keys: [Key] = []
        var place = object + 1
        let end = Int(source.value(object).next)
        while place < end {
            if let key = (try? source.text(place)).flatMap({ Key(stringValue: $0) }) { keys.append(key) }
            place = Int(source.value(place + 1).next)
        }
        return keys
    }

    func contains(_ key: Key) -> Bool { find(key) != nil }

    private func find(_ key: Key) -> Int? {
        var name = key.stringValue
        return name.withUTF8 { name in
            var place = object + 1
            let end = Int(source.value(object).next)
            while place < end {
                let found = source.value(place)
                if found.isPlain {
                    let range = Int(found.start)..<Int(found.end)
                    if range.count == name.count, unsafe source.tape.bytes[range].elementsEqual(name) {
                        return place + 1
                    }
                } else if let text = try? source.text(place), text.utf8.count == name.count,
                    unsafe text.utf8.elementsEqual(name)
                {
                    return place + 1
                }
                place = Int(source.value(place + 1).next)
            }
            return nil
        }
    }

    private func place(_ key: Key) throws -> Int {
        guard let place = find(key) else { throw source.fault("a member '\(key.stringValue)'", object) }
        return place
    }

    /// Nil where there is no such member, or null.
    private func placeIfPresent(_ key: Key) -> Int? {
        guard let place = find(key), !source.isNull(place) else { return nil }
        return place
    }

    func decodeNil(forKey key: Key) throws -> Bool { source.isNull(try place(key)) }
    func decode(_: Bool.Type, forKey key: Key) throws -> Bool { try source.bool(place(key)) }
    func decode(_: String.Type, forKey key: Key) throws -> String { try source.text(place(key)) }
    func decode(_: Double.Type, forKey key: Key) throws -> Double { try source.real(place(key)) }
    func decode(_: Float.Type, forKey key: Key) throws -> Float { try source.real(place(key)) }
    func decode(_: Int.Type, forKey key: Key) throws -> Int { try source.integer(place(key)) }
    func decode(_: Int8.Type, forKey key: Key) throws -> Int8 { try source.integer(place(key)) }
    func decode(_: Int16.Type, forKey key: Key) throws -> Int16 { try source.integer(place(key)) }
    func decode(_: Int32.Type, forKey key: Key) throws -> Int32 { try source.integer(place(key)) }
    func decode(_: Int64.Type, forKey key: Key) throws -> Int64 { try source.integer(place(key)) }
    func decode(_: UInt.Type, forKey key: Key) throws -> UInt { try source.integer(place(key)) }
    func decode(_: UInt8.Type, forKey key: Key) throws -> UInt8 { try source.integer(place(key)) }
    func decode(_: UInt16.Type, forKey key: Key) throws -> UInt16 { try source.integer(place(key)) }
    func decode(_: UInt32.Type, forKey key: Key) throws -> UInt32 { try source.integer(place(key)) }
    func decode(_: UInt64.Type, forKey key: Key) throws -> UInt64 { try source.integer(place(key)) }

    func decode<Content: Decodable>(_: Content.Type, forKey key: Key) throws -> Content {
        try source.decoded(place(key))
    }

    func decodeIfPresent(_: String.Type, forKey key: Key) throws -> String? {
        try placeIfPresent(key).map { try source.text($0) }
    }

    func decodeIfPresent(_: Int.Type, forKey key: Key) throws -> Int? {
        try placeIfPresent(key).map { try source.integer($0) }
    }

    func decodeIfPresent(_: UInt64.Type, forKey key: Key) throws -> UInt64? {
        try placeIfPresent(key).map { try source.integer($0) }
    }

    func decodeIfPresent<Content: Decodable>(_: Content.Type, forKey key: Key) throws -> Content? {
        try placeIfPresent(key).map { try source.decoded($0) }
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        try ValueDecoder(source: source, place: place(key)).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try Elements(source, place(key))
    }

    func superDecoder() throws -> any Decoder { ValueDecoder(source: source, place: object) }

    func superDecoder(forKey key: Key) throws -> any Decoder { ValueDecoder(source: source, place: try place(key)) }
}

/// The elements of an array, one after another.
private struct Elements: UnkeyedDecodingContainer {
    let source: Source
    let count: Int?
    private(set) var currentIndex = 0
    private var place: Int
    private let end: Int

    init(_ source: Source, _ array: Int) throws {
        guard source.value(array).kind == .array else { throw source.fault("an array", array) }
        self.source = source
        place = array + 1
        end = Int(source.value(array).next)
        var (count, next) = (0, array + 1)
        while next < end {
            next = Int(source.value(next).next)
            count += 1
        }
        self.count = count
    }

    var codingPath: [any CodingKey] { [] }
    var isAtEnd: Bool { place >= end }

    /// Goes past one element and gives its place.
    private mutating func next() throws -> Int {
        guard !isAtEnd else { throw JSONFault("another element is due", at: Int(source.value(place - 1).end)) }
        defer {
            place = Int(source.value(place).next)
            currentIndex += 1
        }
        return place
    }

    mutating func decodeNil() throws -> Bool {
        guard !isAtEnd, source.isNull(place) else { return false }
        _ = try next()
        return true
    }

    mutating func decode(_: Bool.Type) throws -> Bool { try source.bool(next()) }
    mutating func decode(_: String.Type) throws -> String { try source.text(next()) }
    mutating func decode(_: Double.Type) throws -> Double { try source.real(next()) }
    mutating func decode(_: Float.Type) throws -> Float { try source.real(next()) }
    mutating func decode(_: Int.Type) throws -> Int { try source.integer(next()) }
    mutating func decode(_: Int8.Type) throws -> Int8 { try source.integer(next()) }
    mutating func decode(_: Int16.Type) throws -> Int16 { try source.integer(next()) }
    mutating func decode(_: Int32.Type) throws -> Int32 { try source.integer(next()) }
    mutating func decode(_: Int64.Type) throws -> Int64 { try source.integer(next()) }
    mutating func decode(_: UInt.Type) throws -> UInt { try source.integer(next()) }
    mutating func decode(_: UInt8.Type) throws -> UInt8 { try source.integer(next()) }
    mutating func decode(_: UInt16.Type) throws -> UInt16 { try source.integer(next()) }
    mutating func decode(_: UInt32.Type) throws -> UInt32 { try source.integer(next()) }
    mutating func decode(_: UInt64.Type) throws -> UInt64 { try source.integer(next()) }
    mutating func decode<Content: Decodable>(_: Content.Type) throws -> Content { try source.decoded(next()) }

    mutating func nestedContainer<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        try ValueDecoder(source: source, place: next()).container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { try Elements(source, next()) }

    mutating func superDecoder() throws -> any Decoder { ValueDecoder(source: source, place: try next()) }
}
