import Glibc
import Parcels
import Platform
import SQLite

/// Takes items out of the manifests so that no byte of them is left in the database or in the files they came in. It belongs
/// to the thread that opened it.
public final class ManifestEraser {
    private let database: Database
    private let folder: String

    public struct Erased: Sendable {
        public var items = 0
        /// Kept files that were changed or removed, by their hash.
        public var files: [String] = []
    }

    /// - Parameters:
    ///   - path: of `manifest.db`.
    ///   - folder: where the files are kept.
    public init(_ path: String, files folder: String) throws(RecordsError) {
        self.folder = folder
        do throws(SQLiteError) {
            database = try ManifestDatabase.open(path, .create)
            try database.execute("PRAGMA secure_delete = ON")
        } catch { throw .database(error) }
    }

    /// Erases one parcel: its item, what it was before, and its rows in the kept files.
    public func erase(_ number: ParcelNumber) throws(RecordsError) -> Erased {
        var erased = Erased()
        let needle = Array(number.description.utf8)
        do throws(SystemError) {
            // Every file: an import that changed nothing is no item's source, and has the row all the same.
            for file in try Files.names(in: folder) where try KeptFile.blank("\(folder)/\(file)", needle) {
                erased.files.append(String(file.prefix { $0 != "." }))
            }
        } catch { throw .system(error) }
        do throws(SQLiteError) {
            try database.transaction { () throws(SQLiteError) in
                for table in ["item", "item_history"] {
                    try database.prepare("DELETE FROM \(table) WHERE number = ?").bind(0, number.description).run()
                    erased.items += database.changes
                }
            }
        } catch { throw .database(error) }
        if erased.items > 0 { try scrub() }
        return erased
    }

    /// Erases what came before a moment (nanoseconds UTC), but for parcels that are held; and the files of those imports.
    public func eraseImported(
        before cutoff: Int64, keeping held: [String]
    ) throws(RecordsError) -> Erased {
        var erased = Erased()
        do throws(SQLiteError) {
            let oldest = try database.prepare(
                """
                SELECT min(at) FROM (SELECT min(imported) AS at FROM item UNION ALL SELECT min(imported) FROM item_history)
                """)
            guard try oldest.step(), let first = oldest.optionalInt(0) else { return erased }
            oldest.reset()
            // At most a day's worth a run.
            let limit = min(cutoff, first + RetentionWalk.day)
            try database.execute("CREATE TEMP TABLE IF NOT EXISTS held(number TEXT PRIMARY KEY)")
            try database.execute("DELETE FROM held")
            let hold = try database.prepare("INSERT OR IGNORE INTO held VALUES (?)")
            for number in held { try hold.bind(0, number).run() }
            try database.transaction { () throws(SQLiteError) in
                for table in ["item", "item_history"] {
                    try database.prepare(
                        "DELETE FROM \(table) WHERE imported <= ? AND number NOT IN (SELECT number FROM held)"
                    ).bind(0, limit).run()
                    erased.items += database.changes
                }
            }
            let files = try database.prepare("SELECT DISTINCT hash FROM import GROUP BY hash HAVING max(at) <= ?")
            files.bind(0, limit)
            while try files.step() { erased.files.append(files.text(0)) }
        } catch { throw .database(error) }
        if erased.items > 0 { try scrub() }
        do throws(SystemError) {
            let names = try Files.names(in: folder)
            let old = Set(erased.files)
            erased.files = []
            for name in names where old.contains(String(name.prefix { $0 != "." })) {
                try KeptFile.remove("\(folder)/\(name)")
                erased.files.append(String(name.prefix { $0 != "." }))
            }
        } catch { throw .system(error) }
        return erased
    }

    /// Free pages, unused parts of pages and the log still have what was deleted: the file is written anew.
    private func scrub() throws(RecordsError) {
        do throws(SQLiteError) {
            try database.execute("VACUUM")
            for _ in 0..<50 {
                let rows = try database.prepare("PRAGMA wal_checkpoint(TRUNCATE)")
                let isBusy = try rows.step() && rows.int(0) != 0
                rows.reset()
                if !isBusy { return }
                _ = Waiting.wait(for: -1, 0, deadline: Clocks.monotonic() + 100_000_000)
            }
        } catch { throw .database(error) }
        throw .entry("the manifest's log could not be emptied: it is being read all the time")
    }
}

/// A manifest's file as it is kept: its rows can be made blank where they stand.
enum KeptFile {
    /// Makes the records that name a number blank.
    /// - Returns: whether there was one.
    static func blank(_ path: String, _ number: [UInt8]) throws(SystemError) -> Bool {
        var content = try Files.read(path, limit: ManifestImporter.sizeLimit)
        var found = false
        for range in records(content) where names(content[range], number) {
            found = true
            // Empty lines say nothing: the file can still be read.
            for place in range { content[place] = 0x0A }
        }
        guard found else { return false }
        try overwrite(path, content)
        return true
    }

    static func remove(_ path: String) throws(SystemError) {
        let size = try Files.read(path, limit: ManifestImporter.sizeLimit).count
        try overwrite(path, [UInt8](repeating: 0, count: size))
        guard unsafe unlink(path) == 0 else { throw SystemError("remove \(path)") }
        try Files.syncDirectory(of: path)
    }

    private static func overwrite(_ path: String, _ content: [UInt8]) throws(SystemError) {
        let file = Descriptor(unsafe open(path, O_WRONLY | O_CLOEXEC))
        guard file.number >= 0 else { throw SystemError("open \(path)") }
        try Files.writeAll(content, to: file.number, path: path)
        guard fsync(file.number) == 0 else { throw SystemError("sync \(path)") }
    }

    /// The records of a CSV or NDJSON file: lines, but for line ends within quotes.
    private static func records(_ content: [UInt8]) -> [Range<Int>] {
        var records: [Range<Int>] = []
        var start = 0
        var isQuoted = false
        for (place, byte) in content.enumerated() {
            if byte == 0x22, place == 0 || content[place - 1] != 0x5C { isQuoted.toggle() }
            if byte == 0x0A, !isQuoted {
                records.append(start..<place)
                start = place + 1
            }
        }
        if start < content.count { records.append(start..<content.count) }
        return records
    }

    /// Whether a record has the number, however it is written: with spaces, hyphens, small letters.
    private static func names(_ record: ArraySlice<UInt8>, _ number: [UInt8]) -> Bool {
        var matched = 0
        for byte in record {
            if byte == 0x20 || byte == 0x2D { continue }
            let upper = (97...122).contains(byte) ? byte - 32 : byte
            matched = upper == number[matched] ? matched + 1 : upper == number[0] ? 1 : 0
            if matched == number.count { return true }
        }
        return false
    }
}
