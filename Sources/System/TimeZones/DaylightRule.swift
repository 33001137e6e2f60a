/// The rule for all years to come at the end of a file of the tz database: `EST5EDT,M3.2.0,M11.1.0` (POSIX 1003.1, 8.3; RFC 8536, 3.3.1).
struct DaylightRule: Sendable, Hashable {
    private let standard: Int64
    private let daylight: Daylight?

    private struct Daylight: Sendable, Hashable {
        let offset: Int64
        let begin: Change
        let end: Change
    }

    /// A day of the year, and the second of that day, by the clock that holds until then.
    private struct Change: Sendable, Hashable {
        enum Day: Sendable, Hashable {
            /// The day of the year from 1 to 365; 29 February is not counted.
            case julian(Int64)
            /// The day of the year from 0 to 365.
            case ordinal(Int64)
            /// A day of a month's week: 5 is the last; days from 0, Sunday.
            case week(month: Int64, week: Int64, day: Int64)
        }

        let day: Day
        let second: Int64

        /// The second of the year, counted from its first.
        func second(ofYear year: Int64) -> Int64 { dayOfYear(year) * 86_400 + second }

        private func dayOfYear(_ year: Int64) -> Int64 {
            let isLeap = Calendar.isLeap(year)
            switch day {
            case .julian(let day): return day - 1 + (isLeap && day >= 60 ? 1 : 0)
            case .ordinal(let day): return day
            case .week(let month, let week, let day):
                let first = Calendar.firstDay(ofMonth: month, isLeap)
                let weekday = Calendar.weekday(ofYear: year, day: first)
                var found = first + (day - weekday + 7) % 7 + (week - 1) * 7
                let length = Calendar.firstDay(ofMonth: month + 1, isLeap) - first
                while found >= first + length { found -= 7 }
                return found
            }
        }
    }

    init?(_ text: String) {
        var reader = RuleReader(text)
        guard reader.name(), let west = reader.hours(signs: true) else { return nil }
        standard = -west
        if reader.isAtEnd {
            daylight = nil
            return
        }
        guard reader.name() else { return nil }
        var offset = standard + 3_600
        if !reader.isAt(",") {
            guard let west = reader.hours(signs: true) else { return nil }
            offset = -west
        }
        guard let begin = Self.change(&reader), let end = Self.change(&reader), reader.isAtEnd else { return nil }
        daylight = Daylight(offset: offset, begin: begin, end: end)
    }

    private static func change(_ reader: inout RuleReader) -> Change? {
        guard reader.take(",") else { return nil }
        let day: Change.Day
        if reader.take("M") {
            guard let month = reader.number(in: 1...12), reader.take("."), let week = reader.number(in: 1...5),
                reader.take("."), let weekday = reader.number(in: 0...6)
            else { return nil }
            day = .week(month: month, week: week, day: weekday)
        } else if reader.take("J") {
            guard let number = reader.number(in: 1...365) else { return nil }
            day = .julian(number)
        } else {
            guard let number = reader.number(in: 0...365) else { return nil }
            day = .ordinal(number)
        }
        guard reader.take("/") else { return Change(day: day, second: 2 * 3_600) }
        return reader.hours(signs: true).map { Change(day: day, second: $0) }
    }

    func offset_s(at instant: Int64) -> Int64 {
        guard let daylight else { return standard }
        let year = Calendar.year(ofDay: Calendar.day(of: instant + standard))
        let start = Calendar.firstDay(ofYear: year) * 86_400
        let begin = start + daylight.begin.second(ofYear: year) - standard
        let end = start + daylight.end.second(ofYear: year) - daylight.offset
        // South of the equator the summer has the turn of the year in it.
        let isDaylight = begin < end ? begin <= instant && instant < end : begin <= instant || instant < end
        return isDaylight ? daylight.offset : standard
    }
}

/// Days of the Gregorian calendar, counted from 1 January 1970.
private enum Calendar {
    static func isLeap(_ year: Int64) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    static func day(of second: Int64) -> Int64 { floor(second, 86_400) }

    static func firstDay(ofYear year: Int64) -> Int64 {
        let before = year - 1
        return 365 * (year - 1970) + floor(before, 4) - floor(before, 100) + floor(before, 400) - 477
    }

    static func year(ofDay day: Int64) -> Int64 {
        var year = 1970 + floor(day * 400, 146_097)
        while firstDay(ofYear: year) > day { year -= 1 }
        while firstDay(ofYear: year + 1) <= day { year += 1 }
        return year
    }

    /// The day of the year, from 0, on which a month begins; of the thirteenth the year's length.
    static func firstDay(ofMonth month: Int64, _ isLeap: Bool) -> Int64 {
        let days: [Int64] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365]
        return days[Int(month - 1)] + (isLeap && month > 2 ? 1 : 0)
    }

    /// From 0, Sunday. 1 January 1970 was a Thursday.
    static func weekday(ofYear year: Int64, day: Int64) -> Int64 {
        let weekday = (firstDay(ofYear: year) + day + 4) % 7
        return weekday < 0 ? weekday + 7 : weekday
    }

    private static func floor(_ number: Int64, _ divisor: Int64) -> Int64 {
        number >= 0 ? number / divisor : -((-number + divisor - 1) / divisor)
    }
}

/// Reads a rule from its beginning.
private struct RuleReader {
    private var rest: Substring.UTF8View

    init(_ text: String) { rest = text.prefix(256).utf8 }

    var isAtEnd: Bool { rest.isEmpty }

    func isAt(_ letter: Unicode.Scalar) -> Bool { rest.first == UInt8(ascii: letter) }

    mutating func take(_ letter: Unicode.Scalar) -> Bool {
        guard isAt(letter) else { return false }
        rest.removeFirst()
        return true
    }

    /// A zone's abbreviation: three letters or more, or anything between angle brackets.
    mutating func name() -> Bool {
        if take("<") {
            while let byte = rest.popFirst() { if byte == UInt8(ascii: ">") { return true } }
            return false
        }
        var count = 0
        while let byte = rest.first, (0x41...0x5A).contains(byte & 0xDF) {
            rest.removeFirst()
            count += 1
        }
        return count >= 3
    }

    mutating func number(in range: ClosedRange<Int64>) -> Int64? {
        var number: Int64?
        while let byte = rest.first, (0x30...0x39).contains(byte), number ?? 0 < 1_000 {
            number = (number ?? 0) * 10 + Int64(byte - 0x30)
            rest.removeFirst()
        }
        return number.flatMap { range.contains($0) ? $0 : nil }
    }

    /// `hh[:mm[:ss]]` in seconds.
    mutating func hours(signs: Bool) -> Int64? {
        let isNegative = signs && isAt("-")
        if signs, isAt("-") || isAt("+") { rest.removeFirst() }
        guard let hours = number(in: 0...167) else { return nil }
        var seconds = hours * 3_600
        if take(":") {
            guard let minutes = number(in: 0...59) else { return nil }
            seconds += minutes * 60
            if take(":") {
                guard let more = number(in: 0...59) else { return nil }
                seconds += more
            }
        }
        return isNegative ? -seconds : seconds
    }
}
