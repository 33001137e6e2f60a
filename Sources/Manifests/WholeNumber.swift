/// A whole number as people and their spreadsheets write it.
enum WholeNumber {
    /// - Parameter text: digits; or digits in groups of three parted by one of `.`, `,`, `'`, a space or a no-break space
    ///   (1.200.000 and 1,200,000); behind either, a decimal point or comma of another kind than the groups' and one or two
    ///   zeros (1.200,00). Three digits behind the only separator are a group: no column has fractions.
    /// - Returns: nil for anything else, or more than 15 digits.
    static func read(_ text: ArraySlice<UInt8>) -> Int? {
        // Digits, separators put as one byte each.
        var plain: [UInt8] = []
        var isPlain = true
        var rest = text
        while let byte = rest.first {
            if byte == 0xC2, rest.dropFirst().first == 0xA0 {
                rest = rest.dropFirst(2)
                plain.append(0x20)
                isPlain = false
                continue
            }
            plain.append(byte)
            if !(0x30...0x39).contains(byte) { isPlain = false }
            rest = rest.dropFirst()
        }
        if isPlain { return number(plain[...]) }
        var parts = plain.split(omittingEmptySubsequences: false) { !(0x30...0x39).contains($0) }
        var separators = plain.filter { !(0x30...0x39).contains($0) }
        guard separators.allSatisfy({ [0x2E, 0x2C, 0x27, 0x20].contains($0) }), parts.allSatisfy({ !$0.isEmpty }) else {
            return nil
        }
        if let last = separators.last, last == 0x2E || last == 0x2C, separators.count(where: { $0 == last }) == 1,
            let zeros = parts.last, zeros.count <= 2, zeros.allSatisfy({ $0 == 0x30 })
        {
            separators.removeLast()
            parts.removeLast()
        }
        guard Set(separators).count <= 1 else { return nil }
        if parts.count > 1 {
            guard (1...3).contains(parts[0].count), parts.dropFirst().allSatisfy({ $0.count == 3 }) else { return nil }
        }
        return number(parts.joined())
    }

    /// A number as JSON has it: digits, perhaps with zeros behind the point; never an exponent, never groups.
    static func readJSON(_ text: ArraySlice<UInt8>) -> Int? {
        let parts = text.split(separator: 0x2E, maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, whole.allSatisfy({ (0x30...0x39).contains($0) }),
            parts.dropFirst().allSatisfy({ $0.allSatisfy { $0 == 0x30 } })
        else { return nil }
        return number(whole)
    }

    private static func number(_ digits: some Collection<UInt8>) -> Int? {
        guard (1...15).contains(digits.count) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
}
