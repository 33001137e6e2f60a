import Foundation

/// Lists holds and shows one.
enum HoldsCommand: Subcommand {
    static let name = "holds"
    static let summary = "list the holds of a running gateway"
    static let help = """
        usage: parcelgate holds [list] [--which open|closed|all] [--text TEXT] [--format text|json]
               parcelgate holds show HOLD [--format text|json]
          --text TEXT      part of an item number, or a hold's number
        \(ConsoleClient.options)

        example: parcelgate holds list --which open --account inspector
        """

    private struct Hold: Decodable {
        struct Reason: Decodable {
            let vi: String
            let en: String
        }

        let id: String
        let line: String
        let number: String?
        let state: String
        let recall: Bool
        let inspector: String?
        let reasons: [Reason]
    }

    static func run(_ arguments: inout Arguments) throws(Exit) {
        let format = try arguments.option("format") ?? "text"
        guard format == "text" || format == "json" else {
            throw .usage("--format: expected text or json, found '\(format)'")
        }
        let which = try arguments.option("which") ?? "open"
        guard ["open", "closed", "all"].contains(which) else {
            throw .usage("--which: expected open, closed or all, found '\(which)'")
        }
        let text = try arguments.option("text")
        let client = try ConsoleClient.signIn(&arguments)
        let words = try arguments.rest()
        if words.first == "show" {
            guard words.count == 2 else { throw .usage("expected one HOLD after show") }
            return try show(words[1], client, format)
        }
        guard words.isEmpty || words == ["list"] else { throw .usage("expected list or show, found '\(words[0])'") }
        var query = "/api/holds?which=\(which)&limit=200"
        if let text = text?.addingPercentEncoding(withAllowedCharacters: .alphanumerics) { query += "&text=" + text }
        let answer = try ConsoleClient.require(try client.get(query))
        if format == "json" { return Terminal.say(answer.text) }
        struct List: Decodable {
            let open: Int
            let holds: [Hold]
        }
        guard let list = try? JSONDecoder().decode(List.self, from: Data(answer.body)) else {
            throw .notSo("no list of holds")
        }
        for hold in list.holds { Terminal.say(line(hold)) }
        Terminal.say("\(list.holds.count) shown, \(list.open) open")
    }

    private static func show(_ id: String, _ client: ConsoleClient, _ format: String) throws(Exit) {
        let path = id.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? id
        let answer = try ConsoleClient.require(try client.get("/api/holds/" + path))
        if format == "json" { return Terminal.say(answer.text) }
        struct Detail: Decodable {
            let hold: Hold
        }
        guard let detail = try? JSONDecoder().decode(Detail.self, from: Data(answer.body)) else {
            throw .notSo("no hold")
        }
        Terminal.say(line(detail.hold))
        for reason in detail.hold.reasons {
            Terminal.say("  \(Terminal.plain(reason.vi))\n  \(Terminal.plain(reason.en))")
        }
    }

    private static func line(_ hold: Hold) -> String {
        let reason = hold.reasons.first.map { Terminal.plain($0.en) } ?? ""
        return
            "\(hold.id)  \(hold.line)  \(hold.number ?? "(no number)")  \(hold.recall ? "recall, " : "")\(hold.state)"
            + (hold.inspector.map { " by \($0)" } ?? "") + "  \(reason)"
    }
}
