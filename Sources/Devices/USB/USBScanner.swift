import CUSB
import Formats
import Parcels
import Readings

/// One opened scanner, in whichever mode. It lives on the USB thread alone: the library calls it back there.
@safe final class USBScanner {
    enum Fault: Error {
        /// The library's code.
        case usb(Int32, String)
        /// It shows no scanner's collection: mostly a scanner that is set to behave as a keyboard.
        case notAScanner(usages: [String])
        /// It shows no keyboard, as its family says that it should.
        case notAKeyboard(usages: [String])
        /// It shows a keyboard beside the scanner that its interface's class does not tell of.
        case hiddenKeyboard(interface: UInt8)
        /// It is not the serial port that its family says it is.
        case noPort

        var trouble: Trouble {
            switch self {
            case .usb(let code, let doing): Trouble(.cannotOpen, "\(doing), \(USBScanner.name(code))")
            case .notAScanner(let usages):
                usages.contains(USBScanner.keyboardUsage)
                    ? Trouble(.isKeyboard) : Trouble(.noScanner, usages.joined(separator: ", "))
            case .notAKeyboard(let usages): Trouble(.noKeyboard, usages.joined(separator: ", "))
            case .hiddenKeyboard(let interface): Trouble(.hiddenKeyboard, String(interface))
            case .noPort: Trouble(.noPort)
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
    let entry: BusEntry
    private let title: String
    private let handle: OpaquePointer
    /// The endpoint that is read; the numbers of all interfaces that are claimed.
    private let input: USBEndpoint
    /// It sends no reports but packets of a port.
    private let isPort: Bool
    private let claimed: [UInt8]
    private var intake: ReportIntake
    private var transfers: [InTransfer] = []
    /// Nil for a scanner that cannot be told anything.
    private var output: USBOutput?
    private var failures = 0
    private var isHalted = false
    private(set) var isGone = false
    private let stamp: () -> Stamp
    private let report: (DeviceEvent) -> Void
    private let tap: DeviceTap?

    /// Opens the device, claims its scanner interface, reads its report descriptor and begins to read.
    init(
        _ configuration: DeviceConfiguration, _ device: USBDevice, mayRead: Bool,
        stamp: @escaping () -> Stamp, report: @escaping (DeviceEvent) -> Void, tap: DeviceTap? = nil
    ) throws(Fault) {
        id = configuration.id
        port = device.port
        entry = device.entry
        title = device.unit.description
        self.stamp = stamp
        self.report = report
        self.tap = tap
        var opened: OpaquePointer?
        let status = unsafe libusb_open(device.entry.handle, &opened)
        guard status == 0, let opened = unsafe opened else { throw .usb(status, "open") }
        unsafe libusb_set_auto_detach_kernel_driver(opened, 1)
        let opening: USBScannerOpening
        do throws(Fault) {
            opening = try unsafe Self.prepare(opened, device, configuration, report)
        } catch {
            unsafe libusb_close(opened)
            throw error
        }
        (input, claimed) = (opening.input, opening.claimed)
        intake = ReportIntake(id, port: port, title: title, opening.decoder, report: report)
        isPort = if case .usbSerial = configuration.profile.kind { true } else { false }
        unsafe handle = opened
        output = opening.route.flatMap { unsafe USBOutput(opened, $0) { [unowned self] news in take(news) } }
        tap?(id, .connect)
        if case .usbPointOfSale(let family) = configuration.profile.kind, let feature = family.afterOpen {
            unsafe Self.sendFeature(handle, opening.interface, feature)
            tap?(id, .transfer(.out, .feature, feature))
        }
        submit()
        let now = stamp()
        obey(intake.begin(mayRead: mayRead, now))
    }

    deinit {
        for number in claimed { unsafe libusb_release_interface(handle, Int32(number)) }
        unsafe libusb_close(handle)
    }

    /// Whether every transfer has come back, so that the scanner may be let go.
    var isQuiet: Bool { !transfers.contains { $0.isUnderWay } && output?.isQuiet ?? true }

    /// Takes its transfers back; they come as cancelled. The scanner is told not to read on, if it can be.
    func cancel() { cancel(saying: intake.farewell) }

    private func cancel(saying farewell: [UInt8]?) {
        guard !isGone else { return }
        isGone = true
        for transfer in transfers { transfer.cancel() }
        output?.end(with: farewell)
    }

    /// Tells it something, if it can be told.
    func tell(_ command: ScannerCommand) {
        guard !isGone else { return }
        let now = stamp()
        obey(intake.tell(command, now))
    }

    /// Work that may not be done in a callback: an endpoint that stalled is set free and read again.
    func recover() {
        guard isHalted, !isGone else { return }
        isHalted = false
        unsafe libusb_clear_halt(handle, input.address)
        for transfer in transfers where !transfer.isUnderWay { resubmit(transfer) }
    }

    /// Ends what waits for more that does not come.
    func expire() {
        let now = stamp()
        obey(intake.expire(now))
    }

    // MARK: Opening

    private static func prepare(
        _ handle: OpaquePointer, _ device: USBDevice, _ configuration: DeviceConfiguration,
        _ report: @escaping (DeviceEvent) -> Void
    ) throws(Fault) -> USBScannerOpening {
        switch configuration.profile.kind {
        case .usbPointOfSale(let family):
            let (interface, decoder, voice) = try unsafe preparePointOfSale(handle, device, family)
            return .reports(
                device, interface, .pointOfSale(decoder, voice), hasID: family.output.map { $0.reportID != 0 } ?? true)
        case .usbKeyboard(let family):
            let (interface, report) = try unsafe prepareKeyboard(handle, device)
            return USBScannerOpening(
                interface: interface.number,
                input: USBEndpoint(address: interface.endpoint, isBulk: false, packetSize: interface.packetSize),
                claimed: device.interfaces.map(\.number),
                decoder: .keyboard(KeyboardDecoder(family.habits, report: report)), route: nil)
        case .usbOEM(let family): return try unsafe USBScannerOpening(handle, device, oem: family)
        case .usbSNAPI(let family): return try unsafe USBScannerOpening(handle, device, snapi: family)
        case .usbSerial(let family):
            return try unsafe USBScannerOpening(
                handle, device, serial: family, USBSerialText(configuration, family, report: report))
        case .text, .imageFolder: throw .notAScanner(usages: [])
        }
    }

    /// Claims every HID interface of the device, so that none of them types into the system, and asks the first keyboard
    /// among them for the boot protocol's reports where it knows them.
    private static func prepareKeyboard(
        _ handle: OpaquePointer, _ device: USBDevice
    ) throws(Fault) -> (USBDevice.HIDInterface, KeyboardReport) {
        for interface in device.interfaces { try unsafe claim(handle, interface.number) }
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

    static func claim(_ handle: OpaquePointer, _ interface: UInt8) throws(Fault) {
        let status = unsafe libusb_claim_interface(handle, Int32(interface))
        guard status == 0 else { throw .usb(status, "claim interface \(interface)") }
    }

    private static func preparePointOfSale(
        _ handle: OpaquePointer, _ device: USBDevice, _ family: DriverProfile.USBPointOfSale
    ) throws(Fault) -> (USBDevice.HIDInterface, PointOfSaleDecoder, PointOfSaleVoice) {
        var seen: [String] = []
        var found: (USBDevice.HIDInterface, PointOfSaleLayout, ReportDescriptor?)?
        var hidden: UInt8?
        // Claimed first: while the kernel's driver holds the interface, its report descriptor cannot be read. All of them:
        // what another one says or types is taken from the system.
        for interface in device.interfaces { try unsafe claim(handle, interface.number) }
        for interface in device.interfaces {
            var usages: [String] = []
            let descriptor = unsafe Self.descriptor(handle, interface, &usages)
            var layout = family.ignoresDescriptor ? nil : descriptor.flatMap(PointOfSaleLayout.init)
            if layout == nil, usages.isEmpty || family.ignoresDescriptor { layout = family.fallback }
            seen += usages
            if found == nil, let layout {
                found = (interface, layout, descriptor)
            } else if usages.contains(keyboardUsage), !interface.isKeyboard {
                // One that says what it is by its class was let in by the family or the site file.
                hidden = interface.number
            }
        }
        guard case (let interface, var layout, let descriptor)? = found else {
            for interface in device.interfaces { unsafe libusb_release_interface(handle, Int32(interface.number)) }
            throw .notAScanner(usages: seen)
        }
        // Not released: the kernel's driver does not get it back, and nothing that it types reaches the system.
        if let hidden { throw .hiddenKeyboard(interface: hidden) }
        layout.vendorCodeAt = family.vendorCodeAt ?? layout.vendorCodeAt
        return (
            interface,
            PointOfSaleDecoder(
                layout: layout, answers: family.answers, vendorCodes: family.vendorCodes,
                partialLimit_ms: family.partialLimit_ms),
            PointOfSaleVoice(family, descriptor)
        )
    }

    /// Page and usage of a keyboard's collection.
    private static let keyboardUsage = "1:6"
    static let keyboardApplication: UInt32 = 0x0001_0006

    private static func name(_ status: Int32) -> String { unsafe String(cString: libusb_error_name(status)) }

    /// The report descriptor; the applications that it shows are added to `seen`.
    static func descriptor(
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

    private static func sendFeature(_ handle: OpaquePointer, _ interface: UInt8, _ feature: [UInt8]) {
        guard let id = feature.first else { return }
        var feature = feature
        // SET_REPORT (0x09), type feature (3). A device that does not know it stalls, and that is no fault.
        unsafe libusb_control_transfer(
            handle, 0x21, 0x09, 0x0300 | UInt16(id), UInt16(interface), &feature, UInt16(feature.count),
            controlLimit_ms)
    }

    // MARK: Reading

    private func submit() {
        for _ in 0..<Self.transferCount {
            let transfer = unsafe InTransfer(
                handle, endpoint: input.address, isBulk: input.isBulk, size: max(input.packetSize, 64)
            ) {
                [unowned self] transfer, ending in finished(transfer, ending)
            }
            guard let transfer else { continue }
            transfers.append(transfer)
            resubmit(transfer)
        }
    }

    private func resubmit(_ transfer: InTransfer) {
        guard !isGone else { return }
        switch transfer.submit() {
        case 0: break
        case LIBUSB_ERROR_NO_DEVICE.rawValue: lose()
        case let status: fail(Trouble(.readFailed, Self.name(status)))
        }
    }

    private func finished(_ transfer: InTransfer, _ ending: InTransfer.Ending) {
        switch ending {
        case .completed(let bytes):
            failures = 0
            tap?(id, .transfer(.in, isPort ? .endpoint : .report, bytes))
            obey(intake.take(bytes, stamp()))
            resubmit(transfer)
        case .cancelled: break
        case .noDevice: lose()
        case .stalled:
            tap?(id, .stall)
            intake.drop()
            isHalted = true
            countFailure(Trouble(.readFailed, "stall"))
        case .failed(let status):
            // An overflow or an error on the wire: what was under way is lost, the next report counts.
            if status == Int(LIBUSB_TRANSFER_OVERFLOW.rawValue) { tap?(id, .overflow) }
            intake.drop()
            countFailure(Trouble(.readFailed, "transfer status \(status)"))
            resubmit(transfer)
        }
    }

    private func obey(_ orders: [ReportIntake.Order]) {
        for order in orders {
            switch order {
            case .send(let bytes):
                guard let output else { break }
                tap?(id, output.tapeEvent(bytes, isPort: isPort))
                output.send(bytes)
            case .giveUp(let trouble): fail(trouble)
            }
        }
    }

    private func take(_ news: USBOutput.News) {
        switch news {
        case .deaf(let status):
            report(.changed(id, .faulty, detail: Trouble(.scannerDeaf, "transfer status \(status)").description))
        case .hearsAgain: report(.changed(id, .working, detail: title))
        case .noDevice: lose()
        }
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

    /// It was plugged out.
    func lose() {
        guard !isGone else { return }
        cancel(saying: nil)
        report(.changed(id, .gone, detail: ""))
        tap?(id, .unplug)
    }
}
