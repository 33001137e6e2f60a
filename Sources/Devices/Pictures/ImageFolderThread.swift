import Formats
import Glibc
import Labels
import Patterns
import Platform
import Readings
import Synchronization
import Workers

/// A folder into which a camera writes pictures: a thread of its own that sees them come and hands them to the workers. One
/// picture is one report: all its labels as the codes of one telegram, or a no-read. A picture that was taken is removed.
final class ImageFolderThread: Sendable {
    static let pause: Int64 = 2_000_000_000

    private let configuration: DeviceConfiguration
    private let folder: String
    private let family: DriverProfile.ImageFolder
    private let pattern: Pattern
    private let decoding: Decoding
    private let stamp: @Sendable () -> Stamp
    private let report: @Sendable (DeviceEvent) -> Void
    private let stop: EventFlag
    private let health: CameraHealth?

    init(
        _ configuration: DeviceConfiguration, _ folder: String, _ family: DriverProfile.ImageFolder,
        _ decoding: Decoding,
        stamp: @escaping @Sendable () -> Stamp, report: @escaping @Sendable (DeviceEvent) -> Void
    ) throws(SystemError) {
        self.configuration = configuration
        self.folder = folder
        self.family = family
        self.decoding = decoding
        self.stamp = stamp
        self.report = report
        do throws(PatternError) { pattern = try Pattern(family.namePattern) } catch {
            throw SystemError("read the name pattern of \(configuration.id): \(error)", code: EINVAL)
        }
        stop = try EventFlag()
        health = configuration.baseline.map { CameraHealth(configuration.id, $0, report: report) }
    }

    func start() throws(SystemError) -> OwnThread {
        try OwnThread("folder-\(configuration.id)") { [self] in
            while !stop.isRaised {
                do throws(SystemError) { try watch() } catch {
                    report(
                        .changed(configuration.id, .faulty, detail: Trouble(.cannotWatchFolder, "\(error)").description)
                    )
                }
                stop.wait(until: Clocks.monotonic() + Self.pause)
            }
        }
    }

    func end() { stop.raise() }

    /// Takes pictures until the folder is gone or the device stops.
    private func watch() throws(SystemError) {
        let watch = try FolderWatch(folder)
        report(.changed(configuration.id, .working, detail: ""))
        defer { report(.changed(configuration.id, .gone, detail: "")) }
        try discard()
        var files = SettlingFiles(settle_ms: family.settle_ms, partialLimit_ms: family.partialLimit_ms)
        var limit = ReadingLimit()
        while true {
            let seen = Waiting.wait(for: watch.descriptor, POLLIN, or: stop.descriptor, deadline: files.nextDue)
            if seen.second != 0 { return }
            let now = stamp()
            for event in watch.take() {
                switch event {
                case .file(let name, let change): if pattern.matches(name) { files.take(name, change, now) }
                case .overflow:
                    files.forget()
                    try discard()
                case .ended: return
                }
            }
            for file in files.takeSettled(Clocks.monotonic()) { take(file, &limit) }
            let dropped = limit.takeDropped() + files.takeRefused()
            if dropped > 0 { report(.dropped(configuration.id, count: dropped)) }
        }
    }

    /// Pictures that came while nobody looked: when they were taken is not known, and none is attached to a parcel by guess.
    private func discard() throws(SystemError) {
        var count = 0
        for name in try Files.names(in: folder) where pattern.matches(name) {
            if unsafe unlink(folder + "/" + name) == 0 { count += 1 }
        }
        if count > 0 { report(.dropped(configuration.id, count: count)) }
    }

    private func take(_ file: SettlingFiles.Settled, _ limit: inout ReadingLimit) {
        let path = folder + "/" + file.name
        let content = PictureSource.read(path)
        if unsafe unlink(path) != 0, errno != ENOENT {
            report(
                .changed(
                    configuration.id, .faulty,
                    detail: Trouble(.cannotWatchFolder, SystemError("remove \(path)").description).description))
        }
        guard limit.admit(file.seen.monotonic) else { return }
        let told = FrameReport(device: configuration.id, seen: file.seen, log: decoding.log, report: report)
        guard let content else { return told.fail(Trouble(.pictureDamaged, "no file"), nil) }
        let frame = Frame(content)
        decoding.shelf.put(frame)
        guard file.isWhole, !content.isEmpty else {
            return told.fail(Trouble(.pictureCutOff, String(content.count)), frame.id)
        }
        let taken = decoding.pool.offer(.decode(family.effort), frame, limit_ms: family.decodeLimit_ms) {
            [self] outcome in
            told.take(outcome, frame.id)
            if case .decoded = outcome { watch(frame) }
        }
        if !taken { told.fail(Trouble(.framesRefused, "1"), frame.id) }
    }

    /// Has a picture compared with the camera's baseline, after its labels and only while no other waits for a worker.
    private func watch(_ frame: Frame) {
        guard let health, health.wantsNext() else { return }
        _ = decoding.pool.offerSpare(.watch, frame, limit_ms: family.decodeLimit_ms) { health.take($0) }
    }
}

/// What devices that take pictures share: the workers that read them, the shelf on which the newest lie, and what became of them.
public struct Decoding: Sendable {
    public let pool: DecodePool
    public let shelf: FrameShelf
    public let log: FrameLog

    public init(pool: DecodePool, shelf: FrameShelf, log: FrameLog = FrameLog()) {
        self.pool = pool
        self.shelf = shelf
        self.log = log
    }
}

extension Trouble {
    /// Whether a picture is to blame for it.
    public var isOfTheFrame: Bool { [.workerDied, .workerHung, .frameSetAside].contains(code) }
}

/// Reading of a picture's file, which somebody else has put there.
enum PictureSource {
    /// The file's bytes; nil unless it is a plain file within the limit: no link out of the folder, no pipe.
    static func read(_ path: String) -> [UInt8]? {
        let file = Descriptor(unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK))
        guard file.number >= 0 else { return nil }
        var status = stat()
        guard unsafe fstat(file.number, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
            status.st_size <= ImageLimits.bytes
        else { return nil }
        var content = [UInt8](repeating: 0, count: Int(status.st_size))
        var have = 0
        while have < content.count {
            let count = unsafe content.withUnsafeMutableBytes { buffer in
                unsafe Glibc.read(file.number, buffer.baseAddress?.advanced(by: have), buffer.count - have)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            have += count
        }
        return Array(content.prefix(have))
    }
}
