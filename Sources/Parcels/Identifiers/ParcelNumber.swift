/// A parcel's number: a scheme and the canonical form in it. There is none of S10 or SSCC with a wrong check digit; of other
/// schemes, which a site may name and forget again, what was written down once is read again as it stands.
public struct ParcelNumber: Sendable, Hashable {
    public let scheme: Scheme
    public let canonical: CanonicalNumber

    public init(_ number: S10) {
        scheme = .s10
        canonical = number.canonical
    }

    public init(_ number: SSCC) {
        scheme = .sscc
        canonical = number.canonical
    }

    /// A number whose scheme has been recognised.
    init(recognised scheme: Scheme, _ canonical: CanonicalNumber) {
        self.scheme = scheme
        self.canonical = canonical
    }

    /// Reads a canonical form of a named scheme again, as a stored record has it.
    public init?(scheme: Scheme, canonical text: [UInt8]) {
        switch scheme {
        case .s10:
            guard let number = try? S10(text) else { return nil }
            self.init(number)
        case .sscc:
            guard let number = try? SSCC(text) else { return nil }
            self.init(number)
        default:
            guard let canonical = CanonicalNumber(text) else { return nil }
            self.init(recognised: scheme, canonical)
        }
    }

    /// The issuing post's country for S10; nil for other schemes.
    public var country: String? {
        guard scheme == .s10 else { return nil }
        return String(decoding: [canonical[11], canonical[12]], as: UTF8.self)
    }

    /// Whether a check digit of the scheme speaks for the number, so that it can say by itself which parcel this is.
    public var hasCheckDigit: Bool { evidence == .checkDigit }

    /// What the form of the number gives: of a scheme that only a site knows, a structure where it has a letter or a sign of its
    /// own among its digits, and otherwise nothing but its length.
    public var evidence: NumberEvidence {
        if let known = KnownScheme(scheme) { return known.facts.evidence }
        return (0..<Int(canonical.count)).allSatisfy { isDigit(canonical[$0]) } ? .length : .structure
    }
}

extension ParcelNumber: CustomStringConvertible {
    public var description: String { canonical.description }
}

extension ParcelNumber: Codable {
    private enum Keys: String, CodingKey {
        case scheme, number
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Keys.self)
        let scheme = try fields.decode(Scheme.self, forKey: .scheme)
        let text = try fields.decode(String.self, forKey: .number)
        guard let number = ParcelNumber(scheme: scheme, canonical: Array(text.utf8)) else {
            throw DecodingError.dataCorruptedError(
                forKey: .number, in: fields, debugDescription: "'\(text)' is no valid \(scheme.rawValue) number")
        }
        self = number
    }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Keys.self)
        try fields.encode(scheme, forKey: .scheme)
        try fields.encode(description, forKey: .number)
    }
}
