/// A scheme that a text has the form of.
struct KnownForm: Sendable, Equatable {
    let known: KnownScheme
    /// Where its number stands in the text: what comes before is a routing code.
    let place: Range<Int>
    let fault: NumberFault?
}

/// Finds the known schemes that a text has the form of, without allocating.
struct KnownForms {
    let text: NumberText

    /// Calls `found` for each, in a fixed order. S10 and SSCC have their shapes to themselves: a text that has one is
    /// nothing else's, right or wrong.
    @inline(__always)
    func each(_ found: (KnownForm) -> Void) {
        if text.isDigits { digits(found) } else { letters(found) }
    }

    /// - Parameters:
    ///   - range: what the check character is made of.
    ///   - check: where it stands.
    @inline(__always)
    func checked(
        _ known: KnownScheme, _ algorithm: CheckAlgorithm, _ range: Range<Int>, at check: Int, _ place: Range<Int>,
        _ found: (KnownForm) -> Void
    ) {
        let expected = algorithm.character(text, range)
        var fault: NumberFault?
        if text[check] != expected {
            fault = .check(found: text[check], expected: expected)
        } else if text.isZeros(range) {
            fault = .filler
        }
        found(KnownForm(known: known, place: place, fault: fault))
    }

    /// The whole text with the check digit at its end.
    @inline(__always)
    func whole(_ known: KnownScheme, _ algorithm: CheckAlgorithm, _ found: (KnownForm) -> Void, from start: Int = 0) {
        checked(known, algorithm, start..<text.count - 1, at: text.count - 1, 0..<text.count, found)
    }

    @inline(__always)
    func plain(_ known: KnownScheme, _ found: (KnownForm) -> Void) {
        found(KnownForm(known: known, place: 0..<text.count, fault: nil))
    }

    private func digits(_ found: (KnownForm) -> Void) {
        switch text.count {
        case 10: whole(.dhlExpress, .seven, found)
        case 11:
            if text.begins("777") || text.begins("778") || text.begins("072") || text.begins("780") {
                whole(.oldDominion, .luhn, found)
            } else if text.begins("80") {
                whole(.oldDominionGuaranteed, .luhn, found)
            }
        case 12:
            whole(.fedex12, .fedex, found)
            if text[0] < 54 { whole(.purolator, .luhn, found) }
        case 14: plain(.dhlCommerceDigits, found)
        case 15:
            whole(.fedexGround, .gs1, found)
            whole(.dpd14, .mod37, found)
        case 16: whole(.canadaPost, .gs1, found)
        case 18: sscc(0, found)
        case 20:
            if text.begins("00") { return sscc(2, found) }
            usps(found)
        case 22:
            if text.begins("96") { return whole(.fedexGround96, .gs1, found, from: 7) }
            usps(found)
        case 26, 30, 38: usps(found)
        case 28: whole(.dpd28, .mod37, found)
        case 32:
            // The tracking number of twelve digits stands within, with the only check digit.
            if text[0] == 51 { checked(.fedexAstra, .fedex, 16..<27, at: 27, 0..<32, found) }
        case 34:
            if text.begins("96") { return whole(.fedexGroundShipper, .fedex, found, from: 20) }
            usps(found)
            if text[0] < 57 { whole(.fedex34, .fedex, found, from: 20) }
        default: return
        }
    }

    private func sscc(_ start: Int, _ found: (KnownForm) -> Void) {
        let place = start..<start + 18
        found(KnownForm(known: .sscc, place: place, fault: SSCC.fault(text, place).map(NumberFault.sscc)))
    }

    private func letters(_ found: (KnownForm) -> Void) {
        let count = text.count
        if S10.hasShape(text) {
            return found(KnownForm(known: .s10, place: 0..<13, fault: S10.fault(text).map(NumberFault.s10)))
        }
        switch text[0] {
        case 0x31: one(found)
        case 0x4A: licencePlate(found)
        case 0x4C:
            if count == 13, text.begins("LTN"), text.isDigits(3..<11), text.holds("N1", at: 11) {
                plain(.landmark, found)
            }
            if count == 10, isOne(of: "AIEHNX", text[1]), (49...51).contains(text[2]), text.isDigits(3..<10) {
                plain(.laserShip, found)
            }
        case 0x54:
            if count == 15, text[1] == 0x42, isOne(of: "ACM", text[2]), text.isDigits(3..<15) { plain(.amazon, found) }
        case 0x59: if count == 18, text[1] == 0x54, text.isDigits(2..<18) { plain(.yunExpress, found) }
        case 0x47: if count == 18, text.begins("GFUS"), text.isDigits(4..<18) { plain(.gofo, found) }
        default: break
        }
        shared(found)
    }

    /// Whether a byte is one of a few characters.
    @inline(__always)
    func isOne(of characters: StaticString, _ byte: UInt8) -> Bool {
        characters.withUTF8Buffer { buffer in
            for place in 0..<buffer.count where unsafe buffer[place] == byte { return true }
            return false
        }
    }
}
