/// A double with so many digits behind the point, rounded as its exact value lies, half to even: what `%.3f` and `%.3e` print in C.
enum DecimalText {
    static func of(_ number: Double, digits: Int, isScientific: Bool) -> String {
        guard number.isFinite else { return number.celText }
        let sign = number.sign == .minus ? "-" : ""
        let exact = ExactDecimal(number.magnitude)
        guard isScientific else { return sign + plain(exact.rounded(toPlaceBehindPoint: digits), digits) }
        let zeros = "0." + String(repeating: "0", count: digits)
        guard let leading = exact.leadingPlace else { return sign + (digits > 0 ? zeros : "0") + "e+00" }
        // The first digit stands at `leading` places before the point, or behind it where that is negative.
        var rounded = exact.rounded(toPlaceBehindPoint: digits - leading)
        var exponent = leading
        if let now = rounded.leadingPlace, now > leading {
            exponent = now
            rounded = rounded.rounded(toPlaceBehindPoint: digits - now)
        }
        let figures = rounded.figures(from: exponent, count: digits + 1)
        let behind = digits > 0 ? "." + figures.dropFirst() : ""
        let size = String(abs(exponent))
        return sign + figures.prefix(1) + behind + "e" + (exponent < 0 ? "-" : "+") + (size.count < 2 ? "0" : "") + size
    }

    private static func plain(_ number: ExactDecimal, _ digits: Int) -> String {
        let first = max(0, number.leadingPlace ?? 0)
        let figures = number.figures(from: first, count: first + 1 + digits)
        return digits > 0 ? figures.prefix(first + 1) + "." + figures.dropFirst(first + 1) : String(figures)
    }
}

/// A finite double that is not negative, digit for digit: every one has an end, after at most 1,075 places.
private struct ExactDecimal {
    /// Decimal digits, the highest first.
    private var digits: [UInt8]
    /// How many of them stand before the point; negative where zeros stand between it and the first.
    private var point: Int

    private init(digits: [UInt8], point: Int) {
        let zeros = digits.prefix { $0 == 0 }.count
        self.digits = Array(digits.dropFirst(zeros))
        self.point = point - zeros
    }

    init(_ number: Double) {
        var digits = String(number.significandBitPattern | (number.isNormal ? 1 << 52 : 0)).utf8.map { $0 - 48 }
        let exponent = Int(max(1, number.exponentBitPattern)) - 1_075
        if exponent >= 0 {
            for _ in 0..<exponent { Self.multiply(&digits, by: 2) }
            self.init(digits: digits, point: digits.count)
        } else {
            // Halving is multiplying by five and moving the point.
            for _ in 0..<(-exponent) { Self.multiply(&digits, by: 5) }
            self.init(digits: digits, point: digits.count + exponent)
        }
    }

    private static func multiply(_ digits: inout [UInt8], by factor: UInt8) {
        var carry: UInt8 = 0
        for place in digits.indices.reversed() {
            let product = digits[place] * factor + carry
            digits[place] = product % 10
            carry = product / 10
        }
        if carry > 0 { digits.insert(carry, at: 0) }
    }

    /// The place of the first digit that is not 0: 0 for the ones, 1 for the tens, -1 for the tenths. Nil for 0.
    var leadingPlace: Int? { digits.isEmpty ? nil : point - 1 }

    func rounded(toPlaceBehindPoint places: Int) -> ExactDecimal {
        let kept = point + places
        guard kept < digits.count else { return self }
        guard kept >= 0 else { return ExactDecimal(digits: [], point: 0) }
        let rest = digits[kept...]
        var left = Array(digits[..<kept])
        let isUp =
            rest[kept] > 5 || (rest[kept] == 5 && (rest.dropFirst().contains { $0 > 0 } || (left.last ?? 0) & 1 == 1))
        guard isUp else { return ExactDecimal(digits: left, point: point) }
        var place = left.count - 1
        while place >= 0 {
            if left[place] < 9 {
                left[place] += 1
                return ExactDecimal(digits: left, point: point)
            }
            left[place] = 0
            place -= 1
        }
        return ExactDecimal(digits: [1] + left, point: point + 1)
    }

    /// So many digits from a place on.
    func figures(from first: Int, count: Int) -> String {
        String(
            decoding: (0..<count).map { offset in
                let place = point - 1 - first + offset
                return 48 + (digits.indices.contains(place) ? digits[place] : 0)
            }, as: UTF8.self)
    }
}
