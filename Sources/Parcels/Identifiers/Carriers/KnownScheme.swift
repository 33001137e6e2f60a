/// The schemes that the program itself knows, in the order in which they are tried and told: what fits more narrowly comes first.
public enum KnownScheme: UInt8, Sendable, CaseIterable {
    case s10, sscc, gsin, ginc
    case uspsPackage, usps91, usps20
    case ups, upsWaybill
    case fedexGround96, fedexGroundShipper, fedex34, fedexAstra, fedex12, fedexGround
    case dpd28, dpd14
    case canadaPost
    case oldDominion, oldDominionGuaranteed
    case purolator, purolatorLetters
    case onTracC, onTracD
    case dhlExpress, yodel, dhlPiece, licencePlate, dhlCommerce, dhlCommerceDigits
    case amazon, amazonInternational
    case canpar, gofo, landmark, laserShip, laserShip15, laserShip18, laserShipCX, speeDee, yunExpress

    /// What is fixed about a scheme.
    struct Facts: Sendable {
        let scheme: Scheme
        /// Nil where the number does not tell whose it is.
        let carrier: StaticString?
        /// What a number of it gives at best.
        let evidence: NumberEvidence
        let algorithm: CheckAlgorithm?

        init(_ scheme: StaticString, _ carrier: StaticString?, _ algorithm: CheckAlgorithm) {
            self.scheme = Scheme(known: scheme)
            self.carrier = carrier
            self.algorithm = algorithm
            evidence = .checkDigit
        }

        init(_ scheme: StaticString, _ carrier: StaticString?, _ evidence: NumberEvidence = .structure) {
            self.scheme = Scheme(known: scheme)
            self.carrier = carrier
            self.evidence = evidence
            algorithm = nil
        }
    }

    private static let table: [Facts] = allCases.map(\.described)

    private static let byScheme = Dictionary(uniqueKeysWithValues: allCases.map { ($0.facts.scheme, $0) })

    var facts: Facts { Self.table[Int(rawValue)] }

    /// How long its numbers are where they are digits alone (`KnownForms.digits`).
    var digitLengths: [Int] {
        switch self {
        case .dhlExpress: [10]
        case .oldDominion, .oldDominionGuaranteed: [11]
        case .fedex12, .purolator: [12]
        case .dhlCommerceDigits: [14]
        case .fedexGround, .dpd14: [15]
        case .canadaPost: [16]
        case .sscc: [18]
        case .usps20: [20]
        case .usps91: [20, 22]
        case .uspsPackage: [22, 26, 30]
        case .fedexGround96: [22]
        case .dpd28: [28]
        case .fedexAstra: [32]
        default: []
        }
    }

    public var scheme: Scheme { facts.scheme }

    /// Nil for a scheme that only a site knows.
    public init?(_ scheme: Scheme) {
        guard let known = Self.byScheme[scheme] else { return nil }
        self = known
    }

    private var described: Facts {
        switch self {
        case .s10: Facts("s10", nil, .s10)
        case .sscc: Facts("sscc", nil, .gs1)
        case .gsin: Facts("gsin", nil, .gs1)
        case .ginc: Facts("ginc", nil)
        case .uspsPackage: Facts("usps-impb", "usps", .gs1)
        case .usps91: Facts("usps-91", "usps", .gs1)
        case .usps20: Facts("usps-20", "usps", .gs1)
        case .ups: Facts("ups", "ups", .doubled)
        case .upsWaybill: Facts("ups-waybill", "ups", .doubled)
        case .fedexGround96: Facts("fedex-ground-96", "fedex", .gs1)
        case .fedexGroundShipper: Facts("fedex-ground-gsn", "fedex", .fedex)
        case .fedex34: Facts("fedex-34", "fedex", .fedex)
        case .fedexAstra: Facts("fedex-astra", "fedex", .fedex)
        case .fedex12: Facts("fedex-12", "fedex", .fedex)
        case .fedexGround: Facts("fedex-ground", "fedex", .gs1)
        case .dpd28: Facts("dpd-28", "dpd", .mod37)
        case .dpd14: Facts("dpd-14", "dpd", .mod37)
        case .canadaPost: Facts("canada-post", "canada_post", .gs1)
        case .oldDominion: Facts("old-dominion", "old_dominion", .luhn)
        case .oldDominionGuaranteed: Facts("old-dominion-gs", "old_dominion", .luhn)
        case .purolator: Facts("purolator", "purolator", .luhn)
        case .purolatorLetters: Facts("purolator-alpha", "purolator")
        case .onTracC: Facts("ontrac-c", "ontrac", .doubled)
        case .onTracD: Facts("ontrac-d", "ontrac", .doubled)
        case .dhlExpress: Facts("dhl-express", "dhl", .seven)
        case .yodel: Facts("yodel", "yodel")
        case .dhlPiece: Facts("dhl-piece", "dhl")
        case .licencePlate: Facts("licence-plate", nil)
        case .dhlCommerce: Facts("dhl-ecommerce", "dhl")
        case .dhlCommerceDigits: Facts("dhl-ecommerce-14", "dhl", .length)
        case .amazon: Facts("amazon", "amazon")
        case .amazonInternational: Facts("amazon-intl", "amazon")
        case .canpar: Facts("canpar", "canpar")
        case .gofo: Facts("gofo", "gofo")
        case .landmark: Facts("landmark", "landmark")
        case .laserShip: Facts("lasership-lx", "lasership")
        case .laserShip15: Facts("lasership-1ls7", "lasership")
        case .laserShip18: Facts("lasership-1ls718", "lasership")
        case .laserShipCX: Facts("lasership-1lscx", "lasership")
        case .speeDee: Facts("speedee", "speedee")
        case .yunExpress: Facts("yunexpress", "yunexpress")
        }
    }
}
