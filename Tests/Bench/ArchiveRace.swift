import Foundation
import Glibc
import Platform

/// A site that has worked for long: how quickly its journal is searched, backed up and restored.
struct ArchiveRace {
    let site: BenchSite
    let bytes: Int

    private struct Head: Decodable { let sequence: UInt64 }
    private struct Found: Decodable {
        struct Line: Decodable {
            let sequence: UInt64
            let at_ms: Int64
        }

        let entries: [Line]
    }

    func run(_ table: inout ResultTable) throws {
        try fill()
        // The records may be behind: they are made anew, as a person would.
        site.stop()
        let start = Clocks.monotonic()
        try site.command(["journal", "rebuild"])
        print("records made anew: \((Clocks.monotonic() - start) / 1_000_000) ms")
        try site.start()
        try site.signIn("first", "bench-password-first")
        let entries = try waitUntilSearchable()
        try search(entries, &table)
        site.stop()
        try restore(&table)
    }

    private var journal: String { site.folder + "/data/journal" }

    private func size(of folder: String) throws -> Int {
        try Files.names(in: folder).reduce(0) { sum, name in
            let attributes = try? FileManager.default.attributesOfItem(atPath: folder + "/" + name)
            return sum + (attributes?[.size] as? Int ?? 0)
        }
    }

    private func fill() throws {
        for line in site.lines { line.isRunning = true }
        let loop = BenchLoop(lines: site.lines)
        while try size(of: journal) < bytes { loop.run(until: Clocks.monotonic() + 2_000_000_000) }
        for line in site.lines { line.isRunning = false }
        // What is on the belts leaves it.
        loop.run(until: Clocks.monotonic() + 3_000_000_000)
    }

    /// - Returns: how many entries there are.
    private func waitUntilSearchable() throws -> UInt64 {
        let loop = BenchLoop(lines: site.lines)
        for _ in 0..<600 {
            let head: Head = try ask("/api/journal/anchor")
            let found: Found = try ask("/api/journal?limit=1")
            if let newest = found.entries.first?.sequence, newest + 100 > head.sequence { return head.sequence }
            loop.run(until: Clocks.monotonic() + 1_000_000_000)
        }
        throw BenchFault("the journal is not searchable after ten minutes")
    }

    private func ask<Answer: Decodable>(_ path: String) throws -> Answer {
        try JSONDecoder().decode(Answer.self, from: Data(try site.ask("GET", path, .none).body))
    }

    private func search(_ entries: UInt64, _ table: inout ResultTable) throws {
        let newest: Found = try ask("/api/journal?limit=1")
        let last = newest.entries.first?.at_ms ?? 0
        var times: [Int64] = []
        var found = 0
        for turn in 0..<300 {
            let start = Clocks.monotonic()
            let answer: Found = try ask("/api/journal?\(JournalQuestions.question(turn, last: last))")
            times.append(Clocks.monotonic() - start)
            found += answer.entries.count
        }
        let spread = Spread(times)
        print(
            "search in \(entries) entries: p50 \(spread.median / 1000) p95 \(spread.at(0.95) / 1000) worst \(spread.worst / 1000) µs, "
                + "\(found) entries found")
        table.add(
            "journal search, p95, entries: \(entries)", unit: "ms", value: Double(spread.at(0.95)) / 1e6, limit: 100)
    }

    /// Beside a plain copy of the same files, flushed.
    private func restore(_ table: inout ResultTable) throws {
        let (copy, keys, other) = (site.folder + "/backup", site.folder + "/backup-keys", site.folder + "/restored")
        let start = Clocks.monotonic()
        try site.command(["backup", copy, "--keys", keys])
        let backedUp = Clocks.monotonic()
        try Files.makeDirectory(other)
        try FileManager.default.copyItem(atPath: site.folder + "/site.yaml", toPath: other + "/site.yaml")
        try site.command(["restore", copy, "--keys", keys], site: other + "/site.yaml")
        let restored = Clocks.monotonic()
        let plain = try copied(site.folder + "/plain")
        let size = try size(of: journal)
        print(
            "journal of \(size >> 20) MB: backup \((backedUp - start) / 1_000_000) ms, restore \((restored - backedUp) / 1_000_000) ms, "
                + "plain copy and flush \(plain / 1_000_000) ms")
        table.add(
            "restore of a journal of \(size >> 20) MB", unit: "s", value: Double(restored - backedUp) / 1e9, limit: 60)
        table.add(
            "restore, times a plain copy and flush", unit: "×", value: Double(restored - backedUp) / Double(plain))
    }

    private func copied(_ folder: String) throws -> Int64 {
        let start = Clocks.monotonic()
        try FileManager.default.copyItem(atPath: journal, toPath: folder)
        for name in try Files.names(in: folder) {
            let file = Descriptor(unsafe open(folder + "/" + name, O_RDONLY | O_CLOEXEC))
            fsync(file.number)
        }
        return Clocks.monotonic() - start
    }
}
