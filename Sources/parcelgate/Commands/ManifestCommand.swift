import Foundation
import Manifests
import Parcels
import Platform
import Records

/// Checks manifest files and takes them in.
enum ManifestCommand: Subcommand {
    static let name = "manifest"
    static let summary = "check or import a manifest file"
    static let help = """
        usage: parcelgate manifest check FILE [--encoding NAME] [--site FILE]
               parcelgate manifest import FILE [--encoding NAME] [--broken-rows leave-out] [--url URL] [--account NAME]

        A manifest is a CSV or NDJSON file (docs/integrator/manifests.md). It is taken in as a whole or not at all; every row
        that cannot be taken is named with line and column.
          --encoding NAME          one of \(TextEncoding.names); recognised when it is not said
          --site FILE              checks item numbers as this site takes them (docs/integrator/identifiers.md)
          --broken-rows leave-out  takes the other rows in (default refuse-file)
        \(ConsoleClient.options)

        example: parcelgate manifest import monday.csv --account supervisor
        """

    /// So many errors are shown one by one.
    private static let shownErrors = 20

    static func run(_ arguments: inout Arguments) throws(Exit) {
        switch try arguments.next("check or import") {
        case "check":
            let file = try arguments.next("FILE")
            let encoding = try encoding(&arguments)
            let numbering = try SiteNumbering.read(try arguments.option("site"))
            try arguments.end()
            try check(file, encoding, numbering)
        case "import":
            let file = try arguments.next("FILE")
            let encoding = try encoding(&arguments)
            let brokenRows = try brokenRows(&arguments)
            let client = try ConsoleClient.signIn(&arguments)
            try arguments.end()
            try importFile(file, ImportOptions(encoding: encoding, brokenRows: brokenRows), client)
        case let other: throw .usage("expected check or import, found '\(other)'")
        }
    }

    private static func encoding(_ arguments: inout Arguments) throws(Exit) -> TextEncoding? {
        guard let name = try arguments.option("encoding") else { return nil }
        guard let encoding = TextEncoding(named: name) else {
            throw .usage("--encoding: expected one of \(TextEncoding.names), found '\(name)'")
        }
        return encoding
    }

    private static func brokenRows(_ arguments: inout Arguments) throws(Exit) -> ImportOptions.BrokenRows {
        guard let name = try arguments.option("broken-rows") else { return .refuseFile }
        guard let found = ImportOptions.BrokenRows(rawValue: name) else {
            throw .usage("--broken-rows: expected refuse-file or leave-out, found '\(name)'")
        }
        return found
    }

    private static func check(_ file: String, _ encoding: TextEncoding?, _ numbering: Numbering) throws(Exit) {
        var reader = ManifestReader(encoding, numbering)
        var errors: [ManifestError] = []
        var fault: ManifestError?
        func take(_ line: ManifestLine) { if case .refused(let error) = line { errors.append(error) } }
        do throws(SystemError) {
            try Files.forEachBlock(of: file, limit: 512 << 20) { block in
                guard fault == nil else { return }
                do throws(ManifestError) { try reader.take(block, take) } catch { fault = error }
            }
        } catch { throw .environment("\(error)") }
        if fault == nil { do throws(ManifestError) { try reader.finish(take) } catch { fault = error } }
        if let fault { errors.append(fault) }
        guard errors.isEmpty else { throw .notSo(lines(errors.map(\.description), errors.count, file)) }
        Terminal.say("\(file): \(reader.items) items, \((reader.encoding ?? .utf8).rawValue), no error")
    }

    /// The errors below one another.
    private static func lines(_ errors: [String], _ count: Int, _ file: String) -> String {
        let shown = errors.prefix(shownErrors).map { "\(file): \(Terminal.plain($0))" }.joined(separator: "\n")
        return count > shownErrors ? shown + "\n\(file): and \(count - shownErrors) more" : shown
    }

    private struct Outcome: Decodable {
        struct Refusal: Decodable {
            let line: Int
            let column: Int
            let field: String?
            let expected: String
            let found: String

            var error: ManifestError {
                ManifestError(line: line, column: column, field: field, expected: expected, found: found)
            }
        }

        let number: Int
        let rows: Int
        let added: Int
        let updated: Int
        let unchanged: Int
        let withdrawn: Int
        let refused: Int
        let error: String?
        let refusals: [Refusal]
    }

    private static func importFile(_ file: String, _ options: ImportOptions, _ client: ConsoleClient) throws(Exit) {
        let name = file.split(separator: "/").last.map(String.init) ?? file
        var query = "name=" + (name.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "manifest.csv")
        query += "&broken-rows=" + options.brokenRows.rawValue
        if let encoding = options.encoding { query += "&encoding=" + encoding.rawValue }
        let answer = try client.post("/api/manifests?\(query)", .file(file), type: "text/csv", timeout_s: 300)
        guard answer.status == 200 || answer.status == 422,
            let outcome = try? JSONDecoder().decode(Outcome.self, from: Data(answer.body))
        else { throw .notSo(ConsoleClient.problem(answer)) }
        let refusals = outcome.refusals.map(\.error.description)
        if outcome.error != nil {
            throw .notSo(lines(refusals, outcome.refused, file) + "\n\(file): nothing of it was taken in")
        }
        Terminal.say(
            "import \(outcome.number): \(outcome.rows) items, \(outcome.added) new, \(outcome.updated) changed, "
                + "\(outcome.unchanged) as before, \(outcome.withdrawn) withdrawn")
        if outcome.refused > 0 {
            Terminal.say(lines(refusals, outcome.refused, file) + "\n\(file): these rows were left out")
        }
    }
}
