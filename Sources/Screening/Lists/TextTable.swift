/// Places by texts that are compared byte by byte: look-ups far cheaper than those of a dictionary of strings.
struct TextTable: Sendable {
    private struct Entry {
        var hash: UInt64 = 0
        var text = ""
        /// Negative in an empty place.
        var place = -1
    }

    private var entries: [Entry] = []

    init() {}

    init(_ places: [String: Int]) {
        guard !places.isEmpty else { return }
        var size = 4
        while size < places.count * 2 { size *= 2 }
        entries = Array(repeating: Entry(), count: size)
        for (text, place) in places {
            let hash = SignHash.of(text.utf8)
            var at = Int(truncatingIfNeeded: hash) & (size - 1)
            while entries[at].place >= 0 { at = (at + 1) & (size - 1) }
            entries[at] = Entry(hash: hash, text: text, place: place)
        }
    }

    var isEmpty: Bool { entries.isEmpty }

    subscript(text: String) -> Int? {
        guard !entries.isEmpty else { return nil }
        var hash = SignHash()
        let bytes = text.utf8.span
        for index in bytes.indices { hash.add(bytes[index]) }
        let value = hash.value
        var at = Int(truncatingIfNeeded: value) & (entries.count - 1)
        while entries[at].place >= 0 {
            if entries[at].hash == value, entries[at].text.hasSameCodePoints(as: text) { return entries[at].place }
            at = (at + 1) & (entries.count - 1)
        }
        return nil
    }
}
