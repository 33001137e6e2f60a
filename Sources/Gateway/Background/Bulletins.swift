import Console
import Crypto
import Entries
import Oversight
import Parcels
import Platform
import Screening
import Synchronization

/// The thread that takes in authorities' bulletins, from people and from the watched folder, and says when one is missing.
final class Bulletins: Sendable {
    struct Order: Sendable {
        let content: [UInt8]
        let signature: [UInt8]
        let name: String
        let by: AccountID
        let pending: PendingOutcome
    }

    /// What it hands to the lines.
    enum News: Sendable {
        case taken(BulletinTaken, PendingOutcome?)
        case entry(EntryBody)
    }

    private static let period: Int64 = 1_000_000_000
    /// Refused files that are remembered.
    private static let refusedLimit = 10_000

    private let queue: BoundedQueue<Order>
    private let published = Mutex<[BulletinStatus]>([])

    private let known = Mutex<[BulletinTaken]>([])

    init() throws(SystemError) { queue = try BoundedQueue(capacity: 8) }

    var statuses: [BulletinStatus] { published.withLock { $0 } }

    /// All that were ever taken in, in that order.
    var taken: [BulletinTaken] { known.withLock { $0 } }

    func take(_ order: Order) { if !queue.offer(order) { order.pending.resolve(.unavailable) } }

    func close() { queue.close() }

    /// - Parameters:
    ///   - refused: hashes of files that were refused in an earlier run.
    ///   - alarms: code and detail of the alarms that stand.
    func start(
        _ shelf: BulletinShelf, refused: Set<String>, alarms: Set<[String]>, clock: ClockWatch, documents: DocumentDesk,
        give: @escaping @Sendable (News) -> Void
    ) throws(SystemError) {
        known.withLock { $0 = shelf.book.all }
        // A site that trusts nobody looks at nothing by itself; what somebody sends is refused with its reason.
        let isWatching = !shelf.settings.issuers.isEmpty
        _ = try OwnThread("bulletins", .later) { [self] in
            var worker = Worker(shelf: shelf, refused: refused, alarms: alarms, documents: documents, give: give)
            var orders: [Order] = []
            while true {
                let now = clock.stamp()
                published.withLock { $0 = worker.turn(now.trusted ? now.utc : nil) }
                known.withLock { $0 = worker.shelf.book.all }
                let next = isWatching ? Clocks.monotonic() + Self.period : nil
                guard queue.take(into: &orders, limit: 1, until: next) else { return }
                for order in orders { worker.take(order) }
                orders.removeAll(keepingCapacity: true)
            }
        }
    }

    private struct Worker {
        var shelf: BulletinShelf
        var refused: Set<String>
        /// Alarms that stand, so that none is raised twice.
        var alarms: Set<[String]>
        let documents: DocumentDesk
        let give: @Sendable (News) -> Void
        var folder: BulletinFolder?
        var told: [String: BulletinBook.State] = [:]

        init(
            shelf: BulletinShelf, refused: Set<String>, alarms: Set<[String]>, documents: DocumentDesk,
            give: @escaping @Sendable (News) -> Void
        ) {
            self.shelf = shelf
            self.refused = refused
            self.alarms = alarms
            self.documents = documents
            self.give = give
            folder = shelf.settings.folder.map(BulletinFolder.init)
        }

        mutating func turn(_ moment: Int64?) -> [BulletinStatus] {
            watch()
            var statuses: [BulletinStatus] = []
            for issuer in shelf.settings.issuers {
                let state = shelf.state(of: issuer.id, at: moment)
                let missing = shelf.book[issuer.id].missing.sorted()
                tell(issuer.id, state, missing)
                statuses.append(
                    BulletinStatus(
                        issuer: issuer.id, name: issuer.name, state: state.code,
                        newest: shelf.book[issuer.id].newest, missing: Array(missing.prefix(20)),
                        lists: shelf.lists(of: issuer.id).count))
            }
            return statuses
        }

        mutating func take(_ order: Order) {
            do throws(BulletinShelf.Refusal) {
                let taken = try shelf.take(
                    try shelf.read(order.content, order.signature), name: order.name, by: order.by)
                give(.taken(taken, order.pending))
                documents.take(shelf.inForce)
            } catch {
                note(error, Self.hash(order.content, order.signature), order.name, by: order.by)
                order.pending.resolve(.refused(code: error.code, arguments: [("detail", error.detail)]))
            }
        }

        /// Those that lie there are taken in the order of their serial numbers, whatever their names.
        private mutating func watch() {
            var good: [(name: String, verified: BulletinShelf.Verified)] = []
            for found in folder?.look() ?? [] {
                let hash = Self.hash(found.content, found.signature)
                guard !shelf.book.has(Hash.of(found.content).description), !refused.contains(hash) else { continue }
                do throws(BulletinShelf.Refusal) {
                    good.append((found.name, try shelf.read(found.content, found.signature)))
                } catch { refuse(error, hash, found.name) }
            }
            guard !good.isEmpty else { return }
            for (name, verified) in good.sorted(by: { $0.verified.bulletin.serial < $1.verified.bulletin.serial }) {
                do throws(BulletinShelf.Refusal) {
                    give(.taken(try shelf.take(verified, name: name, by: nil), nil))
                } catch { refuse(error, Self.hash(verified.content, verified.signature), name) }
            }
            documents.take(shelf.inForce)
        }

        /// What a refusal names: another signature may make the same text good.
        private static func hash(_ content: [UInt8], _ signature: [UInt8]) -> String {
            Hash.of(content + signature).description
        }

        /// Nobody stands beside the folder: an alarm says it.
        private mutating func refuse(_ refusal: BulletinShelf.Refusal, _ hash: String, _ name: String) {
            note(refusal, hash, name, by: nil)
            give(.entry(.alarmRaised(AlarmRaised(.bulletinRefused, detail: "\(name): \(refusal.code)"))))
        }

        private mutating func note(_ refusal: BulletinShelf.Refusal, _ hash: String, _ name: String, by: AccountID?) {
            if refused.count < Bulletins.refusedLimit { refused.insert(hash) }
            let detail = String(refusal.detail.prefix(300))
            let entry = BulletinRefused(hash: hash, file: name, code: refusal.code, detail: detail, by: by)
            give(.entry(.bulletinRefused(entry)))
        }

        private mutating func tell(_ issuer: String, _ state: BulletinBook.State, _ missing: [UInt64]) {
            guard told.updateValue(state, forKey: issuer) != state else { return }
            let alarm: AlarmRaised
            switch state {
            case .current: return
            case .gap:
                let serials = missing.prefix(5).map(String.init).joined(separator: ", ")
                alarm = AlarmRaised(.bulletinGap, detail: "\(issuer) \(serials)")
            case .none, .stale: alarm = AlarmRaised(.bulletinStale, detail: issuer)
            case .damaged: alarm = AlarmRaised(.bulletinDamaged, detail: issuer)
            }
            // One that stands since before the start is not raised again.
            if alarms.remove([alarm.code.rawValue, alarm.detail]) != nil { return }
            give(.entry(.alarmRaised(alarm)))
        }
    }
}
