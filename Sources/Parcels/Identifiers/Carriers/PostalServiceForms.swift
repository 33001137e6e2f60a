/// Numbers of the United States Postal Service: Intelligent Mail package barcodes (USPS Publication 199) and their forerunners.
extension KnownForms {
    func usps(_ found: (KnownForm) -> Void) {
        let count = text.count
        if count == 20 {
            legacy(found)
            return whole(.usps20, .gs1, found)
        }
        if let start = packageStart {
            let known: KnownScheme = text[start + 1] == 49 ? .usps91 : .uspsPackage
            checked(known, .gs1, start..<count - 1, at: count - 1, start..<count, found)
        }
    }

    /// Twenty digits are a 91 that is not printed and its number.
    private func legacy(_ found: (KnownForm) -> Void) {
        // The two hidden digits weigh 9 × 3 + 1.
        let bare = CheckAlgorithm.gs1.character(text, 0..<19) - 48
        let expected = 48 + (bare + 2) % 10
        let fault = text[19] == expected ? nil : NumberFault.check(found: text[19], expected: expected)
        found(KnownForm(known: .usps91, place: 0..<20, fault: fault))
    }

    /// Where the number begins: at once, or behind 420 and the receiver's ZIP code of five or nine digits.
    private var packageStart: Int? {
        if isPackage(from: 0) { return 0 }
        guard text.begins("420") else { return nil }
        if isPackage(from: 8) { return 8 }
        return isPackage(from: 12) ? 12 : nil
    }

    /// Service 91 to 95, three digits of service type, and a mailer's number of nine digits that begins with 9, or of six that
    /// does not.
    private func isPackage(from start: Int) -> Bool {
        let size = text.count - start
        guard size == 22 || size == 26 || size == 30, text[start] == 57 else { return false }
        let isLongMailer = text[start + 5] == 57
        switch text[start + 1] {
        case 49: return size == 22
        case 50: return size < 30 && isLongMailer
        case 51: return size < 30 && !isLongMailer
        case 52: return size < 30 || isLongMailer
        case 53: return size < 30
        default: return false
        }
    }
}
