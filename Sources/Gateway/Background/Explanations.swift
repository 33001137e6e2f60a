import Console
import Entries
import Parcels
import People
import Platform
import Records
import Screening
import Synchronization

/// The threads that read decided parcels back for the console. One answers within moments; where rules ask about the parcels of the 30
/// days before, another reads these when nobody else needs the machine, and the answer is completed by them.
final class Explanations: Sendable {
    struct Bounds: Sendable {
        /// Parcels that wait to be read, and parcels that stay known.
        var waiting = 16
        var kept = 4
        /// How long a parcel stays known that nobody asks for: nanoseconds. It names persons, who may be erased meanwhile.
        var age: Int64 = 300_000_000_000
        /// How long one parcel, and the earlier ones of one, may take: nanoseconds.
        var limit: Int64 = 20_000_000_000
        var earlierLimit: Int64 = 120_000_000_000
    }

    private struct Earlier: Sendable {
        let parcel: DecidedParcel
        let documents: Explaining.Documents
    }

    private struct State {
        var waiting: [PassageID] = []
        var earlier: [Earlier] = []
        var told: [PassageID: Explained] = [:]
        /// Those that are told, the one that was asked for last at the end, and when that was (monotonic).
        var asked: [(passage: PassageID, at: Int64)] = []
        var isClosed = false

        mutating func touch(_ passage: PassageID) {
            asked.removeAll { $0.passage == passage }
            asked.append((passage, Clocks.monotonic()))
        }

        mutating func forget(_ passage: PassageID) {
            asked.removeAll { $0.passage == passage }
            told[passage] = nil
        }

        /// Forgets what nobody has asked for since a moment.
        mutating func forget(before moment: Int64) {
            for (passage, at) in asked where at < moment { forget(passage) }
        }
    }

    private let bounds: Bounds
    private let utcOffset_s: @Sendable (Int64) -> Int
    private let state = Mutex(State())
    private let wake: EventFlag
    private let wakeEarlier: EventFlag

    /// - Parameter utcOffset_s: of the site's time at a moment (seconds since 1970 UTC).
    init(utcOffset_s: @escaping @Sendable (Int64) -> Int, _ bounds: Bounds = Bounds()) throws(SystemError) {
        self.utcOffset_s = utcOffset_s
        self.bounds = bounds
        wake = try EventFlag()
        wakeEarlier = try EventFlag()
    }

    /// - Parameters:
    ///   - parcels: read while a person waits.
    ///   - earlier: read when nobody else needs the machine.
    ///   - documents: all versions that there are.
    ///   - bulletins: what so many bulletins added up to; nil when they cannot be read any more.
    func start(
        _ parcels: ParcelReplay, earlier: ParcelReplay, documents: @escaping @Sendable () -> DocumentBook,
        bulletins: @escaping @Sendable (Int) -> BulletinsInForce?
    ) throws(SystemError) {
        _ = try OwnThread("explanations", .later) { [self] in
            var newest: (moment: Int64, documents: Explaining.Documents)?
            while !isClosed {
                let oldest = state.withLock { $0.asked.first?.at }
                wake.wait(until: oldest.map { $0 + bounds.age })
                wake.lower()
                state.withLock { $0.forget(before: Clocks.monotonic() - bounds.age) }
                while let passage = state.withLock({ $0.waiting.isEmpty ? nil : $0.waiting.removeFirst() }) {
                    let (told, earlier) = read(passage, parcels, documents, bulletins, &newest)
                    tell(passage, told)
                    guard let earlier else { continue }
                    state.withLock { $0.earlier.append(earlier) }
                    wakeEarlier.raise()
                }
            }
        }
        _ = try OwnThread("earlier parcels", .spare) { [self] in
            while !isClosed {
                wakeEarlier.wait(until: nil)
                wakeEarlier.lower()
                while let order = state.withLock({ $0.earlier.isEmpty ? nil : $0.earlier.removeFirst() }) {
                    complete(order, earlier)
                }
            }
        }
    }

    /// What is known of a passage by now; a passage of which nothing is known is read.
    subscript(_ passage: PassageID) -> Explained {
        let (told, isNew) = state.withLock { state -> (Explained, Bool) in
            if let told = state.told[passage] {
                // What may be otherwise in a moment is read anew when it is asked for again.
                if told.isLasting { state.touch(passage) } else { state.forget(passage) }
                return (told, false)
            }
            guard state.waiting.count < bounds.waiting else { return (.busy, false) }
            state.told[passage] = .reading
            state.waiting.append(passage)
            return (.reading, true)
        }
        if isNew { wake.raise() }
        return told
    }

