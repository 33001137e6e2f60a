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
        if case .create = access { try database.execute(schema) }
        return database
    }

    /// The columns of a declaration, in the order of every statement below. Contents: see `ContentLines`.
    static let columns = """
        number, scheme, version, import, line, imported, service, origin, destination, office, weight_g, length_mm, value_vnd,
        cod_vnd, contents, sender_name, sender_phone, sender_address, receiver_name, receiver_phone, receiver_address
        """

    private static let schema = """
        CREATE TABLE IF NOT EXISTS item(
            number TEXT PRIMARY KEY, scheme TEXT NOT NULL, version INTEGER NOT NULL, import INTEGER NOT NULL,
            line INTEGER NOT NULL, imported INTEGER NOT NULL, service TEXT NOT NULL, origin TEXT NOT NULL,
            destination TEXT NOT NULL, office TEXT NOT NULL, weight_g INTEGER, length_mm INTEGER, value_vnd INTEGER,
            cod_vnd INTEGER, contents TEXT NOT NULL, sender_name TEXT NOT NULL, sender_phone TEXT,
            sender_address TEXT NOT NULL, receiver_name TEXT NOT NULL, receiver_phone TEXT, receiver_address TEXT NOT NULL)
            STRICT;
        CREATE TABLE IF NOT EXISTS item_history(
            number TEXT NOT NULL, scheme TEXT NOT NULL, version INTEGER NOT NULL, import INTEGER NOT NULL,
            line INTEGER NOT NULL, imported INTEGER NOT NULL, service TEXT NOT NULL, origin TEXT NOT NULL,
            destination TEXT NOT NULL, office TEXT NOT NULL, weight_g INTEGER, length_mm INTEGER, value_vnd INTEGER,
            cod_vnd INTEGER, contents TEXT NOT NULL, sender_name TEXT NOT NULL, sender_phone TEXT,
            sender_address TEXT NOT NULL, receiver_name TEXT NOT NULL, receiver_phone TEXT, receiver_address TEXT NOT NULL,
            PRIMARY KEY (number, version)) STRICT, WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS import(
            number INTEGER PRIMARY KEY, file TEXT NOT NULL, hash TEXT NOT NULL, size INTEGER NOT NULL, rows INTEGER NOT NULL,
            added INTEGER NOT NULL, updated INTEGER NOT NULL, unchanged INTEGER NOT NULL, error TEXT, by TEXT NOT NULL,
            at INTEGER NOT NULL, journalled INTEGER NOT NULL DEFAULT 0) STRICT;
        """

    /// A row of those columns as a declaration.
    static func declaration(_ number: ParcelNumber, _ row: Statement) -> Declaration {
        Declaration(
            number: number, service: row.text(6), origin: row.text(7), destination: row.text(8),
            sender: Party(
                name: row.text(15), phone: row.optionalText(16).flatMap(PhoneNumber.init), address: row.text(17)),
            receiver: Party(
                name: row.text(18), phone: row.optionalText(19).flatMap(PhoneNumber.init), address: row.text(20)),
            contents: ContentLines.read(row.bytes(14)), weight_g: row.optionalInt(10).map(Int.init),
            length_mm: row.optionalInt(11).map(Int.init), value_vnd: row.optionalInt(12).map(Int.init),
            paymentOnDelivery_vnd: row.optionalInt(13).map(Int.init), office: row.text(9),
            source: ManifestReference(
                importNumber: Int(row.int(3)), line: Int(row.int(4)), version: Int(row.int(2)), imported: row.int(5)))
    }
}
