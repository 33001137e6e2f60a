import Parcels

/// Replaces what labels say by characters of the same shape: a capital by a capital, a digit by a digit, so that scheme and length
/// can still be seen. The same word becomes the same other word as long as the mask lives, and never itself. Check digits that
/// were right are right again, for item numbers of the postal union and of GS1.
struct LabelMask<Source: RandomNumberGenerator> {
    /// More words than this are not remembered: the same one then becomes another each time.
    private static var memory: Int { 100_000 }

    private var random: Source
    private var known: [[UInt8]: [UInt8]] = [:]

    init(_ random: Source) { self.random = random }

    /// Replaces every word within a range of bytes.
    mutating func replace(_ bytes: inout [UInt8], _ range: Range<Int>) {
        var place = range.lowerBound
        while place < range.upperBound {
            guard bytes[place].isOfWord else {
                place += 1
                continue
            }
            let end = bytes[place..<range.upperBound].firstIndex { !$0.isOfWord } ?? range.upperBound
            bytes.replaceSubrange(place..<end, with: replaced(Array(bytes[place..<end])))
            place = end
        }
    }

    /// The word that takes the place of one that was replaced before; nil for one that was not.
    func earlier(_ word: [UInt8]) -> [UInt8]? { known[word] }

    mutating func replaced(_ word: [UInt8]) -> [UInt8] {
        if let other = known[word] { return other }
        let other = made(from: word)
        if known.count < Self.memory { known[word] = other }
        return other
    }

    private mutating func made(from word: [UInt8]) -> [UInt8] {
        if (try? S10(word)) != nil { return item(word) }
        if let digits = GS1Digits(word) { return code(word, digits) }
        var other = word
        for place in other.indices { other[place] = character(word[place]) }
        // A byte that can only be itself is no word of its own.
        return other
    }

    /// Service and country stay: they say nothing about a person.
    private mutating func item(_ word: [UInt8]) -> [UInt8] {
        var other = word
        repeat {
            for place in 2..<10 { other[place] = digit() }
            other[10] = S10.checkDigit(other[2..<10].map { $0 - 0x30 }) + 0x30
        } while other == word
        return other
    }

    private mutating func code(_ word: [UInt8], _ digits: GS1Digits) -> [UInt8] {
        var other = word
        repeat {
            for place in digits.start..<(word.count - 1) { other[place] = digit() }
            other[word.count - 1] = SSCC.checkDigit(other[digits.start..<(word.count - 1)].map { $0 - 0x30 }) + 0x30
        } while other == word
        return other
    }

    private mutating func digit() -> UInt8 { UInt8.random(in: 0x30...0x39, using: &random) }

    /// Another character of the same kind.
    private mutating func character(_ byte: UInt8) -> UInt8 {
        let range: ClosedRange<UInt8>
        switch byte {
        case 0x30...0x39: range = 0x30...0x39
        case 0x41...0x5A: range = 0x41...0x5A
        case 0x61...0x7A: range = 0x61...0x7A
        // The later bytes of a UTF-8 character; the first says how many come and stays, so that it is one again.
        case 0x80...0xBF: range = 0x80...0xBF
        default: return byte
        }
        while true {
            let other = UInt8.random(in: range, using: &random)
            if other != byte { return other }
        }
    }
}

extension UInt8 {
    /// A letter or digit, or a byte beyond ASCII, which may be of a letter.
    var isOfWord: Bool {
        switch self {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...0xFF: true
        default: false
        }
    }
}

/// Digits that end with a right check digit of GS1 (EAN, UPC, GTIN, SSCC), behind the application identifier 00 or not.
private struct GS1Digits {
    let start: Int

    init?(_ word: [UInt8]) {
        guard word.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        switch word.count {
        case 8, 12, 13, 14, 18: start = 0
        case 20 where word[0] == 0x30 && word[1] == 0x30: start = 2
        default: return nil
        }
        let digits = word[start...].map { $0 - 0x30 }
        guard SSCC.checkDigit(Array(digits.dropLast())) == digits.last else { return nil }
    }
}
