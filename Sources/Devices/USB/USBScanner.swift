import CUSB
import Formats
import Parcels
import Readings

/// One opened scanner, HID POS or keyboard. It lives on the USB thread alone: the library calls it back there.
@safe final class USBScanner {
    enum Fault: Error {
        /// The library's code.
        case usb(Int32, String)
        /// It shows no scanner's collection: mostly a scanner that is set to behave as a keyboard.
        case notAScanner(usages: [String])
        /// It shows no keyboard, as its family says that it should.
        case notAKeyboard(usages: [String])

        var trouble: Trouble {
            switch self {
            case .usb(let code, let doing): Trouble(.cannotOpen, "\(doing), \(USBScanner.name(code))")
            case .notAScanner(let usages):
                usages.contains(USBScanner.keyboardUsage)
                    ? Trouble(.isKeyboard) : Trouble(.noScanner, usages.joined(separator: ", "))
            case .notAKeyboard(let usages): Trouble(.noKeyboard, usages.joined(separator: ", "))
            }
        }

        /// Rights come a moment after the device itself, when udev has done its work.
        var isAccess: Bool {
            if case .usb(let code, _) = self { return code == LIBUSB_ERROR_ACCESS.rawValue }
            return false
        }
    }

    private static let transferCount = 4
    private static let controlLimit_ms: UInt32 = 500
    /// More failed transfers in a row than this, or more that is no label, and the device is given up until it is plugged in again.
    private static let failureLimit = 20

    let id: DeviceID
    let port: String
    private let handle: OpaquePointer
    /// The interface that is read; the numbers of all that are claimed.
    private let interface: USBDevice.HIDInterface
    private let claimed: [UInt8]
    private var decoder: ScannerDecoder
    private var transfers: [InterruptTransfer] = []
    private var failures = 0
    /// What came and was no label, since the last one.
    private var faults = 0
    private var isHalted = false
    private(set) var isGone = false
    private var limit = ReadingLimit()
    private let stamp: () -> Stamp
    private let report: (DeviceEvent) -> Void

    /// Opens the device, claims its scanner interface, reads its report descriptor and begins to read.
    init(
        _ configuration: DeviceConfiguration, _ device: USBDevice,
        stamp: @escaping () -> Stamp, report: @escaping (DeviceEvent) -> Void
    ) throws(Fault) {
        id = configuration.id
        port = device.port
        self.stamp = stamp
        self.report = report
        var opened: OpaquePointer?
        let status = unsafe libusb_open(device.entry.handle, &opened)
        guard status == 0, let opened = unsafe opened else { throw .usb(status, "open") }
        unsafe libusb_set_auto_detach_kernel_driver(opened, 1)
        do throws(Fault) {
            (interface, claimed, decoder) = try unsafe Self.prepare(opened, device, configuration.profile)
        } catch {
            unsafe libusb_close(opened)
            throw error
        }
        unsafe handle = opened
        if case .usbPointOfSale(let family) = configuration.profile.kind {
            unsafe Self.sendFeature(handle, interface, family.afterOpen)
        }
        submit()
    }

    deinit {
        for number in claimed { unsafe libusb_release_interface(handle, Int32(number)) }
        unsafe libusb_close(handle)
    }

    /// Whether every transfer has come back, so that the scanner may be let go.
    var isQuiet: Bool { !transfers.contains { $0.isUnderWay } }

    /// Takes its transfers back; they come as cancelled.
    func cancel() {
        isGone = true
        for transfer in transfers { transfer.cancel() }
    }

    /// Work that may not be done in a callback: an endpoint that stalled is set free and read again.
    func recover() {
        guard isHalted, !isGone else { return }
        isHalted = false
        unsafe libusb_clear_halt(handle, interface.endpoint)
        for transfer in transfers where !transfer.isUnderWay { resubmit(transfer) }
    }

    /// Ends what waits for more that does not come.
    func expire() {
        let now = stamp()
        take(decoder.expire(now), now)
    }

    // MARK: Opening

