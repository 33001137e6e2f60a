import Parcels

/// Puts the fixed-width fields of a telegram together.
struct TelegramWriter {
    private var bytes: [UInt8] = []

    mutating func begin(_ type: StaticString, _ sequence: UInt32) {
        bytes.reserveCapacity(SorterProtocol.sizeLimit)
        bytes.append(contentsOf: SorterProtocol.magic)
        decimal(0, 4)
        decimal(UInt64(sequence), 6)
        for place in 0..<type.utf8CodeUnitCount { unsafe bytes.append(type.utf8Start[place]) }
    }

    mutating func decimal(_ value: UInt64, _ width: Int) {
        let start = bytes.count
        var rest = value
        for _ in 0..<width { bytes.append(48) }
        var place = start + width - 1
        while rest > 0, place >= start {
            let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
            bytes[place] = 48 + UInt8(digit)
            rest = quotient
            place -= 1
        }
    }

    mutating func letter(_ letter: UInt8) { bytes.append(letter) }

    /// A line's name, eight places, spaces behind.
    mutating func name(_ name: String) {
        bytes.append(contentsOf: name.utf8)
        for _ in name.utf8.count..<8 { bytes.append(32) }
    }

    mutating func finish() -> [UInt8] {
        let length = bytes.count + SorterCodec.trailerSize
        var rest = length
        for place in stride(from: 6, through: 3, by: -1) {
            bytes[place] = 48 + UInt8(rest % 10)
            rest /= 10
        }
        let check = CRC32.of(bytes[...])
        for shift in stride(from: 28, through: 0, by: -4) {
            let nibble = UInt8(truncatingIfNeeded: check >> UInt32(shift) & 15)
            bytes.append(nibble < 10 ? nibble + 48 : nibble + 55)
        }
        bytes.append(13)
        bytes.append(10)
        return bytes
    }
}

/// Takes the fixed-width fields of a telegram apart, after its frame and check are found right.
struct TelegramReader {
    private let bytes: [UInt8]
    private var place: Int
    private let bodyEnd: Int
    let sequence: UInt32

    init(_ bytes: [UInt8]) throws(TelegramFault) {
        let shortest = SorterCodec.headerSize + SorterCodec.trailerSize
        guard bytes.count >= shortest, bytes.count <= SorterProtocol.sizeLimit else {
            throw TelegramFault(
                why: .length, at: bytes.count, expected: "\(shortest) to \(SorterProtocol.sizeLimit) bytes")
        }
        guard bytes.starts(with: SorterProtocol.magic) else {
            throw TelegramFault(why: .type, at: 0, expected: "PG1")
        }
        guard bytes[bytes.count - 2] == 13, bytes[bytes.count - 1] == 10 else {
            throw TelegramFault(why: .length, at: bytes.count - 2, expected: "CR LF")
        }
        self.bytes = bytes
        bodyEnd = bytes.count - SorterCodec.trailerSize
        guard let length: Int = Self.decimal(bytes[3..<7]), length == bytes.count else {
            throw TelegramFault(why: .length, at: 3, expected: "the length \(bytes.count)")
        }
        guard let check = Self.hexadecimal(bytes[bodyEnd..<(bodyEnd + 8)]), check == CRC32.of(bytes[..<bodyEnd]) else {
            throw TelegramFault(why: .check, at: bodyEnd, expected: "the CRC-32 of what comes before")
        }
        guard let sequence: UInt32 = Self.decimal(bytes[7..<13]), sequence > 0 else {
            throw TelegramFault(why: .field, at: 7, expected: "a sequence from 000001 to 999999")
        }
        self.sequence = sequence
        place = SorterCodec.headerSize
    }

    var type: String { String(decoding: bytes[13..<15], as: UTF8.self) }

    mutating func number<Number: FixedWidthInteger>(_ width: Int) throws(TelegramFault) -> Number {
        let start = place
        guard let value: Number = Self.decimal(try field(width)) else {
            throw TelegramFault(why: .field, at: start, expected: "\(width) digits, at most \(Number.max)")
        }
        return value
    }

    mutating func track() throws(TelegramFault) -> TrackID {
        let start = place
        guard let track = try optionalTrack() else {
            throw TelegramFault(why: .field, at: start, expected: "a track number from 1")
        }
        return track
    }

    mutating func optionalTrack() throws(TelegramFault) -> TrackID? { TrackID(try number(8)) }

    mutating func line() throws(TelegramFault) -> LineID {
        let start = place
        let text = try field(8)
        let name = text.prefix { $0 != 32 }
        guard text.dropFirst(name.count).allSatisfy({ $0 == 32 }),
            let line = LineID(String(decoding: name, as: UTF8.self))
        else { throw TelegramFault(why: .field, at: start, expected: "a line's name") }
        return line
    }

    mutating func choice<Choice: TelegramLetter>() throws(TelegramFault) -> Choice {
        let start = place
        let found = try field(1)
        guard let choice = Choice.allCases.first(where: { $0.letter == found[found.startIndex] }) else {
            let letters = Choice.allCases.map { String(decoding: [$0.letter], as: UTF8.self) }
            throw TelegramFault(why: .field, at: start, expected: "one of \(letters.joined(separator: ", "))")
        }
        return choice
    }

    /// Whether the letter is the first of two possible ones.
    mutating func oneOf(_ first: UInt8, _ second: UInt8) throws(TelegramFault) -> Bool {
        let start = place
        let letter = try field(1)
        guard letter[letter.startIndex] == first || letter[letter.startIndex] == second else {
            throw TelegramFault(
                why: .field, at: start, expected: "one of \(String(decoding: [first, 44, second], as: UTF8.self))")
        }
        return letter[letter.startIndex] == first
    }

    mutating func flag(_ raised: UInt8) throws(TelegramFault) -> Bool { try oneOf(raised, 0x2D) }

    func end() throws(TelegramFault) {
        guard place == bodyEnd else { throw TelegramFault(why: .length, at: place, expected: "the end of the body") }
    }

    private mutating func field(_ width: Int) throws(TelegramFault) -> ArraySlice<UInt8> {
        guard place + width <= bodyEnd else {
            throw TelegramFault(why: .length, at: place, expected: "\(width) more bytes")
        }
        defer { place += width }
        return bytes[place..<(place + width)]
    }

    private static func decimal<Number: FixedWidthInteger>(_ digits: ArraySlice<UInt8>) -> Number? {
        var value: Number = 0
        for digit in digits {
            guard (48...57).contains(digit) else { return nil }
            let (shifted, over) = value.multipliedReportingOverflow(by: 10)
            let (added, more) = shifted.addingReportingOverflow(Number(truncatingIfNeeded: digit - 48))
            guard !over, !more else { return nil }
            value = added
        }
        return value
    }

    private static func hexadecimal(_ digits: ArraySlice<UInt8>) -> UInt32? {
        var value: UInt32 = 0
        for digit in digits {
            switch digit {
            case 48...57: value = value << 4 | UInt32(digit - 48)
            case 65...70: value = value << 4 | UInt32(digit - 55)
            default: return nil
            }
        }
        return value
    }
}
