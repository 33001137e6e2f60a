import Words

/// What is wrong with a GS1 element string, and where.
public struct ElementFault: Error, Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// No application identifier stands where one must.
        case identifier = "identifier"
        case tooShort = "too-short"
        /// Longer than its data may be: a separator (FNC1, GS) is missing behind it, so that nobody can tell where it ends.
        case separator = "separator"
        case characters = "characters"
        case check = "check"
        /// Of a date, a time, a country or whatever else its data must be.
        case value = "value"
        /// Another parcel's key might begin within it: a separator may have been dropped.
        case dropped = "dropped"
    }

    public let kind: Kind
    /// The application identifier it is about, if one was recognised.
    public let identifier: String?
    /// Bytes from the beginning of the data.
    public let offset: Int

    public func text(_ language: Language) -> String {
        Catalogue.text(
            "element-fault.\(kind.rawValue)", language,
            [(name: "identifier", value: identifier ?? "?"), (name: "offset", value: String(offset + 1))])
    }
}

extension ElementFault: CustomStringConvertible {
    public var description: String { text(.english) }
}
