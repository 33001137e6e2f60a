import Words

/// Why a text that has the shape of a scheme is no number of it.
public enum NumberFault: Error, Sendable, Equatable, CustomStringConvertible {
    case s10(S10.Fault)
    case sscc(SSCC.Fault)

    public var description: String {
        switch self {
        case .s10(let fault): "\(fault)"
        case .sscc(let fault): "\(fault)"
        }
    }

    /// In a person's language.
    public func text(_ language: Language) -> String {
        switch self {
        case .s10(.shape), .sscc(.shape): Catalogue.text("number-fault.shape", language)
        case .s10(.reservedService): Catalogue.text("number-fault.reserved-service", language)
        case .s10(.country): Catalogue.text("number-fault.country", language)
        case .s10(.checkDigit(let found, let expected)), .sscc(.checkDigit(let found, let expected)):
            Catalogue.text(
                "number-fault.check-digit", language,
                [(name: "found", value: String(found)), (name: "expected", value: String(expected))])
        }
    }
}
