import Entries
import Parcels
import Readings
import SQLite

/// How well the labels of decided parcels were printed, by day and by the office that accepted them: counts, and the newest bad
/// ones. No sender stands here: who sent a badly printed parcel is opened from the journal when somebody who may see it asks.
struct PrintRecords {
    /// So many days are kept.
    static let dayLimit: Int64 = 56
    /// So many rows a day may have; what comes beyond is counted without its office.
    static let rowLimit: Int64 = 4_096
    /// So many of the newest badly printed labels are known each.
    static let badLimit: Int64 = 500
    /// A grade below C needs somebody.
    static let bad = 2
    /// Nanoseconds.
    static let day: Int64 = 86_400_000_000_000

    static let schema = """
        CREATE TABLE IF NOT EXISTS print_seen(
            passage INTEGER PRIMARY KEY, grade INTEGER NOT NULL, parameter TEXT NOT NULL) STRICT;
        CREATE TABLE IF NOT EXISTS print_count(
            day INTEGER NOT NULL, office TEXT NOT NULL, service TEXT NOT NULL, grade INTEGER NOT NULL,
            parameter TEXT NOT NULL, labels INTEGER NOT NULL,
            PRIMARY KEY (day, office, service, grade, parameter)) STRICT, WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS print_bad(
            decision INTEGER PRIMARY KEY, grade INTEGER NOT NULL, parameter TEXT NOT NULL) STRICT;
        """

    private let see, seen, forget, forgetAll, count, rows, add, dropDays, addBad, dropBad: Statement

    init(_ database: Database) throws(SQLiteError) {
        // Several cameras see one label, or one sees it askew: the best look tells how it is printed.
        see = try database.prepare(
            """
            INSERT INTO print_seen VALUES (?, ?, ?) ON CONFLICT(passage)
            DO UPDATE SET grade = excluded.grade, parameter = excluded.parameter WHERE excluded.grade > print_seen.grade
            """)
        seen = try database.prepare("SELECT grade, parameter FROM print_seen WHERE passage = ?")
        forget = try database.prepare("DELETE FROM print_seen WHERE passage = ?")
        forgetAll = try database.prepare("DELETE FROM print_seen")
        count = try database.prepare(
            """
            UPDATE print_count SET labels = labels + 1
            WHERE day = ? AND office = ? AND service = ? AND grade = ? AND parameter = ? RETURNING labels
            """)
        rows = try database.prepare("SELECT count(*) FROM print_count WHERE day = ?")
        add = try database.prepare(
            """
            INSERT INTO print_count VALUES (?, ?, ?, ?, ?, 1) ON CONFLICT DO UPDATE SET labels = labels + 1
            """)
        dropDays = try database.prepare("DELETE FROM print_count WHERE day <= ?")
        addBad = try database.prepare("INSERT OR IGNORE INTO print_bad VALUES (?, ?, ?)")
        dropBad = try database.prepare(
            """
            DELETE FROM print_bad
            WHERE decision <= (SELECT decision FROM print_bad ORDER BY decision DESC LIMIT 1 OFFSET \(Self.badLimit))
            """)
    }

    func project(_ reading: ReadingReceived) throws(SQLiteError) {
        guard reading.frame != nil, reading.number != nil, let passage = reading.passage,
            let grade = reading.sighting?.quality.flatMap({ PrintGrade($0) })
        else { return }
        try see.bind(0, row(passage)).bind(1, grade.grade).bind(2, grade.parameter?.rawValue ?? "").run()
    }

    /// Counts a parcel's label once: at the decision that ends its asking.
    func project(_ decision: Decision, _ sequence: Int64, _ at: Int64) throws(SQLiteError) {
        if case .needs = decision.outcome { return }
        guard let label = try take(row(decision.passage)), decision.number != nil else { return }
        let (office, service) = (decision.declared?.office ?? "", decision.declared?.service ?? "")
        try add(label, to: Group(day: at / Self.day, office: office, service: service))
        guard label.grade < Self.bad else { return }
        try addBad.bind(0, sequence).bind(1, label.grade).bind(2, label.parameter).run()
        try dropBad.run()
    }

    func project(_ ended: PassageEnded) throws(SQLiteError) { try forget.bind(0, row(ended.passage)).run() }

    func restart() throws(SQLiteError) { try forgetAll.run() }

    private struct Label {
        let grade: Int64
        let parameter: String
    }

    private struct Group {
        let day: Int64
        var office: String
        var service: String
    }

    private func take(_ passage: Int64) throws(SQLiteError) -> Label? {
        seen.bind(0, passage)
        let label = try seen.step() ? Label(grade: seen.int(0), parameter: seen.text(1)) : nil
        seen.reset()
        if label != nil { try forget.bind(0, passage).run() }
        return label
    }

    private func add(_ label: Label, to group: Group) throws(SQLiteError) {
        if try run(count, label, group) { return }
        rows.bind(0, group.day)
        let isFull = try rows.step() && rows.int(0) >= Self.rowLimit
        rows.reset()
        var group = group
        if isFull { (group.office, group.service) = ("", "") }
        _ = try run(add, label, group)
        try dropDays.bind(0, group.day - Self.dayLimit).run()
    }

    private func run(_ statement: Statement, _ label: Label, _ group: Group) throws(SQLiteError) -> Bool {
        statement.bind(0, group.day).bind(1, group.office).bind(2, group.service).bind(3, label.grade).bind(
            4, label.parameter)
        defer { statement.reset() }
        return try statement.step()
    }

    private func row(_ passage: PassageID) -> Int64 { Int64(bitPattern: passage.sequence) }
}
