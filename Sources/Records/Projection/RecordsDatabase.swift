import SQLite

/// `records.db`: what the journal's entries add up to, for lists and searches. It holds no personal data: that stays sealed
/// in the journal and is opened when somebody who may see it looks.
enum RecordsDatabase {
    static func open(_ path: String, _ access: Database.Access) throws(SQLiteError) -> Database {
        let database = try Database(path, access)
        try database.execute("PRAGMA journal_mode = WAL")
        // What a power cut takes away is projected again from the journal.
        try database.execute("PRAGMA synchronous = NORMAL")
        if case .create = access {
            try empty(database)
            try makeTables(database)
            try makeIndexes(database)
        }
        return database
    }

    /// A new file that is filled from the journal's beginning by one connection, and thrown away where that is cut short:
    /// without a log, and without the indexes that only a search needs. `finish` makes it what `open` makes.
    static func openAnew(_ path: String) throws(SQLiteError) -> Database {
        let database = try Database(path, .create)
        try database.execute(
            """
            PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;
            PRAGMA cache_size = -131072; PRAGMA user_version = \(version)
            """)
        // What sorting for the indexes needs beside memory goes where the records go: elsewhere there may be no room.
        let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        let quoted = folder.replacing("'", with: "''")
        if !folder.isEmpty { try database.execute("PRAGMA temp_store_directory = '\(quoted)'") }
        try makeTables(database)
        return database
    }

    static func finish(_ database: Database) throws(SQLiteError) {
        try makeIndexes(database)
        try database.execute(SearchIndex.makeParts)
        try database.execute("PRAGMA locking_mode = NORMAL; PRAGMA journal_mode = WAL")
    }

    private static func makeTables(_ database: Database) throws(SQLiteError) {
        try database.execute(tables)
        try database.execute(SearchIndex.tables)
        try database.execute(BagRecords.schema)
        try database.execute(PrintRecords.schema)
    }

    private static func makeIndexes(_ database: Database) throws(SQLiteError) {
        try database.execute(indexes)
        try database.execute(SearchIndex.indexes)
    }

    /// Rises with every change of what is recorded, or how: records of another version are made anew from the journal.
    private static let version: Int64 = 5

    /// Takes away the tables of another version.
    private static func empty(_ database: Database) throws(SQLiteError) {
        let found = try database.prepare("PRAGMA user_version")
        let isOther = try found.step() && found.int(0) != version
        found.reset()
        guard isOther else { return }
        try database.transaction { () throws(SQLiteError) in
            let rows = try database.prepare(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'parcel_part_*'")
            var tables: [String] = []
            while try rows.step() { tables.append(rows.text(0)) }
            for table in tables where !table.hasPrefix("sqlite_") { try database.execute("DROP TABLE \"\(table)\"") }
            try database.execute("PRAGMA user_version = \(version)")
        }
    }

    private static let tables = """
        CREATE TABLE IF NOT EXISTS cursor(only INTEGER PRIMARY KEY CHECK (only = 1), sequence INTEGER NOT NULL) STRICT;
        INSERT OR IGNORE INTO cursor VALUES (1, 0);

        CREATE TABLE IF NOT EXISTS passage(
            sequence INTEGER PRIMARY KEY, epoch INTEGER NOT NULL, line TEXT NOT NULL, track INTEGER NOT NULL,
            opened INTEGER NOT NULL, number TEXT, scheme TEXT, verdict TEXT, decision INTEGER, permit INTEGER, answer TEXT,
            how TEXT, exit INTEGER, ended INTEGER) STRICT;

        CREATE TABLE IF NOT EXISTS hold(
            sequence INTEGER PRIMARY KEY, epoch INTEGER NOT NULL, line TEXT NOT NULL, number TEXT, scheme TEXT,
            raised INTEGER NOT NULL, recall INTEGER NOT NULL, state TEXT NOT NULL, inspector TEXT, finding TEXT,
            updated INTEGER NOT NULL, awaits_screening INTEGER NOT NULL DEFAULT 0, declared INTEGER) STRICT;
        CREATE TABLE IF NOT EXISTS hold_reason(
            hold INTEGER NOT NULL, place INTEGER NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (hold, place))
            STRICT, WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS hold_passage(
            hold INTEGER NOT NULL, passage INTEGER NOT NULL, epoch INTEGER NOT NULL, PRIMARY KEY (hold, passage))
            STRICT, WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS hold_step(
            sequence INTEGER PRIMARY KEY, hold INTEGER NOT NULL, step TEXT NOT NULL, at INTEGER NOT NULL, by TEXT,
            finding TEXT, number TEXT, has_note INTEGER NOT NULL) STRICT;

        CREATE TABLE IF NOT EXISTS picture(
            sequence INTEGER PRIMARY KEY, hold INTEGER NOT NULL, at INTEGER NOT NULL, device TEXT, by TEXT,
            withheld INTEGER NOT NULL) STRICT;

        CREATE TABLE IF NOT EXISTS alarm(
            sequence INTEGER PRIMARY KEY, code TEXT NOT NULL, line TEXT, passage INTEGER, epoch INTEGER, device TEXT,
            detail TEXT NOT NULL, at INTEGER NOT NULL, acknowledged INTEGER, by TEXT) STRICT;

        CREATE TABLE IF NOT EXISTS kept_entry(
            kind TEXT NOT NULL, name TEXT NOT NULL, sequence INTEGER NOT NULL, PRIMARY KEY (kind, name, sequence))
            STRICT, WITHOUT ROWID;
        """

    private static let indexes = """
        CREATE INDEX IF NOT EXISTS passage_open ON passage(how) WHERE how IS NULL;
        CREATE INDEX IF NOT EXISTS passage_opened ON passage(opened);
        CREATE INDEX IF NOT EXISTS passage_number ON passage(number);
        CREATE INDEX IF NOT EXISTS passage_restarted ON passage(ended) WHERE how = 'restarted';
        CREATE INDEX IF NOT EXISTS passage_passed ON passage(ended) WHERE how = 'passed';
        CREATE INDEX IF NOT EXISTS hold_state ON hold(state, sequence);
        CREATE INDEX IF NOT EXISTS hold_raised ON hold(raised);
        CREATE INDEX IF NOT EXISTS hold_number ON hold(number);
        CREATE INDEX IF NOT EXISTS hold_step_hold ON hold_step(hold);
        CREATE INDEX IF NOT EXISTS picture_hold ON picture(hold);
        CREATE INDEX IF NOT EXISTS alarm_open ON alarm(sequence) WHERE acknowledged IS NULL;
        """
}
