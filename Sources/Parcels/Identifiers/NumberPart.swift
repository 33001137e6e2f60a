/// A part of a number or a GS1 element, by name.
public struct NumberPart: Sendable, Hashable {
    /// Of a fixed list, such as `service` or `tracking-number`; a GS1 application identifier in elements.
    public let name: String
    public let value: String
    /// GS1's data title, for an element.
    public let title: String?

    init(_ name: String, _ value: String, title: String? = nil) {
        self.name = name
        self.value = value
        self.title = title
    }
}

extension KnownForm {
    /// What the places of a number say, as far as the scheme fixes it.
    func parts(_ text: NumberText) -> [NumberPart] {
        let start = place.lowerBound
        func part(_ name: String, _ from: Int, _ size: Int) -> NumberPart {
            NumberPart(name, text.text(start + from..<start + from + size))
        }
        switch known {
        case .s10: return [part("service", 0, 2), part("serial", 2, 8), part("country", 11, 2)]
        case .sscc: return [part("extension", 0, 1)]
        case .uspsPackage, .usps91:
            var parts: [NumberPart] = []
            if start > 3 { parts.append(NumberPart("zip", text.text(3..<start))) }
            guard place.count > 20 else { return parts }
            parts.append(part("channel", 0, 2))
            if known == .usps91 { return parts + [part("service", 2, 2), part("mailer", 4, 9)] }
            let mailer = text[start + 5] == 57 ? 9 : 6
            return parts + [
                part("service", 2, 3), part("mailer", 5, mailer), part("package", 5 + mailer, place.count - 6 - mailer),
            ]
        case .usps20: return [part("service", 0, 2), part("mailer", 2, 9)]
        case .ups: return [part("shipper", 2, 6), part("service", 8, 2), part("package", 10, 7)]
        case .upsWaybill: return [part("service", 0, 1)]
        case .fedexGround96: return [part("shipper", 7, 7), part("package", 14, 7), part("tracking-number", 7, 15)]
        case .fedex34, .fedexGroundShipper: return [part("tracking-number", 22, 12)]
        case .fedexAstra: return [part("tracking-number", 16, 12)]
        case .dpd28: return [part("zip", 0, 7), part("tracking-number", 7, 14), part("service", 21, 3)]
        case .canadaPost: return [part("shipper", 0, 7)]
        default: return []
        }
    }
}
