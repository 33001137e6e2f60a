import Entries
import Parcels
import SQLite

/// Bags in the records: which are open, what is in each, what was kept out of it.
struct BagRecords {
    static let schema = """
        CREATE TABLE IF NOT EXISTS bag(
            sequence INTEGER PRIMARY KEY, epoch INTEGER NOT NULL, line TEXT NOT NULL, label TEXT, opened INTEGER NOT NULL,
            opened_by TEXT NOT NULL, refused INTEGER NOT NULL DEFAULT 0, taken_out INTEGER NOT NULL DEFAULT 0,
            closed INTEGER, closed_by TEXT) STRICT;
        CREATE INDEX IF NOT EXISTS bag_open ON bag(sequence) WHERE closed IS NULL;
        CREATE TABLE IF NOT EXISTS bag_item(
            bag INTEGER NOT NULL, number TEXT NOT NULL, scheme TEXT NOT NULL, passage INTEGER NOT NULL,
            epoch INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (bag, number)) STRICT, WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS bag_item_number ON bag_item(number);
        CREATE INDEX IF NOT EXISTS bag_item_at ON bag_item(at);
        CREATE TABLE IF NOT EXISTS bag_refusal(
            sequence INTEGER PRIMARY KEY, bag INTEGER NOT NULL, number TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
        CREATE INDEX IF NOT EXISTS bag_refusal_at ON bag_refusal(at);
        CREATE INDEX IF NOT EXISTS passage_expired ON passage(ended) WHERE how = 'expired';
        CREATE INDEX IF NOT EXISTS passage_line ON passage(line, opened);
        """

    private let openBag, fillBag, refuse, countRefusal, emptyBag, countTaken, closeBag: Statement

    init(_ database: Database) throws(SQLiteError) {
        openBag = try database.prepare(
            "INSERT INTO bag(sequence, epoch, line, label, opened, opened_by) VALUES (?, ?, ?, ?, ?, ?)")
        fillBag = try database.prepare("INSERT OR REPLACE INTO bag_item VALUES (?, ?, ?, ?, ?, ?)")
        refuse = try database.prepare("INSERT INTO bag_refusal VALUES (?, ?, ?, ?)")
        countRefusal = try database.prepare("UPDATE bag SET refused = refused + 1 WHERE sequence = ?")
        emptyBag = try database.prepare("DELETE FROM bag_item WHERE bag = ? AND number = ?")
        countTaken = try database.prepare("UPDATE bag SET taken_out = taken_out + 1 WHERE sequence = ?")
        closeBag = try database.prepare("UPDATE bag SET closed = ?, closed_by = ? WHERE sequence = ?")
    }

    func project(_ opened: BagOpened, _ sequence: Int64, _ epoch: Epoch, _ at: Int64) throws(SQLiteError) {
        try openBag.bind(0, sequence).bind(1, Int64(epoch)).bind(2, opened.table.name).bind(3, opened.label?.text)
            .bind(4, at).bind(5, opened.by.name).run()
    }

    func project(_ filled: BagFilled, _ at: Int64) throws(SQLiteError) {
        try fillBag.bind(0, row(filled.bag)).bind(1, filled.number.description).bind(2, filled.number.scheme.rawValue)
            .bind(3, Int64(bitPattern: filled.passage.sequence)).bind(4, Int64(filled.passage.epoch)).bind(5, at).run()
    }

    func project(_ refused: BagRefused, _ sequence: Int64, _ at: Int64) throws(SQLiteError) {
        try refuse.bind(0, sequence).bind(1, row(refused.bag)).bind(2, refused.number.description).bind(3, at).run()
        try countRefusal.bind(0, row(refused.bag)).run()
    }

    func project(_ emptied: BagEmptied) throws(SQLiteError) {
        try emptyBag.bind(0, row(emptied.bag)).bind(1, emptied.number.description).run()
        try countTaken.bind(0, row(emptied.bag)).run()
    }

    func project(_ closed: BagClosed, _ at: Int64) throws(SQLiteError) {
        try closeBag.bind(0, at).bind(1, closed.by.name).bind(2, row(closed.bag)).run()
    }

    private func row(_ bag: BagID) -> Int64 { Int64(bitPattern: bag.sequence) }
}
