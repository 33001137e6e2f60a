/// The name of an account: who did something.
public struct AccountID: Sendable, Hashable, Codable, CustomStringConvertible {
    public let name: String

    /// Nil unless the name has 1 to 32 small ASCII letters, digits, hyphens or dots.
    public init?(_ name: String) {
        let isAllowed: (UInt8) -> Bool = {
            (48...57).contains($0) || (97...122).contains($0) || $0 == 45 || $0 == 46
        }
        guard (1...32).contains(name.utf8.count), name.utf8.allSatisfy(isAllowed) else { return nil }
        self.name = name
    }

    public var description: String { name }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let account = AccountID(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no account name")
        }
        self = account
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}
