import Entries
import Parcels
import SQLite

/// Which entries are wanted; everything that is set must fit.
public struct JournalQuery: Sendable {
    public static let longestPage = 200
    /// Shorter parts of a number fit too much to be of use.
    public static let shortestPart = 3

    /// A part of the parcel's number.
    public var number: String?
    public var hold: HoldID?
    public var passage: PassageID?
    public var device: String?
    public var account: String?
    public var kind: EntryKind?
    /// Nanoseconds UTC, by the wall clock as it stood; `until` is the first moment that does not belong.
    public var from: Int64?
    public var until: Int64?
    /// Only entries before this sequence: the next page.
    public var before: UInt64?
    public var limit: Int

    public init(limit: Int = 50, before: UInt64? = nil) {
        self.limit = min(max(1, limit), Self.longestPage)
        self.before = before
    }
}

/// One entry in a list. Its content stands in the journal.
public struct JournalLine: Sendable, Hashable {
    public let sequence: UInt64
    public let epoch: Epoch
    /// Nanoseconds UTC.
    public let at: Int64
    public let kind: String
    public let line: String?
    public let number: String?
    public let passage: PassageID?
    public let hold: HoldID?
    public let device: String?
    public let account: String?
}

public struct JournalPage: Sendable {
    /// Newest first.
    public let lines: [JournalLine]
    /// What the next page's query has as `before`; nil when there is no more. A page may be empty and have a next: the
    /// search looks at so many entries at a time.
    public let next: UInt64?
}

extension RecordsReader {
    /// So many entries are looked at for one page.
    private static let candidateLimit = 50_000
    /// A part of a number that more parcels have is looked for among the entries instead.
    private static let parcelLimit = 500

    /// Searches the journal, newest first.
    public func search(_ query: JournalQuery) throws(RecordsError) -> JournalPage {
        do throws(SQLiteError) {
            var plan = SearchPlan()
            if let hours = try hours(query) {
                plan.filter("at >= ", query.from)
                plan.filter("at < ", query.until)
                plan.first = hours.first
                plan.last = hours.last
            } else if query.from != nil || query.until != nil {
                return JournalPage(lines: [], next: nil)
            }
            if let before = query.before { plan.last = min(plan.last, Int64(clamping: before) - 1) }
            if let text = query.number, !text.isEmpty {
                guard let part = Self.numberPart(text) else { return JournalPage(lines: [], next: nil) }
                let parcels = try parcels(part)
                if parcels.isEmpty { return JournalPage(lines: [], next: nil) }
                if parcels.count <= Self.parcelLimit {
                    plan.drive(by: "entry_parcel", "parcel IN (\(parcels.map(String.init).joined(separator: ",")))")
                } else {
                    plan.filters.append("number LIKE \(plan.text("%" + part + "%"))")
                }
            }
            if let passage = query.passage {
                plan.drive(by: "entry_passage", "passage = \(Int64(bitPattern: passage.sequence))")
                plan.filter("passage_epoch = ", Int64(passage.epoch))
            }
            if let hold = query.hold {
                // A hold's entries and those of the passages that it holds.
                let place = Int64(bitPattern: hold.sequence)
                plan.drive(
                    by: nil,
                    "(hold = \(place) OR passage IN (SELECT passage FROM hold_passage WHERE hold = \(place)))")
            }
            if let account = query.account { plan.drive(by: "entry_account", "account = \(plan.text(account))") }
            if let device = query.device { plan.drive(by: "entry_device", "device = \(plan.text(device))") }
            if let kind = query.kind { plan.drive(by: "entry_kind", "kind = \(plan.text(kind.rawValue))") }
            return try page(plan, limit: query.limit)
        } catch { throw .database(error) }
    }

