/// A sender or receiver as declared. Personal data: it leaves the program only sealed, masked or to a role that needs it.
public struct Party: Sendable, Hashable, Codable {
    public var name: String
    public var phone: PhoneNumber?
    public var address: String
    /// Of a sender: the customer's account by which the parcel was booked, and the device on which, as the operator's systems name
    /// them; nil where they do not say.
    public var account: String?
    public var device: String?

    public init(
        name: String = "", phone: PhoneNumber? = nil, address: String = "", account: String? = nil,
        device: String? = nil
    ) {
        self.name = name
        self.phone = phone
        self.address = address
        self.account = account
        self.device = device
    }
}

extension Party {
    /// The first letter of each word of the name, the rest hidden.
    public var maskedName: String {
        name.split(whereSeparator: { $0 == " " || $0 == "\t" }).prefix(8).map { $0.prefix(1) + "•••" }.joined(
            separator: " ")
    }
}

/// A telephone number reduced to its digits, with Vietnam's country code put as a leading 0. Many write that 0 behind the
/// country code too: +84 (0) 905 … is +84 905 ….
public struct PhoneNumber: Sendable, Hashable, Codable, CustomStringConvertible {
    public let digits: String

    /// Nil when fewer than 6 or more than 15 digits remain (ITU-T E.164 allows 15).
    public init?(_ text: String) {
        var digits = text.utf8.filter { (48...57).contains($0) }
        var country = 0
        if digits.starts(with: Array("0084".utf8)) {
            country = 4
        } else if digits.starts(with: Array("84".utf8)), text.utf8.contains(43) || digits.count >= 11 {
            country = 2
        }
        if country > 0 { digits = [48] + digits.dropFirst(country).drop { $0 == 48 } }
        guard (6...15).contains(digits.count) else { return nil }
        self.digits = String(decoding: digits, as: UTF8.self)
    }

    /// All but the last three digits hidden.
    public var masked: String { String(repeating: "•", count: digits.count - 3) + digits.suffix(3) }

    public var description: String { digits }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let number = PhoneNumber(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no telephone number")
        }
        self = number
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(digits)
    }
}
