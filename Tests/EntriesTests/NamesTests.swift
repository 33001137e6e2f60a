import Testing
import Words

@testable import Entries

@Suite("Names and words of entries")
struct NamesTests {
    @Test func accountNamesAreSmallLettersDigitsHyphensAndDots() {
        for name in ["lan", "a", "x-1.y", String(repeating: "a", count: 32)] { #expect(AccountID(name)?.name == name) }
        for name in ["", "Lan", "lan ", "l_n", "đan", String(repeating: "a", count: 33)] {
            #expect(AccountID(name) == nil, "\(name)")
        }
    }

    @Test func onlyTwoFindingsAreHarmless() {
        #expect(Finding.allCases.filter(\.isHarmless) == [.asDeclared, .recoded])
    }

    @Test func everyFindingHasItsPhrase() {
        #expect(Finding.allCases.filter { Catalogue.phrase("finding." + $0.rawValue) == nil }.isEmpty)
    }

    @Test func everyAlarmAndStepHasItsPhrase() {
        #expect(AlarmCode.allCases.filter { Catalogue.phrase("alarm." + $0.rawValue) == nil }.isEmpty)
        #expect(HoldStepped.Step.allCases.filter { Catalogue.phrase("step." + $0.rawValue) == nil }.isEmpty)
    }

    @Test func everyKindHasItsPhrase() {
        #expect(
            EntryKind.allCases.filter {
                Catalogue.phrase("entry." + $0.rawValue.split(separator: ".").joined(separator: "-")) == nil
            }.isEmpty)
    }

    @Test func everyRoleHasItsPhrase() {
        #expect(Role.allCases.filter { Catalogue.phrase("role." + $0.rawValue) == nil }.isEmpty)
    }
}
