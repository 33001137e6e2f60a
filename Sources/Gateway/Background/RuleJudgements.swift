import Console
import Entries
import Passages
import Platform
import Records
import Screening
import Synchronization

/// The thread that judges the rules in force, those on trial too, by the parcels of the last month, when nobody else needs the machine.
/// One judgement at a time; the last one that ended is kept.
final class RuleJudgements: Sendable {
    private struct State {
        var told: RulesJudged
        var number = 0
        var isClosed = false
    }

    /// Parcels between two moments at which others may see how far it is.
    private static let step = 500

    private let bounds: RuleTrials.Bounds
    private let documents: DocumentDesk
    private let state: Mutex<State>
    private let wake: EventFlag

    init(_ documents: DocumentDesk, _ bounds: RuleTrials.Bounds = RuleTrials.Bounds()) throws(SystemError) {
        self.documents = documents
        self.bounds = bounds
        state = Mutex(State(told: RulesJudged(days: bounds.days, limit: bounds.parcels)))
        wake = try EventFlag()
    }

    /// - Parameter records: path of `records.db`.
    func start(_ parcels: ParcelReplay, records: String, clock: ClockWatch) throws(SystemError) {
        _ = try OwnThread("rule judgements", .spare) { [self] in
            while !isClosed {
                wake.wait(until: nil)
                wake.lower()
                if state.withLock({ $0.told.state == .running && !$0.isClosed }) { run(parcels, records, clock) }
            }
        }
    }

    /// Wants the rules judged; a judgement that is under way goes on instead.
    func want() {
        state.withLock { state in
            guard state.told.state != .running else { return }
            state.told.state = .running
            state.told.asked = 0
            state.number += 1
        }
        wake.raise()
    }

    var told: RulesJudged { state.withLock { $0.told } }

    func close() {
        state.withLock { $0.isClosed = true }
        wake.raise()
    }

    private var isClosed: Bool { state.withLock { $0.isClosed } }

    private func run(_ parcels: ParcelReplay, _ records: String, _ clock: ClockWatch) {
        guard let snapshot = documents.inForce else { return end(.failed, nil) }
        let now = clock.stamp()
        let deadline = Clocks.monotonic() + bounds.limit
        var asked = 0
        var (from, to): (Int64?, Int64?)
        do throws(RecordsError) {
            var judge = RuleJudge(snapshot, try RecordsReader(records).findings())
            try parcels.forEach(
                since: now.trusted ? now.utc - Int64(bounds.days) * 86_400_000_000_000 : nil, limit: bounds.parcels,
                remember: snapshot.asksHistory ? { judge.remember($0) } : nil,
                while: { !isClosed && Clocks.monotonic() < deadline }
            ) { parcel in
                judge.ask(parcel)
                asked += 1
                (from, to) = (from ?? parcel.at, parcel.at)
                if asked.isMultiple(of: Self.step) { state.withLock { $0.told.asked = asked } }
                return asked < bounds.parcels
            }
            let isLate = Clocks.monotonic() >= deadline
            let last = RulesJudged.Last(
                number: state.withLock { $0.number }, isLate: isLate, rulesVersion: snapshot.rulesVersion,
                listsVersion: snapshot.listsVersion, at: now.utc, from: from, to: to, result: judge.quality.result)
            end(isLate ? .late : .done, last)
        } catch { end(.failed, nil) }
    }

    /// What failed leaves the judgement before it.
    private func end(_ how: RulesJudged.State, _ last: RulesJudged.Last?) {
        state.withLock { state in
            state.told.state = how
            guard let last else { return }
            state.told.asked = last.result.parcels
            state.told.last = last
        }
    }
}
