import Foundation
import Manifests
import Platform

/// Checks manifest files and takes them in.
enum ManifestCommand: Subcommand {
    static let name = "manifest"
    static let summary = "check or import a manifest file"
    static let help = """
        usage: parcelgate manifest check FILE
               parcelgate manifest import FILE [--url URL] [--account NAME]

        A manifest is a CSV file (docs/integrator/manifests.md). It is taken in as a whole or not at all; the first error is
        named with line and column.
        \(ConsoleClient.options)

        example: parcelgate manifest import monday.csv --account supervisor
        """

    static func run(_ arguments: inout Arguments) throws(Exit) {
        switch try arguments.next("check or import") {
        case "check":
            let file = try arguments.next("FILE")
            try arguments.end()
            try check(file)
        case "import":
            let file = try arguments.next("FILE")
            let client = try ConsoleClient.signIn(&arguments)
            try arguments.end()
            try importFile(file, client)
        case let other: throw .usage("expected check or import, found '\(other)'")
        }
    }

    private static func check(_ file: String) throws(Exit) {
        var reader = ManifestReader()
        var failure: ManifestError?
        do throws(SystemError) {
            try Files.forEachBlock(of: file, limit: 512 << 20) { block in
                guard failure == nil else { return }
                do throws(ManifestError) { try reader.take(block) { _ in } } catch { failure = error }
            }
        } catch { throw .environment("\(error)") }
        if failure == nil { do throws(ManifestError) { try reader.finish { _ in } } catch { failure = error } }
        if let failure { throw .notSo("\(file): \(failure)") }
        Terminal.say("\(file): \(reader.rows) items, no error")
    }

    private static func importFile(_ file: String, _ client: ConsoleClient) throws(Exit) {
        let name = file.split(separator: "/").last.map(String.init) ?? file
        let query = name.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "manifest.csv"
        let answer = try client.post("/api/manifests?name=\(query)", .file(file), type: "text/csv", timeout_s: 300)
        struct Outcome: Decodable {
            let number: Int
            let rows: Int
            let added: Int
            let updated: Int
            let unchanged: Int
            let error: String?
        }
        guard answer.status == 200 || answer.status == 422,
            let outcome = try? JSONDecoder().decode(Outcome.self, from: Data(answer.body))
        else { throw .notSo(ConsoleClient.problem(answer)) }
        if let error = outcome.error { throw .notSo("\(file): \(error); nothing of it was taken in") }
        Terminal.say(
            "import \(outcome.number): \(outcome.rows) items, \(outcome.added) new, \(outcome.updated) changed, \(outcome.unchanged) as before"
        )
    }
}
