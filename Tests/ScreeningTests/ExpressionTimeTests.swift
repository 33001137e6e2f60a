import Testing

@testable import Screening

@Suite("Expression timestamps and durations")
struct ExpressionTimeTests {
    private func evaluate(_ source: String) throws -> ExpressionResult {
        let schema = try Schema([])
        return try Expression.compile(source, schema: schema).evaluate(Facts(schema))
    }

    @Test(arguments: [
        "string(timestamp('2026-02-13T23:31:30+07:00')) == '2026-02-13T16:31:30Z'",
        "string(timestamp('2026-02-13T23:31:30.250Z')) == '2026-02-13T23:31:30.25Z'",
        "string(timestamp('0001-01-01T00:00:00Z')) == '0001-01-01T00:00:00Z'",
        "string(timestamp('1969-12-31T23:59:59.999999999Z')) == '1969-12-31T23:59:59.999999999Z'",
        "int(timestamp('1970-01-01T00:00:00Z')) == 0 && timestamp(0) == timestamp('1970-01-01T00:00:00Z')",
        "timestamp('2024-02-29T00:00:00Z') + duration('24h') == timestamp('2024-03-01T00:00:00Z')",
        "timestamp('2024-03-01T00:00:00Z') - timestamp('2024-02-29T00:00:00Z') == duration('24h')",
        "timestamp('2024-03-01T00:00:00Z') - duration('1ns') < timestamp('2024-03-01T00:00:00Z')",
        "duration('1h30m') == duration('5400s') && duration('-1.5h') == duration('-90m')",
        "duration('1h34us') == duration('3600.000034s') && duration('0') == duration('0s')",
        "string(duration('1m1ms')) == '60.001s' && string(duration('-0.5s')) == '-0.5s'",
        "duration('1.234s').getMilliseconds() == 234 && duration('90m').getHours() == 1",
        "timestamp('2026-01-04T20:30:00Z').getDayOfWeek() == 0",
        "timestamp('2026-01-04T20:30:00Z').getDayOfWeek('+07:00') == 1",
        "timestamp('2026-12-31T23:59:59Z').getDayOfYear() == 364 && timestamp('2024-12-31T00:00:00Z').getDayOfYear() == 365",
        "timestamp('2026-01-31T00:00:00Z').getMonth() == 0 && timestamp('2026-01-31T00:00:00Z').getDate() == 31",
        "timestamp('2026-01-31T00:00:00Z').getDayOfMonth('-00:30') == 29",
        "timestamp('2026-01-31T10:20:30.5Z').getMinutes() == 20 && timestamp(0).getFullYear() == 1970",
        "duration('1h') > duration('59m') && type(duration('1s')) == google.protobuf.Duration",
        "timestamp(0) - duration('-2562047h47m16.854775808s') == timestamp('2262-04-11T23:47:16.854775808Z')",
        "timestamp(0).getHours('Asia/Saigon') == 8", "type(timestamp(0)) == google.protobuf.Timestamp",
        "dyn(timestamp(0)) != null",
    ])
    func holds(source: String) throws {
        #expect(try evaluate(source) == .value(true))
    }

    @Test(arguments: [
        "timestamp('2023-02-29T00:00:00Z')", "timestamp('2023-01-01')", "timestamp('2023-01-01T24:00:00Z')",
        "timestamp('0000-01-01T00:00:00Z')", "timestamp('9999-12-31T23:59:59Z') + duration('1s')",
        "timestamp(253402300800)",
        "timestamp('2023-01-01T00:00:00.Z')", "timestamp('2023-01-01T00:00:00+0700')", "duration('1x')", "duration('')",
        "duration('1')", "duration('1h ')", "duration('400000h') + duration('3000000h')", "duration('9999999999h')",
        "duration('.s')", "timestamp('9999-01-01T00:00:00Z') - timestamp('0001-01-01T00:00:00Z')",
        "timestamp(0).getHours('+25:00')",
    ])
    func fails(source: String) throws {
        guard case .failure = try evaluate(source) else {
            Issue.record("\(source) has a value")
            return
        }
    }

    @Test func agreesWithTheGatewaysStamps() {
        let stamp = ExpressionTimestamp(unixNanoseconds: -1)
        #expect(stamp.description == "1969-12-31T23:59:59.999999999Z")
        #expect(ExpressionTimestamp(unixNanoseconds: .max).description == "2262-04-11T23:47:16.854775807Z")
        #expect(ExpressionTimestamp(unixNanoseconds: .min).description == "1677-09-21T00:12:43.145224192Z")
    }

    /// Every day of one cycle of the calendar and some, there and back.
    @Test func knowsEveryDayOfFourHundredYears() {
        var previous = CivilTime(seconds: -86_400)
        for days in Int64(0)...150_000 {
            let date = CivilTime(seconds: days * 86_400)
            let isNext = date.day == previous.day + 1 && date.month == previous.month
            let isFirst = date.day == 1 && date.month == previous.month % 12 + 1
            guard isNext || isFirst, date.dayOfWeek == (previous.dayOfWeek + 1) % 7,
                CivilTime.daysSince1970(year: date.year, month: date.month, day: date.day) == days
            else {
                Issue.record("\(date) after \(previous)")
                return
            }
            previous = date
        }
        #expect(previous.year == 2380 && previous.month == 9 && previous.day == 8)
    }
}
