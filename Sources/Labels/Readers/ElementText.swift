/// GS1 element strings as people read them: `(01)09501101530003(10)AB-123`.
enum ElementText {
    /// The first two digits of application identifiers whose elements have a length of their own and need no separator behind
    /// them (GS1 General Specifications, figure 7.8.5-2).
    private static let selfEnding: Set<Int> = [
        0, 1, 2, 3, 4, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 31, 32, 33, 34, 35, 36, 41,
    ]

    /// The element string that a symbol holds, with GS (0x1D) where a separator is needed. Nil where the text can be read in two
    /// ways: data may hold parentheses itself.
    static func elementString(_ text: [UInt8]) -> [UInt8]? {
        var made: [UInt8] = []
        var place = 0
        var needsSeparator = false
        while place < text.count {
            guard text[place] == UInt8(ascii: "("),
                let end = text[place...].firstIndex(of: UInt8(ascii: ")"))
            else { return nil }
            let identifier = text[(place + 1)..<end]
            guard (2...4).contains(identifier.count), identifier.allSatisfy({ (0x30...0x39).contains($0) }) else {
                return nil
            }
            let next = text[(end + 1)...].firstIndex(of: UInt8(ascii: "(")) ?? text.count
            let data = text[(end + 1)..<next]
            guard !data.isEmpty, !data.contains(UInt8(ascii: ")")) else { return nil }
            if needsSeparator { made.append(0x1D) }
            made += identifier
            made += data
            let family = Int(identifier[place + 1] - 0x30) * 10 + Int(identifier[place + 2] - 0x30)
            needsSeparator = !selfEnding.contains(family)
            place = next
        }
        return made.isEmpty ? nil : made
    }
}
