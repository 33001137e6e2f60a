import Entries
import Journal
import Parcels
import Platform
import SQLite

/// Reads parcels that have been decided back from the journal, with their persons, oldest first.
public struct ParcelReplay: Sendable {
    private let records: String
    private let journal: JournalReader
    private let keys: KeyFolder
    private let pace: OwnThread.Pace

    /// - Parameters:
    ///   - records: path of `records.db`.
    ///   - pace: of the threads that read ahead.
    public init(records: String, journal: JournalReader, keys: KeyFolder, pace: OwnThread.Pace = .spare) {
        self.records = records
        self.journal = journal
        self.keys = keys
        self.pace = pace
    }

    /// Hands over each parcel that was decided since a moment, at most the newest `limit` of them.
    /// - Parameters:
    ///   - since: nanoseconds UTC; nil where the clock says nothing: then only the limit counts.
    ///   - remember: told of each parcel that had a declaration, also of those of 30 days before; in order, each after it was taken.
    ///     Nil where nobody asks about the parcels of before: then they are not read.
    ///   - screened: told of those that were asked about at a table.
    ///   - goesOn: asked now and then while it reads; false ends the reading.
    ///   - take: false ends the reading.
    public func forEach(
        since: Int64?, limit: Int, remember: ((DeclaredParcel) -> Void)? = nil,
        screened: ((DecidedParcel) -> Void)? = nil, while goesOn: () -> Bool = { true },
        _ take: (DecidedParcel) -> Bool
    ) throws(RecordsError) {
        guard let first = try first(since: since, limit: limit) else { return }
        var start = first.sequence
        if remember != nil { start = try self.first(openedSince: first.opened - Self.memory, to: first.sequence) }
        try read(from: start, while: goesOn) { entry, parcel in
            var isWanted = true
            if let parcel, parcel.decision.passage.sequence >= first.sequence { isWanted = take(parcel) }
            if let screened, let parcel = DecidedParcel(screened: entry) { screened(parcel) }
            if let remember, let declared = parcel.map({ DeclaredParcel($0) }) ?? DeclaredParcel(screened: entry) {
                remember(declared)
            }
            return isWanted
        }
    }

    /// What there is of one passage.
    public enum Found: Sendable {
        case nothing
        /// It has not been decided, or not at its last stage.
        case undecided
        case parcel(DecidedParcel)
    }

    /// One parcel, from the entries between its first eye and its decision; or one that was asked about at a table, by the place of
    /// that entry.
    /// - Parameter goesOn: asked now and then; false ends the reading, and it counts as undecided.
    public func find(_ passage: PassageID, while goesOn: () -> Bool = { true }) throws(RecordsError) -> Found {
        guard let known = try known(passage) else {
            var found = Found.nothing
            try read(from: passage.sequence, through: passage.sequence) { entry, _ in
                if entry.epoch == passage.epoch, let parcel = DecidedParcel(screened: entry) { found = .parcel(parcel) }
                return false
            }
            return found
        }
        guard let decision = known.decision else { return .undecided }
        var found = Found.undecided
        try read(from: passage.sequence, through: decision, while: goesOn) { _, parcel in
            guard let parcel, parcel.decision.passage == passage else { return true }
            found = .parcel(parcel)
            return false
        }
        return found
    }

    private struct Known {
        /// The decision's place, once there is one.
        let decision: UInt64?
    }

    /// What the records know of a passage; nil where there is no such passage.
    private func known(_ passage: PassageID) throws(RecordsError) -> Known? {
        do throws(SQLiteError) {
            let database = try RecordsDatabase.open(records, .readWrite)
            let rows = try database.prepare("SELECT decision FROM passage WHERE sequence = ? AND epoch = ?")
            rows.bind(0, Int64(bitPattern: passage.sequence)).bind(1, Int64(passage.epoch))
            guard try rows.step() else { return nil }
            return Known(decision: rows.optionalInt(0).map { UInt64(bitPattern: $0) })
        } catch { throw .database(error) }
    }

    /// Tells of each parcel that had a declaration, of the 30 days before a moment.
    /// - Parameters:
    ///   - moment: nanoseconds UTC; nil where the clock says nothing: then the newest parcel's is taken.
    ///   - end: the last sequence that counts.
    ///   - goesOn: asked now and then, also where nothing is remembered; false ends the reading.
    ///   - remember: false ends the reading.
    public func forEachDeclared(
        before moment: Int64?, through end: UInt64, while goesOn: () -> Bool = { true },
        _ remember: (DeclaredParcel) -> Bool
    ) throws(RecordsError) {
        guard let newest = try first(since: nil, limit: 1) else { return }
        let first = try first(openedSince: (moment ?? newest.opened) - Self.memory, to: newest.sequence)
        try read(from: first, through: end, while: goesOn) { entry, parcel in
            guard let declared = parcel.map({ DeclaredParcel($0) }) ?? DeclaredParcel(screened: entry) else {
                return true
            }
            return remember(declared)
        }
    }

    /// What a history remembers, and an hour of parcels that may be on their way: nanoseconds.
    private static let memory: Int64 = (30 * 24 + 1) * 3_600_000_000_000

    /// - Parameters:
    ///   - end: the last sequence that counts; nil for all that there are.
    ///   - goesOn: asked now and then, also where nothing is taken; false ends the reading.
    ///   - take: gets each entry that says something about a parcel, with the parcel that it decides; false ends the reading.
    private func read(
        from first: UInt64, through end: UInt64? = nil, while goesOn: () -> Bool = { true },
        _ take: (Entry, DecidedParcel?) -> Bool
    ) throws(RecordsError) {
        let last: UInt64
        do throws(StorageFailure) { last = try journal.last()?.sequence ?? 0 } catch { throw .journal(error) }
        let entries = try ParcelEntries(
            ParcelEntries.Place(journal: journal, keys: keys), first, through: min(last, end ?? last), pace)
        var parcels = DecidedParcels()
        while goesOn(), let batch = try entries.next() {
            for entry in batch {
                guard take(entry, parcels.take(entry)) else { return }
            }
        }
    }

    /// The first eye of the oldest parcel that is wanted, and when that was.
    private func first(since: Int64?, limit: Int) throws(RecordsError) -> (sequence: UInt64, opened: Int64)? {
        do throws(SQLiteError) {
            let database = try RecordsDatabase.open(records, .readWrite)
            let rows = try database.prepare(
                """
                SELECT sequence, opened FROM (SELECT sequence, opened FROM passage
                    WHERE decision IS NOT NULL AND opened >= ? ORDER BY sequence DESC LIMIT ?) ORDER BY sequence LIMIT 1
                """
            ).bind(0, since ?? 0).bind(1, limit)
            guard try rows.step() else { return nil }
            return (UInt64(bitPattern: rows.int(0)), rows.int(1))
        } catch { throw .database(error) }
    }

    /// The first eye of the oldest parcel since a moment, at the latest one that is known.
    private func first(openedSince since: Int64, to latest: UInt64) throws(RecordsError) -> UInt64 {
        do throws(SQLiteError) {
            let database = try RecordsDatabase.open(records, .readWrite)
            let rows = try database.prepare("SELECT min(sequence) FROM passage WHERE opened >= ?").bind(0, since)
            guard try rows.step(), let found = rows.optionalInt(0) else { return latest }
            return min(UInt64(bitPattern: found), latest)
        } catch { throw .database(error) }
    }
}
