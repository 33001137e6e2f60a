import Entries
import Foundation
import Journal
import Parcels
import Readings
import SQLite

/// What a starting gateway must know of the time before: read once from the records.
public struct Restoration: Sendable {
    public let open: [OpenPassage]
    /// Entries that make the open and the closed-but-remembered holds again, in order.
    public let holds: [(epoch: Epoch, sequence: UInt64, body: EntryBody)]
    /// Accounts and documents, from their own entries, in order.
    public let kept: [Entry]
    /// Parcels that passed lately: number, passage, end (nanoseconds UTC as the clock stood then), in their order.
    public let passed: [(number: ParcelNumber, passage: PassageID, at: Int64)]
    public let openAlarms: [(sequence: UInt64, code: AlarmCode, line: LineID?)]

    /// - Parameters:
    ///   - path: of `records.db`, already caught up.
    ///   - since: parcels that passed before every one of those that passed after this moment (nanoseconds UTC) are not
    ///     remembered. The order is the journal's: a clock that was wrong for a while takes nobody out of it.
    ///   - passedLimit: at most so many of them.
    ///   - keys: opens the accounts' sealed passwords.
    public static func read(
        _ path: String, journal: JournalReader, keys: KeyFolder, passedSince since: Int64, passedLimit: Int
    ) throws(RecordsError) -> Restoration {
        do throws(SQLiteError) {
            let database = try RecordsDatabase.open(path, .readWrite)
            let reader = RestorationReader(database: database)
            let sequences = try reader.keptSequences()
            return Restoration(
                open: try reader.openPassages(), holds: try reader.holds(), kept: readEntries(sequences, journal, keys),
                passed: try reader.passed(since: since, limit: passedLimit), openAlarms: try reader.openAlarms())
        } catch { throw .database(error) }
    }

    private static func readEntries(_ sequences: [UInt64], _ journal: JournalReader, _ keys: KeyFolder) -> [Entry] {
        sequences.compactMap { EntryReader(journal: journal, keys: keys).entry($0, personal: true) }
    }
}

private struct RestorationReader {
    let database: Database

    /// Parcels that an earlier restart ended are remembered for so long, or through so many restarts where the clock
    /// jumped between them, and so many of them.
    private static let beltTime: Int64 = 600_000_000_000
    private static let beltLimit = 1_000

    func openPassages() throws(SQLiteError) -> [OpenPassage] {
        let rows = try database.prepare(
            """
            SELECT epoch, sequence, line, track, number, scheme, permit, answer, how FROM (
                SELECT passage.* FROM passage, (
                    SELECT epoch AS newest, ended AS at FROM passage WHERE how = 'restarted' ORDER BY sequence DESC LIMIT 1)
                WHERE how = 'restarted' AND (abs(ended - at) <= ? OR epoch + 3 >= newest)
                ORDER BY sequence DESC LIMIT ?)
            UNION ALL
            SELECT epoch, sequence, line, track, number, scheme, permit, answer, how FROM passage WHERE how IS NULL
            ORDER BY sequence
            """)
        rows.bind(0, Self.beltTime).bind(1, Int64(Self.beltLimit))
        var open: [OpenPassage] = []
        while try rows.step() {
            guard let line = LineID(rows.text(2)), let track = TrackID(UInt32(truncatingIfNeeded: rows.int(3))) else {
                continue
            }
            let answer = rows.optionalText(7)
            let isRefused = answer != nil && answer != PermitAnswer.accepted.rawValue
            open.append(
                OpenPassage(
                    passage: PassageID(epoch: Epoch(rows.int(0)), sequence: UInt64(bitPattern: rows.int(1))),
                    line: line,
                    track: track, number: number(rows, 4),
                    grantedPermit: isRefused
                        ? nil : rows.optionalInt(6).map { PermitNumber(UInt32(truncatingIfNeeded: $0)) },
                    hasEnded: !rows.isNull(8)))
        }
        return open
    }

