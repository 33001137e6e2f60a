import Console
import Entries
import Parcels
import Passages
import Platform
import Records
import Screening
import Synchronization

/// The thread that asks a rule that somebody is writing about the site's parcels of the last month, when nobody else needs the machine.
/// One at a time: a newer question takes the place of an older one.
final class RuleTrials: Sendable {
    /// How far back is asked, how many parcels at the most, and how long it may take.
    struct Bounds: Sendable {
        var days = 30
        var parcels = 100_000
        var limit: Int64 = 120_000_000_000
    }

    private struct Order: Sendable {
        let number: Int
        let id: String
        let text: [UInt8]
    }

    private struct State {
        var newest = 0
        var wanted: Order?
        var told: [Int: RuleTried] = [:]
        var isClosed = false
    }

    /// Parcels between two moments at which others may see how it does.
    private static let step = 500
    /// Answers that are kept.
    private static let kept = 8

    private let bounds: Bounds
    private let documents: DocumentDesk
    private let state = Mutex(State())
    private let wake: EventFlag

    init(_ documents: DocumentDesk, _ bounds: Bounds = Bounds()) throws(SystemError) {
        self.documents = documents
        self.bounds = bounds
        wake = try EventFlag()
    }

    func start(_ parcels: ParcelReplay, clock: ClockWatch) throws(SystemError) {
        _ = try OwnThread("rule trials", .spare) { [self] in
            while !state.withLock({ $0.isClosed }) {
                wake.wait(until: nil)
                wake.lower()
                while let order = state.withLock({ $0.wanted.take() }) {
                    let now = clock.stamp()
                    run(order, parcels, since: now.trusted ? now.utc - Int64(bounds.days) * 86_400_000_000_000 : nil)
                }
            }
        }
    }

    /// Wants a rule tried; one that is being tried is left.
    /// - Returns: its number.
    func want(_ id: String, in text: [UInt8]) -> Int {
        let number = state.withLock { state in
            state.newest += 1
            for (number, told) in state.told where told.state == .running { state.told[number]?.state = .overtaken }
            state.told[state.newest] = RuleTried(.running, days: bounds.days, limit: bounds.parcels)
            state.told[state.newest - Self.kept] = nil
            state.wanted = Order(number: state.newest, id: id, text: text)
            return state.newest
        }
        wake.raise()
        return number
    }

    subscript(_ number: Int) -> RuleTried? { state.withLock { $0.told[number] } }

    func close() {
        state.withLock { $0.isClosed = true }
        wake.raise()
    }

    private func isWanted(_ order: Order) -> Bool {
        state.withLock { !$0.isClosed && $0.newest == order.number }
    }

    /// - Parameter since: nanoseconds UTC; nil where the clock says nothing: then only the number of parcels counts.
    private func run(_ order: Order, _ parcels: ParcelReplay, since: Int64?) {
        guard let rule = documents.rule(order.id, in: order.text) else { return tell(order, .unread, nil) }
        var trial = RuleTrial(rule)
        let deadline = Clocks.monotonic() + bounds.limit
        do throws(RecordsError) {
            let remembers = trial.asksHistory
            try parcels.forEach(
                since: since, limit: bounds.parcels, remember: remembers ? { trial.remember($0) } : nil,
                while: { isWanted(order) && Clocks.monotonic() < deadline }
            ) { parcel in
                trial.ask(parcel)
                if trial.asked.isMultiple(of: Self.step) { tell(order, .running, trial) }
                return trial.asked < bounds.parcels
            }
        } catch { return tell(order, .failed, trial) }
        tell(order, Clocks.monotonic() < deadline ? .done : .late, trial)
    }

    private func tell(_ order: Order, _ what: RuleTried.State, _ trial: RuleTrial?) {
        var told = RuleTried(what, days: bounds.days, limit: bounds.parcels)
        if let trial {
            told.asked = trial.asked
            (told.speaks, told.speaksHeld) = (trial.speaks, trial.speaksHeld)
            (told.fails, told.failsHeld) = (trial.fails, trial.failsHeld)
            told.erased = trial.erased
            (told.from, told.to) = (trial.from, trial.to)
            told.examples = trial.examples.map { RuleTried.Example($0) }
        }
        state.withLock { state in
            // What was overtaken meanwhile stays so.
            if state.told[order.number]?.state == .running { state.told[order.number] = told }
        }
    }
}

extension RuleTried.Example {
    fileprivate init(_ example: RuleTrial.Example) {
        var says: BilingualText?
        var reason: String?
        switch example.answer {
        case .silent: break
        case .speaks(let text): says = text
        case .fails(let why): reason = why
        }
        self.init(
            passage: example.passage, number: example.number, at: example.at, wasHeld: example.wasHeld, says: says,
            why: reason)
    }
}
