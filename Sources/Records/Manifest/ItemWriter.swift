import Manifests
import Parcels
import SQLite

/// Writes the items of one import; what an item replaces goes into its history.
final class ItemWriter {
    enum Outcome {
        case changed(ItemChange)
        case unchanged
        /// It withdraws what nobody declared.
        case notDeclared
    }

    private let importNumber: Int
    private let now: Int64
    private let find: Statement
    private let keep: Statement
    private let put: Statement
    /// The number of the next row.
    private(set) var row: Int64

    init(_ database: Database, importNumber: Int, now: Int64) throws(SQLiteError) {
        self.importNumber = importNumber
        self.now = now
        find = try database.prepare("SELECT \(ManifestDatabase.columns) FROM item WHERE number = ?")
        keep = try database.prepare(
            """
            INSERT INTO item_history(\(ManifestDatabase.columns))
            SELECT \(ManifestDatabase.columns) FROM item WHERE number = ?
            """)
        put = try database.prepare(
            """
            INSERT OR REPLACE INTO item(\(ManifestDatabase.columns))
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        let last = try database.prepare(
            """
            SELECT max(coalesce((SELECT max(row) FROM item), 0), coalesce((SELECT max(row) FROM item_history), 0),
                coalesce((SELECT max(last_row) FROM import), 0))
            """)
        row = try last.step() ? last.int(0) + 1 : 1
    }

    func write(_ item: ManifestItem) throws(SQLiteError) -> Outcome {
        let number = item.number.description
        let contents = ContentLines.text(item.contents)
        var version = 1
        var change = ItemChange.added
        find.bind(0, number)
        if try find.step() {
            let stands = find.int(21) != ItemChange.withdrawn.rawValue
            let same = stands && item.action == .declare && isSame(item, contents)
            version = Int(find.int(2)) + 1
            find.reset()
            if same { return .unchanged }
            if item.action == .withdraw, !stands { return .notDeclared }
            try keep.bind(0, number).run()
            change = stands ? .updated : .added
        } else if item.action == .withdraw {
            return .notDeclared
        }
        if item.action == .withdraw { change = .withdrawn }
        try put.bind(0, number).bind(1, item.number.scheme.rawValue).bind(2, version).bind(3, importNumber).bind(
            4, item.line
        )
        .bind(5, now).bind(6, item.service).bind(7, item.origin).bind(8, item.destination).bind(9, item.office)
        .bind(10, item.weight_g.map(Int64.init)).bind(11, item.length_mm.map(Int64.init))
        .bind(12, item.value_vnd.map(Int64.init)).bind(13, item.paymentOnDelivery_vnd.map(Int64.init))
        .bind(14, text: contents).bind(15, item.sender.name).bind(16, item.sender.phone?.digits)
        .bind(17, item.sender.address).bind(18, item.receiver.name).bind(19, item.receiver.phone?.digits)
        .bind(20, item.receiver.address).bind(21, change.rawValue).bind(22, row)
        .bind(23, item.sender.account).bind(24, item.sender.device).run()
        row += 1
        return .changed(change)
    }

    private func isSame(_ item: ManifestItem, _ contents: [UInt8]) -> Bool {
        find.text(6) == item.service && find.text(7) == item.origin && find.text(8) == item.destination
            && find.text(9) == item.office && find.optionalInt(10) == item.weight_g.map(Int64.init)
            && find.optionalInt(11) == item.length_mm.map(Int64.init)
            && find.optionalInt(12) == item.value_vnd.map(Int64.init)
            && find.optionalInt(13) == item.paymentOnDelivery_vnd.map(Int64.init) && find.bytes(14) == contents
            && find.text(15) == item.sender.name && find.optionalText(16) == item.sender.phone?.digits
            && find.text(17) == item.sender.address && find.text(18) == item.receiver.name
            && find.optionalText(19) == item.receiver.phone?.digits && find.text(20) == item.receiver.address
            && find.optionalText(23) == item.sender.account && find.optionalText(24) == item.sender.device
    }
}
