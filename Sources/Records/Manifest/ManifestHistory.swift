import Entries
import Manifests
import Parcels
import SQLite

/// One import as it was taken in or refused.
public struct ImportRecord: Sendable {
    public let imported: ManifestImported
    /// Nanoseconds UTC.
    public let at: Int64
    /// The rows that it wrote; nil for imports of the first version.
    let rows: ClosedRange<Int64>?

    static let columns = """
        number, file, hash, size, rows, added, updated, unchanged, withdrawn, refused, encoding, error, by, at, first_row,
        last_row
        """

    init?(_ row: Statement) {
        guard let by = AccountID(row.text(12)) else { return nil }
        imported = ManifestImported(
            number: Int(row.int(0)), file: row.text(1), hash: row.text(2), size: Int(row.int(3)), rows: Int(row.int(4)),
            added: Int(row.int(5)), updated: Int(row.int(6)), unchanged: Int(row.int(7)), withdrawn: Int(row.int(8)),
            refused: Int(row.int(9)), encoding: row.optionalText(10), error: row.optionalText(11), by: by)
        at = row.int(13)
        let (first, last) = (row.optionalInt(14) ?? 0, row.optionalInt(15) ?? -1)
        rows = first <= last ? first...last : nil
    }
}

/// One state of an item: what an import said about it.
public struct ItemVersion: Sendable {
    /// Its number among all that was ever declared; the newer, the higher.
    public let row: Int64
    public let change: ItemChange
    public let declaration: Declaration

    init?(_ row: Statement) {
        guard let scheme = Scheme(rawValue: row.text(1)),
            let number = ParcelNumber(scheme: scheme, canonical: row.bytes(0)),
            let change = ItemChange(rawValue: Int(row.int(21)))
        else { return nil }
        self.row = row.int(22)
        self.change = change
        declaration = ManifestDatabase.declaration(number, row)
    }

    /// The manifest's columns in which two states differ, in the manifest's order.
    public func changedFields(since before: ItemVersion) -> [String] {
        let (old, new) = (before.declaration, declaration)
        let fields: [(String, Bool)] = [
            ("service", old.service == new.service), ("origin", old.origin == new.origin),
            ("destination", old.destination == new.destination), ("sender_name", old.sender.name == new.sender.name),
            ("sender_phone", old.sender.phone == new.sender.phone),
            ("sender_address", old.sender.address == new.sender.address),
            ("sender_account", old.sender.account == new.sender.account),
            ("sender_device", old.sender.device == new.sender.device),
            ("receiver_name", old.receiver.name == new.receiver.name),
            ("receiver_phone", old.receiver.phone == new.receiver.phone),
            ("receiver_address", old.receiver.address == new.receiver.address),
            ("contents", old.contents.map(\.description) == new.contents.map(\.description)),
            ("quantity", old.contents.map(\.quantity) == new.contents.map(\.quantity)),
            ("hs_code", old.contents.map(\.hsCode) == new.contents.map(\.hsCode)),
            ("weight_g", old.weight_g == new.weight_g), ("length_mm", old.length_mm == new.length_mm),
            ("value_vnd", old.value_vnd == new.value_vnd),
            ("cod_vnd", old.paymentOnDelivery_vnd == new.paymentOnDelivery_vnd), ("office", old.office == new.office),
        ]
        return fields.filter { !$0.1 }.map(\.0)
    }
}

/// Reads what imports did. It belongs to the thread that opened it.
public final class ManifestHistory {
    public static let longestPage = 200

    private let database: Database

    public init(_ path: String) throws(RecordsError) {
        do throws(SQLiteError) { database = try ManifestDatabase.open(path, .create) } catch { throw .database(error) }
    }

    /// Newest first.
    /// - Parameter before: only imports with a smaller number: the next page.
    public func imports(before: Int?, limit: Int) throws(RecordsError) -> [ImportRecord] {
        do throws(SQLiteError) {
            let rows = try database.prepare(
                "SELECT \(ImportRecord.columns) FROM import WHERE number < ? ORDER BY number DESC LIMIT ?")
            rows.bind(0, before ?? Int.max).bind(1, min(max(1, limit), Self.longestPage))
            var found: [ImportRecord] = []
            while try rows.step() { if let record = ImportRecord(rows) { found.append(record) } }
            return found
        } catch { throw .database(error) }
    }

    public func imported(_ number: Int) throws(RecordsError) -> ImportRecord? {
        do throws(SQLiteError) {
            let rows = try database.prepare("SELECT \(ImportRecord.columns) FROM import WHERE number = ?")
            rows.bind(0, number)
            defer { rows.reset() }
            return try rows.step() ? ImportRecord(rows) : nil
        } catch { throw .database(error) }
    }

    /// The rows of an import's file that were refused, in their order.
    public func refusals(of number: Int) throws(RecordsError) -> [ManifestError] {
        do throws(SQLiteError) {
            let rows = try database.prepare(
                "SELECT line, column, field, expected, found FROM refusal WHERE import = ? ORDER BY place")
            rows.bind(0, number)
            var found: [ManifestError] = []
            while try rows.step() {
                found.append(
                    ManifestError(
                        line: Int(rows.int(0)), column: Int(rows.int(1)), field: rows.optionalText(2),
                        expected: rows.text(3), found: rows.text(4)))
            }
            return found
        } catch { throw .database(error) }
    }

    /// What an import wrote, in the file's order.
    /// - Parameter after: only rows with a higher number: the next page.
    public func items(
        of record: ImportRecord, _ change: ItemChange, after: Int64?, limit: Int
    ) throws(RecordsError) -> [ItemVersion] {
        guard let range = record.rows else { return [] }
        do throws(SQLiteError) {
            let rows = try database.prepare(
                """
                SELECT \(ManifestDatabase.columns) FROM
                    (SELECT * FROM item WHERE row BETWEEN ?1 AND ?2 UNION ALL
                     SELECT * FROM item_history WHERE row BETWEEN ?1 AND ?2)
                WHERE change = ?3 ORDER BY row LIMIT ?4
                """)
            rows.bind(0, max(range.lowerBound, (after ?? 0) + 1)).bind(1, range.upperBound).bind(2, change.rawValue)
                .bind(3, min(max(1, limit), Self.longestPage))
            return try versions(rows)
        } catch { throw .database(error) }
    }

    /// All that was ever declared about a parcel, newest first.
    public func versions(of number: ParcelNumber) throws(RecordsError) -> [ItemVersion] {
        do throws(SQLiteError) {
            let rows = try database.prepare(
                """
                SELECT \(ManifestDatabase.columns) FROM
                    (SELECT * FROM item WHERE number = ?1 UNION ALL SELECT * FROM item_history WHERE number = ?1)
                ORDER BY version DESC LIMIT \(Self.longestPage)
                """)
            rows.bind(0, number.description)
            return try versions(rows)
        } catch { throw .database(error) }
    }

    /// The state before another one of the same item.
    public func version(before version: ItemVersion) throws(RecordsError) -> ItemVersion? {
        do throws(SQLiteError) {
            let rows = try database.prepare(
                """
                SELECT \(ManifestDatabase.columns) FROM item_history WHERE number = ? AND version = ?
                """)
            rows.bind(0, version.declaration.number.description).bind(1, version.declaration.source.version - 1)
            return try versions(rows).first
        } catch { throw .database(error) }
    }

    private func versions(_ rows: Statement) throws(SQLiteError) -> [ItemVersion] {
        var found: [ItemVersion] = []
        while try rows.step() { if let version = ItemVersion(rows) { found.append(version) } }
        return found
    }
}
