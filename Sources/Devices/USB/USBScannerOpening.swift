import CUSB
import Formats

/// What opening a scanner found out: where it is read, what was claimed for that, how its reports are understood, and where it
/// takes what it is told.
struct USBScannerOpening {
    /// The number of the interface that is read.
    let interface: UInt8
    let input: USBEndpoint
    let claimed: [UInt8]
    let decoder: ScannerDecoder
    let route: USBOutput.Route?
}

/// Opening scanners that speak makers' own protocols.
extension USBScannerOpening {
    private static let controlLimit_ms: UInt32 = 500

    /// IBM OEM: the HID interface that says by its report descriptor or its name which form of scanner it is. A scale or a flash
    /// loader beside it is left alone.
    init(
        _ handle: OpaquePointer, _ device: USBDevice, oem family: DriverProfile.USBOEM
    ) throws(USBScanner.Fault) {
        var seen: [String] = []
        var found: USBDevice.HIDInterface?
        var unnamed: [USBDevice.HIDInterface] = []
        for interface in device.interfaces where !interface.isKeyboard {
            try unsafe USBScanner.claim(handle, interface.number)
            let usages = try unsafe Self.usages(handle, interface, &seen)
            if found == nil, usages.contains(family.form.usage) {
                found = interface
            } else if usages.isEmpty {
                unnamed.append(interface)
            } else {
                unsafe Self.release(handle, [interface])
            }
        }
        // One that does not say what it is counts as what its family and the site file say, if it is the only one.
        if found == nil, unnamed.count == 1, seen.isEmpty { found = unnamed.removeLast() }
        unsafe Self.release(handle, unnamed)
        guard let found else { throw .notAScanner(usages: seen) }
        self = Self.reports(device, found, .dialogue(family.dialogue), hasID: false)
    }

    /// SNAPI: the first HID interface that is no keyboard.
    init(
        _ handle: OpaquePointer, _ device: USBDevice, snapi family: DriverProfile.USBSNAPI
    ) throws(USBScanner.Fault) {
        var seen: [String] = []
        let interfaces = device.interfaces.filter { !$0.isKeyboard }
        for interface in interfaces {
            try unsafe USBScanner.claim(handle, interface.number)
            _ = try unsafe Self.usages(handle, interface, &seen)
        }
        guard let interface = interfaces.first else { throw .notAScanner(usages: []) }
        unsafe Self.release(handle, Array(interfaces.dropFirst()))
        self = Self.reports(device, interface, .dialogue(family.dialogue), hasID: true)
    }

    /// A serial port: its endpoints, whatever class they stand in; with CDC-ACM its control interface too.
    init(
        _ handle: OpaquePointer, _ device: USBDevice, serial family: DriverProfile.USBSerial, _ text: USBSerialText
    ) throws(USBScanner.Fault) {
        let ends = device.ends
        let wanted = ends.first { interface in
            !interface.isBootKeyboard && interface.input(isBulk: family.wire.isBulk) != nil
                && (family.wire != .cdcACM || interface.interfaceClass == 0x0A)
        }
        guard let port = wanted, let input = port.input(isBulk: family.wire.isBulk) else { throw .noPort }
        var claimed: [UInt8] = []
        do throws(USBScanner.Fault) {
            if family.wire == .cdcACM {
                guard let control = ends.first(where: { $0.interfaceClass == 0x02 && $0.subclass == 0x02 }) else {
                    throw .noPort
                }
                try unsafe USBScanner.claim(handle, control.number)
                claimed.append(control.number)
                unsafe Self.openLine(handle, control.number)
            }
            try unsafe USBScanner.claim(handle, port.number)
            claimed.append(port.number)
            let route: USBOutput.Route? =
                switch family.wire {
                case .cdcACM: port.output(isBulk: true).map { .endpoint($0) }
                case .opticon: port.output(isBulk: true).map { .endpoint($0) } ?? .vendor(request: 0x01)
                case .metrologic: port.output(isBulk: false).map { .endpoint($0) }
                case .symbol: nil
                }
            let mustSpeak = family.opening != nil || family.closing != nil || !family.commands.isEmpty
            guard route != nil || !mustSpeak else { throw .noPort }
            self.init(
                interface: port.number, input: input, claimed: claimed, decoder: .serial(text), route: route)
        } catch {
            for number in claimed { unsafe libusb_release_interface(handle, Int32(number)) }
            throw error
        }
    }

    /// A HID interface that is read report by report.
    static func reports(
        _ device: USBDevice, _ interface: USBDevice.HIDInterface, _ decoder: ScannerDecoder, hasID: Bool
    ) -> USBScannerOpening {
        USBScannerOpening(
            interface: interface.number,
            input: USBEndpoint(address: interface.endpoint, isBulk: false, packetSize: interface.packetSize),
            claimed: [interface.number], decoder: decoder, route: device.reportRoute(interface.number, hasID: hasID))
    }

    private static func release(_ handle: OpaquePointer, _ interfaces: [USBDevice.HIDInterface]) {
        for interface in interfaces { unsafe libusb_release_interface(handle, Int32(interface.number)) }
    }

    /// SET_LINE_CODING (0x20) and SET_CONTROL_LINE_STATE (0x22). A device that does not know them stalls, and that is no fault.
    private static func openLine(_ handle: OpaquePointer, _ interface: UInt8) {
        var coding = CDCLine.coding
        unsafe libusb_control_transfer(
            handle, 0x21, 0x20, 0, UInt16(interface), &coding, UInt16(coding.count), controlLimit_ms)
        unsafe libusb_control_transfer(handle, 0x21, 0x22, CDCLine.state, UInt16(interface), nil, 0, controlLimit_ms)
    }

    /// The usages of IBM's scanners, scales and loaders (4A00 to 4BFF, 6E00, A000) that an interface shows, on a maker's page of
    /// its report descriptor or in its name; what it shows is added to `seen`. A keyboard that its class does not tell of is a fault.
    private static func usages(
        _ handle: OpaquePointer, _ interface: USBDevice.HIDInterface, _ seen: inout [String]
    ) throws(USBScanner.Fault) -> [UInt16] {
        let descriptor = unsafe USBScanner.descriptor(handle, interface, &seen)
        // Not released: the kernel's driver does not get it back, and nothing that it types reaches the system.
        if descriptor?.applications.contains(USBScanner.keyboardApplication) ?? false {
            throw .hiddenKeyboard(interface: interface.number)
        }
        var found = (descriptor?.applications ?? []).filter { $0 >> 16 >= 0xFF00 }.map {
            UInt16(truncatingIfNeeded: $0)
        }
        if let name = unsafe Self.name(handle, interface) {
            // As `… Usage = 4B00h`.
            found += name.split { !$0.isHexDigit }.filter { $0.count == 4 }.compactMap { UInt16($0, radix: 16) }
        }
        return found.filter { [0x4A00, 0x4B00, 0x6E00, 0xA000].contains($0) }
    }

    private static func name(_ handle: OpaquePointer, _ interface: USBDevice.HIDInterface) -> String? {
        guard interface.name != 0 else { return nil }
        var text = [UInt8](repeating: 0, count: 256)
        let count = unsafe libusb_get_string_descriptor_ascii(handle, interface.name, &text, Int32(text.count))
        return count > 0 ? String(decoding: text.prefix(Int(count)), as: UTF8.self) : nil
    }
}
