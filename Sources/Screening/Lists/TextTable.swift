/// Places by texts that are compared byte by byte: look-ups far cheaper than those of a dictionary of strings.
struct TextTable: Sendable {
    private struct Entry {
        var hash: UInt64 = 0
        var text = ""
        /// Negative in an empty place.
        var place = -1
    }

    private var entries: [Entry] = []

    init(_ places: [String: Int]) {
        guard !places.isEmpty else { return }
        var size = 4
        while size < places.count * 2 { size *= 2 }
        entries = Array(repeating: Entry(), count: size)
        for (text, place) in places {
            let hash = Self.hash(text)
            var at = Int(truncatingIfNeeded: hash) & (size - 1)
            while entries[at].place >= 0 { at = (at + 1) & (size - 1) }
            entries[at] = Entry(hash: hash, text: text, place: place)
        }
    }

    var isEmpty: Bool { entries.isEmpty }

    subscript(text: String) -> Int? { entries.isEmpty ? nil : find(text, Self.hash(text)) }

    /// - Parameter hash: the text's, for whoever asks several tables for it.
    func find(_ text: String, _ hash: UInt64) -> Int? {
        guard !entries.isEmpty else { return nil }
        var at = Int(truncatingIfNeeded: hash) & (entries.count - 1)
        while entries[at].place >= 0 {
            if entries[at].hash == hash, entries[at].text.hasSameCodePoints(as: text) { return entries[at].place }
            at = (at + 1) & (entries.count - 1)
        }
        return nil
    }

    /// Eight bytes at a time.
    static func hash(_ text: String) -> UInt64 {
        let bytes = text.utf8.span
        var state = UInt64(bytes.count)
        var word: UInt64 = 0
        for index in bytes.indices {
            word = word << 8 | UInt64(bytes[index])
            if index & 7 == 7 {
                state = mixed(state, word)
                word = 0
            }
        }
        return mixed(state, word)
    }

    private static func mixed(_ state: UInt64, _ word: UInt64) -> UInt64 {
        let product = (state ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        return product.high ^ product.low
    }
}
