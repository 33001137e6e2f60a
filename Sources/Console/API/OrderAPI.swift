import Entries
import Parcels
import Readings

extension API {
    /// The longest ground of an order or a recall, in bytes.
    static let groundLimit = 4_000

    private struct HaltBody: Decodable {
        let passage: String?
        let hold: String?
        let table: String?
    }

    func halt(_ request: Request, _ caller: Caller) throws -> Response {
        let wanted = try body(HaltBody.self, request)
        let target: HaltTarget
        switch (wanted.passage, wanted.hold, wanted.table) {
        case (let text?, nil, nil):
            guard let passage = PassageID(text) else { throw Refusal(404, "unknown-passage") }
            target = .passage(passage)
        case (nil, let text?, nil):
            guard let hold = HoldID(text) else { throw Refusal(404, "unknown-hold") }
            target = .hold(hold)
        case (nil, nil, let table?): target = .table(table)
        default: throw Refusal(400, "body-malformed")
        }
        _ = try perform(.halt(target, by: caller.account.id))
        return json([UInt8]("{}".utf8))
    }

    private struct OrderBody: Decodable {
        let order: LineOrder
        let line: String
        let halt: UInt64?
        let hold: String?
        let minutes: Int?
        let ground: String
    }

    func askOrder(_ request: Request, _ caller: Caller) throws -> Response {
        let wanted = try body(OrderBody.self, request)
        // A table without a belt is halted and let work again like a line; only a belt has a lane that can be full.
        let isTable = wanted.order != .runWithFullLane && settings.tables.contains { $0.id == wanted.line }
        guard let line = LineID(wanted.line), isTable || settings.lines.contains(where: { $0.id == line.name }) else {
            throw Refusal(404, "unknown-line")
        }
        var hold: HoldID?
        if let text = wanted.hold {
            hold = HoldID(text)
            if hold == nil { throw Refusal(404, "unknown-hold") }
        }
        _ = try perform(
            .askOrder(
                LineOrderAsked(
                    order: wanted.order, line: line, halt: wanted.halt, hold: hold, minutes: wanted.minutes,
                    by: caller.account.id, note: try ground(wanted.ground))))
        return json([UInt8]("{}".utf8))
    }

    func confirmOrder(_ text: String, _ caller: Caller) throws -> Response {
        guard let asked = UInt64(text) else { throw Refusal(404, "unknown-order") }
        _ = try perform(.confirmOrder(asked, by: caller.account.id))
        return json([UInt8]("{}".utf8))
    }

    private struct RecallBody: Decodable {
        let number: String
        let ground: String
    }

    func recall(_ request: Request, _ caller: Caller) throws -> Response {
        let wanted = try body(RecallBody.self, request)
        let number = try itemNumber(wanted.number, request.language)
        let cleared = try records().lastCleared(number)
        _ = try perform(
            .recall(
                RecallOrdered(
                    number: number, passage: cleared?.passage, line: cleared?.line,
                    reasons: [.recalled(by: caller.account.id.name)], by: caller.account.id,
                    note: try ground(wanted.ground))))
        return json([UInt8]("{}".utf8))
    }

    private func ground(_ text: String) throws(Refusal) -> String {
        guard !text.isEmpty else { throw Refusal(409, "needs-ground") }
        guard text.utf8.count <= Self.groundLimit else {
            throw Refusal(409, "note-too-long", [("limit", String(Self.groundLimit))])
        }
        return text
    }
}
