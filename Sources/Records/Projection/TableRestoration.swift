import Entries
import Parcels
import SQLite

/// What a starting gateway must know of its tables and bags: read once from the records.
public struct TableRestoration: Sendable {
    public struct Bag: Sendable {
        public let id: BagID
        public let table: LineID
        public let label: BagLabel?
        public let parcels: [(number: ParcelNumber, passage: PassageID)]
        public let refused: Int
        public let takenOut: Int
    }

    /// A parcel with a valid clear: its last passage was cleared, its permit was taken or its GO shown, it ended in order,
    /// and no hold was raised since.
    public struct Clear: Sendable {
        public let number: ParcelNumber
        public let passage: PassageID
        /// When its passage was opened, in nanoseconds UTC: not later than its decision.
        public let at: Int64
        public let bag: BagID?
        public let bagLabel: BagLabel?
    }

    public struct Recall: Sendable {
        public let number: ParcelNumber
        public let bag: BagID
        public let label: BagLabel?
        public let hold: HoldID
    }

    public struct Row: Sendable {
        public let number: ParcelNumber?
        public let isClear: Bool
        public let hold: HoldID?
        public let at: Int64
    }

    public struct Day: Sendable {
        public let scanned, cleared, held, caged, bagged, refused: Int
    }

    /// Not yet closed, in the order in which they were opened.
    public let openBags: [Bag]
    /// Oldest first.
    public let clears: [Clear]
    /// Parcels in bags on which a hold is open that was raised since.
    public let recalls: [Recall]
    public let rows: [LineID: [Row]]
    public let days: [LineID: Day]
    /// Holds that were raised at a table, whose parcels nobody has taken over yet; oldest first.
    public let uncaged: [LineID: [HoldID]]

    /// - Parameters:
    ///   - path: of `records.db`, already caught up.
    ///   - since: clears before this moment (nanoseconds UTC) are not remembered.
    ///   - clearLimit: at most so many of them.
    ///   - tables: whose last parcels, at most `rowLimit` each, and counts since `midnight` are wanted.
    public static func read(
        _ path: String, clearsSince since: Int64, clearLimit: Int, tables: [LineID], rowLimit: Int, midnight: Int64
    ) throws(RecordsError) -> TableRestoration {
        do throws(SQLiteError) {
            let reader = TableReader(database: try RecordsDatabase.open(path, .readWrite))
            var rows: [LineID: [Row]] = [:]
            var days: [LineID: Day] = [:]
            var uncaged: [LineID: [HoldID]] = [:]
            for table in tables {
                rows[table] = try reader.rows(table, limit: rowLimit)
                days[table] = try reader.day(table, since: midnight)
                uncaged[table] = try reader.uncaged(table)
            }
            return TableRestoration(
                openBags: try reader.openBags(), clears: try reader.clears(since: since, limit: clearLimit),
                recalls: try reader.recalls(), rows: rows, days: days, uncaged: uncaged)
        } catch { throw .database(error) }
    }
}

private struct TableReader {
    let database: Database

    func openBags() throws(SQLiteError) -> [TableRestoration.Bag] {
        let rows = try database.prepare(
            "SELECT epoch, sequence, line, label, refused, taken_out FROM bag WHERE closed IS NULL ORDER BY sequence")
        var bags: [TableRestoration.Bag] = []
        while try rows.step() {
            guard let table = LineID(rows.text(2)) else { continue }
            let id = BagID(epoch: Epoch(rows.int(0)), sequence: UInt64(bitPattern: rows.int(1)))
            bags.append(
                TableRestoration.Bag(
                    id: id, table: table, label: rows.bagLabel(3),
                    parcels: try parcels(in: id), refused: Int(rows.int(4)), takenOut: Int(rows.int(5))))
        }
        return bags
    }

    private func parcels(in bag: BagID) throws(SQLiteError) -> [(number: ParcelNumber, passage: PassageID)] {
        let rows = try database.prepare("SELECT number, scheme, epoch, passage FROM bag_item WHERE bag = ?")
        rows.bind(0, Int64(bitPattern: bag.sequence))
        var parcels: [(number: ParcelNumber, passage: PassageID)] = []
        while try rows.step() {
            if let number = rows.number(0) { parcels.append((number, rows.passage(2))) }
        }
        return parcels
    }

    func clears(since: Int64, limit: Int) throws(SQLiteError) -> [TableRestoration.Clear] {
        let ended = { (how: String) in
            "SELECT number, scheme, epoch, sequence, opened, verdict, answer, ended FROM passage "
                + "WHERE how = '\(how)' AND ended >= ?1 AND number IS NOT NULL"
        }
        let rows = try database.prepare(
            """
            SELECT p.number, p.scheme, p.epoch, p.sequence, p.opened, b.epoch, b.sequence, b.label FROM (
                \(ended("passed")) UNION ALL \(ended("expired"))) AS p
            LEFT JOIN bag_item AS i ON i.number = p.number AND i.passage = p.sequence
            LEFT JOIN bag AS b ON b.sequence = i.bag
            WHERE p.verdict = 'clear' AND p.answer = 'accepted'
                AND NOT EXISTS (SELECT 1 FROM passage AS q WHERE q.number = p.number AND q.sequence > p.sequence)
                AND NOT EXISTS (SELECT 1 FROM hold AS h WHERE h.number = p.number AND h.sequence > p.sequence)
            ORDER BY p.ended DESC LIMIT ?2
            """
        ).bind(0, since).bind(1, limit)
        var clears: [TableRestoration.Clear] = []
        while try rows.step() {
            guard let number = rows.number(0) else { continue }
            clears.append(
                TableRestoration.Clear(
                    number: number, passage: rows.passage(2), at: rows.int(4),
                    bag: rows.isNull(6)
                        ? nil : BagID(epoch: Epoch(rows.int(5)), sequence: UInt64(bitPattern: rows.int(6))),
                    bagLabel: rows.bagLabel(7)))
        }
        return clears.reversed()
    }

