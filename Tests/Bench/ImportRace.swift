import Foundation
import Glibc
import Platform

/// The same file imported by the gateway until its items can be matched, and by `sqlite3 .import` into a bare table, in turns.
struct ImportRace {
    let site: BenchSite
    let rounds: Int

    /// Nanoseconds: of the gateway's import, of the bare one, and from the import's answer until all can be searched.
    func run() throws -> (ours: [Int64], bare: [Int64], searchable: [Int64]) {
        var (ours, bare, searchable): ([Int64], [Int64], [Int64]) = ([], [], [])
        for round in 0..<rounds {
            // Other numbers each time: every item is new.
            let file = try site.manifestFile(0, serial: 10_000_000 + round * BenchSite.items)
            bare.append(try bareImport(file))
            let start = Clocks.monotonic()
            let answer = try site.ask("POST", "/api/manifests?name=race.csv", .file(file))
            let end = Clocks.monotonic()
            guard answer.text.contains("\"added\":\(BenchSite.items)") else {
                throw BenchFault("import: \(answer.text.prefix(200))")
            }
            ours.append(end - start)
            searchable.append(try waitUntilSearchable() - end)
        }
        return (ours, bare, searchable)
    }

    private func waitUntilSearchable() throws -> Int64 {
        for _ in 0..<1200 {
            if try site.ask("GET", "/api/items?text=nguyen&limit=1", .none).text.contains("\"isBehind\":false") {
                return Clocks.monotonic()
            }
            usleep(100_000)
        }
        throw BenchFault("the items are not searchable after two minutes")
    }

    private func bareImport(_ file: String) throws -> Int64 {
        let database = site.folder + "/bare.db"
        _ = unsafe unlink(database)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/sqlite3")
        process.arguments = [database, "-cmd", ".mode csv", ".import \(file) item"]
        let start = Clocks.monotonic()
        try process.run()
        process.waitUntilExit()
        let took = Clocks.monotonic() - start
        guard process.terminationStatus == 0 else { throw BenchFault("sqlite3 could not import") }
        return took
    }
}
