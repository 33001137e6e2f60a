import Crypto
import Entries
import Glibc
import Manifests
import Parcels
import Platform
import SQLite

/// Takes manifest files in, all or nothing by file, while screening goes on. It belongs to the thread that opened it.
public final class ManifestImporter {
    public static let sizeLimit = 512 << 20

    private let database: Database
    private let folder: String

    /// - Parameters:
    ///   - path: of `manifest.db`.
    ///   - folder: where the files are kept, each under its hash.
    public init(_ path: String, keepingFilesIn folder: String) throws(RecordsError) {
        self.folder = folder
        do throws(SystemError) { try Files.makeDirectory(folder) } catch { throw .system(error) }
        do throws(SQLiteError) { database = try ManifestDatabase.open(path, .create) } catch { throw .database(error) }
    }

    /// Takes in the file at `path`, whose name at its sender's is `name`.
    /// - Returns: the entry to journal; its `error` says why the file was refused.
    public func take(
        _ path: String, name: String, by account: AccountID, now: Int64, number given: Int? = nil
    ) throws(RecordsError) -> ManifestImported {
        let kept = try keep(path)
        let number: Int
        if let given { number = given } else { number = try nextNumber() }
        var counts = Counts()
        var refusal: String?
        do throws(Failure) {
            try database.transaction(wrapping: Failure.database) { () throws(Failure) in
                try read(kept.path, number: number, now: now, into: &counts)
            }
        } catch {
            switch error {
            case .database(let error): throw .database(error)
            case .manifest(let error): refusal = "\(error)"
            case .system(let error): throw .system(error)
            }
            counts = Counts()
        }
        let imported = ManifestImported(
            number: number, file: name, hash: kept.hash, size: kept.size, rows: counts.rows, added: counts.added,
            updated: counts.updated, unchanged: counts.unchanged, error: refusal, by: account)
        try note(imported, at: now)
        return imported
    }

    /// Imports that were made, but whose entry was not yet durable when the gateway ended.
    public func unjournalled() throws(RecordsError) -> [ManifestImported] {
        do throws(SQLiteError) {
            let rows = try database.prepare(
                """
                SELECT number, file, hash, size, rows, added, updated, unchanged, error, by FROM import
                WHERE journalled = 0 ORDER BY number
                """)
            var found: [ManifestImported] = []
            while try rows.step() {
                guard let by = AccountID(rows.text(9)) else { continue }
                found.append(
                    ManifestImported(
                        number: Int(rows.int(0)), file: rows.text(1), hash: rows.text(2), size: Int(rows.int(3)),
                        rows: Int(rows.int(4)), added: Int(rows.int(5)), updated: Int(rows.int(6)),
                        unchanged: Int(rows.int(7)), error: rows.optionalText(8), by: by))
            }
            return found
        } catch { throw .database(error) }
    }

    /// What a parcel's declaration was before, oldest first.
    public func history(of number: ParcelNumber) throws(RecordsError) -> [Declaration] {
        do throws(SQLiteError) {
            let rows = try database.prepare(
                "SELECT \(ManifestDatabase.columns) FROM item_history WHERE number = ? ORDER BY version")
            rows.bind(0, number.description)
            var found: [Declaration] = []
            while try rows.step() { found.append(ManifestDatabase.declaration(number, rows)) }
            return found
        } catch { throw .database(error) }
    }

    /// The import's entry is durable.
    public func markJournalled(_ number: Int) throws(RecordsError) {
        do throws(SQLiteError) {
            try database.prepare("UPDATE import SET journalled = 1 WHERE number = ?").bind(0, number).run()
        } catch { throw .database(error) }
    }

    private struct Counts {
        var rows = 0
        var added = 0
        var updated = 0
        var unchanged = 0
    }

    private enum Failure: Error {
        case database(SQLiteError)
        case manifest(ManifestError)
        case system(SystemError)
    }

    /// Keeps the file under its hash, durable, before anything refers to it.
    private func keep(_ path: String) throws(RecordsError) -> (path: String, hash: String, size: Int) {
        do throws(SystemError) {
            let hash = RunningHash()
            var size = 0
            try Files.forEachBlock(of: path, limit: Self.sizeLimit) { block in
                hash.add(Array(block))
                size += block.count
            }
            let name = hash.finish().description
            let kept = "\(folder)/\(name).csv"
            if Files.exists(kept) {
                _ = unsafe unlink(path)
            } else {
                try Files.sync(path)
                guard unsafe rename(path, kept) == 0 else { throw SystemError("rename \(path)") }
                try Files.syncDirectory(of: kept)
            }
            return (kept, name, size)
        } catch { throw .system(error) }
    }

    private func read(_ path: String, number: Int, now: Int64, into counts: inout Counts) throws(Failure) {
        let writer: ItemWriter
        do throws(SQLiteError) { writer = try ItemWriter(database, importNumber: number, now: now) } catch {
            throw .database(error)
        }
        var reader = ManifestReader()
        var failure: Failure?
        var counted = Counts()
        func take(_ item: ManifestItem) throws(ManifestError) {
            guard failure == nil else { return }
            do throws(SQLiteError) {
                switch try writer.write(item) {
                case .added: counted.added += 1
                case .updated: counted.updated += 1
                case .unchanged: counted.unchanged += 1
                }
                counted.rows += 1
            } catch { failure = .database(error) }
        }
        do throws(SystemError) {
            try Files.forEachBlock(of: path, limit: Self.sizeLimit) { block in
                guard failure == nil else { return }
                do throws(ManifestError) { try reader.take(block, take) } catch { failure = .manifest(error) }
            }
        } catch { throw .system(error) }
        if failure == nil {
            do throws(ManifestError) { try reader.finish(take) } catch { failure = .manifest(error) }
        }
        if let failure { throw failure }
        counts = counted
    }

    private func nextNumber() throws(RecordsError) -> Int {
        do throws(SQLiteError) {
            let rows = try database.prepare("SELECT coalesce(max(number), 0) + 1 FROM import")
            return try rows.step() ? Int(rows.int(0)) : 1
        } catch { throw .database(error) }
    }

    private func note(_ imported: ManifestImported, at now: Int64) throws(RecordsError) {
        do throws(SQLiteError) {
            try database.prepare(
                """
                INSERT INTO import(number, file, hash, size, rows, added, updated, unchanged, error, by, at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
            ).bind(0, imported.number).bind(1, imported.file).bind(2, imported.hash).bind(3, imported.size)
                .bind(4, imported.rows).bind(5, imported.added).bind(6, imported.updated).bind(7, imported.unchanged)
                .bind(8, imported.error).bind(9, imported.by.name).bind(10, now).run()
        } catch { throw .database(error) }
    }
}
