import Entries
import Glibc
import Journal
import Parcels
import People
import Platform
import Records
import Synchronization

/// The thread that erases personal data: what two persons ordered, and once a day what the policy's time ends. It gives way
/// to everything else.
final class Eraser: Sendable {
    struct Places: Sendable {
        let records: String
        let manifest: String
        let manifestFiles: String
        let journal: JournalReader
        let keys: KeyFolder
        /// What is made from the manifest for searching.
        let itemIndex: ItemIndexing
    }

    private let places: Places
    private let rules: [RetentionRule]
    private let clock: ClockWatch
    private let ordered = Mutex<[Int: Erasure]>([:])
    private let wake: EventFlag
    private let isClosed = Mutex(false)

    private static let look: Int64 = 60_000_000_000
    private static let retry: Int64 = 5_000_000_000
    private static let patience: Int64 = 30_000_000_000
    /// A run a day; a little less, so that it does not wander through the day.
    private static let period = RetentionWalk.day / 24 * 23

    init(_ places: Places, rules: [RetentionRule], clock: ClockWatch) throws(SystemError) {
        self.places = places
        self.rules = rules
        self.clock = clock
        wake = try EventFlag()
    }

    /// Takes up an order of two persons.
    func order(_ erasure: Erasure) {
        ordered.withLock { $0[erasure.id] = erasure }
        wake.raise()
    }

    /// - Parameter record: takes what was erased, on this thread.
    func start(record: @escaping @Sendable (EntryBody) -> Void) throws(SystemError) {
        _ = try OwnThread("eraser", .spare) { [self] in
            while !isClosed.withLock({ $0 }) {
                let isDone = carryOut(record)
                keepToPolicy(record)
                wake.wait(until: Clocks.monotonic() + (isDone ? Self.look : Self.retry))
                wake.lower()
            }
        }
    }

    func close() {
        isClosed.withLock { $0 = true }
        wake.raise()
    }

    /// - Returns: false when something is left for the next time: the records lag behind, or a file is in use.
    private func carryOut(_ record: (EntryBody) -> Void) -> Bool {
        for erasure in ordered.withLock({ $0.values.sorted { $0.id < $1.id } }) {
            guard let bodies = try? erase(erasure) else { return false }
            for body in bodies { record(body) }
            ordered.withLock { _ = $0.removeValue(forKey: erasure.id) }
        }
        return true
    }

    /// Erases all personal data of one parcel.
    func erase(_ erasure: Erasure) throws(RecordsError) -> [EntryBody] {
        let reader = try RecordsReader(places.records)
        // Every entry of this parcel that was made before the order is to be found.
        try Projector(places.records).catchUp(from: places.journal)
        let parts = try reader.sealedParts(of: erasure.number, in: places.journal)
        let manifest = try ManifestEraser(places.manifest, files: places.manifestFiles).erase(erasure.number)
        try forgetIndex()
        var bodies: [EntryBody] = []
        for data in PersonalKind.allCases {
            let slots = parts.filter { $0.data == data }.map(\.slot)
            var erased = 0
            do throws(SystemError) {
                erased = try places.keys.erase(slots)
                if data == .manifests { for file in manifest.files { try places.keys.eraseFileKey(file) } }
            } catch { throw .system(error) }
            bodies.append(
                .dataErased(
                    DataErased(
                        data: data, erasure: erasure.id, slots: erased, items: data == .manifests ? manifest.items : 0,
                        files: data == .manifests ? manifest.files.count : 0, through: 0, kept: [])))
        }
        return bodies
    }

    /// Also where nothing was erased: an earlier run may have ended before it came here.
    private func forgetIndex() throws(RecordsError) {
        guard places.itemIndex.forget(until: Clocks.monotonic() + Self.patience) else {
            throw .system(SystemError("take away the index of items", code: EBUSY))
        }
    }

    private func keepToPolicy(_ record: (EntryBody) -> Void) {
        let now = clock.stamp()
        for rule in rules { if let body = try? run(rule, now: now.utc, trusted: now.trusted) { record(body) } }
    }

    /// One run of one rule, if it is due; nothing is erased while the clock is not trusted.
    func run(_ rule: RetentionRule, now: Int64, trusted: Bool) throws(RecordsError) -> EntryBody? {
        guard trusted else { return nil }
        let reader = try RecordsReader(places.records)
        let last = try reader.lastRetention(
            of: rule.data, in: EntryReader(journal: places.journal, keys: places.keys))
        if let last, now - last.at < Self.period, now >= last.at { return nil }
        let cutoff = now - Int64(rule.days) * RetentionWalk.day
        var (slots, items, files) = (0, 0, 0)
        var (through, kept) = (last?.erased.through ?? 0, [UInt64]())
        switch rule.data {
        case .declarations, .labels, .notes, .pictures:
            let walk = try RetentionWalk.run(
                rule.data, after: last?.erased, cutoff: cutoff, journal: places.journal, records: reader)
            do throws(SystemError) { slots = try places.keys.erase(walk.slots) } catch { throw .system(error) }
            (through, kept) = (walk.through, walk.kept)
        case .manifests:
            let erased = try ManifestEraser(places.manifest, files: places.manifestFiles).eraseImported(
                before: cutoff, keeping: try reader.numbersHeld())
            try forgetIndex()
            do throws(SystemError) { for file in erased.files { try places.keys.eraseFileKey(file) } } catch {
                throw .system(error)
            }
            (items, files) = (erased.items, erased.files.count)
        }
        return .dataErased(
            DataErased(
                data: rule.data, erasure: nil, slots: slots, items: items, files: files, through: through, kept: kept))
    }
}