    /// Open and seized holds, and released ones whose parcel has not passed since.
    func holds() throws(SQLiteError) -> [(epoch: Epoch, sequence: UInt64, body: EntryBody)] {
        let rows = try database.prepare(
            """
            SELECT epoch, sequence, line, number, scheme, recall, state, inspector, finding, awaits_screening FROM hold AS h
            WHERE state NOT IN ('released', 'returned', 'controlled-delivery')
                OR (state IN ('released', 'controlled-delivery') AND number IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM passage WHERE passage.number = h.number
                    AND how IN ('passed', 'expired') AND ended > h.updated))
            ORDER BY sequence
            """)
        var bodies: [(epoch: Epoch, sequence: UInt64, body: EntryBody)] = []
        while try rows.step() {
            guard let line = LineID(rows.text(2)) else { continue }
            let epoch = Epoch(rows.int(0))
            let sequence = UInt64(bitPattern: rows.int(1))
            let hold = HoldID(epoch: epoch, sequence: sequence)
            let passages = try passages(of: hold)
            let number = number(rows, 3)
            func add(_ body: EntryBody) { bodies.append((epoch, sequence, body)) }
            func step(_ step: HoldStepped.Step, by: AccountID? = nil, finding: Finding? = nil) {
                add(.holdStepped(HoldStepped(hold: hold, step: step, by: by, number: number, finding: finding)))
            }
            add(
                .holdRaised(
                    HoldRaised(
                        line: line, passage: passages.first, number: number, reasons: try reasons(of: hold),
                        recall: rows.int(5) != 0)))
            for passage in passages.dropFirst() {
                add(.holdJoined(HoldJoined(hold: hold, passage: passage, reasons: [])))
            }
            if rows.int(9) != 0 { step(.identified) }
            let inspector = rows.optionalText(7).flatMap(AccountID.init)
            if let inspector { step(.inspecting, by: inspector) }
            if let finding = rows.optionalText(8).flatMap(Finding.init(rawValue:)) { step(.found, finding: finding) }
            if let state = HoldStepped.Step(rawValue: rows.text(6)), state != .inspecting { step(state, by: inspector) }
        }
        return bodies
    }

    func keptSequences() throws(SQLiteError) -> [UInt64] {
        let rows = try database.prepare(
            "SELECT sequence FROM kept_entry WHERE name NOT GLOB '\(RecordsReader.retentionPrefix)*' ORDER BY sequence")
        var sequences: [UInt64] = []
        while try rows.step() { sequences.append(UInt64(bitPattern: rows.int(0))) }
        return sequences
    }

    func passed(
        since: Int64, limit: Int
    ) throws(SQLiteError) -> [(number: ParcelNumber, passage: PassageID, at: Int64)] {
        let rows = try database.prepare(
            """
            SELECT number, scheme, epoch, sequence, ended FROM passage
            WHERE how IN ('passed', 'expired') AND number IS NOT NULL
                AND sequence >= (SELECT min(first) FROM (
                    SELECT min(sequence) AS first FROM passage WHERE how = 'passed' AND ended >= ?1
                    UNION ALL SELECT min(sequence) FROM passage WHERE how = 'expired' AND ended >= ?1))
            ORDER BY sequence DESC LIMIT ?2
            """
        ).bind(0, since).bind(1, limit)
        var passed: [(number: ParcelNumber, passage: PassageID, at: Int64)] = []
        while try rows.step() {
            guard let number = number(rows, 0) else { continue }
            passed.append(
                (number, PassageID(epoch: Epoch(rows.int(2)), sequence: UInt64(bitPattern: rows.int(3))), rows.int(4)))
        }
        return passed.reversed()
    }

    func openAlarms() throws(SQLiteError) -> [(sequence: UInt64, code: AlarmCode, line: LineID?)] {
        let rows = try database.prepare(
            "SELECT sequence, code, line FROM alarm WHERE acknowledged IS NULL ORDER BY sequence")
        var alarms: [(sequence: UInt64, code: AlarmCode, line: LineID?)] = []
        while try rows.step() {
            guard let code = AlarmCode(rawValue: rows.text(1)) else { continue }
            alarms.append((UInt64(bitPattern: rows.int(0)), code, rows.optionalText(2).flatMap(LineID.init)))
        }
        return alarms
    }

    private func passages(of hold: HoldID) throws(SQLiteError) -> [PassageID] {
        let rows = try database.prepare("SELECT epoch, passage FROM hold_passage WHERE hold = ? ORDER BY passage")
        rows.bind(0, Int64(bitPattern: hold.sequence))
        var passages: [PassageID] = []
        while try rows.step() {
            passages.append(PassageID(epoch: Epoch(rows.int(0)), sequence: UInt64(bitPattern: rows.int(1))))
        }
        return passages
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

    private func number(_ rows: Statement, _ column: Int) -> ParcelNumber? {
        guard let text = rows.optionalText(column),
            let scheme = rows.optionalText(column + 1).flatMap(Scheme.init(rawValue:))
        else { return nil }
        return ParcelNumber(scheme: scheme, canonical: Array(text.utf8))
    }
}
