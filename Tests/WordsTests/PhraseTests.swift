import Testing

@testable import Words

@Suite("Phrases")
struct PhraseTests {
    private let phrase = Phrase("test.phrase", vi: "{other} đến {first}", en: "{first} to {other}, {first}")

    @Test func argumentsArePutInByName() {
        #expect(phrase.text(.english, [("other", "b"), ("first", "a")]) == "a to b, a")
        #expect(phrase.text(.vietnamese, [("other", "b"), ("first", "a")]) == "b đến a")
    }

    @Test func aMissingArgumentStaysVisible() {
        #expect(phrase.text(.english, [("first", "a")]) == "a to {other}, a")
        #expect(phrase.text(.english) == "{first} to {other}, {first}")
    }

    @Test func anArgumentThatIsNotAskedForIsIgnored() {
        #expect(phrase.text(.english, [("first", "a"), ("other", "b"), ("third", "c")]) == "a to b, a")
    }

    /// What a label or a declaration holds is data: braces in it must not pull in other arguments.
    @Test func bracesInAnArgumentAreNotFilledAgain() {
        #expect(phrase.text(.english, [("first", "{other}"), ("other", "b")]) == "{other} to b, {other}")
    }

    @Test func theFirstOfTwoArgumentsOfOneNameCounts() {
        #expect(phrase.text(.english, [("first", "a"), ("first", "x"), ("other", "b")]) == "a to b, a")
    }

    @Test(arguments: ["}", "{", "a } b", "a { b", "} {"])
    func loneBracesStandAsTheyAre(text: String) {
        #expect(Phrase("test.brace", vi: text, en: text).text(.english, [("b", "x")]) == text)
    }

    @Test func argumentsOfATemplateAreItsNamesInBraces() {
        #expect(Phrase.arguments(of: "{a} and {b_c}, {a}, {d") == ["a", "b_c"])
        #expect(Phrase.arguments(of: "none").isEmpty)
    }
}
