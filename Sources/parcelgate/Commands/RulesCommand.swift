import Entries
import Foundation
import Gateway
import JSON
import Passages
import Platform
import Screening
import Starter
import Words
import YAML

/// Checks the documents that decide what is cleared, and brings them into force.
enum RulesCommand: Subcommand {
    static let name = "rules"
    static let summary = "check, propose and approve rules, lists and evidence policies; run the CEL conformance cases"
    static let help = """
        usage: parcelgate rules check [--kind rules|lists|policy] FILE…
               parcelgate rules test [--lists FILE] FILE…
               parcelgate rules propose --kind rules|lists|policy FILE [--url URL] [--account NAME]
               parcelgate rules approve --kind rules|lists|policy NUMBER [--url URL] [--account NAME]
               parcelgate rules backtest --site FILE [--kind rules|lists|policy] [--hours N] [--parcels N]
                                         [--format text|json] FILE
               parcelgate rules benchmark [--lists FILE] [--site FILE] [--hours N] [--parcels N]
                                          [--format text|json] FILE
               parcelgate rules explain --site FILE [--hours N] [--parcels N] [--language vi|en] NUMBER [RULE…]
               parcelgate rules shadow --site FILE [--hours N] [--parcels N] [--format text|json]
               parcelgate rules quality --site FILE [--lists FILE] [--hours N] [--parcels N]
                                        [--format text|json] FILE
               parcelgate rules draws --site FILE [--hours N] [--parcels N]
               parcelgate rules facts [--language vi|en]
               parcelgate rules starter
               parcelgate rules conformance FILE.json

        A document comes into force when it was tried on the last shift's parcels and two different persons have approved
        it. Backtest tries a file that nobody has proposed on the site's own parcels; it may be run while the gateway
        works. Its exit status is 1 when the file would hold more than the site's hold budget.
          --kind KIND      what the file is (default rules)
          --site FILE      the site file, whose journal is read
          --hours N        the parcels of so many hours (default: of the site's hold budget)
          --parcels N      at most so many
        Test runs the tests that rules bring along, with the lists and keywords of a file. A document with one that fails
        cannot be proposed. Its exit status is 1 when one does.
          --lists FILE     lists and keywords (without it the keyword packs that the program brings along)
        Benchmark says what the rules take for each parcel, which of them are dear, and which speak never or always. It asks
        about the parcels of a site's last hours, or without a site about those that the rules' tests describe.
        Explain says which rules spoke of a parcel and what made them, from the journal, with the versions of its newest
        decision; of rules that are named, why they did not.
        Shadow says what rules on trial (`life: shadow`) would have done to the parcels of a site's last hours.
        Quality judges a file's rules by the site's own parcels and what was found in them: how many each speaks of, alone,
        and rightly; which never, always or only together speak; bounds that would hold fewer and find as many.
        Draws draws again what rules drew by lot (`action: sample`), by the secrets that have been shown since. Its exit
        status is 1 when the journal says otherwise.
        Starter prints the rules that the program brings along, to be changed and proposed.
        Facts prints all that a rule may ask for, each with an example (docs/integrator/facts.en.md).
          --language L     vi or en (en)
        \(ConsoleClient.options)

        example: parcelgate rules check site/rules.yaml
        """

    private static let names =
        "check, test, propose, approve, backtest, benchmark, explain, shadow, quality, draws, facts, starter or conformance"

