import Words

/// Why a text that has the shape of a scheme is no number of it.
public enum NumberFault: Error, Sendable, Equatable, CustomStringConvertible {
    case s10(S10.Fault)
    case sscc(SSCC.Fault)
    /// The check character of another scheme, as ASCII.
    case check(found: UInt8, expected: UInt8)
    /// Zeros alone, which fit every check digit: a filler.
    case filler

    public var description: String {
        switch self {
        case .s10(let fault): "\(fault)"
        case .sscc(let fault): "\(fault)"
        case .check(let found, let expected):
            "the check digit is \(Self.character(found)), it should be \(Self.character(expected))"
        case .filler: "zeros alone fit every check digit"
        }
    }

    /// In a person's language.
    public func text(_ language: Language) -> String {
        switch self {
        case .s10(.shape), .sscc(.shape): Catalogue.text("number-fault.shape", language)
        case .s10(.reservedService): Catalogue.text("number-fault.reserved-service", language)
        case .s10(.country): Catalogue.text("number-fault.country", language)
        case .s10(.checkDigit(let found, let expected)), .sscc(.checkDigit(let found, let expected)):
            Self.check(String(found), String(expected), language)
        case .check(let found, let expected): Self.check(Self.character(found), Self.character(expected), language)
        case .filler: Catalogue.text("number-fault.filler", language)
        }
    }

    private static func character(_ byte: UInt8) -> String { String(Character(Unicode.Scalar(byte))) }

    private static func check(_ found: String, _ expected: String, _ language: Language) -> String {
        Catalogue.text(
            "number-fault.check-digit", language,
            [(name: "found", value: found), (name: "expected", value: expected)])
    }
}
