import Crypto
import Parcels
import SQLite

/// Reads one segment and checks it.
struct SegmentReader {
    let database: Database
    let path: String

    init(_ database: Database, _ path: String) {
        self.database = database
        self.path = path
    }

    init(_ path: String) throws(StorageFailure) {
        do throws(SQLiteError) { self.init(try Database(path, .readOnly), path) } catch { throw StorageFailure(error) }
    }

    struct Summary: Sendable {
        let head: Head
        let first: UInt64
        let previous: Hash
        let count: Int
        /// The seal of a closed segment.
        let sealedHead: Hash?
    }

    /// Walks the chain from the segment's own `previous` and checks numbering, hashes and the seal.
    func verify(site: String) throws(StorageFailure) -> Summary {
        let values = try values()
        guard values["format"] == SegmentFile.format else { throw .broken("\(path): no journal segment") }
        guard values["site"] == site else { throw .broken("\(path): of site '\(values["site"] ?? "")', not '\(site)'") }
        guard let previous = values["previous"].flatMap(Hash.init(hexadecimal:)),
            let first = values["first"].flatMap({ UInt64($0) }), first > 0,
            let epoch = values["epoch"].flatMap({ Epoch($0) })
        else { throw .broken("\(path): its head table is incomplete") }
        var hash = previous
        var sequence = first - 1
        let rows = try reading { () throws(SQLiteError) in
            try database.prepare("SELECT sequence, content, sealed, hash FROM entry ORDER BY sequence")
        }
        while try reading({ () throws(SQLiteError) in try rows.step() }) {
            let found = UInt64(bitPattern: rows.int(0))
            guard found == sequence + 1 else { throw .broken("\(path): entry \(found) follows entry \(sequence)") }
            hash = Chain.hash(after: hash, content: rows.bytes(1), sealed: rows.bytes(2))
            guard hash.bytes == rows.bytes(3) else { throw .broken("\(path): hash of entry \(found)") }
            sequence = found
        }
        let seal = values["head"].flatMap(Hash.init(hexadecimal:))
        if let seal, seal != hash || values["last"] != String(sequence) {
            throw .broken("\(path): its seal does not fit its last entry")
        }
        return Summary(
            head: Head(epoch: epoch, sequence: sequence, hash: hash), first: first, previous: previous,
            count: Int(sequence + 1 - first), sealedHead: seal)
    }

    /// Whether it was laid out and never begun: no head table and no entry.
    func isBlank() throws(StorageFailure) -> Bool {
        guard try values().isEmpty else { return false }
        return try records(from: 0, limit: 1).isEmpty
    }

    /// Records from a sequence on, at most `limit`, in order.
    func records(from sequence: UInt64, limit: Int) throws(StorageFailure) -> [Record] {
        try reading { () throws(SQLiteError) in
            let rows = try database.prepare(
                "SELECT sequence, content, sealed, hash FROM entry WHERE sequence >= ? ORDER BY sequence LIMIT ?")
            rows.bind(0, Int64(bitPattern: sequence)).bind(1, limit)
            var records: [Record] = []
            while try rows.step() {
                guard let hash = Hash(rows.bytes(3)) else { continue }
                records.append(
                    Record(
                        sequence: UInt64(bitPattern: rows.int(0)), content: rows.bytes(1), sealed: rows.bytes(2),
                        hash: hash))
            }
            return records
        }
    }

    func last() throws(StorageFailure) -> Record? {
        let place = try reading { () throws(SQLiteError) in
            let rows = try database.prepare("SELECT max(sequence) FROM entry")
            return try rows.step() ? rows.optionalInt(0) : nil
        }
        return try place.flatMap { place throws(StorageFailure) in
            try records(from: UInt64(bitPattern: place), limit: 1).first
        }
    }

    func values() throws(StorageFailure) -> [String: String] {
        try reading { () throws(SQLiteError) in
            let rows = try database.prepare("SELECT name, value FROM segment")
            var values: [String: String] = [:]
            while try rows.step() { values[rows.text(0)] = rows.text(1) }
            return values
        }
    }

    private func reading<Result>(_ body: () throws(SQLiteError) -> Result) throws(StorageFailure) -> Result {
        do throws(SQLiteError) { return try body() } catch { throw StorageFailure(error) }
    }
}
