import Parcels
import TestSupport
import Testing

@testable import Labels

@Suite("Bar codes that are drawn")
struct BarDrawingTests {
    private static let digits = Array("0123456789".utf8)

    // MARK: Code 128

    /// Set A ends at `_`, set B begins at the space: texts that need both, digits in runs of every length, control characters.
    private func text(_ dice: inout SeededDice) -> [UInt8] {
        var text: [UInt8] = []
        while text.count < 3 || dice.below(3) > 0, text.count < 60 {
            switch dice.below(4) {
            case 0: text += (0...dice.below(9)).map { _ in Self.digits.randomElement(using: &dice) ?? 0x30 }
            case 1: text += (0...dice.below(5)).map { _ in UInt8(0x61 + dice.below(26)) }
            case 2: text.append(UInt8(1 + dice.below(31)))
            default: text += (0...dice.below(5)).map { _ in UInt8(0x20 + dice.below(0x5F)) }
            }
        }
        return Array(text.prefix(60))
    }

    @Test func code128IsReadBackWhateverItHolds() throws {
        var dice = SeededDice("code128IsReadBackWhateverItHolds")
        for _ in 0..<60 {
            let text = text(&dice)
            let symbol = try #require(Code128Drawing.symbol(text))
            let found = try Rendered.read(Rendered.image(symbol))
            #expect(found.map(\.bytes) == [text], "\(text)")
            #expect(found.first?.aim == SymbologyIdentifier("C0"))
        }
    }

    /// The other program's encoding is not always the shortest; where it is as short and leaves no choice, it is the same.
    @Test func code128IsNoLongerThanAnothersAndTheSameWhereThereIsNoChoice() throws {
        var dice = SeededDice("code128IsNoLongerThanAnothers")
        for _ in 0..<60 {
            let text = text(&dice)
            let symbol = try #require(Code128Drawing.symbol(text))
            let theirs = try Zint.widths(["-b", "20", "--binary"], text)
            #expect(symbol.width <= theirs.reduce(0, +), "\(text)")
        }
        for _ in 0..<40 {
            // zint takes 60 characters of the code at most.
            let letters = (0..<(1 + dice.below(36))).map { _ in UInt8(0x61 + dice.below(26)) }
            let pairs = (0..<(2 * (1 + dice.below(20)))).map { _ in Self.digits.randomElement(using: &dice) ?? 0x30 }
            for text in [letters, pairs, letters + pairs] {
                let symbol = try #require(Code128Drawing.symbol(text))
                #expect(symbol.widths.map(Int.init) == (try Zint.widths(["-b", "20", "--binary"], text)), "\(text)")
            }
        }
    }

    /// The shortest of all encodings, found the slow way.
    @Test func code128IsTheShortestThereIs() throws {
        var dice = SeededDice("code128IsTheShortestThereIs")
        let alphabet = Array("01A_a\u{3}".utf8)
        for _ in 0..<100 {
            let text = (0..<(1 + dice.below(7))).map { _ in alphabet.randomElement(using: &dice) ?? 0x30 }
            let values = try #require(Code128Drawing.values(text.map { .byte($0) }))
            var best = Int.max
            for set in 0..<3 { best = min(best, 1 + shortest(text[...], set, allowance: 12)) }
            #expect(values.count == best, "\(text)")
        }
    }

    private func shortest(_ rest: ArraySlice<UInt8>, _ set: Int, allowance: Int, turned: Bool = false) -> Int {
        guard let first = rest.first else { return 0 }
        guard allowance > 0 else { return 1_000 }
        var best = 1_000
        let isInA = first < 96
        let isInB = first >= 32
        if (set == 0 && isInA) || (set == 1 && isInB) {
            best = min(best, 1 + shortest(rest.dropFirst(), set, allowance: allowance - 1))
        } else if set < 2 {
            best = min(best, 2 + shortest(rest.dropFirst(), set, allowance: allowance - 2))
        } else if rest.count > 1, rest.prefix(2).allSatisfy({ Self.digits.contains($0) }) {
            best = min(best, 1 + shortest(rest.dropFirst(2), set, allowance: allowance - 1))
        }
        if !turned {
            for other in 0..<3 where other != set {
                best = min(best, 1 + shortest(rest, other, allowance: min(allowance, best) - 1, turned: true))
            }
        }
        return best
    }

