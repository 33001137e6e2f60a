/// Turns a file's bytes into UTF-8, however they are cut up. What the encoding does not have becomes the byte 0xFF, which is
/// never UTF-8: the reader of the rows names its place.
struct TextDecoder {
    static let broken: UInt8 = 0xFF

    let encoding: TextEncoding
    /// A word, or half a letter, whose rest has not come yet.
    private var pending: [UInt8] = []

    /// Longest run of letters that is taken as one word.
    private static let wordLimit = 256

    init(_ encoding: TextEncoding) { self.encoding = encoding }

    mutating func decode(_ bytes: ArraySlice<UInt8>, into text: inout [UInt8]) {
        switch encoding {
        case .utf8: text += bytes
        case .utf16LittleEndian, .utf16BigEndian:
            pending += bytes
            decodePairs(into: &text)
        case .tcvn3, .vni, .windows1258:
            for byte in bytes {
                if LegacyWord.isLetter(byte) {
                    // A mark stays with its vowel: what is too long is parted before an ASCII letter.
                    if pending.count >= Self.wordLimit, byte < 0x80 || pending.count > 2 * Self.wordLimit {
                        endWord(into: &text)
                    }
                    pending.append(byte)
                } else {
                    endWord(into: &text)
                    text.append(byte)
                }
            }
        }
    }

    /// The end of the file.
    mutating func finish(into text: inout [UInt8]) {
        switch encoding {
        case .utf8: break
        case .utf16LittleEndian, .utf16BigEndian:
            if !pending.isEmpty { text.append(Self.broken) }
            pending = []
        case .tcvn3, .vni, .windows1258: endWord(into: &text)
        }
    }

    private mutating func endWord(into text: inout [UInt8]) {
        guard !pending.isEmpty else { return }
        if pending.contains(where: { $0 >= 0x80 }) {
            for scalar in LegacyWord.decode(pending, encoding) { Self.put(scalar, into: &text) }
        } else {
            text += pending
        }
        pending.removeAll(keepingCapacity: true)
    }

    private mutating func decodePairs(into text: inout [UInt8]) {
        var place = 0
        func unit(_ place: Int) -> UInt32 {
            let (first, second) = (UInt32(pending[place]), UInt32(pending[place + 1]))
            return encoding == .utf16LittleEndian ? first | second << 8 : first << 8 | second
        }
        while place + 2 <= pending.count {
            let first = unit(place)
            guard (0xD800..<0xDC00).contains(first) else {
                Self.put(Unicode.Scalar(first), into: &text)
                place += 2
                continue
            }
            guard place + 4 <= pending.count else { break }
            let second = unit(place + 2)
            if (0xDC00..<0xE000).contains(second) {
                Self.put(Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)), into: &text)
                place += 4
            } else {
                Self.put(nil, into: &text)
                place += 2
            }
        }
        pending.removeFirst(place)
    }

    private static func put(_ scalar: Unicode.Scalar?, into text: inout [UInt8]) {
        if let scalar { text += UTF8.encode(scalar) ?? .init() } else { text.append(broken) }
    }
}
