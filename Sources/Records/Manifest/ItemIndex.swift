import Parcels
import SQLite

/// `search.db`: which items hold which three letters in a row in their numbers, names and telephone numbers, folded. It is
/// made from `manifest.db`, behind the imports: an item can be matched before it can be searched. Removed, it is made again.
///
/// An index of its own file: writing it keeps no import and no look-up waiting. What it names is looked at again in
/// `manifest.db`, so that what it still holds of replaced items does no harm.
public final class ItemIndex {
    /// Items in one transaction: other readers of the processor's time come between.
    public static let step = 1_000

    private let items: Database
    private let index: Database
    private let read: Statement
    private let put: Statement
    private let mark: Statement

    public init(_ path: String, manifest: String) throws(RecordsError) {
        do throws(SQLiteError) {
            items = try ManifestDatabase.open(manifest, .create)
            index = try Self.open(path, .create)
            read = try items.prepare(
                """
                SELECT row, number, sender_name, sender_phone, receiver_name, receiver_phone FROM item
                WHERE row > ? ORDER BY row LIMIT \(Self.step)
                """)
            put = try index.prepare("INSERT INTO words(rowid, text) VALUES (?, ?)")
            mark = try index.prepare("UPDATE state SET row = ?")
        } catch { throw .database(error) }
    }

    static func open(_ path: String, _ access: Database.Access) throws(SQLiteError) -> Database {
        let database = try Database(path, access)
        try database.execute("PRAGMA journal_mode = WAL")
        try database.execute("PRAGMA synchronous = NORMAL")
        guard case .create = access else { return database }
        try database.execute(
            """
            CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(text, content='', tokenize='trigram', detail=none);
            CREATE TABLE IF NOT EXISTS state(row INTEGER NOT NULL) STRICT;
            INSERT INTO state(row) SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM state);
            """)
        return database
    }

    /// Takes up the next items.
    /// - Returns: whether there may be more.
    public func takeUp() throws(RecordsError) -> Bool {
        do throws(SQLiteError) {
            var found = 0
            try index.transaction { () throws(SQLiteError) in
                var last = try position()
                read.bind(0, last)
                while try read.step() {
                    last = read.int(0)
                    put.bind(0, last).bind(1, Self.text(read, 1))
                    try put.run()
                    found += 1
                }
                if found > 0 { try mark.bind(0, last).run() }
            }
            return found == Self.step
        } catch { throw .database(error) }
    }

    /// Begins anew where most of what is held was replaced since.
    public func tidy() throws(RecordsError) {
        do throws(SQLiteError) {
            let counted = try items.prepare("SELECT count(*) FROM item")
            let standing = try counted.step() ? counted.int(0) : 0
            counted.reset()
            let held = try index.prepare("SELECT count(*) FROM words_docsize")
            let all = try held.step() ? held.int(0) : 0
            held.reset()
            guard all > 3 * standing + 10_000 else { return }
            try index.transaction { () throws(SQLiteError) in
                try index.execute("INSERT INTO words(words) VALUES ('delete-all')")
                try mark.bind(0, 0).run()
            }
        } catch { throw .database(error) }
    }

    private func position() throws(SQLiteError) -> Int64 {
        let rows = try index.prepare("SELECT row FROM state")
        defer { rows.reset() }
        return try rows.step() ? rows.int(0) : 0
    }

    /// What can be searched in an item, from five columns on: number, names and telephone numbers, folded, parted by line
    /// ends, which no question holds.
    static func text(_ row: Statement, _ first: Int) -> String {
        [
            row.text(first), FoldedText.plain(row.text(first + 1)), row.text(first + 2),
            FoldedText.plain(row.text(first + 3)), row.text(first + 4),
        ].joined(separator: "\n").lowercased()
    }
}
