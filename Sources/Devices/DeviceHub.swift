import Formats
import Platform
import Readings
import Synchronization

/// All devices of the site, each on the thread that it needs.
public final class DeviceHub: Sendable {
    private let stopUSB: EventFlag
    private let running = Mutex<(ends: [@Sendable () -> Void], threads: [OwnThread])>(([], []))

    public init() throws(SystemError) { stopUSB = try EventFlag() }

    /// Starts the devices.
    /// - Parameters:
    ///   - decoding: for devices that take pictures.
    ///   - stamp: the moment as the gateway sees it, taken when bytes arrive.
    ///   - report: takes events, on the devices' threads, and must not wait.
    public func start(
        _ configurations: [DeviceConfiguration], decoding: Decoding, stamp: @escaping @Sendable () -> Stamp,
        report: @escaping @Sendable (DeviceEvent) -> Void
    ) throws(SystemError) {
        var ends: [@Sendable () -> Void] = []
        var threads: [OwnThread] = []
        for configuration in configurations {
            switch (configuration.profile.kind, configuration.place) {
            case (.text(let family), .serial(let place)):
                let reader = try SerialReaderThread(configuration, family, place, stamp: stamp, report: report)
                threads.append(try reader.start())
                ends.append { reader.end() }
            case (.text(let family), _):
                let reader = try TextReaderThread(configuration, family, stamp: stamp, report: report)
                threads.append(try reader.start())
                ends.append { reader.end() }
            case (.imageFolder(let family), .folder(let path)):
                let folder = try ImageFolderThread(
                    configuration, path, family, decoding, stamp: stamp, report: report)
                threads.append(try folder.start())
                ends.append { folder.end() }
            default: continue
            }
        }
        let scanners = configurations.filter {
            if case .usb = $0.place { return true }
            return false
        }
        if !scanners.isEmpty {
            let stop = stopUSB
            threads.append(
                try OwnThread("usb", .prompt) { USBThread(scanners, stop: stop, stamp: stamp, report: report).run() })
        }
        running.withLock { $0 = (ends, threads) }
    }

    public func close(until deadline: Int64) {
        stopUSB.raise()
        let (ends, threads) = running.withLock { $0 }
        for end in ends { end() }
        for thread in threads { _ = thread.join(until: deadline) }
    }
}
