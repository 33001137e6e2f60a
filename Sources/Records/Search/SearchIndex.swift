import Entries
import Parcels
import SQLite

/// The part of the records that finds entries again: one row an entry, without its content. Entries that say only that
/// nothing happened are left out.
final class SearchIndex {
    /// The tables, and the indexes by which an entry's number is settled later.
    static let tables = """
        CREATE TABLE IF NOT EXISTS parcel(id INTEGER PRIMARY KEY, number TEXT NOT NULL UNIQUE) STRICT;
        CREATE VIRTUAL TABLE IF NOT EXISTS parcel_part
            USING fts5(number, content='parcel', content_rowid='id', tokenize='trigram');
        CREATE TABLE IF NOT EXISTS entry(
            sequence INTEGER PRIMARY KEY, epoch INTEGER NOT NULL, at INTEGER NOT NULL, kind TEXT NOT NULL, line TEXT,
            parcel INTEGER, passage INTEGER, passage_epoch INTEGER, hold INTEGER, hold_epoch INTEGER, device TEXT,
            account TEXT) STRICT;
        CREATE INDEX IF NOT EXISTS entry_passage ON entry(passage) WHERE passage IS NOT NULL;
        CREATE INDEX IF NOT EXISTS entry_hold ON entry(hold) WHERE hold IS NOT NULL;
        CREATE TABLE IF NOT EXISTS entry_hour(
            hour INTEGER PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL) STRICT;
        """

    /// What only a search needs.
    static let indexes = """
        CREATE INDEX IF NOT EXISTS entry_kind ON entry(kind);
        CREATE INDEX IF NOT EXISTS entry_parcel ON entry(parcel) WHERE parcel IS NOT NULL;
        CREATE INDEX IF NOT EXISTS entry_device ON entry(device) WHERE device IS NOT NULL;
        CREATE INDEX IF NOT EXISTS entry_account ON entry(account) WHERE account IS NOT NULL;
        """

    /// The parts of all numbers at once, where each was left out before.
    static let makeParts = "INSERT INTO parcel_part(parcel_part) VALUES ('rebuild')"

    /// The wall clock may jump: each hour of it knows the first and the last entry that it stamped.
    static let hour: Int64 = 3_600_000_000_000

    private let put, findParcel, addParcel, addPart, parcelOf, settlePassage, settleHold, noteHour: Statement
    private let leavesParts: Bool

    /// - Parameter leavesParts: whether the parts of numbers are made later, by `makeParts`.
    init(_ database: Database, leavesParts: Bool = false) throws(SQLiteError) {
        self.leavesParts = leavesParts
        put = try database.prepare("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        findParcel = try database.prepare("SELECT id FROM parcel WHERE number = ?")
        addParcel = try database.prepare("INSERT INTO parcel(number) VALUES (?) RETURNING id")
        addPart = try database.prepare("INSERT INTO parcel_part(rowid, number) VALUES (?, ?)")
        parcelOf = try database.prepare("SELECT parcel FROM entry WHERE sequence = ?")
        settlePassage = try database.prepare("UPDATE entry SET parcel = ? WHERE passage = ? AND parcel IS NULL")
        settleHold = try database.prepare("UPDATE entry SET parcel = ? WHERE hold = ? AND parcel IS NULL")
        noteHour = try database.prepare(
            """
            INSERT INTO entry_hour VALUES (?1, ?2, ?2)
            ON CONFLICT(hour) DO UPDATE SET first = min(first, ?2), last = max(last, ?2)
            """)
    }

    func take(_ entry: Entry) throws(SQLiteError) {
        if case .siteAlive = entry.body { return }
        let subject = entry.subject
        let sequence = Int64(bitPattern: entry.sequence)
        let passage = subject.passage.map { Int64(bitPattern: $0.sequence) }
        let hold = subject.hold.map { Int64(bitPattern: $0.sequence) }
        let parcel = try parcel(of: subject, passage, hold)
        try put.bind(0, sequence).bind(1, Int64(entry.epoch)).bind(2, entry.stamp.utc)
            .bind(3, entry.body.kind.rawValue).bind(4, subject.line?.name).bind(5, parcel).bind(6, passage)
            .bind(7, subject.passage.map { Int64($0.epoch) }).bind(8, hold)
            .bind(9, subject.hold.map { Int64($0.epoch) }).bind(10, subject.device?.name)
            .bind(11, subject.account?.name).run()
        if subject.settlesNumber, subject.number != nil {
            if let passage { try settlePassage.bind(0, parcel).bind(1, passage).run() }
            if let hold { try settleHold.bind(0, parcel).bind(1, hold).run() }
        }
        let at = entry.stamp.utc
        try noteHour.bind(0, at >= 0 ? at / Self.hour : (at + 1) / Self.hour - 1).bind(1, sequence).run()
    }

    /// The parcel that an entry is about: by its own number, or by that of its passage or hold as far as it is known.
    private func parcel(
        of subject: EntrySubject, _ passage: Int64?, _ hold: Int64?
    ) throws(SQLiteError) -> Int64? {
        if let number = subject.number { return try id(number.description) }
        for place in [passage, hold] {
            if let place {
                parcelOf.bind(0, place)
                defer { parcelOf.reset() }
                if try parcelOf.step(), let parcel = parcelOf.optionalInt(0) { return parcel }
            }
        }
        return nil
    }

    private func id(_ number: String) throws(SQLiteError) -> Int64 {
        findParcel.bind(0, number)
        defer { findParcel.reset() }
        if try findParcel.step() { return findParcel.int(0) }
        addParcel.bind(0, number)
        defer { addParcel.reset() }
        guard try addParcel.step() else { return 0 }
        let id = addParcel.int(0)
        if !leavesParts { try addPart.bind(0, id).bind(1, number).run() }
        return id
    }
}
