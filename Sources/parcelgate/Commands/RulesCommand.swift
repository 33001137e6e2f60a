import Entries
import Foundation
import Passages
import Platform
import Screening
import YAML

/// Checks the documents that decide what is cleared, and brings them into force.
enum RulesCommand: Subcommand {
    static let name = "rules"
    static let summary = "check, propose and approve rules, lists and evidence policies; run the CEL conformance cases"
    static let help = """
        usage: parcelgate rules check [--kind rules|lists|policy] FILE…
               parcelgate rules propose --kind rules|lists|policy FILE [--url URL] [--account NAME]
               parcelgate rules approve --kind rules|lists|policy NUMBER [--url URL] [--account NAME]
               parcelgate rules conformance FILE.json

        A document comes into force when two different persons have approved it.
          --kind KIND      what the file is (default rules)
        \(ConsoleClient.options)

        example: parcelgate rules check site/rules.yaml
        """

    static func run(_ arguments: inout Arguments) throws(Exit) {
        switch try arguments.next("check, propose, approve or conformance") {
        case "check":
            let kind = try kind(&arguments)
            let files = try arguments.rest()
            guard !files.isEmpty else { throw .usage("a FILE is missing; see 'parcelgate rules --help'") }
            for file in files { try check(kind, file) }
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
        case "conformance":
            let file = try arguments.next("FILE.json")
            try arguments.end()
            try conformance(file)
        case let other: throw .usage("expected check, propose, approve or conformance, found '\(other)'")
        }
    }

    private static func kind(_ arguments: inout Arguments) throws(Exit) -> DocumentKind {
        let text = try arguments.option("kind") ?? "rules"
        guard let kind = DocumentKind(rawValue: text) else {
            throw .usage("--kind: expected rules, lists or policy, found '\(text)'")
        }
        return kind
    }

    private static func check(_ kind: DocumentKind, _ file: String) throws(Exit) {
        let content = try read(file)
        do throws(YAMLError) {
            switch kind {
            case .rules:
                let rules = try RuleFile.parse(content, file: file)
                _ = try ScreeningSnapshot(rules: rules, rulesVersion: 1, lists: .none, listsVersion: 0, at: nil)
                Terminal.say("\(file): \(rules.count) rules, no error")
            case .lists:
                let lists = try ListFile.parse(content, file: file)
                Terminal.say("\(file): \(lists.lists.count) lists, no error")
            case .policy:
                let policy = try PolicyFile.parse(content, file: file)
                Terminal.say("\(file): \(policy.flows.count) flows, no error")
            }
        } catch { throw .notSo("\(error)") }
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

    private static func read(_ file: String) throws(Exit) -> [UInt8] {
        do throws(SystemError) { return try Files.read(file, limit: 16 << 20) } catch { throw .environment("\(error)") }
    }
}
