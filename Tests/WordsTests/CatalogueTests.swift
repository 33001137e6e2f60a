import Foundation
import Testing

@testable import Words

@Suite("Catalogue")
struct CatalogueTests {
    @Test func everyPhraseHasBothLanguages() {
        for phrase in Catalogue.all {
            for language in Language.allCases {
                let text = phrase.template(language)
                #expect(!text.isEmpty, "\(phrase.key) has no text in \(language)")
                #expect(text == text.trimmingCharacters(in: .whitespacesAndNewlines), "\(phrase.key) in \(language)")
            }
        }
        #expect(Catalogue.all.count > 60)
    }

    @Test func bothLanguagesAskForTheSameArguments() {
        for phrase in Catalogue.all {
            #expect(
                Phrase.arguments(of: phrase.vietnamese) == Phrase.arguments(of: phrase.english),
                "\(phrase.key): '\(phrase.vietnamese)' and '\(phrase.english)'")
        }
    }

    @Test func bracesAreClosedAndHoldNames() {
        for phrase in Catalogue.all {
            for language in Language.allCases {
                let text = phrase.template(language)
                let names = Phrase.arguments(of: text)
                #expect(names.allSatisfy { $0.wholeMatch(of: /[a-z][a-z_]*/) != nil }, "\(phrase.key): \(names)")
                let filled = phrase.text(language, names.map { ($0, "") })
                #expect(!filled.contains("{") && !filled.contains("}"), "\(phrase.key) in \(language): '\(text)'")
            }
        }
    }

    @Test func keysAreUnique() {
        let byKey = Dictionary(grouping: Catalogue.all, by: \.key)
        #expect(byKey.filter { $0.value.count > 1 }.keys.isEmpty)
    }

    @Test func keysAreDottedWords() {
        for phrase in Catalogue.all {
            let parts = phrase.key.split(separator: ".", omittingEmptySubsequences: false)
            let isWords = parts.allSatisfy { $0.wholeMatch(of: /[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*/) != nil }
            #expect(parts.count > 1 && isWords, "\(phrase.key)")
        }
    }

    /// A composed and a decomposed text look the same and differ in every comparison of bytes.
    @Test func vietnameseIsComposed() {
        for phrase in Catalogue.all {
            let composed = phrase.vietnamese.precomposedStringWithCanonicalMapping
            #expect(
                Array(phrase.vietnamese.unicodeScalars) == Array(composed.unicodeScalars),
                "\(phrase.key): \(phrase.vietnamese)")
        }
    }

    @Test func vietnameseIsWrittenWithItsMarks() {
        for phrase in Catalogue.all {
            let words = phrase.vietnamese.replacing(/\{[^}]*\}/, with: " ").split { !$0.isLetter }
            guard words.count > 2 else { continue }
            let hasMarks = words.joined().unicodeScalars.contains { $0.value > 127 }
            #expect(hasMarks, "\(phrase.key): '\(phrase.vietnamese)' looks like no Vietnamese")
        }
    }

    @Test func englishIsNotVietnamese() {
        for phrase in Catalogue.all {
            let marked = phrase.english.unicodeScalars.filter {
                (0xC0...0x24F).contains($0.value) || (0x1E00...0x1EFF).contains($0.value)
            }
            // Names of languages are written in their own language.
            #expect(marked.isEmpty || phrase.english == "Tiếng Việt", "\(phrase.key): '\(phrase.english)'")
        }
    }

    @Test func aPhraseIsFoundByItsKey() {
        #expect(Catalogue.phrase("reason.no-read")?.english == "no label could be read")
        #expect(Catalogue.phrase("reason.no-such") == nil)
    }

    @Test func aMissingKeyIsShownAsItself() {
        #expect(Catalogue.text("reason.no-such", .english, [("count", "1")]) == "reason.no-such")
    }

    @Test func aTextIsGivenInTheLanguageAskedFor() {
        #expect(Catalogue.text("reason.no-read", .vietnamese) == "không đọc được mã")
        #expect(Catalogue.text("reason.no-read", .english) == "no label could be read")
    }
}
