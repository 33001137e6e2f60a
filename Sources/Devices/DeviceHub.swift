import Formats
import Platform
import Readings
import Synchronization

/// All devices of the site, each on the thread that it needs.
public final class DeviceHub: Sendable {
    private let stopUSB: EventFlag
    private let running = Mutex<(ends: [@Sendable () -> Void], threads: [OwnThread])>(([], []))
    private let boxes = Mutex<[DeviceID: CommandBox]>([:])

    public init() throws(SystemError) { stopUSB = try EventFlag() }

    /// Starts the devices.
    /// - Parameters:
    ///   - decoding: for devices that take pictures; they are not started without it.
    ///   - stamp: the moment as the gateway sees it, taken when bytes arrive.
    ///   - report: takes events, on the devices' threads, and must not wait.
    ///   - tap: hears every transfer.
    public func start(
        _ configurations: [DeviceConfiguration], decoding: Decoding?, stamp: @escaping @Sendable () -> Stamp,
        report: @escaping @Sendable (DeviceEvent) -> Void, tap: DeviceTap? = nil
    ) throws(SystemError) {
        var ends: [@Sendable () -> Void] = []
        var threads: [OwnThread] = []
        var boxes: [DeviceID: CommandBox] = [:]
        for configuration in configurations { boxes[configuration.id] = try CommandBox() }
        self.boxes.withLock { [boxes] in $0 = boxes }
        for configuration in configurations {
            guard let box = boxes[configuration.id] else { continue }
            switch (configuration.profile.kind, configuration.place) {
            case (.text(let family), .serial(let place)):
                let reader = try SerialReaderThread(
                    configuration, family, place, box, stamp: stamp, report: report, tap: tap)
                threads.append(try reader.start())
                ends.append { reader.end() }
            case (.text(let family), .udp(let address)):
                let reader = try DatagramReaderThread(
                    configuration, family, address, box, stamp: stamp, report: report, tap: tap)
                threads.append(try reader.start())
                ends.append { reader.end() }
            case (.text(let family), _):
                let reader = try TextReaderThread(
                    configuration, family, box, stamp: stamp, report: report, tap: tap)
                threads.append(try reader.start())
                ends.append { reader.end() }
            case (.imageFolder(let family), .folder(let path)):
                guard let decoding else { continue }
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
                try OwnThread("usb", .prompt) { [boxes] in
                    USBThread(scanners, boxes, stop: stop, stamp: stamp, report: report, tap: tap).run()
                })
        }
        running.withLock { $0 = (ends, threads) }
    }

    /// Tells a device something, if it can be told. Does not wait.
    public func tell(_ device: DeviceID, _ command: ScannerCommand) {
        boxes.withLock { $0[device] }?.put(command)
    }

    public func close(until deadline: Int64) {
        stopUSB.raise()
        let (ends, threads) = running.withLock { $0 }
        for end in ends { end() }
        for thread in threads { _ = thread.join(until: deadline) }
    }
}
