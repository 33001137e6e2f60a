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
        do throws(SQLiteError) {
            database = try ManifestDatabase.open(path, .create)
            // Every page is written once, at the commit, and goes into the file when nobody waits (`settle`).
            try database.execute("PRAGMA cache_size = -49152; PRAGMA wal_autocheckpoint = 0")
        } catch { throw .database(error) }
    }

    /// Takes in the file at `path`, whose name at its sender's is `name`.
    /// - Returns: the entry to journal; its `error` says why the file was refused.
    public func take(
        _ path: String, name: String, by account: AccountID, now: Int64, options: ImportOptions = ImportOptions(),
        number given: Int? = nil
    ) throws(RecordsError) -> ManifestImported {
        let kept = try keep(path)
        let number: Int
        if let given { number = given } else { number = try nextNumber() }
        var reading = ImportReading()
        func imported() -> ManifestImported {
            ManifestImported(
                number: number, file: name, hash: kept.hash, size: kept.size, rows: reading.counts.rows,
                added: reading.counts.added, updated: reading.counts.updated, unchanged: reading.counts.unchanged,
                withdrawn: reading.counts.withdrawn, refused: reading.refused.count,
                encoding: reading.encoding?.rawValue, error: reading.error, by: account)
        }
        do throws(Failure) {
            try database.transaction(wrapping: Failure.database) { () throws(Failure) in
                try read(kept.path, number: number, now: now, options, into: &reading)
                guard reading.fault == nil, options.brokenRows == .leaveOut || reading.refused.isEmpty else {
                    throw .refused
                }
                do throws(SQLiteError) { try note(imported(), reading, at: now) } catch { throw .database(error) }
            }
            return imported()
        } catch {
            switch error {
            case .database(let error): throw .database(error)
            case .system(let error): throw .system(error)
            case .refused: break
            }
        }
        reading.refuse()
        do throws(SQLiteError) {
            try database.transaction { () throws(SQLiteError) in try note(imported(), reading, at: now) }
        } catch { throw .database(error) }
        return imported()
    }

    /// Copies what the write-ahead log holds into the file: not before somebody waits for the import.
    public func settle() {
        _ = try? database.checkpoint()
        try? database.execute("PRAGMA shrink_memory")
    }

    /// Imports that were made, but whose entry was not yet durable when the gateway ended.
    public func unjournalled() throws(RecordsError) -> [ManifestImported] {
        do throws(SQLiteError) {
            let rows = try database.prepare(
                """
                SELECT \(ImportRecord.columns) FROM import WHERE journalled = 0 ORDER BY number
                """)
            var found: [ManifestImported] = []
            while try rows.step() {
                if let record = ImportRecord(rows) { found.append(record.imported) }
            }
            return found
        } catch { throw .database(error) }
    }

    /// The import's entry is durable.
    public func markJournalled(_ number: Int) throws(RecordsError) {
        do throws(SQLiteError) {
            try database.prepare("UPDATE import SET journalled = 1 WHERE number = ?").bind(0, number).run()
        } catch { throw .database(error) }
    }

    private enum Failure: Error {
        case database(SQLiteError)
        case system(SystemError)
        /// Nothing of the file is taken in.
        case refused
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
            let kept = "\(folder)/\(name)"
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

    private func read(
        _ path: String, number: Int, now: Int64, _ options: ImportOptions, into reading: inout ImportReading
    ) throws(Failure) {
        let writer: ItemWriter
        do throws(SQLiteError) { writer = try ItemWriter(database, importNumber: number, now: now) } catch {
            throw .database(error)
        }
        reading.rows.lowerBound = writer.row
        let ahead: ReadAhead
        do throws(SystemError) { ahead = try ReadAhead(path, limit: Self.sizeLimit, options) } catch {
            throw .system(error)
        }
        defer { ahead.stop() }
        while let part = ahead.next() {
            switch part {
            case .failed(let error): throw .system(error)
            case .end(let fault, let encoding):
                reading.fault = fault
                reading.encoding = encoding
                reading.rows.upperBound = writer.row - 1
                return
            case .lines(let lines):
                do throws(SQLiteError) {
                    for line in lines {
                        switch line {
                        case .refused(let error): reading.refused.append(error)
                        case .item(let item): reading.note(try writer.write(item), item)
                        }
                    }
                } catch { throw .database(error) }
            }
        }
        // Never so: what was not read to its end is not taken in.
        throw .system(SystemError("read \(path)", code: EIO))
    }

    private func nextNumber() throws(RecordsError) -> Int {
        do throws(SQLiteError) {
            let rows = try database.prepare("SELECT coalesce(max(number), 0) + 1 FROM import")
            return try rows.step() ? Int(rows.int(0)) : 1
        } catch { throw .database(error) }
    }

    private func note(
        _ imported: ManifestImported, _ reading: ImportReading, at now: Int64
    ) throws(SQLiteError) {
        try database.prepare(
            """
            INSERT INTO import(number, file, hash, size, rows, added, updated, unchanged, error, by, at, withdrawn, refused,
                encoding, first_row, last_row)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        ).bind(0, imported.number).bind(1, imported.file).bind(2, imported.hash).bind(3, imported.size)
            .bind(4, imported.rows).bind(5, imported.added).bind(6, imported.updated).bind(7, imported.unchanged)
            .bind(8, imported.error).bind(9, imported.by.name).bind(10, now).bind(11, imported.withdrawn)
            .bind(12, imported.refused).bind(13, imported.encoding).bind(14, reading.rows.lowerBound)
            .bind(15, reading.rows.upperBound).run()
        let put = try database.prepare(
            "INSERT INTO refusal(import, place, line, column, field, expected, found) VALUES (?, ?, ?, ?, ?, ?, ?)")
        for (place, error) in reading.refused.enumerated() {
            try put.bind(0, imported.number).bind(1, place).bind(2, error.line).bind(3, error.column)
                .bind(4, error.field).bind(5, error.expected).bind(6, error.found).run()
        }
    }
}
