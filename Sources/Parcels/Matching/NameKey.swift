/// A person's or firm's name in the form in which its ways of writing are the same: marks, capitals, the order of its words
/// (Nguyễn Văn An, AN NGUYEN VAN), and words before it that are no part of it (anh, ông, Mr).
///
/// Two people may have one name; it is never enough by itself to say who somebody is.
public struct NameKey: Sendable, Hashable {
    public let text: String

    /// Nil when nothing is left of the name.
    public init?(_ name: String) {
        let source = PlainWords(name)
        var words = source.words[...]
        // The last words stay: somebody may be called Anh or An.
        while words.count > 2, let first = words.first, Self.forms.contains(first.short) { words.removeFirst() }
        guard !words.isEmpty else { return nil }
        let sorted = words.sorted { source.text(of: $0).lexicographicallyPrecedes(source.text(of: $1)) }
        var key: [UInt8] = []
        key.reserveCapacity(source.bytes.count + sorted.count)
        for word in sorted {
            if !key.isEmpty { key.append(32) }
            key += source.text(of: word)
        }
        text = String(decoding: key, as: UTF8.self)
    }

    private static let forms: Set<UInt64> = [
        PlainWords.short("anh"), PlainWords.short("chi"), PlainWords.short("ong"), PlainWords.short("ba"),
        PlainWords.short("co"), PlainWords.short("chu"), PlainWords.short("bac"), PlainWords.short("em"),
        PlainWords.short("mr"), PlainWords.short("mrs"), PlainWords.short("ms"), PlainWords.short("miss"),
        PlainWords.short("cty"), PlainWords.short("shop"),
    ]
}
