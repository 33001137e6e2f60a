import Entries
import Parcels
import Screening

extension API {
    private struct ModeForm: Decodable {
        let mode: TableMode
    }

    private struct ScanForm: Decodable {
        let label: String
    }

    private struct BagForm: Decodable {
        let label: String?
    }

    private struct TagForm: Decodable {
        let hold: String
    }

    /// Longest label that can be typed; no item number and no bag has a longer one.
    private static let labelLimit = 128

    func turn(_ table: String, _ request: Request, _ caller: Caller) throws -> Response {
        try order(table, .turn(try body(ModeForm.self, request).mode), caller)
    }

    func scan(_ table: String, _ request: Request, _ caller: Caller) throws -> Response {
        let label = Array(try body(ScanForm.self, request).label.utf8)
        guard (1...Self.labelLimit).contains(label.count) else { throw Refusal(400, "body-malformed") }
        return try order(table, .scan(label), caller)
    }

    func openBag(_ table: String, _ request: Request, _ caller: Caller) throws -> Response {
        var label: BagLabel?
        if let text = try body(BagForm.self, request).label {
            guard let found = BagLabel(Array(text.utf8)) else { throw Refusal(400, "bag-label") }
            label = found
        }
        return try order(table, .openBag(label), caller)
    }

    func printTag(_ table: String, _ request: Request, _ caller: Caller) throws -> Response {
        guard let hold = HoldID(try body(TagForm.self, request).hold) else { throw Refusal(404, "unknown-hold") }
        return try order(table, .printTag(hold), caller)
    }

    func order(_ table: String, _ what: TableOrder.What, _ caller: Caller) throws -> Response {
        _ = try perform(.table(TableOrder(table: table, what: what, by: caller.account.id)))
        return json([UInt8]("{}".utf8))
    }
}
