/// A person's or firm's name in the form in which its ways of writing are the same: marks, capitals, the order of its words
/// (Nguyễn Văn An, AN NGUYEN VAN), and words before it that are no part of it (anh, ông, Mr).
///
/// Two people may have one name; it is never enough by itself to say who somebody is.
public struct NameKey: Sendable, Hashable {
    public let text: String

    /// Nil when nothing is left of the name.
    public init?(_ name: String) {
        var words = FoldedText.plain(name).split(separator: " ")
        // The last word stays: somebody may be called Anh or An.
        while words.count > 2, Self.forms.contains(words[0]) { words.removeFirst() }
        guard !words.isEmpty else { return nil }
        text = words.sorted().joined(separator: " ")
    }

    private static let forms: Set<Substring> = [
        "anh", "chi", "ong", "ba", "co", "chu", "bac", "em", "mr", "mrs", "ms", "miss", "cty", "shop",
    ]
}
