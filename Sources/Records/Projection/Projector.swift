import Entries
import Foundation
import Glibc
import Journal
import Parcels
import Platform
import SQLite

/// Turns entries into records, in their order. It belongs to the thread that opened it.
public final class Projector {
    private let database: Database
    private let statements: ProjectionStatements
    private let index: SearchIndex
    private let bags: BagRecords
    private let prints: PrintRecords
    private let readCursor: Statement
    private var last: UInt64
    /// Writes a reason the same way every time, so that records made anew are the same.
    private let encoder: JSONEncoder = {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return encoder
    }()

    /// Makes the file where there is none.
    public convenience init(_ path: String) throws(RecordsError) {
        let database: Database
        do throws(SQLiteError) { database = try RecordsDatabase.open(path, .create) } catch { throw .database(error) }
        try self.init(database)
    }

    /// - Parameter isAnew: whether the file is made from the beginning, and `RecordsDatabase.finish` ends it.
    private init(_ database: Database, isAnew: Bool = false) throws(RecordsError) {
        self.database = database
        do throws(SQLiteError) {
            statements = try ProjectionStatements(database)
            index = try SearchIndex(database, leavesParts: isAnew)
            bags = try BagRecords(database)
            prints = try PrintRecords(database)
            readCursor = try database.prepare("SELECT sequence FROM cursor")
            last = try Self.place(readCursor)
        } catch { throw .database(error) }
    }

    /// The last sequence that the records hold.
    public var cursor: UInt64 { last }

    /// Takes entries in; those that it has already are passed over. A gap is refused: the caller catches up first.
    public func take(_ entries: [Entry]) throws(RecordsError) {
        guard entries.contains(where: { $0.sequence > last }) else { return }
        var taken = last
        try database.transaction(wrapping: { .database($0) }) { () throws(RecordsError) in
            do throws(SQLiteError) {
                // Another projector of the same file may have taken some of them in meanwhile.
                last = try Self.place(readCursor)
            } catch { throw .database(error) }
            taken = last
            let fresh = entries.filter { $0.sequence > last }
            guard let first = fresh.first, let newest = fresh.last else { return }
            guard first.sequence == last + 1 else {
                throw .entry("entry \(first.sequence) came where \(last + 1) was due")
            }
            do throws(SQLiteError) {
                for entry in fresh {
                    try project(entry)
                    try index.take(entry)
                }
                try statements.moveCursor.bind(0, Int64(bitPattern: newest.sequence)).run()
            } catch { throw .database(error) }
            taken = newest.sequence
        }
        last = taken
    }

    private static func place(_ rows: Statement) throws(SQLiteError) -> UInt64 {
        defer { rows.reset() }
        return try rows.step() ? UInt64(bitPattern: rows.int(0)) : 0
    }

    /// Reads what the records lack from the journal.
    /// - Returns: how many entries were taken in.
    @discardableResult
    public func catchUp(from reader: JournalReader) throws(RecordsError) -> Int {
        // Mostly it is little: a thread of its own is for those who were away for long.
        let first = try EntriesAhead.entries(reader, from: last + 1, limit: Self.batch)
        try take(first)
        guard first.count == Self.batch else { return first.count }
        return first.count + (try takeAll(reader))
    }

    private func takeAll(_ reader: JournalReader) throws(RecordsError) -> Int {
        let ahead = try EntriesAhead(reader, from: last + 1, batch: Self.batch)
        var taken = 0
        while let entries = try ahead.next() {
            try take(entries)
            taken += entries.count
        }
        return taken
    }

    private static let batch = 2000

    /// Makes the records anew from the journal, beside the old ones, and swaps them as one step. Nobody else may use them
    /// meanwhile.
    /// - Returns: how many entries were taken in.
    @discardableResult
    public static func rebuild(_ path: String, from reader: JournalReader) throws(RecordsError) -> Int {
        let new = path + ".new"
        for ending in ["", "-wal", "-shm"] { _ = unsafe unlink(new + ending) }
        let taken = try makeAnew(new, from: reader)
        // The old file's log would be taken for the new one's.
        if Files.exists(path) {
            do throws(SQLiteError) {
                let old = try Database(path, .readWrite)
                try old.execute("PRAGMA journal_mode = DELETE")
            } catch {
                guard error.isDamage else { throw .database(error) }
                for ending in ["-wal", "-shm"] { _ = unsafe unlink(path + ending) }
            }
        }
        do throws(SystemError) {
            try Files.sync(new)
            guard Files.move(new, to: path) else { throw SystemError("rename \(new)") }
            try Files.syncDirectory(of: path)
        } catch { throw .system(error) }
        return taken
    }

