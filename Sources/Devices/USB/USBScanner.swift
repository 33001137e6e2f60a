import CUSB
import Formats
import Parcels
import Readings

/// One opened HID POS scanner. It lives on the USB thread alone: the library calls it back there.
@safe final class USBScanner {
    enum Fault: Error {
        /// The library's code.
        case usb(Int32, String)
        /// It shows no scanner's collection: mostly a scanner that is set to behave as a keyboard.
        case notAScanner(usages: [String])

        var trouble: Trouble {
            switch self {
            case .usb(let code, let doing): Trouble(.cannotOpen, "\(doing), \(USBScanner.name(code))")
            case .notAScanner(let usages):
                usages.contains(USBScanner.keyboardUsage)
                    ? Trouble(.isKeyboard) : Trouble(.noScanner, usages.joined(separator: ", "))
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
    /// More failed transfers in a row than this, and the device is given up until it is plugged in again.
    private static let failureLimit = 20

    let id: DeviceID
    let port: String
    private let handle: OpaquePointer
    private let interface: USBDevice.HIDInterface
    private var decoder: PointOfSaleDecoder
    private var transfers: [InterruptTransfer] = []
    private var failures = 0
    private var isHalted = false
    private(set) var isGone = false
    private var limit = ReadingLimit()
    private let stamp: () -> Stamp
    private let report: (DeviceEvent) -> Void

    /// Opens the device, claims its scanner interface, reads its report descriptor and begins to read.
    init(
        _ configuration: DeviceConfiguration, _ family: DriverProfile.USBPointOfSale, _ device: USBDevice,
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
            (interface, decoder) = try unsafe Self.prepare(opened, device, family)
        } catch {
            unsafe libusb_close(opened)
            throw error
        }
        unsafe handle = opened
        unsafe Self.sendFeature(handle, interface, family.afterOpen)
        submit()
    }

    deinit {
        unsafe libusb_release_interface(handle, Int32(interface.number))
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

    // MARK: Opening

    private static func prepare(
        _ handle: OpaquePointer, _ device: USBDevice, _ family: DriverProfile.USBPointOfSale
    ) throws(Fault) -> (USBDevice.HIDInterface, PointOfSaleDecoder) {
        var seen: [String] = []
        for interface in device.interfaces {
            // Claimed first: while the kernel's driver holds the interface, its report descriptor cannot be read.
            let status = unsafe libusb_claim_interface(handle, Int32(interface.number))
            guard status == 0 else { throw .usb(status, "claim interface \(interface.number)") }
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

    private static func name(_ status: Int32) -> String { unsafe String(cString: libusb_error_name(status)) }

    /// The layout from the report descriptor; the applications that it shows are added to `seen`.
    private static func layout(
        _ handle: OpaquePointer, _ interface: USBDevice.HIDInterface, _ seen: inout [String]
    ) -> PointOfSaleLayout? {
        let size = interface.reportDescriptorSize == 0 ? 1024 : interface.reportDescriptorSize
        var bytes = [UInt8](repeating: 0, count: Int(size))
        // GET_DESCRIPTOR of type report (0x22) from the interface (HID 1.11, 7.1.1).
        let count = unsafe libusb_control_transfer(
            handle, 0x81, 0x06, 0x2200, UInt16(interface.number), &bytes, size, controlLimit_ms)
        guard count > 0, let descriptor = try? ReportDescriptor(Array(bytes.prefix(Int(count)))) else { return nil }
        seen += descriptor.applications.map { "\(String($0 >> 16, radix: 16)):\(String($0 & 0xFFFF, radix: 16))" }
        return PointOfSaleLayout(descriptor)
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
        switch decoder.take(bytes, now: now.monotonic) {
        case .label(let label, let symbology):
            guard limit.admit(now.monotonic) else { break }
            report(.readings([Reading(device: id, content: .label(label, symbology), stamp: now)]))
        case .malformed(let what): countFailure(Trouble(.malformedReports, what))
        case .answer, .partial, .nothing: break
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
