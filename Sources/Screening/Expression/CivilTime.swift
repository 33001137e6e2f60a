/// Date and time of day of an instant in one offset from UTC, in the proleptic Gregorian calendar.
struct CivilTime {
    let year: Int64
    let month: Int64
    let day: Int64
    let hour: Int64
    let minute: Int64
    let second: Int64
    /// 0 for Sunday.
    let dayOfWeek: Int64
    /// 0 for 1 January.
    let dayOfYear: Int64

    /// `seconds` since 1970 in the wanted offset.
    init(seconds: Int64) {
        let days = seconds.flooredQuotient(by: 86_400)
        let time = seconds.flooredRemainder(by: 86_400)
        hour = time / 3_600
        minute = time / 60 % 60
        second = time % 60
        dayOfWeek = (days + 4).flooredRemainder(by: 7)
        (year, month, day) = Self.date(daysSince1970: days)
        dayOfYear = days - Self.daysSince1970(year: year, month: 1, day: 1)
    }

    /// Days are counted in eras of 400 years that begin on 1 March, so that the leap day is the last of its year
    /// (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms").
    static func daysSince1970(year: Int64, month: Int64, day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted.flooredQuotient(by: 400)
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    private static func date(daysSince1970 days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = shifted.flooredQuotient(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }

    static func days(in month: Int64, of year: Int64) -> Int64 {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

/// An offset from UTC as CEL writes it (langdef.md, "Timezones").
enum TimeZoneOffset {
    /// Seconds east of UTC of `UTC`, `+07:00`, `-02:30` or `07:00`; nil for other text, named zones among it.
    static func seconds(of text: String) -> Int64? {
        if text == "UTC" { return 0 }
        var reader = ByteReader(text)
        guard let offset = reader.offset(signRequired: false), reader.isAtEnd else { return nil }
        return offset
    }
}

/// Reads a short ASCII form from its beginning.
struct ByteReader {
    private var bytes: Substring.UTF8View

    init(_ text: String) { bytes = Substring(text).utf8 }

    var isAtEnd: Bool { bytes.isEmpty }
    var rest: String { String(Substring(bytes)) }

    mutating func take(_ text: String) -> Bool {
        guard bytes.starts(with: text.utf8) else { return false }
        bytes = bytes.dropFirst(text.utf8.count)
        return true
    }

    mutating func number(digits: Int) -> Int64? {
        var value: Int64 = 0
        for _ in 0..<digits {
            guard let digit = digit() else { return nil }
            value = value * 10 + digit
        }
        return value
    }

    /// Nanoseconds after a dot, 0 when there is no dot; nil for a dot without digits or with more than nine.
    mutating func fraction() -> Int64? {
        guard take(".") else { return 0 }
        var value: Int64 = 0
        var count = 0
        while let digit = digit() {
            value = value * 10 + digit
            count += 1
            if count > 9 { return nil }
        }
        guard count > 0 else { return nil }
        for _ in count..<9 { value *= 10 }
        return value
    }

    /// Seconds of `+07:00`.
    mutating func offset(signRequired: Bool) -> Int64? {
        let isNegative = take("-")
        let isSigned = isNegative || take("+")
        guard isSigned || !signRequired, let hours = number(digits: 2), take(":"), let minutes = number(digits: 2),
            hours < 24, minutes < 60
        else { return nil }
        return (isNegative ? -1 : 1) * (hours * 3_600 + minutes * 60)
    }

    /// Digits, a dot, digits; at least one digit.
    mutating func decimal() -> Decimal? {
        var value = Decimal()
        var hasDigits = false
        while let digit = digit() {
            hasDigits = true
            guard value.append(digit) else { return nil }
        }
        if take(".") {
            while let digit = digit() {
                hasDigits = true
                value.appendDecimal(digit)
            }
        }
        return hasDigits ? value : nil
    }

    private mutating func digit() -> Int64? {
        guard let byte = bytes.first, byte.isDigit else { return nil }
        bytes = bytes.dropFirst()
        return Int64(byte - UInt8(ascii: "0"))
    }

    /// A whole number and a fraction, the fraction cut after 15 decimals: finer than a nanosecond of an hour.
    struct Decimal {
        private var whole: Int64 = 0
        private var fraction: Int64 = 0
        private var scale: Int64 = 1

        mutating func append(_ digit: Int64) -> Bool {
            let (tens, overflow) = whole.multipliedReportingOverflow(by: 10)
            let (sum, overflow2) = tens.addingReportingOverflow(digit)
            whole = sum
            return !overflow && !overflow2
        }

        mutating func appendDecimal(_ digit: Int64) {
            guard scale < 1_000_000_000_000_000 else { return }
            fraction = fraction * 10 + digit
            scale *= 10
        }

        func times(_ unit: Int64) -> Int64? {
            let (product, overflow) = whole.multipliedReportingOverflow(by: unit)
            let wide = fraction.multipliedFullWidth(by: unit)
            let (sum, overflow2) = product.addingReportingOverflow(scale.dividingFullWidth(wide).quotient)
            return overflow || overflow2 ? nil : sum
        }
    }
}
