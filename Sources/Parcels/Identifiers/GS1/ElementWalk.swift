/// Goes through a GS1 element string, element by element, without copying it.
struct ElementWalk {
    /// Where an element stands.
    struct Element: Sendable, Equatable {
        /// Its identifier's place in `ApplicationIdentifier.all`.
        let identifier: Int
        let start: Int
        let value: Range<Int>

        var what: ApplicationIdentifier { ApplicationIdentifier.all[identifier] }
    }

    let bytes: [UInt8]
    private(set) var place: Int
    private(set) var hasSeparator = false

    init(_ bytes: [UInt8], from start: Int = 0) {
        self.bytes = bytes
        place = start
    }

    /// The size of the separator that stands at a place: GS or RS as themselves, as caret notation has them without its caret
    /// (`]`, `^`: neither can be data), or as their visible symbols U+241D and U+241E; 0 if none does.
    static func separator(_ bytes: [UInt8], at place: Int) -> Int {
        switch bytes[place] {
        case 0x1D, 0x1E, 0x5D, 0x5E: 1
        case 0xE2:
            place + 2 < bytes.count && bytes[place + 1] == 0x90
                && (bytes[place + 2] == 0x9D || bytes[place + 2] == 0x9E)
                ? 3 : 0
        default: 0
        }
    }

    /// The next element; nil at the end.
    mutating func next() throws(ElementFault) -> Element? {
        skipSeparators()
        guard place < bytes.count else { return nil }
        guard let found = ApplicationIdentifier.find(bytes, at: place, end: bytes.count) else {
            throw ElementFault(kind: .identifier, identifier: nil, offset: place)
        }
        let what = ApplicationIdentifier.all[found.place]
        let start = place + found.size
        var end = start
        let limit = what.isPredefined ? min(bytes.count, start + what.sizes.upperBound) : bytes.count
        while end < limit, Self.separator(bytes, at: end) == 0 { end += 1 }
        let size = end - start
        guard size >= what.sizes.lowerBound else {
            throw ElementFault(kind: .tooShort, identifier: what.number, offset: place)
        }
        guard size <= what.sizes.upperBound else {
            throw ElementFault(kind: .separator, identifier: what.number, offset: place)
        }
        let element = Element(identifier: found.place, start: place, value: start..<end)
        try ElementCheck(bytes: bytes, what: what).check(element)
        place = end
        return element
    }

    private mutating func skipSeparators() {
        while place < bytes.count {
            let size = Self.separator(bytes, at: place)
            guard size > 0 else { return }
            hasSeparator = true
            place += size
        }
    }
}
