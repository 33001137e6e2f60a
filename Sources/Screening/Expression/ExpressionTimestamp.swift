/// An instant from 0001-01-01T00:00:00Z to 9999-12-31T23:59:59.999999999Z (langdef.md, "Overflow").
public struct ExpressionTimestamp: Sendable, Hashable {
    /// Whole seconds since 1970-01-01T00:00:00Z, rounded down.
    public let seconds: Int64
    /// Nanoseconds after `seconds`, 0 to 999,999,999.
    public let nanoseconds: Int32

    /// Nil outside the range that CEL allows.
    public init?(seconds: Int64, nanoseconds: Int32 = 0) {
        guard Self.range.contains(seconds), (0..<1_000_000_000).contains(nanoseconds) else { return nil }
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    /// An instant of the gateway's own stamps: nanoseconds since 1970, which all lie within CEL's range.
    public init(unixNanoseconds: Int64) {
        seconds = unixNanoseconds.flooredQuotient(by: 1_000_000_000)
        nanoseconds = Int32(truncatingIfNeeded: unixNanoseconds.flooredRemainder(by: 1_000_000_000))
    }

    static let range: ClosedRange<Int64> = -62_135_596_800...253_402_300_799

    /// The instant moved by a duration, nil when it leaves the range.
    func advanced(by nanoseconds: Int64) -> ExpressionTimestamp? {
        let sum = Int64(self.nanoseconds) + nanoseconds.flooredRemainder(by: 1_000_000_000)
        let seconds = self.seconds + nanoseconds.flooredQuotient(by: 1_000_000_000) + sum / 1_000_000_000
        return ExpressionTimestamp(seconds: seconds, nanoseconds: Int32(truncatingIfNeeded: sum % 1_000_000_000))
    }

    /// Nanoseconds from `earlier` to this instant, nil when they do not fit into a duration.
    func nanoseconds(since earlier: ExpressionTimestamp) -> Int64? {
        let (whole, overflow) = (seconds - earlier.seconds).multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, overflow2) = whole.addingReportingOverflow(Int64(nanoseconds) - Int64(earlier.nanoseconds))
        return overflow || overflow2 ? nil : sum
    }
}

extension ExpressionTimestamp: Comparable {
    public static func < (left: ExpressionTimestamp, right: ExpressionTimestamp) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }
}

extension ExpressionTimestamp: CustomStringConvertible {
    /// The instant as RFC 3339 writes it, in UTC.
    public var description: String {
        let date = CivilTime(seconds: seconds)
        let day = "\(date.year.padded(4))-\(date.month.padded(2))-\(date.day.padded(2))"
        let time = "\(date.hour.padded(2)):\(date.minute.padded(2)):\(date.second.padded(2))"
        return "\(day)T\(time)\(Int64(nanoseconds).asFraction)Z"
    }

    /// Reads RFC 3339, such as `2026-02-13T23:31:30.25+07:00`.
    ///
    /// Nil for any other text or an instant outside the range.
    init?(text: String) {
        var reader = ByteReader(text)
        guard let year = reader.number(digits: 4), reader.take("-"), let month = reader.number(digits: 2),
            reader.take("-"), let day = reader.number(digits: 2), reader.take("T"),
            let hour = reader.number(digits: 2), reader.take(":"), let minute = reader.number(digits: 2),
            reader.take(":"), let second = reader.number(digits: 2), let fraction = reader.fraction(),
            let offset = reader.take("Z") ? 0 : reader.offset(signRequired: true), reader.isAtEnd,
            (1...12).contains(month), (1...CivilTime.days(in: month, of: year)).contains(day), hour < 24,
            minute < 60, second < 60
        else { return nil }
        let days = CivilTime.daysSince1970(year: year, month: month, day: day)
        self.init(
            seconds: days * 86_400 + hour * 3_600 + minute * 60 + second - offset,
            nanoseconds: Int32(truncatingIfNeeded: fraction))
    }
}

/// Durations: Int64 nanoseconds, about 290 years either way (langdef.md, "Overflow").
enum ExpressionDuration {
    /// The duration as `string()` gives it: seconds and their fraction, `60.001s`.
    static func text(_ nanoseconds: Int64) -> String {
        let magnitude = nanoseconds.magnitude
        let fraction = Int64(magnitude % 1_000_000_000).asFraction
        return "\(nanoseconds < 0 ? "-" : "")\(magnitude / 1_000_000_000)\(fraction)s"
    }

    /// Reads `0`, `-1h`, `-23.4s`, `1h34us`: nanoseconds, or nil for other text and for what does not fit.
    static func nanoseconds(of text: String) -> Int64? {
        var reader = ByteReader(text)
        let isNegative = reader.take("-")
        if !isNegative { _ = reader.take("+") }
        if reader.rest == "0" { return 0 }
        var total: Int64 = 0
        repeat {
            guard let amount = reader.decimal(), let unit = units.first(where: { reader.take($0.name) }),
                let part = amount.times(unit.nanoseconds)
            else { return nil }
            let (sum, overflow) =
                isNegative
                ? total.subtractingReportingOverflow(part) : total.addingReportingOverflow(part)
            guard !overflow else { return nil }
            total = sum
        } while !reader.isAtEnd
        return total
    }

    private static let units: [(name: String, nanoseconds: Int64)] = [
        ("h", 3_600_000_000_000), ("ms", 1_000_000), ("us", 1_000), ("\u{B5}s", 1_000), ("\u{3BC}s", 1_000), ("ns", 1),
        ("m", 60_000_000_000), ("s", 1_000_000_000),
    ]
}

extension Int64 {
    func flooredQuotient(by divisor: Int64) -> Int64 { self / divisor - (self % divisor < 0 ? 1 : 0) }

    func flooredRemainder(by divisor: Int64) -> Int64 {
        let remainder = self % divisor
        return remainder < 0 ? remainder + divisor : remainder
    }

    fileprivate func padded(_ width: Int) -> String {
        let digits = String(self)
        return String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
    }

    /// Nanoseconds as the decimals of a second, without trailing zeros: `.25`, or nothing for 0.
    fileprivate var asFraction: String {
        guard self != 0 else { return "" }
        var digits = Substring(padded(9))
        while digits.last == "0" { digits.removeLast() }
        return ".\(digits)"
    }
}