    func recalls() throws(SQLiteError) -> [TableRestoration.Recall] {
        let rows = try database.prepare(
            """
            SELECT i.number, i.scheme, b.epoch, b.sequence, h.epoch, h.sequence, b.label FROM hold AS h
            JOIN bag_item AS i ON i.number = h.number AND i.passage < h.sequence JOIN bag AS b ON b.sequence = i.bag
            WHERE h.state IN ('raised', 'diverted', 'received', 'inspecting') ORDER BY h.sequence
            """)
        var recalls: [TableRestoration.Recall] = []
        while try rows.step() {
            guard let number = rows.number(0) else { continue }
            recalls.append(
                TableRestoration.Recall(
                    number: number, bag: BagID(epoch: Epoch(rows.int(2)), sequence: UInt64(bitPattern: rows.int(3))),
                    label: rows.bagLabel(6),
                    hold: HoldID(epoch: Epoch(rows.int(4)), sequence: UInt64(bitPattern: rows.int(5)))))
        }
        return recalls
    }

    func uncaged(_ table: LineID) throws(SQLiteError) -> [HoldID] {
        let rows = try database.prepare(
            """
            SELECT * FROM (
                SELECT epoch, sequence FROM hold AS h WHERE state = 'raised' AND line = ?
                    AND (recall = 0 OR EXISTS (SELECT 1 FROM bag_item AS i WHERE i.number = h.number))
                ORDER BY sequence DESC LIMIT 500)
            ORDER BY sequence
            """
        ).bind(0, table.name)
        var holds: [HoldID] = []
        while try rows.step() {
            holds.append(HoldID(epoch: Epoch(rows.int(0)), sequence: UInt64(bitPattern: rows.int(1))))
        }
        return holds
    }

    func rows(_ table: LineID, limit: Int) throws(SQLiteError) -> [TableRestoration.Row] {
        let rows = try database.prepare(
            """
            SELECT number, scheme, verdict, opened,
                (SELECT h.epoch FROM hold_passage AS j JOIN hold AS h ON h.sequence = j.hold WHERE j.passage = p.sequence),
                (SELECT j.hold FROM hold_passage AS j WHERE j.passage = p.sequence)
            FROM passage AS p WHERE line = ? AND verdict IS NOT NULL ORDER BY opened DESC LIMIT ?
            """
        ).bind(0, table.name).bind(1, limit)
        var found: [TableRestoration.Row] = []
        while try rows.step() {
            found.append(
                TableRestoration.Row(
                    number: rows.number(0), isClear: rows.text(2) == "clear",
                    hold: rows.isNull(5)
                        ? nil : HoldID(epoch: Epoch(rows.int(4)), sequence: UInt64(bitPattern: rows.int(5))),
                    at: rows.int(3)))
        }
        return found
    }

    func day(_ table: LineID, since: Int64) throws(SQLiteError) -> TableRestoration.Day {
        func count(_ query: String) throws(SQLiteError) -> Int {
            let rows = try database.prepare("SELECT count(*) FROM " + query).bind(0, table.name).bind(1, since)
            return try rows.step() ? Int(rows.int(0)) : 0
        }
        return TableRestoration.Day(
            scanned: try count("passage WHERE line = ? AND opened >= ?"),
            cleared: try count("passage WHERE line = ? AND opened >= ? AND answer = 'accepted'"),
            held: try count("passage WHERE line = ? AND opened >= ? AND verdict = 'hold'"),
            caged: try count(
                "hold_step AS s JOIN hold AS h ON h.sequence = s.hold WHERE h.line = ? AND s.at >= ? AND s.step = 'received'"
            ),
            bagged: try count("bag_item AS i JOIN bag AS b ON b.sequence = i.bag WHERE b.line = ? AND i.at >= ?"),
            refused: try count("bag_refusal AS r JOIN bag AS b ON b.sequence = r.bag WHERE b.line = ? AND r.at >= ?"))
    }
}

extension Statement {
    /// A number and its scheme in two columns.
    fileprivate func number(_ column: Int) -> ParcelNumber? {
        guard let text = optionalText(column), let scheme = optionalText(column + 1).flatMap(Scheme.init(rawValue:))
        else { return nil }
        return ParcelNumber(scheme: scheme, canonical: Array(text.utf8))
    }

    fileprivate func bagLabel(_ column: Int) -> BagLabel? {
        optionalText(column).flatMap { BagLabel(Array($0.utf8)) }
    }

    /// Epoch and sequence in two columns.
    fileprivate func passage(_ column: Int) -> PassageID {
        PassageID(epoch: Epoch(int(column)), sequence: UInt64(bitPattern: int(column + 1)))
    }
}
