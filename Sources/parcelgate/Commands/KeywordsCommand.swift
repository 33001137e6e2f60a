import JSON
import Parcels
import Platform
import Screening
import Starter
import YAML

/// Looks for the keyword packs' terms in declared contents.
enum KeywordsCommand: Subcommand {
    static let name = "keywords"
    static let summary = "look for banned goods in declared contents; test keyword packs"
    static let help = """
        usage: parcelgate keywords match [--format text|json] [--lists FILE]
               parcelgate keywords test [FILE…]
               parcelgate keywords starter

        Match reads declared contents from standard input, one a line, and says of each what the keyword packs find in it.
          --format json    a JSON object a line: text, flagged, category, score (1 is enough to hold), matches with term,
                           category, weight, start and end in bytes of the line
          --lists FILE     the packs of this file of lists and keywords (default: those that the program brings along)
        Test asks packs about the declarations that their authors wrote down, and says how many are told rightly. Without
        FILE it tests the packs that the program brings along. Its exit status is 1 when one is told wrongly.
        Starter prints the packs that the program brings along, to be put into a site's file of lists and keywords.

        example: parcelgate keywords match --format json < contents.txt
        """

    static func run(_ arguments: inout Arguments) throws(Exit) {
        switch try arguments.next("match, test or starter") {
        case "match":
            let format = try arguments.option("format") ?? "text"
            guard format == "text" || format == "json" else {
                throw .usage("--format: expected text or json, found '\(format)'")
            }
            let path = try arguments.option("lists")
            try arguments.end()
            let keywords = try document(path).keywords
            try InputLines.forEach("declared contents") { bytes in
                let text = String(decoding: bytes, as: UTF8.self)
                let findings = keywords.findings(in: [FoldedText.readings(of: text)])
                Terminal.say(format == "json" ? json(text, findings) : line(text, findings))
            }
        case "test":
            let files = try arguments.rest()
            try test(files)
        case "starter":
            try arguments.end()
            Terminal.say(String(decoding: StarterDocuments.lists, as: UTF8.self))
        case let other: throw .usage("expected match, test or starter, found '\(other)'")
        }
    }

    /// - Parameter path: of a file of lists and keywords; nil for the packs that the program brings along.
    private static func document(_ path: String?) throws(Exit) -> ListDocument {
        let content: [UInt8]
        if let path {
            do throws(SystemError) { content = try Files.read(path, limit: 16 << 20) } catch {
                throw .environment("\(error)")
            }
        } else {
            content = StarterDocuments.lists
        }
        do throws(YAMLError) { return try ListFile.parse(content, file: path ?? "starter") } catch {
            throw .notSo("\(error)")
        }
    }

    private static func test(_ files: [String]) throws(Exit) {
        var score = KeywordScore()
        var isWell = true
        for path in files.isEmpty ? [nil] : files.map({ $0 }) as [String?] {
            let document = try document(path)
            let tested = document.tested()
            for fault in tested.faults { Terminal.say("\(fault)") }
            score.add(tested.score)
            isWell = isWell && tested.faults.isEmpty
        }
        Terminal.say(
            "held: \(score.heldRightly) of \(score.held), free: \(score.freeRightly) of \(score.free), terms: "
                + "\(score.termsRightly) of \(score.terms)")
        if !isWell { throw .notSo() }
    }

    private static func line(_ text: String, _ findings: KeywordFindings) -> String {
        let categories = findings.categories.map { category in
            let terms = category.terms.map { "'\($0.text)' (\($0.weight.rawValue))" }.joined(separator: ", ")
            return "\(category.code) \(points(category.score)): \(terms)"
        }
        let verdict = findings.categories.first?.isFlagged == true ? "flagged" : "free"
        return ([verdict, Terminal.plain(text)] + categories).joined(separator: " | ")
    }

    private static func json(_ text: String, _ findings: KeywordFindings) -> String {
        let first = findings.categories.first
        var writer = JSONWriter(capacity: 512)
        writer.beginObject()
        writer.key("text")
        writer.value(text)
        writer.key("flagged")
        writer.value(first?.isFlagged ?? false)
        writer.key("category")
        if let first { writer.value(first.code) } else { writer.null() }
        writer.key("score")
        writer.value(json: Array(points(first?.score ?? 0).utf8))
        writer.key("matches")
        writer.beginArray()
        for match in findings.matches {
            writer.beginObject()
            writer.key("term")
            writer.value(match.term.text)
            writer.key("category")
            writer.value(match.term.category)
            writer.key("weight")
            writer.value(match.term.weight.rawValue)
            writer.key("start")
            writer.value(match.start)
            writer.key("end")
            writer.value(match.end)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private static func points(_ score: Int) -> String {
        let hundredths = String(score % 100)
        return "\(score / 100).\(hundredths.count < 2 ? "0" + hundredths : hundredths)"
    }
}
