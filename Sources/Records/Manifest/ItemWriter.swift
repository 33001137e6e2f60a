import Manifests
import Parcels
import SQLite

/// Writes the items of one import; what an item replaces goes into its history.
final class ItemWriter {
    enum Outcome {
        case added
        case updated
        case unchanged
    }

    private let importNumber: Int
    private let now: Int64
    private let find: Statement
    private let keep: Statement
    private let put: Statement

    init(_ database: Database, importNumber: Int, now: Int64) throws(SQLiteError) {
        self.importNumber = importNumber
        self.now = now
        find = try database.prepare("SELECT \(ManifestDatabase.columns) FROM item WHERE number = ?")
        keep = try database.prepare(
            "INSERT INTO item_history SELECT \(ManifestDatabase.columns) FROM item WHERE number = ?")
        put = try database.prepare(
            """
            INSERT OR REPLACE INTO item(\(ManifestDatabase.columns))
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
    }

    func write(_ item: ManifestItem) throws(SQLiteError) -> Outcome {
        let number = item.number.description
        let contents = ContentLines.text(item.contents)
        var version = 1
        find.bind(0, number)
        let exists = try find.step()
        if exists {
            let same = isSame(item, contents)
            version = Int(find.int(2)) + 1
            find.reset()
            if same { return .unchanged }
            try keep.bind(0, number).run()
        }
        try put.bind(0, number).bind(1, item.number.scheme.rawValue).bind(2, version).bind(3, importNumber).bind(
            4, item.line
        )
        .bind(5, now).bind(6, item.service).bind(7, item.origin).bind(8, item.destination).bind(9, item.office)
        .bind(10, item.weight_g.map(Int64.init)).bind(11, item.length_mm.map(Int64.init))
        .bind(12, item.value_vnd.map(Int64.init)).bind(13, item.paymentOnDelivery_vnd.map(Int64.init))
        .bind(14, text: contents).bind(15, item.sender.name).bind(16, item.sender.phone?.digits)
        .bind(17, item.sender.address).bind(18, item.receiver.name).bind(19, item.receiver.phone?.digits)
        .bind(20, item.receiver.address).run()
        return exists ? .updated : .added
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
    }
}
