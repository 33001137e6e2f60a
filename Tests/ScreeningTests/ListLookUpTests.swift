import Parcels
import TestSupport
import Testing
import YAML

@testable import Screening

/// Look-ups in lists, against the plain meaning of it: the value's number is listed, or its words are.
@Suite("Look-ups in lists")
struct ListLookUpTests {
    private static func index(_ kind: String, _ keys: Set<ListKey>) -> ListIndex {
        let list = WatchList(
            id: "l", kind: kind, title: BilingualText(vi: "v", en: "e"), source: "s", ground: "g", owner: nil,
            validFrom: 0, validUntil: nil, keys: keys)
        return ListIndex([list], at: nil)
    }

    /// Digits with what people write between and before them.
    private static func value(_ dice: inout SeededDice) -> String {
        let beginning = ["", "0", "0", "00", "84", "+84", "0084", "(0)", "A ", "12 "][dice.below(10)]
        let digits = (0..<dice.below(14)).map { _ in ["0", "1", "9", "1 ", "9."][dice.below(5)] }
        return beginning + digits.joined() + (dice.happens(20) ? " Lê Lợi" : "")
    }

    @Test func aValueIsFoundByItsNumberAndByItsWords() {
        var dice = SeededDice("look-ups in lists")
        var found = 0
        for _ in 0..<3_000 {
            var keys: Set<ListKey> = []
            for _ in 0..<4 {
                let value = Self.value(&dice)
                if dice.happens(50), let phone = PhoneNumber(value) { keys.insert(.phone(phone.digits)) }
                if dice.happens(50), !FoldedText.plain(value).isEmpty { keys.insert(.words(FoldedText.plain(value))) }
            }
            let index = Self.index("k", keys)
            for _ in 0..<8 {
                // Often what is listed, as it is or with marks between.
                var value = Self.value(&dice)
                switch keys.randomElement(using: &dice) {
                case .phone(let digits)? where dice.happens(50):
                    value = dice.happens(50) ? digits : "+84 " + digits.dropFirst()
                case .words(let words)? where dice.happens(50): value = words
                default: break
                }
                let isListed =
                    PhoneNumber(value).map { keys.contains(.phone($0.digits)) } ?? false
                    || keys.contains(.words(FoldedText.plain(value)))
                #expect(index.has("k", value) == isListed, "'\(value)' in \(keys)")
                #expect((index.find("k", value) != nil) == isListed)
                #expect(!index.has("l", value))
                if isListed { found += 1 }
            }
        }
        #expect(found > 1_000)
    }

    /// A rule may write a kind in other code points than the list.
    @Test func aKindIsFoundInAnyCanonicalForm() {
        let index = Self.index("b\u{1EA3}n tin", [.phone("0905000111")])
        #expect(index.has("b\u{1EA3}n tin", "0905000111"))
        #expect(index.has("ba\u{309}n tin", "0905000111"))
        #expect(!index.has("ban tin", "0905000111"))
    }
}
