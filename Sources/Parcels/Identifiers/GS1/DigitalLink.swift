/// A GS1 Digital Link URI (GS1 Digital Link standard: URI syntax): any domain, the key and what qualifies it in the path, further
/// elements in the query. Compressed ones are not read.
struct DigitalLink {
    /// The elements as an element string.
    let elements: [UInt8]

    /// Keys that may begin the part of the path that matters.
    private static let keys: Set<String> = [
        "00", "01", "253", "255", "401", "402", "414", "417", "8003", "8004", "8006", "8010", "8013", "8017", "8018",
    ]

    static func hasBeginning(_ text: [UInt8]) -> Bool { address(text) != nil }

    /// What comes behind `http://` or `https://`, in whatever case.
    private static func address(_ text: [UInt8]) -> ArraySlice<UInt8>? {
        for beginning in ["https://", "http://"] where text.count > beginning.utf8.count {
            if zip(text, beginning.utf8).allSatisfy({ byte, letter in
                byte == letter || (isLetter(byte) && byte | 0x20 == letter)
            }) {
                return text[beginning.utf8.count...]
            }
        }
        return nil
    }

    /// Nil where the text is no such link.
    init?(_ text: [UInt8]) {
        guard let address = Self.address(text) else { return nil }
        let whole = address.prefix { $0 != 0x23 }
        let path = whole.prefix { $0 != 0x3F }
        let query = whole[path.endIndex...].dropFirst()
        let parts = path.split(separator: 0x2F, omittingEmptySubsequences: false)
        guard parts.count >= 3, !parts[0].isEmpty else { return nil }
        // A final slash says nothing.
        let segments = parts.dropFirst().last?.isEmpty == true ? parts.dropFirst().dropLast() : parts.dropFirst()
        // The keys are the last pairs of the path; a stem of any kind may stand before them.
        var start = segments.endIndex - 2
        var first: Int?
        while start >= segments.startIndex, Self.identifier(segments[start]) != nil {
            if Self.keys.contains(String(decoding: segments[start], as: UTF8.self)) { first = start }
            start -= 2
        }
        guard let first else { return nil }
        var elements: [UInt8] = []
        for place in stride(from: first, to: segments.endIndex, by: 2) {
            guard let identifier = Self.identifier(segments[place]),
                let value = PercentCode.decode(segments[place + 1]), !value.isEmpty
            else { return nil }
            Self.add(identifier, value, to: &elements)
        }
        for pair in query.split(whereSeparator: { $0 == 0x26 || $0 == 0x3B }) {
            let halves = pair.split(separator: 0x3D, maxSplits: 1, omittingEmptySubsequences: false)
            guard halves.count == 2, let identifier = Self.identifier(halves[0]) else { continue }
            guard let value = PercentCode.decode(halves[1]), !value.isEmpty else { return nil }
            Self.add(identifier, value, to: &elements)
        }
        self.elements = elements
    }

    private static func identifier(_ text: ArraySlice<UInt8>) -> String? {
        guard (2...4).contains(text.count), text.allSatisfy(isDigit) else { return nil }
        let number = String(decoding: text, as: UTF8.self)
        return ApplicationIdentifier.named(number) == nil ? nil : number
    }

    private static func add(_ identifier: String, _ value: [UInt8], to elements: inout [UInt8]) {
        if !elements.isEmpty { elements.append(0x1D) }
        elements += identifier.utf8
        // A shorter trade item number is written with zeros before it in an element string.
        if identifier == "01", [8, 12, 13].contains(value.count) {
            elements += [UInt8](repeating: 48, count: 14 - value.count)
        }
        elements += value
    }
}
