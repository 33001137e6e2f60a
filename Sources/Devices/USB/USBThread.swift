import CUSB
import Formats
import Glibc
import Platform
import Readings

/// All USB scanners of the site on one thread: it waits in the library, hears what is plugged in and out, opens what is on
/// the list and leaves everything else alone.
@safe final class USBThread {
    /// How often a device is tried again whose rights have not come yet.
    private static let retryPeriod: Int64 = 250_000_000
    private static let retryLimit = 40
    /// How often one is looked at again while its like is still there: that one may be the same, on its way to another port.
    private static let likeLimit = 8
    private static let farewellLimit: Int64 = 1_000_000_000

    private struct Pending {
        let device: USBDevice
        var tries = 0
        var next: Int64
    }

    private let configurations: [DeviceConfiguration]
    private let boxes: [DeviceID: CommandBox]
    private let stamp: () -> Stamp
    private let report: (DeviceEvent) -> Void
    private let tap: DeviceTap?
    private let stop: EventFlag
    private var scanners: [USBScanner] = []
    private var pending: [Pending] = []
    /// What the hotplug callback saw; it may not do more than note it.
    private var arrived: [BusEntry] = []
    private var left: [BusEntry] = []
    /// By port, what was refused there, and which device of the site it would have been.
    private var refused: [String: DeviceID?] = [:]
    /// What was told not to read is not told otherwise when it is plugged in again.
    private var mayNotRead: Set<DeviceID> = []
    private var admission: USBAdmission

    init(
        _ configurations: [DeviceConfiguration], _ boxes: [DeviceID: CommandBox], stop: EventFlag,
        stamp: @escaping () -> Stamp,
        report: @escaping (DeviceEvent) -> Void, tap: DeviceTap? = nil
    ) {
        self.configurations = configurations
        admission = USBAdmission(configurations)
        self.boxes = boxes
        self.stop = stop
        self.stamp = stamp
        self.report = report
        self.tap = tap
    }

    /// Runs until it is stopped.
    func run() {
        var opened: OpaquePointer?
        guard unsafe libusb_init(&opened) == 0, let opened = unsafe opened else {
            for configuration in configurations {
                report(.changed(configuration.id, .faulty, detail: Trouble(.cannotWatchBus).description))
            }
            return
        }
        defer { unsafe libusb_exit(opened) }
        let served = configurations.compactMap { boxes[$0.id]?.flag.descriptor }
        let waiting = unsafe USBWaiting(opened, flags: [stop.descriptor] + served)
        unsafe watch(opened)
        while !stop.isRaised {
            let isCalled = waiting.wait(limit_ms: pending.isEmpty ? 200 : 50)
            takeChanges()
            if isCalled { takeCommands() }
        }
        waiting.end()
        for scanner in scanners { scanner.cancel() }
        // The last word to a scanner, and the transfers that come back.
        let deadline = Clocks.monotonic() + Self.farewellLimit
        while scanners.contains(where: { !$0.isQuiet }), Clocks.monotonic() < deadline {
            var limit = timeval(tv_sec: 0, tv_usec: 50_000)
            unsafe libusb_handle_events_timeout_completed(opened, &limit, nil)
        }
        scanners.removeAll { $0.isQuiet }
        pending.removeAll()
    }

    private func watch(_ context: OpaquePointer) {
        let events = Int32(LIBUSB_HOTPLUG_EVENT_DEVICE_ARRIVED.rawValue | LIBUSB_HOTPLUG_EVENT_DEVICE_LEFT.rawValue)
        let status = unsafe libusb_hotplug_register_callback(
            context, events, Int32(LIBUSB_HOTPLUG_ENUMERATE.rawValue), LIBUSB_HOTPLUG_MATCH_ANY,
            LIBUSB_HOTPLUG_MATCH_ANY,
            LIBUSB_HOTPLUG_MATCH_ANY,
            { _, device, event, data in
                guard let device = unsafe device, let data = unsafe data else { return 0 }
                let thread = unsafe Unmanaged<USBThread>.fromOpaque(data).takeUnretainedValue()
                let entry = unsafe BusEntry(device)
                if event == LIBUSB_HOTPLUG_EVENT_DEVICE_ARRIVED {
                    thread.arrived.append(entry)
                } else {
                    thread.left.append(entry)
                }
                return 0
            }, Unmanaged.passUnretained(self).toOpaque(), nil)
        if status != 0 {
            for configuration in configurations {
                report(.changed(configuration.id, .faulty, detail: Trouble(.cannotWatchBus).description))
            }
        }
    }

