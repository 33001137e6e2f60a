extension KnownForms {
    /// UPS and LaserShip begin with a one.
    func one(_ found: (KnownForm) -> Void) {
        let count = text.count
        if count == 18, text[1] == 0x5A, text.isAlphanumeric(2..<17), text.isDigits(17..<18) {
            return whole(.ups, .doubled, found, from: 2)
        }
        guard text.begins("1LS") else { return }
        if count == 15, text[3] == 0x37, text[4] == 49 || text[4] == 50, text.isDigits(5..<15) {
            plain(.laserShip15, found)
        }
        if count == 18, text[3] == 0x37, text[4] == 49 || text[4] == 50, text.isDigits(5..<7), text.holds("01", at: 7),
            (49...52).contains(text[9]), text.isDigits(10..<16), text.holds("-1", at: 16)
        {
            plain(.laserShip18, found)
        }
        if count == 15, text.holds("CX", at: 3), text.isAlphanumeric(5..<15) { plain(.laserShipCX, found) }
    }

    /// ISO/IEC 15459-1: data identifier J, the issuing agency's code, then what the agency and its member make of it.
    func licencePlate(_ found: (KnownForm) -> Void) {
        let count = text.count
        let digits = text[1] == 0x4A ? 3 : 2
        if count == digits + 16, text[digits - 1] == 0x44, text.isDigits(digits..<count) { plain(.yodel, found) }
        for letters in 3...4 where count == letters + 9 || count == letters + 10 {
            if text.isLetters(1..<letters), text.isDigits(letters..<count) {
                plain(.dhlPiece, found)
                break
            }
        }
        guard (12...36).contains(count), text.isAlphanumeric(0..<count) else { return }
        for agency in LicencePlate.agencies where text.holds(agency.code, at: 1) {
            return plain(.licencePlate, found)
        }
    }

    /// Schemes whose first letter is not theirs alone.
    func shared(_ found: (KnownForm) -> Void) {
        let count = text.count
        switch count {
        case 11:
            guard text.isDigits(1..<11) else { break }
            if isOne(of: "AHJKTV", text[0]) {
                // The letter says the service and is not part of what is checked.
                whole(.upsWaybill, .doubled, found, from: 1)
            }
            if isOne(of: "ACF", text[0]) { plain(.amazonInternational, found) }
        case 12: if text.isLetters(0..<3), text.isDigits(3..<12) { plain(.purolatorLetters, found) }
        case 15:
            if text.isDigits(1..<15), text[0] == 0x43 || text[0] == 0x44 {
                whole(text[0] == 0x43 ? .onTracC : .onTracD, .doubled, found)
            }
            if text.isDigits(0..<14), text.isAlphanumeric(14..<15) { whole(.dpd14, .mod37, found) }
        case 20: if text.begins("SP"), text.isDigits(2..<20) { plain(.speeDee, found) }
        case 22: if isOne(of: "CDKLSUXZ", text[0]), text.isDigits(1..<22) { plain(.canpar, found) }
        case 28: if text.isDigits(0..<27), text.isAlphanumeric(27..<28) { whole(.dpd28, .mod37, found) }
        default: break
        }
        if count >= 12, text.isAlphanumeric(0..<count), isCommercePrefix, hasDigit(2..<count) {
            plain(.dhlCommerce, found)
        }
    }

    private func hasDigit(_ range: Range<Int>) -> Bool { range.contains { text[$0] < 58 } }

    private var isCommercePrefix: Bool {
        switch (text[0], text[1]) {
        case (0x47, 0x4D), (0x4C, 0x58), (0x52, 0x58), (0x55, 0x56), (0x43, 0x4E), (0x53, 0x47), (0x54, 0x48),
            (0x49, 0x4E), (0x48, 0x4B), (0x4D, 0x59):
            true
        default: false
        }
    }
}

/// The licence plates' issuing agencies that are told by name; there are more in the register that AIM keeps.
enum LicencePlate {
    struct Agency: Sendable {
        let code: StaticString
        /// Nil where the agency is no carrier.
        let carrier: String?
        let name: String
    }

    static let agencies = [
        Agency(code: "JD", carrier: "dhl", name: "DHL"), Agency(code: "VGL", carrier: "dhl", name: "DHL"),
        Agency(code: "LE", carrier: nil, name: "EDIFICE"), Agency(code: "OD", carrier: nil, name: "Odette"),
        Agency(code: "UN", carrier: nil, name: "Dun & Bradstreet"),
    ]

    static func agency(_ text: NumberText) -> Agency? { agencies.first { text.holds($0.code, at: 1) } }
}
