/// Whose number a text is.
public enum Recognition: Sendable, Equatable {
    case valid(ParcelNumber)
    /// It has the shape of a scheme, but a check fails: never taken for that number.
    case invalid(Scheme, why: NumberFault)
    case unknown

    /// Longest text that can hold a number; what is longer is something else.
    public static let sizeLimit = 128

    /// Recognises a number as typed or scanned.
    /// - Parameters:
    ///   - text: bytes; spaces are dropped and small letters raised (S10 is often printed in groups).
    ///   - symbology: the AIM symbology identifier without `]`, such as `C1`, where the reader sent one.
    public static func of(_ text: [UInt8], symbology: SymbologyIdentifier? = nil) -> Recognition {
        guard text.count <= sizeLimit else { return .unknown }
        var canonical: [UInt8] = []
        canonical.reserveCapacity(text.count)
        for byte in text where byte != 32 { canonical.append((97...122).contains(byte) ? byte - 32 : byte) }
        if S10.hasShape(canonical) { return s10(canonical) }
        // GS1-128: application identifier 00 and the SSCC's 18 digits; a following element is parted by GS (0x1D).
        if symbology?.isGS1 ?? true, canonical.count >= 20, canonical[0] == 48, canonical[1] == 48,
            canonical.count == 20 || symbology?.isGS1 == true, canonical[2..<20].allSatisfy(isDigit)
        {
            return sscc(Array(canonical[2..<20]))
        }
        if canonical.count == 18, canonical.allSatisfy(isDigit) { return sscc(canonical) }
        return .unknown
    }

    private static func s10(_ text: [UInt8]) -> Recognition {
        do throws(S10.Fault) { return .valid(ParcelNumber(try S10(text))) } catch {
            return .invalid(.s10, why: .s10(error))
        }
    }

    private static func sscc(_ text: [UInt8]) -> Recognition {
        do throws(SSCC.Fault) { return .valid(ParcelNumber(try SSCC(text))) } catch {
            return .invalid(.sscc, why: .sscc(error))
        }
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
