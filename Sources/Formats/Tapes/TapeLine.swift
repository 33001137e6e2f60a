/// One line of a tape, or of a script beside one, taken apart word by word.
public struct TapeLine: Sendable {
    private let bytes: ArraySlice<UInt8>
    private let file: String
    private let number: Int
    private var place: Int
    /// Where the word begins that was taken last.
    private var wordStart: Int

    public init(_ bytes: ArraySlice<UInt8>, file: String, number: Int) {
        self.bytes = bytes
        self.file = file
        self.number = number
        place = bytes.startIndex
        wordStart = place
    }

    public var isAtEnd: Bool { place == bytes.endIndex }

    /// Nothing stands here, or a remark.
    public var isRemark: Bool {
        let first = bytes.first { $0 != 0x20 }
        return first == nil || first == UInt8(ascii: "#")
    }

    /// What is wrong with the word that was taken last.
    public func problem(_ expected: String) -> TapeError { problem(expected, at: wordStart) }

    func problem(_ expected: String, at place: Int) -> TapeError {
        let rest = bytes[place...].prefix { $0 != 0x20 }.prefix(24)
        let found = rest.isEmpty ? "nothing" : "'\(rest.map { ControlCharacter.text($0) }.joined())'"
        return TapeError(
            file: file, line: number, column: place - bytes.startIndex + 1, expected: expected, found: found)
    }

    /// The next word, up to a space.
    public mutating func word(_ expected: String) throws(TapeError) -> Substring {
        skipSpaces()
        let word = bytes[place...].prefix { $0 != 0x20 }
        guard !word.isEmpty, word.count <= 128, word.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw problem(expected)
        }
        place = word.endIndex
        return Substring(String(decoding: word, as: UTF8.self))
    }

    /// All that is left: printable text.
    mutating func rest(_ expected: String) throws(TapeError) -> String {
        skipSpaces()
        let bytes = bytes[place...]
        guard !bytes.isEmpty, bytes.count <= 200, bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }),
            let text = String(validating: bytes, as: UTF8.self)
        else { throw problem(expected) }
        place = bytes.endIndex
        return text
    }

    public mutating func end() throws(TapeError) {
        skipSpaces()
        guard isAtEnd else { throw problem("the end of the line") }
    }

    /// The first byte of what is left, behind spaces.
    public var next: UInt8? { bytes[place...].first { $0 != 0x20 } }

    /// Bytes, as hexadecimal digits or as a quoted text with control characters by name.
    public mutating func value() throws(TapeError) -> [UInt8] {
        skipSpaces()
        return bytes[place...].first == UInt8(ascii: "\"") ? try quoted() : try hexadecimal()
    }

    private mutating func hexadecimal() throws(TapeError) -> [UInt8] {
        var found: [UInt8] = []
        var high: UInt8?
        while place < bytes.endIndex, bytes[place] != 0x20 {
            guard let digit = Self.digit(bytes[place]) else {
                throw problem("bytes, as hexadecimal digits or as a quoted text", at: place)
            }
            if let first = high.take() { found.append(first << 4 | digit) } else { high = digit }
            place += 1
        }
        guard high == nil else { throw problem("two hexadecimal digits for each byte", at: place - 1) }
        guard !found.isEmpty else { throw problem("bytes, as hexadecimal digits or as a quoted text") }
        guard found.count <= Tape.transferLimit else { throw problem("at most \(Tape.transferLimit) bytes") }
        return found
    }

    private mutating func quoted() throws(TapeError) -> [UInt8] {
        var found: [UInt8] = []
        place += 1
        while place < bytes.endIndex {
            let byte = bytes[place]
            switch byte {
            case UInt8(ascii: "\""):
                place += 1
                guard place == bytes.endIndex || bytes[place] == 0x20 else {
                    throw problem("a space behind the quotation mark; '\"' within a text is <0x22>", at: place)
                }
                guard found.count <= Tape.transferLimit else { throw problem("at most \(Tape.transferLimit) bytes") }
                return found
            case UInt8(ascii: "<"):
                let name = bytes[(place + 1)...].prefix(8).prefix { $0 != UInt8(ascii: ">") }
                guard name.endIndex < bytes.endIndex, bytes[name.endIndex] == UInt8(ascii: ">"),
                    let control = ControlCharacter.byte(named: Substring(String(decoding: name, as: UTF8.self)))
                else { throw problem("a control character such as <STX> or <0x1D>", at: place) }
                found.append(control)
                place = name.endIndex + 1
            case 0x20...0x7E:
                found.append(byte)
                place += 1
            default: throw problem("printable ASCII, or a byte by name such as <0xC3>", at: place)
            }
        }
        throw problem("a quotation mark at the text's end", at: place)
    }

    private mutating func skipSpaces() {
        while place < bytes.endIndex, bytes[place] == 0x20 { place += 1 }
        wordStart = place
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}
