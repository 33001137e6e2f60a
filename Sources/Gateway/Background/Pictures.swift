import Console
import Devices
import Entries
import Glibc
import Journal
import Labels
import Parcels
import Platform
import Readings
import Workers

/// The thread that puts pictures of held parcels on the disk: those that devices took, and those that persons bring.
final class Pictures: Sendable {
    /// A picture that a person brings for a hold.
    struct Brought: Sendable {
        let hold: HoldID
        /// Its file, which is removed.
        let path: String
        let by: AccountID
        let pending: PendingOutcome
    }

    private enum Work: Sendable {
        case keep(FrameID, DeviceID, PassageID, HoldID)
        case look(Brought)
        /// A worker has looked at it.
        case take(Brought, Frame, DecodePool.Outcome)
    }

    /// What becomes of the work.
    struct Takers: Sendable {
        let record: @Sendable (EntryBody) -> Void
        /// The same for somebody who waits for it.
        let answer: @Sendable (EntryBody, PendingOutcome, CommandOutcome) -> Void
        /// A picture could not be kept.
        let lose: @Sendable () -> Void
    }

    /// How long a worker may take for a person's picture.
    static let limit_ms = 5_000

    private let decoding: Decoding
    private let queue: BoundedQueue<Work>

    init(_ decoding: Decoding) throws(SystemError) {
        self.decoding = decoding
        queue = try BoundedQueue(capacity: 64)
    }

    func start(_ folder: PictureFolder, _ takers: Takers) throws(SystemError) {
        _ = try OwnThread("pictures", .later) { [self] in
            var batch: [Work] = []
            while queue.take(into: &batch, limit: 1, until: nil) {
                for work in batch { run(work, folder, takers) }
                batch.removeAll(keepingCapacity: true)
            }
        }
    }

    /// - Returns: false when there is no room: the picture is lost.
    func keep(_ frame: FrameID, from device: DeviceID, _ passage: PassageID, _ hold: HoldID) -> Bool {
        queue.offer(.keep(frame, device, passage, hold))
    }

    func bring(_ picture: Brought) { if !queue.offer(.look(picture)) { refuse(picture) } }

    func close() { queue.close() }

    private func run(_ work: Work, _ folder: PictureFolder, _ takers: Takers) {
        switch work {
        case .keep(let id, let device, let passage, let hold):
            guard let file = decoding.shelf[id] else { return takers.lose() }
            let origin = PictureStored.Origin(hold: hold, passage: passage, device: device, by: nil)
            guard let entry = store(file, id, origin, folder) else { return takers.lose() }
            takers.record(entry)
        case .look(let brought): look(brought)
        case .take(let brought, let frame, let outcome): take(brought, frame, outcome, folder, takers)
        }
    }

    private func look(_ brought: Brought) {
        let file = try? Files.read(brought.path, limit: ImageLimits.bytes)
        _ = unsafe unlink(brought.path)
        guard let file else { return brought.pending.resolve(.refused(code: "no-picture", arguments: [])) }
        let frame = Frame(file)
        let queue = queue
        let taken = decoding.pool.offer(.decode(.hard), frame, limit_ms: Self.limit_ms) { outcome in
            if !queue.offer(.take(brought, frame, outcome)) { brought.pending.resolve(.unavailable) }
        }
        if !taken { brought.pending.resolve(.unavailable) }
    }

    private func take(
        _ brought: Brought, _ frame: Frame, _ outcome: DecodePool.Outcome, _ folder: PictureFolder, _ takers: Takers
    ) {
        var labels: [String] = []
        switch outcome {
        case .decoded(let decoded, _): labels = decoded.symbols.map(\.text)
        case .rendered, .measured: break
        case .fault: return brought.pending.resolve(.refused(code: "no-picture", arguments: []))
        case .failed(let trouble):
            guard trouble.isOfTheFrame else { return brought.pending.resolve(.unavailable) }
            takers.record(.frameFailed(FrameFailed(device: nil, frame: frame.id, trouble: trouble)))
        }
        let origin = PictureStored.Origin(hold: brought.hold, passage: nil, device: nil, by: brought.by)
        guard let entry = store(frame.file, frame.id, origin, folder) else {
            return brought.pending.resolve(.unavailable)
        }
        takers.answer(entry, brought.pending, .pictured(labels: labels))
    }

    private func store(
        _ file: [UInt8], _ id: FrameID, _ origin: PictureStored.Origin, _ folder: PictureFolder
    ) -> EntryBody? {
        guard let stored = try? folder.store(file) else { return nil }
        let type = ImageFormat(file)?.mediaType ?? "application/octet-stream"
        return stored.entry(id, type: type, of: origin, withheld: decoding.pool.isSuspect(id))
    }

    private func refuse(_ picture: Brought) {
        _ = unsafe unlink(picture.path)
        picture.pending.resolve(.unavailable)
    }
}
