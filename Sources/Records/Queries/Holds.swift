import Entries
import Foundation
import Parcels
import SQLite

/// One line of the hold list.
public struct HoldSummary: Sendable {
    public let hold: HoldID
    public let line: String
    public let number: String?
    /// Nanoseconds UTC.
    public let raised: Int64
    public let updated: Int64
    public let isRecall: Bool
    public let state: String
    public let inspector: String?
    public let finding: String?
    public let awaitsScreening: Bool
    public let reasons: [Reason]
    /// The sequence of the entry with the declaration as it was used; nil where there is none.
    public let declared: UInt64?
}

public struct HoldStepRecord: Sendable {
    public let sequence: UInt64
    public let step: String
    public let at: Int64
    public let by: String?
    public let finding: String?
    public let number: String?
    public let hasNote: Bool
}

/// A picture of a held parcel; the picture itself is sealed.
public struct PictureRecord: Sendable {
    /// Of the entry that names it.
    public let sequence: UInt64
    public let at: Int64
    public let device: String?
    public let by: String?
    /// It ended a decoder: it is shown to no browser.
    public let isWithheld: Bool
}

public struct HoldDetail: Sendable {
    public let summary: HoldSummary
    public let steps: [HoldStepRecord]
    public let passages: [PassageRecord]
    public let pictures: [PictureRecord]
}

public struct PassageRecord: Sendable {
    public let passage: PassageID
    public let line: String
    public let track: Int64
    public let opened: Int64
    public let ended: Int64?
    public let number: String?
    public let verdict: String?
    public let how: String?
    public let exit: Int64?
}

public struct AlarmRecord: Sendable {
    public let sequence: UInt64
    public let code: String
    public let line: String?
    public let passage: PassageID?
    public let device: String?
    public let detail: String
    public let at: Int64
    public let acknowledged: Int64?
    public let by: String?
}

/// Which holds are wanted.
public struct HoldQuery: Sendable {
    public enum Which: String, Sendable {
        case open
        case closed
        case all
    }

    public static let longestPage = 200

    public let which: Which
    /// Part of an item number, or a hold's short number.
    public let text: String?
    /// Item numbers that are meant too.
    public let numbers: [String]
    /// Only holds raised before this sequence: the next page.
    public let before: UInt64?
    public let limit: Int

    public init(
        which: Which = .open, text: String? = nil, numbers: [String] = [], before: UInt64? = nil, limit: Int = 50
    ) {
        self.which = which
        self.text = text
        self.numbers = numbers
        self.before = before
        self.limit = min(max(1, limit), Self.longestPage)
    }
}

/// Reads lists from the records. It belongs to the thread that opened it.
public final class RecordsReader {
    let database: Database

    private static let holdColumns = """
        epoch, sequence, line, number, raised, updated, recall, state, inspector, finding, awaits_screening, declared
        """

    public init(_ path: String) throws(RecordsError) {
        do throws(SQLiteError) { database = try RecordsDatabase.open(path, .create) } catch { throw .database(error) }
    }

    /// Newest first.
    public func holds(_ query: HoldQuery) throws(RecordsError) -> [HoldSummary] {
        do throws(SQLiteError) {
            var conditions = ["sequence < ?1"]
            switch query.which {
            case .open: conditions.append("state IN ('raised', 'diverted', 'received', 'inspecting')")
            case .closed: conditions.append("state NOT IN ('raised', 'diverted', 'received', 'inspecting')")
            case .all: break
            }
            let text = query.text?.uppercased() ?? ""
            if !text.isEmpty {
                conditions.append(
                    "(number LIKE ?2 ESCAPE '\\' OR sequence IN (SELECT value FROM json_each(?3)) OR number IN (SELECT value FROM json_each(?5)))"
                )
            }
            let rows = try database.prepare(
                """
                SELECT \(Self.holdColumns) FROM hold WHERE \(conditions.joined(separator: " AND "))
                ORDER BY sequence DESC LIMIT ?4
                """)
            rows.bind(0, Int64(bitPattern: query.before ?? UInt64(Int64.max)))
            if !text.isEmpty {
                let sequences = HoldID.sequences(fitting: text).filter { $0 <= UInt64(Int64.max) }
                rows.bind(1, "%" + Self.escaped(text) + "%").bind(
                    2, "[" + sequences.map(String.init).joined(separator: ",") + "]")
            }
            rows.bind(3, query.limit)
            // Item numbers are letters and digits: nothing in them has to be escaped.
            if !text.isEmpty {
                rows.bind(4, "[" + query.numbers.map { "\"\($0)\"" }.joined(separator: ",") + "]")
            }
            var found: [HoldSummary] = []
            while try rows.step() { found.append(try summary(rows)) }
            return found
        } catch { throw .database(error) }
    }

