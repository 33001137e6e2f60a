import Crypto
import Glibc
import Parcels
import Platform
import SQLite

/// Copies a journal's segments into another folder while the journal is being written.
public enum SegmentBackup {
    /// Entries are read so many at a time: nobody reads the open segment for long.
    private static let chunk = 2_000

    /// Copies what the folder lacks. The open segment's copy ends with the last entry that was durable, and is sealed there.
    /// - Returns: the copy's head.
    public static func copy(_ source: SegmentFolder, to target: SegmentFolder) throws(StorageFailure) -> Head {
        do throws(SystemError) { try Files.makeDirectory(target.path, mode: 0o700) } catch {
            throw StorageFailure(error)
        }
        var head = Head.none
        let segments = try source.segments()
        for segment in segments {
            let reader = try SegmentReader(source.fullPath(segment.file))
            if segment == segments.last, try reader.isBlank() { break }
            let copy = target.fullPath(segment.file)
            let last = try copySegment(reader, to: copy, after: head.sequence)
            head = Head(epoch: segment.epoch, sequence: last?.sequence ?? head.sequence, hash: last?.hash ?? head.hash)
        }
        let names = Set(segments.map(\.file))
        for old in try target.segments() where !names.contains(old.file) {
            throw .broken("\(target.fullPath(old.file)): not of this journal; take another folder for its backup")
        }
        return head
    }

    /// - Returns: the copy's last entry; nil when the segment has none.
    private static func copySegment(
        _ reader: SegmentReader, to path: String, after: UInt64
    ) throws(StorageFailure) -> Record? {
        let last = try reader.last()
        if Files.exists(path), try SegmentReader(path).values()["head"] == last?.hash.description, last != nil {
            return last
        }
        let new = path + ".new"
        for ending in ["", "-journal"] { _ = unsafe unlink(new + ending) }
        try write(reader, to: new, through: last?.sequence ?? after, after: after, head: last?.hash)
        do throws(SystemError) {
            try Files.sync(new)
            _ = unsafe chmod(new, 0o440)
            guard Files.move(new, to: path) else { throw SystemError("rename \(new)") }
            try Files.syncDirectory(of: path)
        } catch { throw StorageFailure(error) }
        return last
    }

    private static func write(
        _ reader: SegmentReader, to path: String, through last: UInt64, after: UInt64, head: Hash?
    ) throws(StorageFailure) {
        var values = try reader.values()
        if let head {
            values["last"] = String(last)
            values["head"] = head.description
        }
        let database: Database
        let insert: Statement
        do throws(SQLiteError) {
            database = try Database(path, .create)
            try database.execute("PRAGMA page_size = 4096")
            // The whole file is synced before it gets its name.
            try database.execute("PRAGMA synchronous = OFF")
            for table in SegmentFile.tables { try database.execute(table) }
            insert = try database.prepare("INSERT INTO entry VALUES (?, ?, ?, ?)")
            let set = try database.prepare("INSERT INTO segment VALUES (?, ?)")
            for (name, value) in values.sorted(by: { $0.key < $1.key }) { try set.bind(0, name).bind(1, value).run() }
        } catch { throw StorageFailure(error) }
        try database.transaction(wrapping: { StorageFailure($0) }) { () throws(StorageFailure) in
            var place = after
            while place < last {
                let records = try reader.records(from: place + 1, limit: min(chunk, Int(last - place)))
                guard let end = records.last else { break }
                do throws(SQLiteError) {
                    for record in records {
                        try insert.bind(0, Int64(bitPattern: record.sequence)).bind(1, text: record.content)
                            .bind(2, record.sealed).bind(3, record.hash.bytes).run()
                    }
                } catch { throw StorageFailure(error) }
                place = end.sequence
            }
        }
    }
}

extension SegmentFolder {
    /// Copies a backup's segments into a new journal's folder, durable before it returns.
    public func restore(to target: SegmentFolder) throws(StorageFailure) {
        do throws(SystemError) {
            try Files.makeDirectory(target.path)
            let names = try Files.names(in: path).filter { $0.hasPrefix("segment-") && $0.hasSuffix(".db") }
            for name in names {
                try Files.copy(fullPath(name), to: target.fullPath(name), mode: 0o440)
            }
            try Files.syncDirectory(of: target.path + "/x")
        } catch { throw StorageFailure(error) }
    }
}