    private func takeChanges() {
        for entry in left { takeLeaving(entry) }
        left.removeAll()
        for entry in arrived {
            if let device = USBDevice(entry) { pending.append(Pending(device: device, next: 0)) }
        }
        arrived.removeAll()
        let now = Clocks.monotonic()
        for place in pending.indices.reversed() where pending[place].next <= now { tryAgain(place, now) }
        for scanner in scanners {
            scanner.recover()
            scanner.expire()
        }
        scanners.removeAll { $0.isGone && $0.isQuiet }
    }

    private func takeCommands() {
        for configuration in configurations {
            let id = configuration.id
            guard let box = boxes[id], box.flag.isRaised else { continue }
            for command in box.take() {
                switch command {
                case .enable: mayNotRead.remove(id)
                case .disable: mayNotRead.insert(id)
                case .goodRead, .badRead, .triggerOn, .triggerOff: break
                }
                for scanner in scanners where scanner.id == id { scanner.tell(command) }
            }
        }
    }

    private func takeLeaving(_ entry: BusEntry) {
        pending.removeAll { $0.device.entry == entry }
        // Its transfers will say so too; the next device may be here before they do.
        for scanner in scanners where scanner.entry == entry { scanner.lose() }
        guard let port = USBDevice(entry)?.port, let id = refused.removeValue(forKey: port),
            let id = id ?? DeviceID("usb." + port)
        else { return }
        report(.changed(id, .gone, detail: ""))
    }

    /// Opens a device that may be opened, and tells of one that may not, once for as long as it is plugged in.
    private func tryAgain(_ place: Int, _ now: Int64) {
        let device = pending[place].device
        switch admission.verdict(device.unit, inUse: isInUse) {
        case .open(let index): if open(device, configurations[index], place, now) { return }
        case .inUse:
            if waits(place, now, Self.likeLimit) { return }
            refuse(device.port, nil, .refused(port: device.port, Trouble(.secondUnit, device.unit.description)))
        case .unusable(let id, let trouble): report(.changed(id, .faulty, detail: trouble.description))
        case .refused(let trouble): refuse(device.port, nil, .refused(port: device.port, trouble))
        case .suspicious(let id, let trouble):
            refuse(device.port, id, .suspicious(id, port: device.port, trouble))
        case .ignored: break
        }
        pending.remove(at: place)
    }

    /// Whether it is to be looked at again.
    private func open(_ device: USBDevice, _ configuration: DeviceConfiguration, _ place: Int, _ now: Int64) -> Bool {
        let id = configuration.id
        do throws(USBScanner.Fault) {
            scanners.append(
                try USBScanner(
                    configuration, device, mayRead: !mayNotRead.contains(id), stamp: stamp, report: report, tap: tap))
            admission.note(id, device.all)
            report(.changed(id, .working, detail: device.unit.description))
            if let identity = device.identity { report(.identified(id, identity)) }
        } catch {
            if error.isAccess, waits(place, now, Self.retryLimit) { return true }
            if case .hiddenKeyboard(let interface) = error {
                let trouble = Trouble(.hiddenKeyboard, "\(interface) · \(device.unit.description)")
                refuse(device.port, id, .suspicious(id, port: device.port, trouble))
            } else {
                report(.changed(id, .faulty, detail: error.trouble.description))
            }
        }
        return false
    }

    private func waits(_ place: Int, _ now: Int64, _ limit: Int) -> Bool {
        pending[place].tries += 1
        pending[place].next = now + Self.retryPeriod
        return pending[place].tries < limit
    }

    private func refuse(_ port: String, _ id: DeviceID?, _ event: DeviceEvent) {
        refused[port] = id
        report(event)
    }

    private func isInUse(_ id: DeviceID) -> Bool { scanners.contains { $0.id == id && !$0.isGone } }
}