    public func openHoldCount() throws(RecordsError) -> Int {
        do throws(SQLiteError) {
            let rows = try database.prepare(
                "SELECT count(*) FROM hold WHERE state IN ('raised', 'diverted', 'received', 'inspecting')")
            return try rows.step() ? Int(rows.int(0)) : 0
        } catch { throw .database(error) }
    }

    public func hold(_ hold: HoldID) throws(RecordsError) -> HoldDetail? {
        do throws(SQLiteError) {
            let rows = try database.prepare("SELECT \(Self.holdColumns) FROM hold WHERE sequence = ? AND epoch = ?")
            rows.bind(0, Int64(bitPattern: hold.sequence)).bind(1, Int64(hold.epoch))
            guard try rows.step() else { return nil }
            let summary = try summary(rows)
            rows.reset()
            return HoldDetail(
                summary: summary, steps: try steps(of: hold), passages: try passages(of: hold),
                pictures: try pictures(of: hold))
        } catch { throw .database(error) }
    }

    /// The newest open hold on a number, or on a parcel scanned at a table.
    public func openHold(on number: ParcelNumber) throws(RecordsError) -> HoldID? {
        do throws(SQLiteError) {
            let rows = try database.prepare(
                """
                SELECT epoch, sequence FROM hold
                WHERE number = ? AND state IN ('raised', 'diverted', 'received', 'inspecting') ORDER BY sequence DESC LIMIT 1
                """)
            guard try rows.bind(0, number.description).step() else { return nil }
            defer { rows.reset() }
            return HoldID(epoch: Epoch(rows.int(0)), sequence: UInt64(bitPattern: rows.int(1)))
        } catch { throw .database(error) }
    }

    /// The newest hold that a passage belongs to.
    public func hold(of passage: PassageID) throws(RecordsError) -> HoldID? {
        do throws(SQLiteError) {
            let rows = try database.prepare(
                """
                SELECT hold.epoch, hold.sequence FROM hold JOIN hold_passage ON hold_passage.hold = hold.sequence
                WHERE hold_passage.passage = ? ORDER BY hold.sequence DESC LIMIT 1
                """)
            guard try rows.bind(0, Int64(bitPattern: passage.sequence)).step() else { return nil }
            defer { rows.reset() }
            return HoldID(epoch: Epoch(rows.int(0)), sequence: UInt64(bitPattern: rows.int(1)))
        } catch { throw .database(error) }
    }

    /// Alarms that nobody has acknowledged, newest first.
    public func openAlarms(limit: Int = 50) throws(RecordsError) -> [AlarmRecord] {
        do throws(SQLiteError) {
            let rows = try database.prepare(
                """
                SELECT sequence, code, line, passage, epoch, device, detail, at, acknowledged, by FROM alarm
                WHERE acknowledged IS NULL ORDER BY sequence DESC LIMIT ?
                """
            ).bind(0, limit)
            var found: [AlarmRecord] = []
            while try rows.step() {
                let passage = rows.optionalInt(3).map {
                    PassageID(epoch: Epoch(rows.int(4)), sequence: UInt64(bitPattern: $0))
                }
                found.append(
                    AlarmRecord(
                        sequence: UInt64(bitPattern: rows.int(0)), code: rows.text(1), line: rows.optionalText(2),
                        passage: passage, device: rows.optionalText(5), detail: rows.text(6), at: rows.int(7),
                        acknowledged: rows.optionalInt(8), by: rows.optionalText(9)))
            }
            return found
        } catch { throw .database(error) }
    }