    static func run(_ arguments: inout Arguments) throws(Exit) {
        switch try arguments.next(names) {
        case "check":
            let kind = try kind(&arguments)
            let files = try arguments.rest()
            guard !files.isEmpty else { throw .usage("a FILE is missing; see 'parcelgate rules --help'") }
            for file in files { try check(kind, file) }
        case "test":
            let lists = try arguments.option("lists")
            let files = try arguments.rest()
            guard !files.isEmpty else { throw .usage("a FILE is missing; see 'parcelgate rules --help'") }
            try test(files, lists: lists)
        case "propose":
            let kind = try kind(&arguments)
            let file = try arguments.next("FILE")
            let client = try ConsoleClient.signIn(&arguments)
            try arguments.end()
            let answer = try ConsoleClient.require(
                try client.post("/api/documents/\(kind.rawValue)", .file(file), type: "application/yaml"))
            Terminal.say(answer.text)
        case "approve":
            let kind = try kind(&arguments)
            let number = try arguments.next("NUMBER")
            let client = try ConsoleClient.signIn(&arguments)
            try arguments.end()
            let answer = try ConsoleClient.require(
                try client.post("/api/documents/\(kind.rawValue)/\(number)/approvals", .none))
            Terminal.say(answer.text)
        case "backtest": try backtest(&arguments)
        case "benchmark": try benchmark(&arguments)
        case "explain": try explain(&arguments)
        case "shadow": try shadow(&arguments)
        case "quality": try quality(&arguments)
        case "draws": try draws(&arguments)
        case "facts":
            let language = try language(&arguments)
            try arguments.end()
            Terminal.say(FactsPage(language: language).text)
        case "starter":
            try arguments.end()
            Terminal.say(String(decoding: StarterDocuments.rules, as: UTF8.self))
        case "conformance":
            let file = try arguments.next("FILE.json")
            try arguments.end()
            try conformance(file)
        case let other:
            throw .usage(
                "expected \(names), found '\(other)'"
            )
        }
    }

    static func kind(_ arguments: inout Arguments) throws(Exit) -> DocumentKind {
        let text = try arguments.option("kind") ?? "rules"
        guard let kind = DocumentKind(rawValue: text) else {
            throw .usage("--kind: expected rules, lists or policy, found '\(text)'")
        }
        return kind
    }

    private static func check(_ kind: DocumentKind, _ file: String) throws(Exit) {
        Terminal.say("\(file): \(try parse(kind, try read(file), file)), no error")
    }

    /// - Returns: how much there is in it.
    @discardableResult
    static func parse(_ kind: DocumentKind, _ content: [UInt8], _ file: String) throws(Exit) -> String {
        do throws(YAMLError) {
            switch kind {
            case .rules:
                let rules = try RuleFile.parse(content, file: file)
                _ = try ScreeningSnapshot(rules: rules, rulesVersion: 1, lists: .none, listsVersion: 0, at: nil)
                return "\(rules.count) rules"
            case .lists:
                let lists = try ListFile.parse(content, file: file)
                return "\(lists.lists.count) lists"
            case .policy:
                let policy = try PolicyFile.parse(content, file: file)
                return "\(policy.flows.count) flows"
            }
        } catch { throw .notSo("\(error)") }
    }

    /// Runs the tests of each file's rules.
    private static func test(_ files: [String], lists path: String?) throws(Exit) {
        var listed = StarterDocuments.lists
        if let path { listed = try read(path) }
        var (all, failed) = (0, 0)
        for file in files {
            let content = try read(file)
            do throws(YAMLError) {
                let rules = try RuleFile.parse(content, file: file)
                let lists = try ListFile.parse(listed, file: path ?? "starter")
                let snapshot = try ScreeningSnapshot(
                    rules: rules, rulesVersion: 1, lists: lists, listsVersion: 1, at: Clocks.wall())
                let faults = snapshot.failedTests(of: rules)
                for fault in faults { Terminal.say("\(fault)") }
                all += rules.testCount
                failed += faults.count
            } catch { throw .notSo("\(error)") }
        }
        Terminal.say("\(all) tests of rules, \(failed) failed")
        if failed > 0 { throw .notSo() }
    }

    private static func conformance(_ file: String) throws(Exit) {
        let content = try read(file)
        guard let report = try? ConformanceReport(running: content) else {
            throw .notSo("\(file): no file of conformance cases")
        }
        for failure in report.failures { Terminal.warn("\(failure)") }
        Terminal.say("\(report.passed) passed, \(report.failed) failed, \(report.skipped) skipped")
        if report.failed > 0 { throw .notSo() }
    }

    static func read(_ file: String) throws(Exit) -> [UInt8] {
        do throws(SystemError) { return try Files.read(file, limit: 16 << 20) } catch { throw .environment("\(error)") }
    }

    static func language(_ arguments: inout Arguments) throws(Exit) -> Language {
        let word = try arguments.option("language") ?? "en"
        guard let language = Language(rawValue: word) else {
            throw .usage("--language: expected vi or en, found '\(word)'")
        }
        return language
    }
}
