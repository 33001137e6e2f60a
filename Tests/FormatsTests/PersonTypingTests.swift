import Formats
import TestSupport
import Testing

/// A person's typing never becomes a label.
@Suite("A person at a keyboard")
struct PersonTypingTests {
    private static let ms: Int64 = 1_000_000
    private static let second: Int64 = 1_000_000_000

    private static func decoder() throws -> KeyboardDecoder {
        KeyboardDecoder(KeyboardDecoder.Habits(layout: try Typing.layout("us")))
    }

    private static func isLabel(_ outcome: KeyboardDecoder.Outcome) -> Bool {
        if case .label = outcome { return true }
        return false
    }

    /// Types with the given milliseconds from each press to the next.
    private static func type(
        _ decoder: inout KeyboardDecoder, _ text: String, every gaps_ms: [Int64], from start: Int64 = 0
    ) throws -> [KeyboardDecoder.Outcome] {
        let keys = try #require(try Typing("us").reports(Array(text.utf8))) + Typing.enter
        var now = start
        var outcomes: [KeyboardDecoder.Outcome] = []
        for (place, report) in keys.enumerated() {
            outcomes += decoder.take(report, now: now + (place.isMultiple(of: 2) ? 0 : 2 * ms))
            if !place.isMultiple(of: 2) { now += gaps_ms[place / 2 % gaps_ms.count] * ms }
        }
        return outcomes
    }

    @Test func slowKeysAreAPerson() throws {
        var decoder = try Self.decoder()
        #expect(try Self.type(&decoder, "EB123456785VN", every: [95]) == [.person(.slow(gap_ms: 95))])
        #expect(decoder.isSetAside)
        // From here on nothing is taken, however fast it comes.
        #expect(try Self.type(&decoder, "EB123456785VN", every: [4], from: 60 * Self.second) == [])
    }

    /// One delay of the machine, or a scanner's pause, is no person.
    @Test func oneLongGapAmongShortOnesIsAScanner() throws {
        var decoder = try Self.decoder()
        let found = try Self.type(&decoder, "EB123456785VN", every: [8, 8, 8, 8, 150, 8, 8, 8])
        #expect(found == [.label(Array("EB123456785VN".utf8), nil, begun: 0)])
    }

    @Test(arguments: [0x2A, 0x4F, 0x50, 0x51, 0x52, 0x4C, 0x29, 0x3A, 0x45, 0x46, 0x49, 0x65] as [UInt8])
    func keysThatEditAreAPerson(key: UInt8) throws {
        var decoder = try Self.decoder()
        let digits = try #require(try Typing("us").reports(Array("1234".utf8)))
        #expect(decoder.take(digits + [Typing.report(0, key), Typing.report()] + Typing.enter) == [.person(.key(key))])
    }

    @Test(arguments: [0x01, 0x04, 0x08, 0x10, 0x80, 0x11] as [UInt8])
    func combinationsAreAPerson(modifiers: UInt8) throws {
        var decoder = try Self.decoder()
        let digits = try #require(try Typing("us").reports(Array("1234".utf8)))
        let found = decoder.take(digits + [Typing.report(modifiers, 0x06), Typing.report()] + Typing.enter)
        #expect(found.count == 1 && decoder.isSetAside)
    }

    @Test func textsWithoutAnEndAreNoLabelsAndTheThirdSetsItAside() throws {
        var decoder = try Self.decoder()
        let keys = try #require(try Typing("us").reports(Array("EB123456785VN".utf8)))
        #expect(decoder.take(keys) + decoder.expire(Self.second) == [.lost(.noEnd)])
        // The pause is seen by the next key too.
        #expect(decoder.take(keys, from: 2 * Self.second) == [])
        #expect(decoder.take(keys, from: 4 * Self.second) == [.lost(.noEnd)])
        #expect(decoder.expire(6 * Self.second) == [.person(.noLabels)])
    }

    @Test func aGoodLabelForgivesTheLostOnes() throws {
        var decoder = try Self.decoder()
        let keys = try #require(try Typing("us").reports(Array("1234567".utf8)))
        for round in 0..<10 {
            let start = Int64(round) * 10 * Self.second
            #expect(decoder.take(keys, from: start) + decoder.expire(start + Self.second) == [.lost(.noEnd)])
            #expect(
                decoder.take(keys, from: start + 2 * Self.second) + decoder.expire(start + 3 * Self.second) == [
                    .lost(.noEnd)
                ])
            #expect(decoder.take(keys + Typing.enter, from: start + 4 * Self.second).contains(where: Self.isLabel))
        }
    }

    @Test func aKeyAndEnterPressedTogetherAreNoLabel() throws {
        var decoder = try Self.decoder()
        #expect(decoder.take([Typing.report(0, 0x1E, 0x1F, 0x20, 0x28), Typing.report()]) == [.lost(.tooShort)])
        #expect(
            decoder.take([Typing.report(0, 0x1E, 0x1F, 0x20, 0x28), Typing.report()], from: Self.second) == [
                .lost(.tooShort)
            ])
        #expect(
            decoder.take([Typing.report(0, 0x1E, 0x28), Typing.report()], from: 2 * Self.second) == [.person(.noLabels)]
        )
    }

    /// Whatever a person types, at a person's pace, no label comes of it.
    @Test func noTypingOfAPersonBecomesALabel() throws {
        var dice = SeededDice("a person's typing")
        let layout = try Typing.layout("us")
        for _ in 0..<300 {
            var decoder = KeyboardDecoder(KeyboardDecoder.Habits(layout: layout))
            var now: Int64 = 0
            for _ in 0..<200 {
                // 60 to 400 ms between presses: the fastest typists reach 60 to 80 ms as their usual gap.
                now += Int64(60 + dice.below(340)) * Self.ms
                let key = dice.below(12) == 0 ? 0x28 : UInt8(0x04 + dice.below(0x24))
                for outcome in decoder.take(Typing.report(dice.below(5) == 0 ? 2 : 0, UInt8(key)), now: now) {
                    #expect(!Self.isLabel(outcome))
                }
                _ = decoder.take(Typing.report(), now: now + Int64(20 + dice.below(40)) * Self.ms)
            }
            #expect(decoder.isSetAside)
        }
    }

    /// Whatever comes, in whatever time: labels have the size that they may have, and nothing comes after it was set aside.
    @Test func noReportsBreakTheDecoder() throws {
        var dice = SeededDice("a keyboard's reports")
        let layout = try Typing.layout("de")
        for _ in 0..<300 {
            var decoder = KeyboardDecoder(
                KeyboardDecoder.Habits(
                    layout: layout, sizeLimit: 16, hasSymbology: true, altCodes: .windows, controlKeys: true,
                    unicodeKeys: true, compose: .telex))
            var now: Int64 = 0
            var wasSetAside = false
            for _ in 0..<300 {
                now += Int64(dice.below(3) == 0 ? dice.below(400) : 3) * Self.ms
                let bytes =
                    dice.below(4) == 0 ? dice.bytes(dice.below(10)) : Typing.report(0, UInt8(0x04 + dice.below(0x30)))
                for outcome in decoder.take(bytes, now: now) {
                    #expect(!wasSetAside)
                    if case .label(let label, _, let begun) = outcome { #expect(label.count <= 16 && begun <= now) }
                }
                wasSetAside = decoder.isSetAside
            }
        }
    }
}