    private static func prepare(
        _ handle: OpaquePointer, _ device: USBDevice, _ profile: DriverProfile
    ) throws(Fault) -> (USBDevice.HIDInterface, [UInt8], ScannerDecoder) {
        switch profile.kind {
        case .usbPointOfSale(let family):
            let (interface, decoder) = try unsafe preparePointOfSale(handle, device, family)
            return (interface, [interface.number], .pointOfSale(decoder))
        case .usbKeyboard(let family):
            let (interface, report) = try unsafe prepareKeyboard(handle, device)
            let decoder = KeyboardDecoder(family.habits, report: report)
            return (interface, device.interfaces.map(\.number), .keyboard(decoder))
        case .text, .imageFolder: throw .notAScanner(usages: [])
        }
    }

    /// Claims every HID interface of the device, so that none of them types into the system, and asks the first keyboard
    /// among them for the boot protocol's reports where it knows them.
    private static func prepareKeyboard(
        _ handle: OpaquePointer, _ device: USBDevice
    ) throws(Fault) -> (USBDevice.HIDInterface, KeyboardReport) {
        for interface in device.interfaces { try unsafe claim(handle, interface) }
        var seen: [String] = []
        for interface in device.interfaces {
            let descriptor = unsafe descriptor(handle, interface, &seen)
            guard descriptor?.applications.contains(keyboardApplication) ?? interface.hasBootProtocol else { continue }
            // SET_IDLE (0x0A): reports only when keys change. A device that does not know it stalls, and that is no fault.
            unsafe libusb_control_transfer(handle, 0x21, 0x0A, 0, UInt16(interface.number), nil, 0, controlLimit_ms)
            // SET_PROTOCOL (0x0B): boot. SET_REPORT (0x09), type output (2): Caps Lock's light is off, as it is for us.
            let isBoot =
                unsafe interface.hasBootProtocol
                && libusb_control_transfer(handle, 0x21, 0x0B, 0, UInt16(interface.number), nil, 0, controlLimit_ms)
                    == 0
            var lights: UInt8 = 0
            unsafe libusb_control_transfer(
                handle, 0x21, 0x09, 0x0200, UInt16(interface.number), &lights, 1, controlLimit_ms)
            if isBoot { return (interface, .boot) }
            if let report = descriptor.flatMap(KeyboardReport.init) { return (interface, report) }
        }
        for interface in device.interfaces { unsafe libusb_release_interface(handle, Int32(interface.number)) }
        throw .notAKeyboard(usages: seen)
    }

    private static func claim(_ handle: OpaquePointer, _ interface: USBDevice.HIDInterface) throws(Fault) {
        let status = unsafe libusb_claim_interface(handle, Int32(interface.number))
        guard status == 0 else { throw .usb(status, "claim interface \(interface.number)") }
    }

    private static func preparePointOfSale(
        _ handle: OpaquePointer, _ device: USBDevice, _ family: DriverProfile.USBPointOfSale
    ) throws(Fault) -> (USBDevice.HIDInterface, PointOfSaleDecoder) {
        var seen: [String] = []
        for interface in device.interfaces {
            // Claimed first: while the kernel's driver holds the interface, its report descriptor cannot be read.
            try unsafe claim(handle, interface)
            var layout = unsafe family.ignoresDescriptor ? nil : Self.layout(handle, interface, &seen)
            if layout == nil, seen.isEmpty || family.ignoresDescriptor { layout = family.fallback }
            guard var layout else {
                unsafe libusb_release_interface(handle, Int32(interface.number))
                continue
            }
            layout.vendorCodeAt = family.vendorCodeAt ?? layout.vendorCodeAt
            return (
                interface,
                PointOfSaleDecoder(
                    layout: layout, answers: family.answers, vendorCodes: family.vendorCodes,
                    partialLimit_ms: family.partialLimit_ms)
            )
        }
        throw .notAScanner(usages: seen)
    }

    /// Page and usage of a keyboard's collection.
    private static let keyboardUsage = "1:6"
    private static let keyboardApplication: UInt32 = 0x0001_0006

    private static func name(_ status: Int32) -> String { unsafe String(cString: libusb_error_name(status)) }

    /// The layout from the report descriptor; the applications that it shows are added to `seen`.
    private static func layout(
        _ handle: OpaquePointer, _ interface: USBDevice.HIDInterface, _ seen: inout [String]
    ) -> PointOfSaleLayout? {
        unsafe descriptor(handle, interface, &seen).flatMap(PointOfSaleLayout.init)
    }

