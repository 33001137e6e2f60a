import Entries
import Parcels
import Passages
import Platform
import Readings
import Records
import Screening
import Synchronization

/// The thread that asks about cleared parcels again when rules, lists or bulletins have changed: what is found now takes the
/// clear back. A rule that fails takes back nothing: it would fail on every parcel.
final class Rescreening: Sendable {
    /// A cleared parcel that would be held now.
    struct Hit: Sendable {
        let passage: PassageID
        let line: LineID
        let number: ParcelNumber
        let reasons: [Reason]

        var order: RecallOrdered {
            RecallOrdered(number: number, passage: passage, line: line, reasons: reasons, by: nil)
        }
    }

    /// Parcels that are asked about at one time, and those that are recalled one by one.
    private static let parcelLimit = 50_000
    static let hitLimit = 500

    private struct State {
        var wanted: ScreeningSnapshot?
        var isClosed = false
    }

    private let hours: Int
    private let state = Mutex(State())
    private let wake: EventFlag

    init(hours: Int) throws(SystemError) {
        self.hours = hours
        wake = try EventFlag()
    }

    /// - Parameters:
    ///   - recall: takes each parcel that is hit, newest last.
    ///   - beyond: told how many more are hit than are recalled one by one.
    func start(
        _ parcels: ParcelReplay, records: String, clock: ClockWatch, recall: @escaping @Sendable (Hit) -> Void,
        beyond: @escaping @Sendable (Int) -> Void
    ) throws(SystemError) {
        guard hours > 0 else { return }
        _ = try OwnThread("rescreening", .spare) { [self] in
            while !state.withLock({ $0.isClosed }) {
                wake.wait(until: nil)
                wake.lower()
                guard let snapshot = takeWanted() else { continue }
                let now = clock.stamp()
                var hits = Hits()
                var history = History()
                let remembers = snapshot.asksHistory
                try? parcels.forEach(
                    since: oldest(now), limit: Self.parcelLimit,
                    remember: remembers ? { history.note(PastParcel($0)) } : nil
                ) { parcel in
                    if let hit = Self.ask(snapshot, parcel, &history) { hits.add(hit) }
                    return !isOvertaken
                }
                hits.finish()
                guard !isOvertaken, let reader = try? RecordsReader(records) else { continue }
                for hit in hits.newest.compactMap({ Self.standing($0, reader) }) { recall(hit) }
                if hits.beyond > 0 { beyond(hits.beyond) }
            }
        }
    }

    /// Rules, lists or bulletins are others now: the newest snapshot is asked, what an older one has found so far is left.
    func ask(_ snapshot: ScreeningSnapshot) {
        state.withLock { $0.wanted = snapshot }
        wake.raise()
    }

    func close() {
        state.withLock { $0.isClosed = true }
        wake.raise()
    }

    private var isOvertaken: Bool { state.withLock { $0.isClosed || $0.wanted != nil } }

    private func takeWanted() -> ScreeningSnapshot? {
        state.withLock { state in
            defer { state.wanted = nil }
            return state.isClosed ? nil : state.wanted
        }
    }

    /// A clock that cannot be trusted makes nothing old.
    private func oldest(_ now: Stamp) -> Int64? { now.trusted ? now.utc - Int64(hours) * 3_600_000_000_000 : nil }

    /// The newest hits; how many there were beside them.
    struct Hits {
        private(set) var newest: [Hit] = []
        private(set) var beyond = 0

        mutating func add(_ hit: Hit) {
            newest.append(hit)
            guard newest.count > 2 * Rescreening.hitLimit else { return }
            beyond += newest.count - Rescreening.hitLimit
            newest.removeFirst(newest.count - Rescreening.hitLimit)
        }

        mutating func finish() {
            guard newest.count > Rescreening.hitLimit else { return }
            beyond += newest.count - Rescreening.hitLimit
            newest.removeFirst(newest.count - Rescreening.hitLimit)
        }
    }

    static func ask(_ snapshot: ScreeningSnapshot, _ parcel: DecidedParcel, _ history: inout History) -> Hit? {
        if parcel.trusted { history.advance(to: parcel.at) }
        let decision = parcel.decision
        guard case .clear = decision.outcome, let number = decision.number else { return nil }
        let reasons = snapshot.screen(Subject(parcel), history).holds.filter {
            $0.code == .rule || $0.code == .referral
        }
        guard !reasons.isEmpty else { return nil }
        return Hit(passage: decision.passage, line: decision.line, number: number, reasons: reasons)
    }

    /// What is left of a hit when what an inspector has answered is taken away; nil when nothing is left or the parcel is
    /// held already.
    static func standing(_ hit: Hit, _ records: RecordsReader) -> Hit? {
        guard (try? records.standsCleared(hit.passage)) == true else { return nil }
        guard let answered = try? records.answeredReasons(of: hit.number) else { return hit }
        let reasons = hit.reasons.filter { !answered.contains($0) }
        return reasons.isEmpty
            ? nil : Hit(passage: hit.passage, line: hit.line, number: hit.number, reasons: reasons)
    }
}
