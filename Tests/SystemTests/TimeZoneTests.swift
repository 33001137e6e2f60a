import Foundation
import TestSupport
import Testing
import TimeZones

/// Time zones as the machine's tz database has them.
@Suite("Time zones")
struct TimeZoneTests {
    private static func seconds(_ text: String) throws -> Int64 {
        let date = try #require(ISO8601DateFormatter().date(from: text))
        return Int64(date.timeIntervalSince1970)
    }

    @Test(arguments: [
        ("Asia/Ho_Chi_Minh", "2026-11-24T00:00:00Z", 7 * 3_600),
        ("Asia/Ho_Chi_Minh", "2080-07-01T00:00:00Z", 7 * 3_600),
        ("Asia/Kathmandu", "2009-02-13T23:31:30Z", 20_700), ("America/St_Johns", "2009-02-13T02:00:00Z", -12_600),
        ("US/Central", "2009-02-13T23:31:30Z", -21_600), ("America/New_York", "2090-07-01T12:00:00Z", -14_400),
        ("America/New_York", "2090-01-01T12:00:00Z", -18_000), ("Australia/Sydney", "2090-01-01T12:00:00Z", 39_600),
        ("Europe/Berlin", "1945-07-01T12:00:00Z", 10_800), ("Etc/GMT-14", "2026-01-01T00:00:00Z", 50_400),
    ])
    func clocksAreWhereTheDatabaseSetsThem(_ name: String, _ instant: String, _ offset: Int64) throws {
        let zone = try #require(TimeZoneRules(name))
        #expect(zone.offset_s(at: try Self.seconds(instant)) == offset)
    }

    /// Another reader of the database says the same, to the second at which a clock is changed. What it has of the years before
    /// 1970 is from another source.
    @Test func offsetsAreThoseOfAnotherReader() throws {
        var dice = SeededDice("offsetsAreThoseOfAnotherReader")
        let names = TimeZone.knownTimeZoneIdentifiers.filter { $0.contains("/") }
        #expect(names.count > 300)
        var compared = 0
        for name in names.shuffled(using: &dice).prefix(120) {
            guard let zone = TimeZoneRules(name), let other = TimeZone(identifier: name) else { continue }
            var instants = (0..<40).map { _ in Double(Int64(dice.within(0...3_900_000_000))) }
            var change = other.nextDaylightSavingTimeTransition(after: Date(timeIntervalSince1970: instants[0]))
            for _ in 0..<4 {
                guard let at = change else { break }
                instants += [at.timeIntervalSince1970 - 1, at.timeIntervalSince1970, at.timeIntervalSince1970 + 1]
                change = other.nextDaylightSavingTimeTransition(after: at)
            }
            for instant in instants {
                let expected = other.secondsFromGMT(for: Date(timeIntervalSince1970: instant))
                #expect(zone.offset_s(at: Int64(instant)) == Int64(expected), "\(name) at \(instant)")
                compared += 1
            }
        }
        #expect(compared > 3_000)
    }

    @Test(arguments: [
        "", "/etc/passwd", "../../etc/passwd", "Asia/", "Asia//Ho_Chi_Minh", "Asia", "tzdata.zi", "Asia/Nowhere", "a b",
    ])
    func whatIsNoZoneIsNone(_ name: String) { #expect(TimeZoneRules(name) == nil) }

    /// Whatever a file holds, it is read or it is none.
    @Test func brokenFilesAreNone() throws {
        var dice = SeededDice("brokenFilesAreNone")
        let whole = [UInt8](try Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/America/New_York")))
        #expect(TimeZoneData(whole) != nil)
        for length in stride(from: 0, to: whole.count, by: 7) {
            #expect(TimeZoneData(Array(whole.prefix(length))) == nil)
        }
        for _ in 0..<2_000 {
            var broken = whole
            for _ in 0...dice.below(4) { broken[dice.below(broken.count)] = UInt8(dice.below(256)) }
            // Read or refused: what matters is that every answer is one.
            if let data = TimeZoneData(broken) {
                #expect(
                    abs(data.offset_s(at: Int64.random(in: -4_000_000_000...8_000_000_000, using: &dice))) < 8 * 86_400)
            }
        }
    }
}