    private static func makeAnew(_ path: String, from reader: JournalReader) throws(RecordsError) -> Int {
        let database: Database
        do throws(SQLiteError) { database = try RecordsDatabase.openAnew(path) } catch { throw .database(error) }
        let taken = try Projector(database, isAnew: true).takeAll(reader)
        do throws(SQLiteError) { try RecordsDatabase.finish(database) } catch { throw .database(error) }
        return taken
    }

    private func project(_ entry: Entry) throws(SQLiteError) {
        let sequence = Int64(bitPattern: entry.sequence)
        let at = entry.stamp.utc
        switch entry.body {
        case .passageOpened(let opened):
            try statements.openPassage.bind(0, sequence).bind(1, Int64(entry.epoch)).bind(2, opened.line.name)
                .bind(3, Int64(opened.track.number)).bind(4, at).run()
        case .passageScanned(let scanned):
            try statements.openPassage.bind(0, sequence).bind(1, Int64(entry.epoch)).bind(2, scanned.table.name)
                .bind(3, Int64(scanned.track.number)).bind(4, at).run()
        case .bagOpened(let opened): try bags.project(opened, sequence, entry.epoch, at)
        case .bagFilled(let filled): try bags.project(filled, at)
        case .bagRefused(let refused): try bags.project(refused, sequence, at)
        case .bagEmptied(let emptied): try bags.project(emptied)
        case .bagClosed(let closed): try bags.project(closed, at)
        case .siteStarted: try prints.restart()
        case .readingReceived(let reading): try prints.project(reading)
        case .passageDecided(let decision):
            try project(decision, sequence)
            try prints.project(decision, sequence, at)
        case .permitAnswered(let answered):
            try statements.answerPassage.bind(0, answered.answer.rawValue).bind(1, row(answered.passage)).run()
        case .passageEnded(let ended):
            try statements.endPassage.bind(0, ended.how.rawValue).bind(1, ended.exit.map(Int64.init)).bind(2, at)
                .bind(3, row(ended.passage)).run()
            try prints.project(ended)
        case .holdRaised(let raised):
            try statements.raiseHold.bind(0, sequence).bind(1, Int64(entry.epoch)).bind(2, raised.line.name)
                .bind(3, raised.number?.description).bind(4, raised.number?.scheme.rawValue).bind(5, at)
                .bind(6, raised.recall ? 1 : 0).bind(7, raised.passage.map { row($0) }).run()
            try add(raised.reasons, to: sequence)
            if let passage = raised.passage { try join(passage, to: sequence) }
        case .holdJoined(let joined):
            try add(joined.reasons, to: row(joined.hold))
            if let passage = joined.passage { try join(passage, to: row(joined.hold)) }
            try statements.touchHold.bind(0, at).bind(1, row(joined.hold)).run()
            try note("joined", row(joined.hold), nil, sequence, at)
        case .holdScreened(let screened):
            try add(screened.reasons, to: row(screened.hold))
            try statements.screenHold.bind(0, sequence).bind(1, at).bind(2, row(screened.hold)).run()
            try note("screened", row(screened.hold), screened.number, sequence, at)
        case .holdStepped(let step):
            try project(step, hasNote: step.note != nil || entry.slot != nil, sequence, at)
        case .alarmRaised(let alarm):
            try statements.raiseAlarm.bind(0, sequence).bind(1, alarm.code.rawValue).bind(2, alarm.line?.name)
                .bind(3, alarm.passage.map { row($0) }).bind(4, alarm.passage.map { Int64($0.epoch) })
                .bind(5, alarm.device?.name).bind(6, alarm.detail).bind(7, at).run()
        case .alarmAcknowledged(let acknowledged):
            try statements.acknowledgeAlarm.bind(0, at).bind(1, acknowledged.by.name)
                .bind(2, Int64(bitPattern: acknowledged.alarm)).run()
        case .pictureStored(let stored):
            try statements.addPicture.bind(0, sequence).bind(1, row(stored.hold)).bind(2, at)
                .bind(3, stored.device?.name).bind(4, stored.by?.name).bind(5, stored.withheld ? 1 : 0).run()
        case .deviceCounted(let counted):
            // The newest has all that the earlier ones had.
            try statements.dropKept.bind(0, entry.body.kind.rawValue).bind(1, counted.device.name).run()
            try keep(entry, counted.device.name)
        case .deviceIdentified(let identified):
            try statements.dropKept.bind(0, entry.body.kind.rawValue).bind(1, identified.device.name).run()
            try keep(entry, identified.device.name)
        case .samplingSeeded:
            // The newest is enough: it shows the one before.
            try statements.dropKept.bind(0, entry.body.kind.rawValue).bind(1, "seed").run()
            try keep(entry, "seed")
        case .frameFailed(let failed): try keep(entry, failed.frame.text)
        case .accountChanged(let changed): try keep(entry, changed.account.name)
        case .documentProposed(let proposed): try keep(entry, "\(proposed.document.rawValue)/\(proposed.number)")
        case .documentApproved(let approved): try keep(entry, "\(approved.document.rawValue)/\(approved.number)")
        case .documentActivated(let activated): try keep(entry, "\(activated.document.rawValue)/\(activated.number)")
        case .lineHalted: try keep(entry, "halt/\(entry.sequence)")
        case .lineOrdered(let ordered): try keep(entry, "order/\(ordered.asked)")
        case .erasureProposed(let proposed): try keep(entry, "erasure/\(proposed.erasure)")
        case .erasureApproved(let approved): try keep(entry, "erasure/\(approved.erasure)")
        case .dataErased(let erased):
            try keep(
                entry, erased.erasure.map { "erasure/\($0)" } ?? RecordsReader.retentionPrefix + erased.data.rawValue)
        case .bulletinTaken(let taken): try keep(entry, "\(taken.issuer)/\(taken.serial)")
        case .bulletinRefused(let refused): try keep(entry, refused.hash)
        case .documentReplayed(let replayed): try keep(entry, "\(replayed.document.rawValue)/\(replayed.number)")
        case .documentReverted(let rolled): try keep(entry, "\(rolled.document.rawValue)/\(rolled.number)")
        default: break
        }
    }

