import Parcels
import SQLite

/// `manifest.db`: the newest declaration of each parcel, what it replaced, and the imports. Readers go on while an import
/// is being written.
enum ManifestDatabase {
    static func open(_ path: String, _ access: Database.Access) throws(SQLiteError) -> Database {
        let database = try Database(path, access)
        try database.execute("PRAGMA journal_mode = WAL")
        // An import that a power cut takes away is taken in again from its file.
        try database.execute("PRAGMA synchronous = NORMAL")
        if case .create = access, try version(database) < current {
            try database.transaction { () throws(SQLiteError) in
                // Another thread may have been first.
                guard try version(database) < current else { return }
                if try version(database) == 0 {
                    if try hasTable("item", database) { try database.execute(leaveFirstForm) }
                    try database.execute(schema)
                    if try hasTable("item_before", database) { try database.execute(takeUpFirstForm) }
                }
                try database.execute(bookings)
                try database.execute("PRAGMA user_version = \(current)")
            }
        }
        return database
    }

    /// The columns of a declaration, in the order of every statement below. Contents: see `ContentLines`.
    static let columns = """
        number, scheme, version, import, line, imported, service, origin, destination, office, weight_g, length_mm, value_vnd,
        cod_vnd, contents, sender_name, sender_phone, sender_address, receiver_name, receiver_phone, receiver_address, change,
        row, sender_account, sender_device
        """

    static let columnCount = 25

    /// The columns from 0 on as they are in both tables. Rows are numbered on over all imports, so that an import's own are
    /// a range, wherever they stand.
    private static let declared = """
        row INTEGER PRIMARY KEY, number TEXT NOT NULL, scheme TEXT NOT NULL, version INTEGER NOT NULL,
        import INTEGER NOT NULL, line INTEGER NOT NULL, imported INTEGER NOT NULL, service TEXT NOT NULL,
        origin TEXT NOT NULL, destination TEXT NOT NULL, office TEXT NOT NULL, weight_g INTEGER, length_mm INTEGER,
        value_vnd INTEGER, cod_vnd INTEGER, contents TEXT NOT NULL, sender_name TEXT NOT NULL, sender_phone TEXT,
        sender_address TEXT NOT NULL, receiver_name TEXT NOT NULL, receiver_phone TEXT, receiver_address TEXT NOT NULL,
        change INTEGER NOT NULL
        """

    private static let current = 2

    private static let schema = """
        CREATE TABLE item(\(declared), UNIQUE (number)) STRICT;
        CREATE TABLE item_history(\(declared), UNIQUE (number, version)) STRICT;
        CREATE TABLE IF NOT EXISTS import(
            number INTEGER PRIMARY KEY, file TEXT NOT NULL, hash TEXT NOT NULL, size INTEGER NOT NULL, rows INTEGER NOT NULL,
            added INTEGER NOT NULL, updated INTEGER NOT NULL, unchanged INTEGER NOT NULL, error TEXT, by TEXT NOT NULL,
            at INTEGER NOT NULL, journalled INTEGER NOT NULL DEFAULT 0) STRICT;
        ALTER TABLE import ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE import ADD COLUMN refused INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE import ADD COLUMN encoding TEXT;
        ALTER TABLE import ADD COLUMN first_row INTEGER;
        ALTER TABLE import ADD COLUMN last_row INTEGER;
        CREATE TABLE refusal(
            import INTEGER NOT NULL, place INTEGER NOT NULL, line INTEGER NOT NULL, column INTEGER NOT NULL, field TEXT,
            expected TEXT NOT NULL, found TEXT NOT NULL, PRIMARY KEY (import, place)) STRICT, WITHOUT ROWID;
        """

    /// By whom and on what a parcel was booked: since the second form.
    private static let bookings = """
        ALTER TABLE item ADD COLUMN sender_account TEXT;
        ALTER TABLE item ADD COLUMN sender_device TEXT;
        ALTER TABLE item_history ADD COLUMN sender_account TEXT;
        ALTER TABLE item_history ADD COLUMN sender_device TEXT;
        """

    // MARK: The form of the first version, whose rows had no numbers of their own

    private static let leaveFirstForm = """
        ALTER TABLE item RENAME TO item_before;
        ALTER TABLE item_history RENAME TO item_history_before;
        """

    private static let columnsBefore = """
        number, scheme, version, import, line, imported, service, origin, destination, office, weight_g, length_mm, value_vnd,
        cod_vnd, contents, sender_name, sender_phone, sender_address, receiver_name, receiver_phone, receiver_address
        """

    private static let takeUpFirstForm = """
        INSERT INTO item_history(\(columnsBefore), change, row)
            SELECT \(columnsBefore), version > 1, row_number() OVER (ORDER BY import, line) FROM item_history_before;
        INSERT INTO item(\(columnsBefore), change, row)
            SELECT \(columnsBefore), version > 1, (SELECT count(*) FROM item_history) + row_number() OVER
            (ORDER BY import, line) FROM item_before;
        DROP TABLE item_before;
        DROP TABLE item_history_before;
        """

    private static func version(_ database: Database) throws(SQLiteError) -> Int64 {
        let rows = try database.prepare("PRAGMA user_version")
        return try rows.step() ? rows.int(0) : 0
    }

    private static func hasTable(_ name: String, _ database: Database) throws(SQLiteError) -> Bool {
        try database.prepare("SELECT 1 FROM sqlite_schema WHERE name = ?").bind(0, name).step()
    }

    // MARK: Rows

    /// A row of those columns as a declaration.
    static func declaration(_ number: ParcelNumber, _ row: Statement) -> Declaration {
        Declaration(
            number: number, service: row.text(6), origin: row.text(7), destination: row.text(8),
            sender: Party(
                name: row.text(15), phone: row.optionalText(16).flatMap(PhoneNumber.init), address: row.text(17),
                account: row.optionalText(23), device: row.optionalText(24)),
            receiver: Party(
                name: row.text(18), phone: row.optionalText(19).flatMap(PhoneNumber.init), address: row.text(20)),
            contents: ContentLines.read(row.bytes(14)), weight_g: row.optionalInt(10).map(Int.init),
            length_mm: row.optionalInt(11).map(Int.init), value_vnd: row.optionalInt(12).map(Int.init),
            paymentOnDelivery_vnd: row.optionalInt(13).map(Int.init), office: row.text(9),
            source: ManifestReference(
                importNumber: Int(row.int(3)), line: Int(row.int(4)), version: Int(row.int(2)), imported: row.int(5)))
    }
}

/// What an import did to an item.
public enum ItemChange: Int, Sendable, CaseIterable {
    case added = 0
    case updated = 1
    case withdrawn = 2

    public var name: String { "\(self)" }
}
