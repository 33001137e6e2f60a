import JSON
import Parcels

/// From here on parcels are drawn by another secret: its hash stands here, and the secret of before is shown.
public struct SamplingSeeded: EntryContent, Hashable {
    public static let kind = EntryKind.samplingSeeded

    /// BLAKE2b-256 of the new secret, 64 hexadecimal digits.
    public let commitment: String
    /// The secret that counted until now, and the entry that named its hash; nil where there was none, or where it is lost.
    public let revealed: String?
    public let of: UInt64?
    /// The new secret itself, 64 hexadecimal digits: sealed, so that the next start can show it.
    public private(set) var secret: String?

    private enum CodingKeys: String, CodingKey { case commitment, revealed, of }

    private struct Sealed: Decodable { let secret: String }

    public init(commitment: String, secret: String, revealed: String?, of: UInt64?) {
        self.commitment = commitment
        self.secret = secret
        self.revealed = revealed
        self.of = of
    }

    public func write(to writer: inout JSONWriter) {
        writer.field("commitment", commitment)
        writer.field("revealed", ifThere: revealed)
        if let of {
            writer.key("of")
            writer.value(of)
        }
    }

    public func writePersonal(to writer: inout JSONWriter) -> Bool {
        guard let secret else { return false }
        writer.beginObject()
        writer.field("secret", secret)
        writer.endObject()
        return true
    }

    public mutating func attach(personal: [UInt8]) throws {
        secret = try PersonalPart.read(Sealed.self, personal).secret
    }
}
