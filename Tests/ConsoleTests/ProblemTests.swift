import Testing

@testable import Console

@Suite("Problems in words")
struct ProblemTests {
    private func problem(_ accepted: String?, _ path: [String] = ["api", "nothing"]) throws -> [String: Any] {
        let request = Request(method: .get, path: path, headers: accepted.map { ["accept-language": $0] } ?? [:])
        let answer = Problem.response(
            409, "contradicts-finding", [("finding", "as-declared"), ("other", "<b>")], to: request)
        #expect(answer.status == 409 && answer.type == "application/problem+json")
        return try answer.json
    }

    @Test func allMembersAreThere() throws {
        let problem = try problem("en")
        #expect(Set(problem.keys) == ["type", "title", "status", "detail", "instance", "code", "arguments"])
        #expect(problem["type"] as? String == "urn:parcelgate:contradicts-finding")
        #expect(problem["title"] as? String == "Conflict" && problem["status"] as? Int == 409)
        #expect(problem["instance"] as? String == "/api/nothing")
        #expect(problem["arguments"] as? [String: String] == ["finding": "as-declared", "other": "<b>"])
    }

    @Test(
        arguments: [
            (nil, "vi"), ("", "vi"), ("vi", "vi"), ("en", "en"), ("EN-us,vi;q=0.5", "en"), ("fr, en;q=0.4", "en"),
            ("fr", "vi"), (" en ;q=1", "en"), (";,,-", "vi"),
        ] as [(String?, String)])
    func theWordsAreInTheLanguageThatWasAskedFor(accepted: String?, language: String) throws {
        let detail = try #require(try problem(accepted)["detail"] as? String)
        #expect(detail.contains(language == "en" ? "as declared" : "đúng như khai báo"), "\(detail)")
    }

    @Test func aPathStaysAnAddress() throws {
        let problem = try problem(nil, ["api", "<b>\u{1B}[2J", "đ ?"])
        #expect(problem["instance"] as? String == "/api/%3Cb%3E%1B%5B2J/%C4%91%20%3F")
    }
}