    private func project(_ decision: Decision, _ sequence: Int64) throws(SQLiteError) {
        var verdict = "hold"
        var permit: Int64?
        switch decision.outcome {
        case .clear(let granted):
            verdict = "clear"
            permit = Int64(granted.number.number)
        case .needs: verdict = "needs"
        case .hold: break
        }
        try statements.decidePassage.bind(0, verdict).bind(1, decision.number?.description)
            .bind(2, decision.number?.scheme.rawValue).bind(3, sequence).bind(4, permit).bind(5, row(decision.passage))
            .run()
    }

    private func project(
        _ step: HoldStepped, hasNote: Bool, _ sequence: Int64, _ at: Int64
    ) throws(SQLiteError) {
        let hold = row(step.hold)
        try statements.addStep.bind(0, sequence).bind(1, hold).bind(2, step.step.rawValue).bind(3, at).bind(
            4, step.by?.name
        )
        .bind(5, step.finding?.rawValue).bind(6, step.number?.description).bind(7, hasNote ? 1 : 0).run()
        switch step.step {
        case .found: try statements.findHold.bind(0, step.finding?.rawValue).bind(1, at).bind(2, hold).run()
        case .identified:
            try statements.identifyHold.bind(0, step.number?.description).bind(1, step.number?.scheme.rawValue).bind(
                2, at
            )
            .bind(3, hold).run()
        case .diverted: try statements.divertHold.bind(0, at).bind(1, hold).run()
        case .inspecting: try statements.takeHold.bind(0, step.by?.name).bind(1, at).bind(2, hold).run()
        case .received, .released, .returned, .seized, .handedOver, .controlled:
            try statements.moveHold.bind(0, step.step.rawValue).bind(1, at).bind(2, hold).run()
        }
    }

    /// What the gateway itself did with a hold.
    private func note(
        _ step: String, _ hold: Int64, _ number: ParcelNumber?, _ sequence: Int64, _ at: Int64
    ) throws(SQLiteError) {
        try statements.addStep.bind(0, sequence).bind(1, hold).bind(2, step).bind(3, at).bind(4, nil as String?)
            .bind(5, nil as String?).bind(6, number?.description).bind(7, 0).run()
    }

    private func add(_ reasons: [Reason], to hold: Int64) throws(SQLiteError) {
        for reason in reasons {
            guard let text = try? encoder.encode(reason) else { continue }
            try statements.addReason.bind(0, hold).bind(1, text: Array(text)).run()
        }
    }

    private func join(_ passage: PassageID, to hold: Int64) throws(SQLiteError) {
        try statements.joinPassage.bind(0, hold).bind(1, row(passage)).bind(2, Int64(passage.epoch)).run()
    }

    /// Entries whose text or secret is not copied: the records know where they stand.
    private func keep(_ entry: Entry, _ name: String) throws(SQLiteError) {
        try statements.keepEntry.bind(0, entry.body.kind.rawValue).bind(1, name).bind(
            2, Int64(bitPattern: entry.sequence)
        )
        .run()
    }

    private func row(_ passage: PassageID) -> Int64 { Int64(bitPattern: passage.sequence) }

    private func row(_ hold: HoldID) -> Int64 { Int64(bitPattern: hold.sequence) }
}
