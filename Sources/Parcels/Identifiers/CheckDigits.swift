/// How a scheme makes its check digit, and what the digit promises.
public enum CheckAlgorithm: String, Sendable, Hashable, CaseIterable {
    /// UPU S10: weights 8 6 4 2 3 5 9 7, modulo 11.
    case s10
    /// GS1 modulo 10: weights 3 and 1 from the right (GS1 General Specifications, 7.9). Finds every single wrong digit.
    case gs1 = "mod10"
    /// Weights 1 and 2 from the left, without adding the digits of a product: a digit at a doubled place that is wrong by five
    /// goes unseen.
    case doubled = "mod10-1-2"
    /// ISO/IEC 7812-1, Annex B (Luhn). Finds every single wrong digit.
    case luhn
    /// The number modulo 7: a digit that is wrong by seven goes unseen.
    case seven = "mod7"
    /// Weights 1, 3 and 7, modulo 11 and then modulo 10: ten and zero look alike.
    case fedex = "mod11-10"
    /// ISO/IEC 7064 MOD 37,36: digits and letters. Finds every single wrong character.
    case mod37 = "mod37-36"
}

extension CheckAlgorithm {
    /// The check character (ASCII) that belongs behind the characters of a range.
    func character(_ text: NumberText, _ range: Range<Int>) -> UInt8 {
        switch self {
        case .s10: Self.s10(text, range)
        case .gs1: Self.gs1(text, range)
        case .doubled: Self.doubled(text, range)
        case .luhn: Self.luhn(text, range)
        case .seven: Self.seven(text, range)
        case .fedex: Self.fedex(text, range)
        case .mod37: Self.mod37(text, range)
        }
    }

    /// The check digit behind digits as values 0 to 9, at most 40.
    func digit(_ values: [UInt8]) -> UInt8 {
        guard let text = NumberText(values.map { $0 + 48 }) else { return 0 }
        return character(text, 0..<text.count) - 48
    }

    private static func ascii(_ digit: Int) -> UInt8 { 48 + UInt8(truncatingIfNeeded: digit) }

    private static func s10(_ text: NumberText, _ range: Range<Int>) -> UInt8 {
        // The weights, one behind the other.
        var weights = 0x8642_3597
        var sum = 0
        for place in range.reversed() {
            sum += text.digit(place) * (weights & 15)
            weights >>= 4
        }
        switch 11 - sum % 11 {
        case 10: return 48
        case 11: return 53
        case let digit: return ascii(digit)
        }
    }

    private static func gs1(_ text: NumberText, _ range: Range<Int>) -> UInt8 {
        var sum = 0
        var weight = 3
        for place in range.reversed() {
            sum += text.digit(place) * weight
            weight = 4 - weight
        }
        return ascii((10 - sum % 10) % 10)
    }

    /// Letters count as in UPS's numbers: A is 2, B is 3, and so on modulo 10.
    private static func doubled(_ text: NumberText, _ range: Range<Int>) -> UInt8 {
        var sum = 0
        var weight = 1
        for place in range {
            let byte = text[place]
            let value = byte < 65 ? Int(byte &- 48) : (Int(byte) - 63) % 10
            sum += value * weight
            weight = 3 - weight
        }
        return ascii((10 - sum % 10) % 10)
    }

    private static func luhn(_ text: NumberText, _ range: Range<Int>) -> UInt8 {
        var sum = 0
        var isDoubled = true
        for place in range.reversed() {
            let product = text.digit(place) * (isDoubled ? 2 : 1)
            sum += product > 9 ? product - 9 : product
            isDoubled.toggle()
        }
        return ascii((10 - sum % 10) % 10)
    }

    private static func seven(_ text: NumberText, _ range: Range<Int>) -> UInt8 {
        var rest = 0
        for place in range { rest = (rest * 10 + text.digit(place)) % 7 }
        return ascii(rest)
    }

    /// From the right the weights are 1, 3 and 7 in turn.
    private static func fedex(_ text: NumberText, _ range: Range<Int>) -> UInt8 {
        var sum = 0
        var weight = 1
        for place in range.reversed() {
            sum += text.digit(place) * weight
            weight = weight == 1 ? 3 : weight == 3 ? 7 : 1
        }
        return ascii(sum % 11 % 10)
    }

    private static func mod37(_ text: NumberText, _ range: Range<Int>) -> UInt8 {
        var product = 36
        for place in range {
            let byte = text[place]
            let sum = (product + Int(byte < 65 ? byte &- 48 : byte &- 55)) % 36
            product = (sum == 0 ? 36 : sum) * 2 % 37
        }
        let value = (37 - product) % 36
        return value < 10 ? ascii(value) : 55 + UInt8(truncatingIfNeeded: value)
    }
}