    @Test func gs1IsMarkedAndItsFieldsAreParted() throws {
        let text = Array("0104222880000130".utf8) + Array("10AB7".utf8) + [0x1D] + Array("211234".utf8)
        let symbol = try #require(Code128Drawing.gs1(text))
        let found = try Rendered.read(Rendered.image(symbol))
        #expect(found.map(\.bytes) == [text])
        #expect(found.first?.aim == SymbologyIdentifier("C1"))
        let theirs = try Zint.widths(["-b", "16"], Array("[01]04222880000130[10]AB7[21]1234".utf8))
        #expect(symbol.width == theirs.reduce(0, +))
    }

    @Test func code128RefusesWhatItCannotHold() {
        #expect(Code128Drawing.symbol([]) == nil)
        #expect(Code128Drawing.symbol([0x41, 0x80]) == nil)
        #expect(Code128Drawing.symbol([UInt8](repeating: 0x41, count: 121)) == nil)
        #expect(Code128Drawing.symbol([UInt8](repeating: 0x41, count: 120)) != nil)
    }

    // MARK: The others

    /// Wide or narrow: the other program draws wide ones twice as wide, we three times.
    private func isWide(_ widths: some Sequence<Int>) -> [Bool] { widths.map { $0 > 1 } }

    @Test func code39IsReadBackAndDrawnAsAnotherDrawsIt() throws {
        var dice = SeededDice("code39IsReadBackAndDrawnAsAnotherDrawsIt")
        for round in 0..<40 {
            var text = (0..<(2 + dice.below(20))).map { _ in Code39Drawing.alphabet.randomElement(using: &dice) ?? 0x30
            }
            // Every character once, at least.
            if round < 4 { text = Array(Code39Drawing.alphabet.dropFirst(round * 11).prefix(11)) }
            let symbol = try #require(Code39Drawing.symbol(text))
            let found = try Rendered.read(Rendered.image(symbol))
            #expect(found.map(\.bytes) == [text], "\(text)")
            let theirs = try Zint.widths(["-b", "8", "--binary"], text)
            #expect(isWide(symbol.widths.map(Int.init)) == isWide(theirs), "\(text)")
        }
        #expect(Code39Drawing.symbol(Array("a".utf8)) == nil)
        #expect(Code39Drawing.symbol(Array("A*".utf8)) == nil)
        #expect(Code39Drawing.symbol([]) == nil)
    }

    @Test func code39ChecksAsAnotherChecks() throws {
        var dice = SeededDice("code39ChecksAsAnotherChecks")
        for _ in 0..<20 {
            let text = (0..<(2 + dice.below(20))).map { _ in Code39Drawing.alphabet.randomElement(using: &dice) ?? 0x30
            }
            let check = try #require(Code39Drawing.check(text))
            let symbol = try #require(Code39Drawing.symbol(text + [check]))
            // --vers=1: with its check character.
            let theirs = try Zint.widths(["-b", "8", "--vers=1", "--binary"], text)
            #expect(isWide(symbol.widths.map(Int.init)) == isWide(theirs), "\(text)")
        }
    }

    @Test func interleavedIsReadBackAndDrawnAsAnotherDrawsIt() throws {
        var dice = SeededDice("interleavedIsReadBackAndDrawnAsAnotherDrawsIt")
        for _ in 0..<40 {
            let text = (0..<(2 * (3 + dice.below(12)))).map { _ in Self.digits.randomElement(using: &dice) ?? 0x30 }
            let symbol = try #require(InterleavedDrawing.symbol(text))
            let found = try Rendered.read(Rendered.image(symbol))
            #expect(found.map(\.bytes) == [text], "\(text)")
            let theirs = try Zint.widths(["-b", "3"], text)
            #expect(isWide(symbol.widths.map(Int.init)) == isWide(theirs), "\(text)")
        }
        for wrong in ["", "123", "12A4"] { #expect(InterleavedDrawing.symbol(Array(wrong.utf8)) == nil) }
    }

    @Test func retailCodesAreReadBackAndDrawnAsAnotherDrawsThem() throws {
        var dice = SeededDice("retailCodesAreReadBackAndDrawnAsAnotherDrawsThem")
        for first in 0..<30 {
            let body =
                [0x30 + UInt8(first % 10)] + (0..<11).map { _ in Self.digits.randomElement(using: &dice) ?? 0x30 }
            let text = body + [RetailDrawing.check(body)]
            let symbol = try #require(RetailDrawing.symbol(text))
            #expect(symbol.width == 95)
            let found = try Rendered.read(Rendered.image(symbol))
            #expect(found.map(\.bytes) == [text])
            #expect(symbol.widths.map(Int.init) == (try Zint.widths(["-b", "13"], Array(body))), "\(text)")
        }
        #expect(RetailDrawing.symbol(Array("4006381333932".utf8)) == nil)
        #expect(RetailDrawing.symbol(Array("4006381333931".utf8)) != nil)
    }
}
