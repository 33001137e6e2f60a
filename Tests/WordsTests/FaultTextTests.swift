import Testing

@testable import Words

@Suite struct FaultTextTests {
    @Test(arguments: [
        ("a whole number from 0 to 1000000, or nothing", "một số nguyên từ 0 đến 1000000, hoặc để trống"),
        (
            "'EB123456786VN': the check digit is 6, it should be 5",
            "'EB123456786VN': chữ số kiểm tra là 6, lẽ ra phải là 5"
        ),
        ("one of rules, lists", "một trong các giá trị rules, lists"),
        (
            "rules.yaml:3:5: expected a field 'id', found none here",
            "rules.yaml:3:5: cần trường 'id', thấy không có ở đây"
        ),
        ("'abc' again", "'abc' lặp lại"),
    ])
    func faultsAreSaidInVietnamese(english: String, vietnamese: String) {
        #expect(FaultText.text(english, .vietnamese) == vietnamese)
        #expect(FaultText.text(english, .english) == english)
    }

    @Test func whatIsUnknownStaysAsItIs() {
        for text in ["", "42", "'áo sơ mi'", "unexpected token ')'", String(repeating: "one of ", count: 2_000)] {
            #expect(FaultText.text(text, .vietnamese) == text)
        }
    }

    @Test func bothLanguagesQuoteTheSameParts() {
        for fault in FaultText.all {
            let parts = (1...6).map { "<\($0)>" }
            let count = fault.english.components(of: "{}")
            #expect(fault.vietnamese.components(of: "{}") == count, "\(fault.english)")
            let filled = fault.filled(Array(parts.prefix(count)))
            for part in parts.prefix(count) { #expect(filled.contains(part), "\(fault.english)") }
        }
    }
}

extension String {
    fileprivate func components(of part: String) -> Int { ranges(of: part).count }
}
