import Parcels
import Screening

/// Declared contents, and the terms that are looked for in them: the first line has the terms with commas between, the first of them
/// an innocent phrase; what follows is the declaration.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzKeywords(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    let parts = input.split(separator: UInt8(ascii: "\n"), maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return 0 }
    let terms = parts[0].split(separator: UInt8(ascii: ",")).map { String(decoding: $0, as: UTF8.self) }
    let text = String(decoding: parts[1], as: UTF8.self)
    let matcher = KeywordMatcher([
        KeywordPack(category: "A", strong: Array(terms.dropFirst()), except: Array(terms.prefix(1))),
        KeywordPack(category: "B", weak: terms, beside: ["A"]),
    ])
    let readings = FoldedText.readings(of: text)
    let findings = matcher.findings(in: [readings])
    for match in findings.matches {
        precondition(match.start < match.end && match.end <= text.utf8.count, "a match outside of its text")
        let place = Array(text.utf8)[match.start..<match.end]
        // What is found is found again where it stands by itself, unless it is innocent there.
        let again = matcher.matches(in: [FoldedText.readings(of: String(decoding: place, as: UTF8.self))])
        precondition(match.term.category == "A" || again.contains { $0.term == match.term }, "not found by itself")
    }
    precondition(findings.matches.isEmpty == findings.categories.isEmpty)
    // A term is found in itself.
    for term in terms where !FoldedText(term).words.isEmpty {
        let found = matcher.matches(in: [FoldedText.readings(of: term)])
        precondition(
            found.contains { $0.term.category == "B" && $0.term.text == term }, "a term is not found in itself")
    }
    return 0
}