    private static func descriptor(
        _ handle: OpaquePointer, _ interface: USBDevice.HIDInterface, _ seen: inout [String]
    ) -> ReportDescriptor? {
        let size = interface.reportDescriptorSize == 0 ? 1024 : interface.reportDescriptorSize
        var bytes = [UInt8](repeating: 0, count: Int(size))
        // GET_DESCRIPTOR of type report (0x22) from the interface (HID 1.11, 7.1.1).
        let count = unsafe libusb_control_transfer(
            handle, 0x81, 0x06, 0x2200, UInt16(interface.number), &bytes, size, controlLimit_ms)
        guard count > 0, let descriptor = try? ReportDescriptor(Array(bytes.prefix(Int(count)))) else { return nil }
        seen += descriptor.applications.map { "\(String($0 >> 16, radix: 16)):\(String($0 & 0xFFFF, radix: 16))" }
        return descriptor
    }

    private static func sendFeature(_ handle: OpaquePointer, _ interface: USBDevice.HIDInterface, _ feature: [UInt8]?) {
        guard var feature, let id = feature.first else { return }
        // SET_REPORT (0x09), type feature (3). A device that does not know it stalls, and that is no fault.
        unsafe libusb_control_transfer(
            handle, 0x21, 0x09, 0x0300 | UInt16(id), UInt16(interface.number), &feature, UInt16(feature.count),
            controlLimit_ms)
    }

    // MARK: Reading

    private func submit() {
        for _ in 0..<Self.transferCount {
            let transfer = unsafe InterruptTransfer(
                handle, endpoint: interface.endpoint, size: max(interface.packetSize, 64)
            ) {
                [unowned self] transfer, ending in finished(transfer, ending)
            }
            guard let transfer else { continue }
            transfers.append(transfer)
            resubmit(transfer)
        }
    }

    private func resubmit(_ transfer: InterruptTransfer) {
        guard !isGone else { return }
        switch transfer.submit() {
        case 0: break
        case LIBUSB_ERROR_NO_DEVICE.rawValue: lose()
        case let status: fail(Trouble(.readFailed, Self.name(status)))
        }
    }

    private func finished(_ transfer: InterruptTransfer, _ ending: InterruptTransfer.Ending) {
        switch ending {
        case .completed(let bytes):
            failures = 0
            take(bytes)
            resubmit(transfer)
        case .cancelled: break
        case .noDevice: lose()
        case .stalled:
            decoder.drop()
            isHalted = true
            countFailure(Trouble(.readFailed, "stall"))
        case .failed(let status):
            // An overflow or an error on the wire: what was under way is lost, the next report counts.
            decoder.drop()
            countFailure(Trouble(.readFailed, "transfer status \(status)"))
            resubmit(transfer)
        }
    }

    private func take(_ bytes: [UInt8]) {
        let now = stamp()
        take(decoder.take(bytes, now), now)
    }

    private func take(_ outcomes: [ScannerDecoder.Outcome], _ now: Stamp) {
        for outcome in outcomes {
            switch outcome {
            case .reading(let content, let stamp):
                faults = 0
                guard limit.admit(now.monotonic) else { break }
                report(.readings([Reading(device: id, content: content, stamp: stamp)]))
            case .fault(let what):
                faults += 1
                if faults > Self.failureLimit { fail(Trouble(.malformedReports, what)) }
            case .person(let sign):
                // It stays claimed and is read on, so that what it types reaches nobody.
                report(.changed(id, .faulty, detail: Trouble(.typesLikePerson, sign).description))
            }
        }
        let dropped = limit.takeDropped()
        if dropped > 0 { report(.dropped(id, count: dropped)) }
    }

    private func countFailure(_ what: Trouble) {
        failures += 1
        if failures > Self.failureLimit { fail(what) }
    }

    private func fail(_ what: Trouble) {
        guard !isGone else { return }
        report(.changed(id, .faulty, detail: what.description))
        cancel()
    }

    private func lose() {
        guard !isGone else { return }
        cancel()
        report(.changed(id, .gone, detail: ""))
    }
}
