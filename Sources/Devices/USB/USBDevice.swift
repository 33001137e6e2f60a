import CUSB
import Formats
import Readings

/// The library's own entry for a device, kept alive for as long as somebody holds this.
@safe final class BusEntry: Equatable {
    let handle: OpaquePointer

    init(_ handle: OpaquePointer) {
        unsafe self.handle = handle
        unsafe libusb_ref_device(handle)
    }

    deinit { unsafe libusb_unref_device(handle) }

    static func == (first: BusEntry, second: BusEntry) -> Bool { unsafe first.handle == second.handle }
}

/// A device on the bus as the library lists it, not opened.
struct USBDevice {
    let entry: BusEntry
    let vendor: UInt16
    let product: UInt16
    /// Bus and ports, as `1-1.2`.
    let port: String
    /// Numbers of the interfaces of class HID, with their interrupt IN endpoint and its packet size.
    let interfaces: [HIDInterface]
    /// Every interface at every alternate setting of every configuration.
    let all: USBInterfaceSet
    /// As the kernel read it when the device was plugged in; nil where it has none.
    let serial: String?
    /// What it says of itself, read with its serial number.
    let identity: DeviceIdentity?

    struct HIDInterface {
        let number: UInt8
        let endpoint: UInt8
        let packetSize: Int
        let reportDescriptorSize: UInt16
        /// The index of the text with its name; 0 where it has none.
        let name: UInt8
        /// It can be asked for the boot protocol's reports (HID 1.11, 4.2).
        let hasBootProtocol: Bool
        /// It says that it is a boot keyboard.
        let isKeyboard: Bool
    }

    /// Nil when the device's descriptors cannot be read. They are read from the system's cache: nothing is opened.
    init?(_ entry: BusEntry) {
        var descriptor = libusb_device_descriptor()
        guard unsafe libusb_get_device_descriptor(entry.handle, &descriptor) == 0 else { return nil }
        self.entry = entry
        vendor = descriptor.idVendor
        product = descriptor.idProduct
        port = unsafe Self.port(of: entry.handle)
        interfaces = unsafe Self.interfaces(of: entry.handle)
        all = unsafe Self.all(of: entry.handle, configurations: descriptor.bNumConfigurations)
        // Another device may be at the port by now: then the number is not this one's.
        let attributes = USBAttributes(port: port)
        let isThere = unsafe attributes.address == libusb_get_device_address(entry.handle)
        serial = isThere ? attributes.serial : nil
        identity = DeviceIdentity(
            maker: isThere ? attributes.manufacturer : nil, model: isThere ? attributes.product : nil, serial: serial,
            release: descriptor.bcdDevice)
    }

    var unit: USBAdmission.Unit {
        USBAdmission.Unit(vendor: vendor, product: product, port: port, serial: serial, interfaces: all)
    }

    var isHID: Bool { !interfaces.isEmpty }

    var description: String { "\(Self.hexadecimal(vendor)):\(Self.hexadecimal(product)) · \(port)" }

    static func hexadecimal(_ number: UInt16) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }

    private static func port(of handle: OpaquePointer) -> String {
        var ports = [UInt8](repeating: 0, count: 8)
        let count = unsafe libusb_get_port_numbers(handle, &ports, Int32(ports.count))
        let path = ports.prefix(Int(max(0, count))).map { String($0) }.joined(separator: ".")
        return unsafe "\(libusb_get_bus_number(handle))-\(path)"
    }

    private static func all(of handle: OpaquePointer, configurations: UInt8) -> USBInterfaceSet {
        var found: [USBInterface] = []
        for number in 0..<configurations {
            var pointer: UnsafeMutablePointer<libusb_config_descriptor>?
            guard unsafe libusb_get_config_descriptor(handle, number, &pointer) == 0, let pointer = unsafe pointer
            else {
                continue
            }
            defer { unsafe libusb_free_config_descriptor(pointer) }
            let configuration = unsafe pointer.pointee
            for place in unsafe 0..<Int(configuration.bNumInterfaces) {
                let interface = unsafe configuration.interface[place]
                for setting in unsafe 0..<Int(interface.num_altsetting) {
                    let setting = unsafe interface.altsetting[setting]
                    found.append(
                        unsafe USBInterface(
                            setting.bInterfaceClass, setting.bInterfaceSubClass, setting.bInterfaceProtocol))
                }
            }
        }
        return USBInterfaceSet(found)
    }

    private static func interfaces(of handle: OpaquePointer) -> [HIDInterface] {
        var pointer: UnsafeMutablePointer<libusb_config_descriptor>?
        guard unsafe libusb_get_active_config_descriptor(handle, &pointer) == 0, let pointer = unsafe pointer else {
            return []
        }
        defer { unsafe libusb_free_config_descriptor(pointer) }
        var found: [HIDInterface] = []
        let configuration = unsafe pointer.pointee
        for place in unsafe 0..<Int(configuration.bNumInterfaces) {
            let interface = unsafe configuration.interface[place]
            guard unsafe interface.num_altsetting > 0 else { continue }
            let setting = unsafe interface.altsetting[0]
            guard unsafe setting.bInterfaceClass == UInt8(LIBUSB_CLASS_HID.rawValue) else { continue }
            for place in unsafe 0..<Int(setting.bNumEndpoints) {
                let endpoint = unsafe setting.endpoint[place]
                let isInterruptIn = unsafe endpoint.bEndpointAddress & 0x80 != 0 && endpoint.bmAttributes & 3 == 3
                guard isInterruptIn else { continue }
                let size = unsafe reportDescriptorSize(setting.extra, Int(setting.extra_length))
                unsafe found.append(
                    HIDInterface(
                        number: setting.bInterfaceNumber, endpoint: endpoint.bEndpointAddress,
                        packetSize: Int(endpoint.wMaxPacketSize & 0x7FF), reportDescriptorSize: size,
                        name: setting.iInterface,
                        hasBootProtocol: setting.bInterfaceSubClass == 1,
                        isKeyboard: setting.bInterfaceSubClass == 1 && setting.bInterfaceProtocol == 1))
                break
            }
        }
        return found
    }

    /// The HID descriptor among an interface's extra bytes names the size of the report descriptor (HID 1.11, 6.2.1).
    private static func reportDescriptorSize(_ extra: UnsafePointer<UInt8>?, _ count: Int) -> UInt16 {
        guard let extra = unsafe extra else { return 0 }
        var place = 0
        while place + 1 < count {
            let length = unsafe Int(extra[place])
            guard length >= 2, place + length <= count else { return 0 }
            if unsafe extra[place + 1] == 0x21, length >= 9, unsafe extra[place + 6] == 0x22 {
                return unsafe UInt16(extra[place + 7]) | UInt16(extra[place + 8]) << 8
            }
            place += length
        }
        return 0
    }
}
