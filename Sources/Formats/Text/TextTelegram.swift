import Parcels

/// What the telegrams of a text device mean.
public struct TextDialect: Sendable, Hashable {
    public let framing: TextFraming
    /// Whole telegrams, or single codes in one, that say that nothing was read.
    public let noRead: Set<[UInt8]>
    /// Telegrams that only say that the device lives.
    public let heartbeat: Set<[UInt8]>
    /// What parts several codes in one telegram; nil when there is only one.
    public let separator: UInt8?
    /// Whether each code begins with its AIM symbology identifier.
    public let hasSymbology: Bool

    public init(
        framing: TextFraming, noRead: Set<[UInt8]>, heartbeat: Set<[UInt8]>, separator: UInt8?, hasSymbology: Bool
    ) {
        self.framing = framing
        self.noRead = noRead
        self.heartbeat = heartbeat
        self.separator = separator
        self.hasSymbology = hasSymbology
    }

    public struct Code: Sendable, Hashable {
        public let label: [UInt8]
        public let symbology: SymbologyIdentifier?
    }

    public enum Meaning: Sendable, Hashable {
        case codes([Code])
        case noRead
        case heartbeat
        case empty
    }

    /// Most codes that one telegram may have; what comes after is dropped.
    public static let codeLimit = 32

    public func meaning(of telegram: [UInt8]) -> Meaning {
        if telegram.isEmpty { return .empty }
        if heartbeat.contains(telegram) { return .heartbeat }
        if noRead.contains(telegram) { return .noRead }
        var parts: [ArraySlice<UInt8>] = [telegram[...]]
        if let separator {
            parts = telegram.split(separator: separator, maxSplits: Self.codeLimit, omittingEmptySubsequences: true)
        }
        let codes = parts.prefix(Self.codeLimit).compactMap { noRead.contains(Array($0)) ? nil : code($0) }
        if codes.isEmpty { return .noRead }
        return .codes(codes)
    }

    private func code(_ text: ArraySlice<UInt8>) -> Code? {
        if hasSymbology, text.count >= 3, text[text.startIndex] == 0x5D,
            let symbology = SymbologyIdentifier(
                letter: text[text.startIndex + 1], modifier: text[text.startIndex + 2])
        {
            let label = text.dropFirst(3)
            return label.isEmpty ? nil : Code(label: Array(label), symbology: symbology)
        }
        return text.isEmpty ? nil : Code(label: Array(text), symbology: nil)
    }
}