    private func summary(_ rows: Statement) throws(SQLiteError) -> HoldSummary {
        let hold = HoldID(epoch: Epoch(rows.int(0)), sequence: UInt64(bitPattern: rows.int(1)))
        return HoldSummary(
            hold: hold, line: rows.text(2), number: rows.optionalText(3), raised: rows.int(4), updated: rows.int(5),
            isRecall: rows.int(6) != 0, state: rows.text(7), inspector: rows.optionalText(8),
            finding: rows.optionalText(9),
            awaitsScreening: rows.int(10) != 0, reasons: try reasons(of: hold),
            declared: rows.optionalInt(11).map { UInt64(bitPattern: $0) })
    }

    private func reasons(of hold: HoldID) throws(SQLiteError) -> [Reason] {
        let rows = try database.prepare("SELECT reason FROM hold_reason WHERE hold = ? ORDER BY place")
        rows.bind(0, Int64(bitPattern: hold.sequence))
        var reasons: [Reason] = []
        while try rows.step() {
            if let reason = try? JSONDecoder().decode(Reason.self, from: Data(rows.bytes(0))) { reasons.append(reason) }
        }
        return reasons
    }

    private func steps(of hold: HoldID) throws(SQLiteError) -> [HoldStepRecord] {
        let rows = try database.prepare(
            "SELECT sequence, step, at, by, finding, number, has_note FROM hold_step WHERE hold = ? ORDER BY sequence")
        rows.bind(0, Int64(bitPattern: hold.sequence))
        var steps: [HoldStepRecord] = []
        while try rows.step() {
            steps.append(
                HoldStepRecord(
                    sequence: UInt64(bitPattern: rows.int(0)), step: rows.text(1), at: rows.int(2),
                    by: rows.optionalText(3), finding: rows.optionalText(4), number: rows.optionalText(5),
                    hasNote: rows.int(6) != 0))
        }
        return steps
    }

    private func pictures(of hold: HoldID) throws(SQLiteError) -> [PictureRecord] {
        let rows = try database.prepare(
            "SELECT sequence, at, device, by, withheld FROM picture WHERE hold = ? ORDER BY sequence")
        rows.bind(0, Int64(bitPattern: hold.sequence))
        var pictures: [PictureRecord] = []
        while try rows.step() {
            pictures.append(
                PictureRecord(
                    sequence: UInt64(bitPattern: rows.int(0)), at: rows.int(1), device: rows.optionalText(2),
                    by: rows.optionalText(3), isWithheld: rows.int(4) != 0))
        }
        return pictures
    }

    private func passages(of hold: HoldID) throws(SQLiteError) -> [PassageRecord] {
        let rows = try database.prepare(
            """
            SELECT p.epoch, p.sequence, p.line, p.track, p.opened, p.ended, p.number, p.verdict, p.how, p.exit
            FROM hold_passage JOIN passage AS p ON p.sequence = hold_passage.passage WHERE hold = ? ORDER BY p.sequence
            """)
        rows.bind(0, Int64(bitPattern: hold.sequence))
        var passages: [PassageRecord] = []
        while try rows.step() {
            passages.append(
                PassageRecord(
                    passage: PassageID(epoch: Epoch(rows.int(0)), sequence: UInt64(bitPattern: rows.int(1))),
                    line: rows.text(2), track: rows.int(3), opened: rows.int(4), ended: rows.optionalInt(5),
                    number: rows.optionalText(6), verdict: rows.optionalText(7), how: rows.optionalText(8),
                    exit: rows.optionalInt(9)))
        }
        return passages
    }

    private static func escaped(_ text: String) -> String {
        text.flatMap { "%_\\".contains($0) ? ["\\", $0] : [$0] }.reduce(into: "") { $0.append($1) }
    }
}
