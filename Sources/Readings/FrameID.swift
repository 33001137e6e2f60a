/// A picture by the BLAKE2b-256 hash of its file, as 64 hexadecimal digits.
public struct FrameID: Sendable, Hashable, Codable, CustomStringConvertible {
    public let text: String

    /// Nil unless there are 64 digits of 0 to 9 and a to f.
    public init?(_ text: String) {
        guard text.utf8.count == 64, text.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }) else {
            return nil
        }
        self.text = text
    }

    /// Enough of it for a person to tell pictures apart.
    public var short: String { String(text.prefix(12)) }

    public var description: String { text }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let frame = FrameID(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no picture's hash")
        }
        self = frame
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
