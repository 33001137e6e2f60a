/// Whose number a text is.
public enum Recognition: Sendable, Equatable {
    case valid(ParcelNumber)
    /// It has the shape of a scheme, but a check fails: never taken for that number.
    case invalid(Scheme, why: NumberFault)
    case unknown

    /// Longest text that can hold a number; what is longer is something else.
    public static let sizeLimit = 128

    /// Recognises a number of S10 or an SSCC as typed or scanned: what may say which parcel this is wherever a site says nothing
    /// else (`Numbering.recognise`).
    /// - Parameters:
    ///   - text: bytes; spaces are dropped and small letters raised (S10 is often printed in groups).
    ///   - symbology: the AIM symbology identifier without `]`, such as `C1`, where the reader sent one.
    public static func of(_ text: [UInt8], symbology: SymbologyIdentifier? = nil) -> Recognition {
        guard text.count <= sizeLimit else { return .unknown }
        if let number = NumberText(text), let found = of(number, symbology) { return found }
        // An SSCC at the beginning of GS1 data is read whatever follows: its length is fixed.
        if symbology?.isGS1 == true, let number = beginning(text), let found = of(number, symbology) { return found }
        return elements(text, symbology)
    }

    private static func of(_ number: NumberText, _ symbology: SymbologyIdentifier?) -> Recognition? {
        var found: Recognition?
        let isElement = number.count == 20
        guard number.isDigits ? number.count == 18 || isElement : number.count == 13 else { return nil }
        // An application identifier is one in GS1 data only; a reader that sends no symbology is trusted with it.
        if isElement, symbology.map({ !$0.isGS1 }) ?? false { return nil }
        KnownForms(text: number).each { form in
            guard form.known == .s10 || form.known == .sscc else { return }
            found =
                form.fault.map { .invalid(form.known.scheme, why: $0) }
                ?? .valid(ParcelNumber(recognised: form.known.scheme, CanonicalNumber(number, form.place)))
        }
        return found
    }

    /// The first twenty characters, if they are an SSCC behind its application identifier and more follows.
    private static func beginning(_ text: [UInt8]) -> NumberText? {
        var end = 0
        var count = 0
        while end < text.count, count < 20 {
            if isDigit(text[end]) { count += 1 } else if text[end] != 0x20 { return nil }
            end += 1
        }
        guard let number = NumberText(text[..<end]), number.count == 20, number.begins("00") else {
            return nil
        }
        return number
    }

    /// The SSCC among the elements of GS1 data, if every element before and behind it can be read without a guess.
    private static func elements(_ text: [UInt8], _ symbology: SymbologyIdentifier?) -> Recognition {
        guard symbology?.carriesElements == true || DigitalLink.hasBeginning(text),
            let string = ElementString(text, symbology: symbology), string.fault == nil
        else { return .unknown }
        let keys = string.walked.filter { $0.identifier == ApplicationIdentifier.unit }
        guard keys.count == 1, let number = try? SSCC(Array(string.bytes[keys[0].value])) else { return .unknown }
        return .valid(ParcelNumber(number))
    }
}

extension S10.Fault: CustomStringConvertible {
    public var description: String {
        switch self {
        case .shape: "not two letters, nine digits and two letters"
        case .reservedService: "the service indicator begins with a letter that UPU reserves"
        case .country: "the last two letters are no country code"
        case .checkDigit(let found, let expected): "the check digit is \(found), it should be \(expected)"
        }
    }
}

extension SSCC.Fault: CustomStringConvertible {
    public var description: String {
        switch self {
        case .shape: "not 18 digits"
        case .checkDigit(let found, let expected): "the check digit is \(found), it should be \(expected)"
        }
    }
}
