/// One line of NDJSON (RFC 8259) under way: an object whose values are texts, numbers, null, or lists for the contents.
struct JSONLine {
    /// How deep the sender's own values may be.
    static let depthLimit = 8
    static let fieldLimit = CSVReader.cellLimit
    static let listLimit = 64

    private(set) var record: Record
    private(set) var places = FieldPlaces()
    private let encoding: TextEncoding
    private var place = 0
    private var fields = 0

    init(_ record: Record, _ encoding: TextEncoding) {
        self.record = record
        self.encoding = encoding
    }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }

    mutating func read() throws(ManifestError) {
        skipSpace()
        guard take(0x7B) else { throw fault("an object, { … }, in each line") }
        if !closes(0x7D) {
            repeat { try readMember() } while try goesOn(0x7D)
        }
        skipSpace()
        guard place == record.bytes.count else { throw fault("the line's end after the object") }
        guard places[.itemNumber] != nil else {
            throw record.fault(at: 0, expected: "a field item_number", found: "none")
        }
    }

    // MARK: Members

    private mutating func readMember() throws(ManifestError) {
        skipSpace()
        let start = place
        fields += 1
        guard fields <= Self.fieldLimit else {
            throw record.fault(at: start, expected: "at most \(Self.fieldLimit) fields", found: "more")
        }
        let name = try readName()
        skipSpace()
        guard take(0x3A) else { throw fault("a colon after the field's name") }
        skipSpace()
        guard let field = ManifestField(named: name) else {
            // Fields that begin with x_ are the sender's own business.
            guard name.hasPrefix("x_") else {
                throw record.fault(
                    at: start, expected: "one of " + ManifestField.names, found: ManifestError.quoted(name))
            }
            return try skipValue(depth: 1)
        }
        guard places[field] == nil else {
            throw record.fault(
                at: start, expected: "each field once", found: ManifestError.quoted(name) + " again")
        }
        switch byte {
        case 0x5B where field == .contents: try readContents()
        case 0x5B where field == .quantity || field == .hsCode: try readList(field)
        default: add(try readScalar(field.name), as: field)
        }
    }

    private mutating func readName() throws(ManifestError) -> String {
        guard byte == 0x22 else { throw fault("a field's name in quotes") }
        let cell = try readText()
        return record.text(cell).lowercased()
    }

    private mutating func add(_ cell: Record.Cell, as field: ManifestField) {
        places[field] = record.cells.count
        record.cells.append(cell)
    }

    /// A text, a number or null, which is an empty text.
    private mutating func readScalar(_ name: String) throws(ManifestError) -> Record.Cell {
        let start = place
        switch byte {
        case 0x22: return try readText()
        case let digit? where digit == 0x2D || (0x30...0x39).contains(digit): return try readNumber()
        case 0x6E:
            try readWord("null")
            return Record.Cell(start: start, end: start, place: start, kind: .plain)
        default: throw fault("a text, a number or null", field: name)
        }
    }

    /// Descriptions in a list, or objects with `description`, `quantity` and `hs_code`.
    private mutating func readContents() throws(ManifestError) {
        let start = place
        var lists: [ManifestField: [[UInt8]]] = [.contents: []]
        var count = 0
        place += 1
        if !closes(0x5D) {
            repeat {
                skipSpace()
                count += 1
                guard count <= Self.listLimit else {
                    throw record.fault(
                        at: start, field: "contents", expected: "at most 50 kinds of goods", found: "more")
                }
                guard byte == 0x7B else {
                    let cell = try readScalar("contents")
                    lists[.contents, default: []].append(bytes(cell))
                    continue
                }
                var goods: [ManifestField: [UInt8]] = [:]
                place += 1
                if !closes(0x7D) {
                    repeat {
                        skipSpace()
                        let nameStart = place
                        let name = try readName()
                        let field: ManifestField? =
                            switch name {
                            case "description": .contents
                            case "quantity": .quantity
                            case "hs_code": .hsCode
                            default: nil
                            }
                        guard let field, goods[field] == nil else {
                            throw record.fault(
                                at: nameStart, field: "contents",
                                expected: "description, quantity and hs_code, each once",
                                found: ManifestError.quoted(name))
                        }
                        skipSpace()
                        guard take(0x3A) else { throw fault("a colon after the field's name") }
                        skipSpace()
                        let cell = try readScalar("contents")
                        goods[field] = bytes(cell)
                    } while try goesOn(0x7D)
                }
                for field in [ManifestField.contents, .quantity, .hsCode] {
                    // What earlier kinds of goods did not have is empty.
                    let earlier = lists[field] ?? Array(repeating: [], count: count - 1)
                    guard lists[field] != nil || goods[field] != nil else { continue }
                    lists[field] = earlier + [goods[field] ?? []]
                }
            } while try goesOn(0x5D)
        }
        for field in [ManifestField.contents, .quantity, .hsCode] {
            guard let list = lists[field] else { continue }
            guard places[field] == nil else {
                throw record.fault(at: start, field: field.name, expected: "each field once", found: "it again")
            }
            addList(list, from: start, as: field)
        }
    }

    private mutating func readList(_ field: ManifestField) throws(ManifestError) {
        let start = place
        var list: [[UInt8]] = []
        place += 1
        if !closes(0x5D) {
            repeat {
                skipSpace()
                guard list.count < Self.listLimit else {
                    throw record.fault(
                        at: start, field: field.name, expected: "at most \(Self.listLimit) values", found: "more")
                }
                let cell = try readScalar(field.name)
                list.append(bytes(cell))
            } while try goesOn(0x5D)
        }
        addList(list, from: start, as: field)
    }

    private mutating func addList(_ list: [[UInt8]], from place: Int, as field: ManifestField) {
        let start = record.rewritten.count
        record.rewritten += list.joined(separator: [Record.separator])
        add(Record.Cell(start: start, end: record.rewritten.count, place: place, kind: .list), as: field)
    }

    private func bytes(_ cell: Record.Cell) -> [UInt8] { Array(record.trimmed(cell)) }

    // MARK: Values

    private mutating func readText() throws(ManifestError) -> Record.Cell {
        let open = place
        place += 1
        var start = place
        let rewrittenStart = record.rewritten.count
        var isRewritten = false
        while true {
            guard let byte else {
                throw record.fault(at: open, expected: "a closing quote", found: "the line's end")
            }
            switch byte {
            case 0x22:
                let end = place
                place += 1
                guard isRewritten else { return Record.Cell(start: open + 1, end: end, place: open, kind: .plain) }
                record.rewritten += record.bytes[start..<end]
                return Record.Cell(
                    start: rewrittenStart, end: record.rewritten.count, place: open, kind: .rewritten)
            case 0x5C:
                record.rewritten += record.bytes[start..<place]
                isRewritten = true
                try readEscape()
                start = place
            case 0x80...:
                guard case .right(let length) = UTF8Letter.length(record.bytes[...], at: place) else {
                    throw record.fault(
                        at: open, expected: "text in \(encoding.shown)", found: "bytes that are not \(encoding.shown)")
                }
                place += length
            case ..<0x20, 0x7F: throw record.fault(at: place, expected: "text", found: "a control character")
            default: place += 1
            }
        }
    }

    private mutating func readEscape() throws(ManifestError) {
        let start = place
        place += 1
        let plain: UInt8
        switch byte {
        case 0x22, 0x5C, 0x2F: plain = record.bytes[place]
        case 0x6E: plain = 10
        case 0x72: plain = 13
        case 0x74: plain = 9
        case 0x75: return try readCodePoint(start)
        default: throw record.fault(at: start, expected: #"one of \" \\ \/ \n \r \t \uXXXX"#, found: "another escape")
        }
        place += 1
        record.rewritten.append(plain)
    }

    private mutating func readCodePoint(_ start: Int) throws(ManifestError) {
        var value = try readUnit(start)
        if (0xD800..<0xDC00).contains(value), place + 1 < record.bytes.count, record.bytes[place] == 0x5C,
            record.bytes[place + 1] == 0x75
        {
            place += 1
            let second = try readUnit(start)
            guard (0xDC00..<0xE000).contains(second) else {
                throw record.fault(at: start, expected: "a character", found: "half of one")
            }
            value = 0x10000 + (value - 0xD800) << 10 + (second - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(value), let encoded = UTF8.encode(scalar) else {
            throw record.fault(at: start, expected: "a character", found: "half of one")
        }
        guard value >= 0x20 && value != 0x7F || value == 9 || value == 10 || value == 13 else {
            throw record.fault(at: start, expected: "text", found: "a control character")
        }
        record.rewritten += encoded
    }

    /// Four hexadecimal digits behind `u`.
    private mutating func readUnit(_ start: Int) throws(ManifestError) -> UInt32 {
        place += 1
        guard place + 4 <= record.bytes.count else {
            throw record.fault(at: start, expected: "four hexadecimal digits", found: "the line's end")
        }
        var value: UInt32 = 0
        for digit in record.bytes[place..<(place + 4)] {
            switch digit {
            case 0x30...0x39: value = value << 4 | UInt32(digit - 0x30)
            case 0x41...0x46, 0x61...0x66: value = value << 4 | UInt32((digit | 0x20) - 0x61 + 10)
            default: throw record.fault(at: start, expected: "four hexadecimal digits", found: "something else")
            }
        }
        place += 4
        return value
    }

    private mutating func readNumber() throws(ManifestError) -> Record.Cell {
        let start = place
        _ = take(0x2D)
        let firstDigit = place
        try readDigits()
        guard record.bytes[firstDigit] != 0x30 || place == firstDigit + 1 else {
            throw record.fault(at: start, expected: "a number without leading zeros", found: "one with them")
        }
        if take(0x2E) { try readDigits() }
        if byte == 0x65 || byte == 0x45 {
            place += 1
            if byte == 0x2B || byte == 0x2D { place += 1 }
            try readDigits()
        }
        return Record.Cell(start: start, end: place, place: start, kind: .number)
    }

    private mutating func readDigits() throws(ManifestError) {
        let start = place
        while let byte, (0x30...0x39).contains(byte) { place += 1 }
        guard place > start else { throw fault("a digit") }
    }

    private mutating func readWord(_ word: StaticString) throws(ManifestError) {
        let start = place
        let letters = Array("\(word)".utf8)
        guard record.bytes[start...].starts(with: letters) else { throw fault("a value of JSON") }
        place += letters.count
    }

    /// A value of the sender's own: checked for its form, not read.
    private mutating func skipValue(depth: Int) throws(ManifestError) {
        guard depth <= Self.depthLimit else {
            throw fault("values at most \(Self.depthLimit) deep", found: "deeper ones")
        }
        skipSpace()
        switch byte {
        case 0x22: _ = try readText()
        case let digit? where digit == 0x2D || (0x30...0x39).contains(digit): _ = try readNumber()
        case 0x6E: try readWord("null")
        case 0x74: try readWord("true")
        case 0x66: try readWord("false")
        case 0x5B:
            place += 1
            guard !closes(0x5D) else { return }
            repeat { try skipValue(depth: depth + 1) } while try goesOn(0x5D)
        case 0x7B:
            place += 1
            guard !closes(0x7D) else { return }
            repeat {
                skipSpace()
                _ = try readName()
                skipSpace()
                guard take(0x3A) else { throw fault("a colon after the field's name") }
                try skipValue(depth: depth + 1)
            } while try goesOn(0x7D)
        default: throw fault("a value of JSON")
        }
    }

    // MARK: Steps

    private var byte: UInt8? { place < record.bytes.count ? record.bytes[place] : nil }

    private mutating func skipSpace() { while let byte, Self.isSpace(byte) { place += 1 } }

    private mutating func take(_ wanted: UInt8) -> Bool {
        guard byte == wanted else { return false }
        place += 1
        return true
    }

    /// Whether a list or an object that has just been opened is empty.
    private mutating func closes(_ end: UInt8) -> Bool {
        skipSpace()
        return take(end)
    }

    /// After a value: true at a comma, false at the end.
    private mutating func goesOn(_ end: UInt8) throws(ManifestError) -> Bool {
        skipSpace()
        if take(0x2C) { return true }
        guard take(end) else { throw fault(end == 0x5D ? "a comma or ]" : "a comma or }") }
        return false
    }

    private func fault(_ expected: String, field: String? = nil, found: String? = nil) -> ManifestError {
        // A byte is quoted only where it cannot be part of a personal text.
        let seen = byte.map { (0x21..<0x7F).contains($0) ? "'\(Character(Unicode.Scalar($0)))'" : "something else" }
        return record.fault(at: place, field: field, expected: expected, found: found ?? seen ?? "the line's end")
    }
}
