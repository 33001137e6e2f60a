import Patterns
import Testing

@Suite("Patterns")
struct PatternTests {
    /// A backtracking engine would need 2^100,000 steps: that this test ends is the proof.
    @Test(arguments: ["(a+)+$", "(a|aa)+$", "(a*)*b", "([a-z]+)*[0-9]"])
    func nestedRepetitionIsLinear(text: String) throws {
        let pattern = try Pattern(text)
        let subject = String(repeating: "a", count: 100_000) + "!"
        #expect(!pattern.isFound(in: subject))
        #expect(!pattern.matches(subject))
    }

    @Test func foundAnywhereAndMatchedAsAWhole() throws {
        let pattern = try Pattern("[A-Z]{2}[0-9]{9}VN")
        #expect(pattern.isFound(in: "x EB123456785VN y"))
        #expect(!pattern.matches("x EB123456785VN y"))
        #expect(pattern.matches("EB123456785VN"))
        #expect(pattern.matches(Array("EB123456785VN".utf8)))
        #expect(!pattern.matches(Array("EB123456785VN\n".utf8)))
        #expect(!pattern.isFound(in: ""))
    }

    @Test func aMatchOfTheWholeTakesTheLongerBranch() throws {
        #expect(try Pattern("a|ab").matches("ab"))
    }

    @Test func lettersAreCharactersNotBytes() throws {
        #expect(try Pattern("^n.ng$").matches("nòng"))
        #expect(try !Pattern("^n..ng$").matches("nòng"))
        #expect(try Pattern("\\p{L}+").matches("súng"))
    }

    @Test func anEmptyPatternIsFoundEverywhere() throws {
        #expect(try Pattern("").isFound(in: "x"))
        #expect(try Pattern("").matches(""))
        #expect(try Pattern("").matches([]))
        #expect(try !Pattern("").matches("x"))
    }

    @Test func zerosInsideAreBytesLikeOthers() throws {
        #expect(try Pattern("a\\x00b").matches("a\u{0}b"))
        #expect(try Pattern("a\u{0}b").isFound(in: "xa\u{0}by"))
    }

    @Test(arguments: [
        ("(", "missing ): ("), ("a**", "bad repetition operator: **"), ("[z-a]", "invalid character class range: z-a"),
        ("(?=a)", "invalid perl operator: (?="), ("\\1", "invalid escape sequence: \\1"),
        ("a{1001}", "invalid repetition size: {1001}"),
    ])
    func badPatternsAreRefusedInRE2sWords(text: String, reason: String) {
        let error = #expect(throws: PatternError.self) { try Pattern(text) }
        #expect(error?.pattern == text && error?.reason == reason)
        #expect(error?.description == "pattern '\(text)': \(reason)")
    }

    @Test func patternsThatWouldNeedTooMuchMemoryAreRefused() {
        let error = #expect(throws: PatternError.self) { try Pattern("((a{100}){100}){100}") }
        #expect(error?.reason.contains("too large") == true || error?.reason.contains("repetition") == true)
    }

    @Test func oneCompiledPatternServesManyTasks() async throws {
        let pattern = try Pattern("(a+)+b")
        let found = await withTaskGroup(of: Bool.self) { group in
            for count in 0..<64 {
                group.addTask { pattern.isFound(in: String(repeating: "a", count: 1_000 + count) + "b") }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(found == 64)
    }
}
