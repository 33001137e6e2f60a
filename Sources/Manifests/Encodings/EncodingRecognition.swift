/// Finds out how a file is encoded, from its head; never by luck.
///
/// The rule, in order: a byte-order mark; a zero byte beside an ASCII one at the start (UTF-16); UTF-8 that holds, or holds
/// but for one fault in ten; else the words with marks are decoded as TCVN3, as VNI and as Windows-1258, and counted as
/// syllables of Vietnamese. One of the three is taken when at least `wordMinimum` words say so, three of four of its words
/// are syllables and no other comes near half of that. Else the file is refused, and a person says what it is.
struct EncodingRecognition {
    /// How much of a file is looked at.
    static let headLimit = 256 << 10
    static let wordMinimum = 5

    enum Outcome: Equatable {
        /// The encoding, and how many bytes of a byte-order mark come first.
        case certain(TextEncoding, mark: Int)
        /// Words with marks, and how many of them are syllables by encoding.
        case unsure(words: Int, [TextEncoding: Int])
    }

    static func of(_ head: [UInt8]) -> Outcome {
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { return .certain(.utf8, mark: 3) }
        if head.starts(with: [0xFF, 0xFE]) { return .certain(.utf16LittleEndian, mark: 2) }
        if head.starts(with: [0xFE, 0xFF]) { return .certain(.utf16BigEndian, mark: 2) }
        if head.count >= 2, head[0] == 0, (1..<0x80).contains(head[1]) { return .certain(.utf16BigEndian, mark: 0) }
        if head.count >= 2, head[1] == 0, (1..<0x80).contains(head[0]) { return .certain(.utf16LittleEndian, mark: 0) }
        let (right, wrong) = utf8Letters(head)
        if wrong == 0 || right >= 10 * wrong { return .certain(.utf8, mark: 0) }
        return byWords(head)
    }

    /// Letters of several bytes that are right and wrong UTF-8. A letter cut off by the head's end counts as neither.
    private static func utf8Letters(_ head: [UInt8]) -> (right: Int, wrong: Int) {
        var (right, wrong) = (0, 0)
        var place = 0
        while place < head.count {
            guard head[place] >= 0x80 else {
                place += 1
                continue
            }
            switch UTF8Letter.length(head[...], at: place) {
            case .right(let length):
                right += 1
                place += length
            case .cut: return (right, wrong)
            case .wrong:
                wrong += 1
                place += 1
            }
        }
        return (right, wrong)
    }

    private static func byWords(_ head: [UInt8]) -> Outcome {
        var words = Set<ArraySlice<UInt8>>()
        for word in head.split(whereSeparator: { !LegacyWord.isLetter($0) }) {
            if words.count == 4_000 { break }
            if word.contains(where: { $0 >= 0x80 }) { words.insert(word) }
        }
        var syllables: [TextEncoding: Int] = [:]
        for encoding in TextEncoding.legacy {
            syllables[encoding] = words.count { word in
                let letters = LegacyWord.decode(word, encoding)
                return VietnameseSyllable.isOne(letters.compactMap(\.self)) && !letters.contains(nil)
            }
        }
        let ranked = TextEncoding.legacy.sorted { (syllables[$0] ?? 0) > (syllables[$1] ?? 0) }
        let (best, second) = (syllables[ranked[0]] ?? 0, syllables[ranked[1]] ?? 0)
        guard best >= wordMinimum, best * 4 >= words.count * 3, second * 2 < best else {
            return .unsure(words: words.count, syllables)
        }
        return .certain(ranked[0], mark: 0)
    }
}

/// One letter of UTF-8 as RFC 3629 allows it.
enum UTF8Letter {
    case right(Int)
    /// The bytes end within it.
    case cut
    case wrong

    /// The letter whose first byte, from 0x80 on, stands at `place`.
    static func length(_ bytes: ArraySlice<UInt8>, at place: Int) -> UTF8Letter {
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch bytes[place] {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: length = 4
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return .wrong
        }
        for next in 1..<length {
            guard place + next < bytes.endIndex else { return .cut }
            guard (next == 1 ? second : 0x80...0xBF).contains(bytes[place + next]) else { return .wrong }
        }
        return .right(length)
    }
}