    private func page(_ plan: SearchPlan, limit: Int) throws(SQLiteError) -> JournalPage {
        let rows = try plan.prepare(
            database,
            """
            SELECT sequence, e.epoch, at, kind, line, number, passage, passage_epoch, hold, hold_epoch, device, account
            FROM (\(plan.candidates) LIMIT \(Self.candidateLimit)) AS e LEFT JOIN parcel ON parcel.id = e.parcel
            \(plan.filters.isEmpty ? "" : "WHERE " + plan.filters.joined(separator: " AND "))
            LIMIT \(limit + 1)
            """)
        var lines: [JournalLine] = []
        while try rows.step() {
            lines.append(
                JournalLine(
                    sequence: UInt64(bitPattern: rows.int(0)), epoch: Epoch(truncatingIfNeeded: rows.int(1)),
                    at: rows.int(2), kind: rows.text(3), line: rows.optionalText(4), number: rows.optionalText(5),
                    passage: rows.optionalInt(6).map {
                        PassageID(epoch: Epoch(truncatingIfNeeded: rows.int(7)), sequence: UInt64(bitPattern: $0))
                    },
                    hold: rows.optionalInt(8).map {
                        HoldID(epoch: Epoch(truncatingIfNeeded: rows.int(9)), sequence: UInt64(bitPattern: $0))
                    }, device: rows.optionalText(10), account: rows.optionalText(11)))
        }
        if lines.count > limit { return JournalPage(lines: Array(lines[..<limit]), next: lines[limit - 1].sequence) }
        guard !plan.filters.isEmpty else { return JournalPage(lines: lines, next: nil) }
        let rest = try plan.prepare(
            database, "SELECT sequence FROM (\(plan.candidates) LIMIT 1 OFFSET \(Self.candidateLimit - 1))")
        return JournalPage(lines: lines, next: try rest.step() ? UInt64(bitPattern: rest.int(0)) : nil)
    }

    /// The entries that the asked-for hours stamped; nil when no time is asked for or nothing was stamped then.
    private func hours(_ query: JournalQuery) throws(SQLiteError) -> (first: Int64, last: Int64)? {
        guard query.from != nil || query.until != nil else { return nil }
        let rows = try database.prepare("SELECT min(first), max(last) FROM entry_hour WHERE hour BETWEEN ? AND ?")
        func hour(_ moment: Int64) -> Int64 {
            moment >= 0 ? moment / SearchIndex.hour : (moment + 1) / SearchIndex.hour - 1
        }
        rows.bind(0, query.from.map(hour) ?? .min).bind(1, query.until.map(hour) ?? .max)
        guard try rows.step(), let first = rows.optionalInt(0), let last = rows.optionalInt(1) else { return nil }
        return (first, last)
    }

    /// The text without the spaces and hyphens that people write; nil when no number can have it.
    private static func numberPart(_ text: String) -> String? {
        let part = text.utf8.filter { $0 != 32 && $0 != 45 }
        guard part.count >= JournalQuery.shortestPart,
            part.allSatisfy({ (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) })
        else { return nil }
        return String(decoding: part, as: UTF8.self)
    }

    /// Parcels whose number has this part, at most one more than the limit.
    private func parcels(_ part: String) throws(SQLiteError) -> [Int64] {
        let rows = try database.prepare("SELECT rowid FROM parcel_part WHERE parcel_part MATCH ? LIMIT ?")
        rows.bind(0, "\"" + part + "\"").bind(1, Self.parcelLimit + 1)
        var found: [Int64] = []
        while try rows.step() { found.append(rows.int(0)) }
        return found
    }
}

/// How the entries of a query are gone through: one condition leads, by its index, from the newest backwards; the others
/// are looked at on the way.
private struct SearchPlan {
    var first: Int64 = 0
    var last: Int64 = .max
    var filters: [String] = []
    private var lead: (index: String?, condition: String)?
    private var texts: [String] = []

    /// A place for a text in the statement.
    mutating func text(_ text: String) -> String {
        texts.append(text)
        return "?\(texts.count)"
    }

    mutating func filter(_ condition: String, _ number: Int64?) {
        if let number { filters.append(condition + String(number)) }
    }

    /// The first condition leads; each later one is a filter.
    mutating func drive(by index: String?, _ condition: String) {
        if lead == nil { lead = (index, condition) } else { filters.append(condition) }
    }

    var candidates: String {
        let source = "SELECT * FROM entry" + (lead?.index.map { " INDEXED BY " + $0 } ?? "")
        return source + " WHERE " + (lead.map { $0.condition + " AND " } ?? "")
            + "sequence BETWEEN \(first) AND \(last) ORDER BY sequence DESC"
    }

    func prepare(_ database: Database, _ sql: String) throws(SQLiteError) -> Statement {
        let statement = try database.prepare(sql)
        // SQLite refuses nothing when a place is not used: the second statement of a page has fewer.
        for (place, text) in texts.enumerated() { statement.bind(place, text) }
        return statement
    }
}
