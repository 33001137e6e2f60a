import Entries
import Parcels
import Passages
import People
import Platform
import Records
import Synchronization

/// How a proposed document is tried, and how much one may hold.
public struct HoldBudget: Sendable, Hashable {
    /// Percent of the parcels that one document may hold before a third person must agree.
    public var percent = 15
    /// The last shift: the parcels of so many hours, at most so many.
    public var hours = 12
    public var parcels = 20_000

    public init() {}
}

/// The thread that asks a proposed document about the parcels of the last shift, when nobody else needs the machine.
final class Replays: Sendable {
    private struct Key: Hashable, Sendable {
        let kind: DocumentKind
        let number: Int
    }

    private struct State {
        var wanted: [DocumentVersion] = []
        /// What was answered in this run: with which other documents, and when (monotonic).
        var done: [Key: (versions: Decision.Versions, at: Int64)] = [:]
        var isClosed = false
    }

    private static let wantedLimit = 64

    private let budget: HoldBudget
    private let documents: DocumentDesk
    private let state = Mutex(State())
    private let wake: EventFlag

    init(_ budget: HoldBudget, _ documents: DocumentDesk) throws(SystemError) {
        self.budget = budget
        self.documents = documents
        wake = try EventFlag()
    }

    /// - Parameter give: takes each answer, on this thread.
    func start(
        _ parcels: ParcelReplay, clock: ClockWatch, give: @escaping @Sendable (DocumentReplayed) -> Void
    ) throws(SystemError) {
        _ = try OwnThread("replays", .spare) { [self] in
            while true {
                wake.wait(until: nil)
                wake.lower()
                while let document = state.withLock({ $0.wanted.isEmpty ? nil : $0.wanted.removeFirst() }) {
                    if state.withLock({ $0.isClosed }) { return }
                    replay(document, parcels, clock, give)
                }
                if state.withLock({ $0.isClosed }) { return }
            }
        }
    }

    /// Wants a proposal tried; what is waiting already waits once.
    func want(_ document: DocumentVersion) {
        state.withLock { state in
            guard state.wanted.count < Self.wantedLimit,
                !state.wanted.contains(where: { ($0.kind, $0.number) == (document.kind, document.number) })
            else { return }
            state.wanted.append(document)
        }
        wake.raise()
    }

    /// Waits until a proposal was tried in the last shift with the documents that are in force.
    /// - Returns: false when the monotonic `deadline` (ns) came first.
    func ensure(_ document: DocumentVersion, until deadline: Int64) -> Bool {
        if isFresh(document) { return true }
        want(document)
        while !isFresh(document) {
            let now = Clocks.monotonic()
            guard now < deadline else { return false }
            _ = Waiting.wait(for: -1, 0, deadline: min(deadline, now + 10_000_000))
        }
        return true
    }

    func close() {
        state.withLock { $0.isClosed = true }
        wake.raise()
    }

    private func isFresh(_ document: DocumentVersion) -> Bool {
        let versions = documents.versions(with: document)
        let oldest = Clocks.monotonic() - Int64(budget.hours) * 3_600_000_000_000
        return state.withLock { state in
            guard let done = state.done[Key(kind: document.kind, number: document.number)] else { return false }
            return done.versions == versions && done.at >= oldest
        }
    }

    private func replay(
        _ document: DocumentVersion, _ parcels: ParcelReplay, _ clock: ClockWatch, _ give: (DocumentReplayed) -> Void
    ) {
        let versions = documents.versions(with: document)
        guard let question = documents.question(document) else { return }
        var replay = Replay(question)
        var error: String?
        let now = clock.stamp()
        do throws(RecordsError) {
            let since = now.trusted ? now.utc - Int64(budget.hours) * 3_600_000_000_000 : nil
            let remembers = replay.asksHistory
            try parcels.forEach(
                since: since, limit: budget.parcels, remember: remembers ? { replay.remember($0) } : nil
            ) { parcel in
                replay.ask(parcel)
                return replay.parcels < budget.parcels && !state.withLock { $0.isClosed }
            }
        } catch let failure { error = "\(failure)" }
        if state.withLock({ $0.isClosed }) { return }
        give(
            replay.result(
                document.kind, document.number, budget_percent: budget.percent, versions: versions, error: error))
        state.withLock { state in
            state.done[Key(kind: document.kind, number: document.number)] = (versions, Clocks.monotonic())
        }
    }
}
