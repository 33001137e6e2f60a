import Testing

@testable import Labels

@Suite("Element strings as people read them")
struct ElementTextTests {
    private func string(_ text: String) -> String? {
        ElementText.elementString(Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test func separatorsStandWhereAnElementHasNoLengthOfItsOwn() {
        #expect(string("(01)98898765432106(3202)012345(15)991231") == "0198898765432106320201234515991231")
        #expect(string("(10)5678(11)010101") == "105678\u{1D}11010101")
        #expect(string("(10)12A") == "1012A")
        #expect(
            string("(01)98898765432106(15)991231(3103)001750(10)12A(422)123(21)123456(423)0123456789012")
                == "01988987654321061599123131030017501012A\u{1D}422123\u{1D}21123456\u{1D}4230123456789012")
    }

    /// Data may hold parentheses: what can be read in two ways is not read.
    @Test(arguments: [
        "", "01", "(01", "(01)", "(1)2", "(01)12(", "(10)A(B)C", "(10)A)B", "(10)A(", "(10)(11)", "x(10)A",
    ])
    func whatCanBeReadInTwoWaysIsNotRead(_ text: String) { #expect(string(text) == nil) }
}