    func close() {
        state.withLock { state in
            state.isClosed = true
            state.waiting = []
            state.earlier = []
            state.told = [:]
            state.asked = []
        }
        wake.raise()
        wakeEarlier.raise()
    }

    private var isClosed: Bool { state.withLock { $0.isClosed } }

    private func tell(_ passage: PassageID, _ told: Explained) {
        state.withLock { state in
            state.told[passage] = told
            state.touch(passage)
            while state.asked.count > bounds.kept, let oldest = state.asked.first { state.forget(oldest.passage) }
        }
    }

    /// - Parameter newest: the documents that were read last, and of when: the next parcel was often decided by it, too.
    /// - Returns: what can be told at once, and what is read to complete it.
    private func read(
        _ passage: PassageID, _ parcels: ParcelReplay, _ books: () -> DocumentBook,
        _ bulletins: (Int) -> BulletinsInForce?, _ newest: inout (moment: Int64, documents: Explaining.Documents)?
    ) -> (Explained, Earlier?) {
        let found: ParcelReplay.Found
        let deadline = Clocks.monotonic() + bounds.limit
        do throws(RecordsError) {
            found = try parcels.find(passage) { !isClosed && Clocks.monotonic() < deadline }
        } catch { return (.failed, nil) }
        let parcel: DecidedParcel
        switch found {
        case .nothing: return (.unknown, nil)
        case .undecided: return (.undecided, nil)
        case .parcel(let decided): parcel = decided
        }
        guard parcel.wereRulesAsked else { return (.parcel(ExplainedParcel(parcel, .notAsked)), nil) }
        let documents: Explaining.Documents
        if let newest, newest.documents.snapshot.decided(parcel, since: newest.moment) {
            documents = newest.documents
        } else {
            switch Explaining.documents(utcOffset_s, books(), bulletins, parcel.decision.versions, at: parcel.at) {
            case .success(let made): documents = made
            case .failure(let none):
                return (.parcel(ExplainedParcel(parcel, .noDocument(none.kind, none.version))), nil)
            }
            newest = documents.lacksBulletins ? nil : (parcel.at, documents)
        }
        guard documents.snapshot.asksHistory else {
            return (.parcel(Explaining.explained(parcel, documents, nil, .unasked)), nil)
        }
        guard state.withLock({ $0.earlier.count < bounds.waiting }) else {
            return (.parcel(Explaining.explained(parcel, documents, nil, .late)), nil)
        }
        return (
            .parcel(Explaining.explained(parcel, documents, nil, .reading)),
            Earlier(parcel: parcel, documents: documents)
        )
    }

    /// Reads the earlier parcels of one about which somebody still asks.
    private func complete(_ order: Earlier, _ parcels: ParcelReplay) {
        let (parcel, passage) = (order.parcel, order.parcel.decision.passage)
        let deadline = Clocks.monotonic() + bounds.earlierLimit
        func goesOn() -> Bool { state.withLock { $0.told[passage] != nil } && Clocks.monotonic() < deadline }
        guard state.withLock({ $0.told[passage] != nil }) else { return }
        var history: History?
        do throws(RecordsError) { history = try Explaining.history(parcels, parcel, while: goesOn) } catch {}
        if !goesOn() { history = nil }
        let earlier = history == nil ? ExplainedParcel.Earlier.late : .known
        tell(passage, .parcel(Explaining.explained(parcel, order.documents, history, earlier)))
    }
}

extension Explained {
    /// Whether it stays so.
    fileprivate var isLasting: Bool {
        switch self {
        case .reading, .parcel: true
        case .unknown, .undecided, .failed, .busy: false
        }
    }
}

extension ScreeningSnapshot {
    /// Whether a parcel was decided by it: by these versions, and after a moment at which it held already.
    fileprivate func decided(_ parcel: DecidedParcel, since moment: Int64) -> Bool {
        parcel.decision.versions.rules == rulesVersion && parcel.decision.versions.lists == listsVersion
            && parcel.decision.versions.bulletins ?? 0 == bulletins && parcel.at >= moment
            && parcel.at < changesAt ?? .max
    }
}
