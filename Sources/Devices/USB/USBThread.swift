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

    private struct Pending {
        let device: USBDevice
        var tries = 0
        var next: Int64
    }

    private let configurations: [DeviceConfiguration]
    private let stamp: () -> Stamp
    private let report: (DeviceEvent) -> Void
    private let stop: EventFlag
    private var scanners: [USBScanner] = []
    private var pending: [Pending] = []
    /// What the hotplug callback saw; it may not do more than note it.
    private var arrived: [BusEntry] = []
    private var left: [BusEntry] = []
    private var refused: Set<String> = []

    init(
        _ configurations: [DeviceConfiguration], stop: EventFlag, stamp: @escaping () -> Stamp,
        report: @escaping (DeviceEvent) -> Void
    ) {
        self.configurations = configurations
        self.stop = stop
        self.stamp = stamp
        self.report = report
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
        unsafe watch(opened)
        while !stop.isRaised {
            // The stop flag is looked at between the library's waits.
            var limit = timeval(tv_sec: 0, tv_usec: pending.isEmpty ? 200_000 : 50_000)
            unsafe libusb_handle_events_timeout_completed(opened, &limit, nil)
            takeChanges()
        }
        for scanner in scanners { scanner.cancel() }
        for _ in 0..<20 where scanners.contains(where: { !$0.isQuiet }) {
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
        for entry in left {
            pending.removeAll { $0.device.entry == entry }
            if let device = USBDevice(entry) { refused.remove(device.port) }
        }
        left.removeAll()
        for entry in arrived { consider(entry) }
        arrived.removeAll()
        let now = Clocks.monotonic()
        for place in pending.indices.reversed() where pending[place].next <= now { tryAgain(place, now) }
        for scanner in scanners {
            scanner.recover()
            scanner.expire()
        }
        scanners.removeAll { $0.isGone && $0.isQuiet }
    }

    /// Decides whether a device that was plugged in is one of the site's.
    private func consider(_ entry: BusEntry) {
        guard let device = USBDevice(entry), device.isHID else { return }
        guard configurations.contains(where: { matches($0, device) }) else {
            if refused.insert(device.port).inserted {
                report(.refused(port: device.port, description: device.description))
            }
            return
        }
        pending.append(Pending(device: device, next: 0))
    }

    private func tryAgain(_ place: Int, _ now: Int64) {
        let device = pending[place].device
        var isDone = true
        for configuration in configurations where matches(configuration, device) && !isInUse(configuration) {
            guard hasWantedSerial(configuration, device) else { continue }
            do throws(USBScanner.Fault) {
                scanners.append(
                    try USBScanner(configuration, device, stamp: stamp, report: report))
                report(.changed(configuration.id, .working, detail: device.description))
            } catch {
                pending[place].tries += 1
                if error.isAccess, pending[place].tries < Self.retryLimit {
                    pending[place].next = now + Self.retryPeriod
                    isDone = false
                } else {
                    report(.changed(configuration.id, .faulty, detail: error.trouble.description))
                }
            }
            break
        }
        if isDone { pending.remove(at: place) }
    }

    private func matches(_ configuration: DeviceConfiguration, _ device: USBDevice) -> Bool {
        guard case .usb(let place) = configuration.place else { return false }
        return place.fits(vendor: device.vendor, product: device.product, port: device.port)
    }

    private func isInUse(_ configuration: DeviceConfiguration) -> Bool {
        scanners.contains { $0.id == configuration.id && !$0.isGone }
    }

    /// The serial number is asked of the device itself, and only of one whose vendor and product are on the list.
    private func hasWantedSerial(_ configuration: DeviceConfiguration, _ device: USBDevice) -> Bool {
        guard case .usb(let place) = configuration.place, let wanted = place.serial else { return true }
        var descriptor = libusb_device_descriptor()
        var handle: OpaquePointer?
        guard unsafe libusb_get_device_descriptor(device.entry.handle, &descriptor) == 0,
            unsafe libusb_open(device.entry.handle, &handle) == 0, let handle = unsafe handle
        else { return false }
        defer { unsafe libusb_close(handle) }
        var text = [UInt8](repeating: 0, count: 256)
        let count = unsafe libusb_get_string_descriptor_ascii(
            handle, descriptor.iSerialNumber, &text, Int32(text.count))
        return count > 0 && String(decoding: text.prefix(Int(count)), as: UTF8.self) == wanted
    }
}
