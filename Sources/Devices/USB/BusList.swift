import CUSB
import Formats
import Glibc

/// What is on the USB bus, for people to see. Nothing is opened.
public enum BusList {
    public struct Item: Sendable, Hashable {
        public let vendor: UInt16
        public let product: UInt16
        public let port: String
        /// Vendor, product and port.
        public let description: String
        /// What the device calls itself, and its serial number: its own texts, not to be trusted. Nil where it has none.
        public let title: String?
        public let serial: String?
        public let interfaces: USBInterfaceSet
        /// Whether this process has the right to open it.
        public let isWritable: Bool
        /// Whether all its interfaces are boot keyboards.
        public let isOnlyKeyboard: Bool
        /// The kernel's drivers that hold its interfaces; `usbfs` is a program.
        public let drivers: [String]

        /// Vendor and product, as `0c2e:0b6a`.
        public var id: String { USBDevice.hexadecimal(vendor) + ":" + USBDevice.hexadecimal(product) }
    }

    public enum Which: Sendable {
        /// The devices with a HID interface.
        case hid
        case all
    }

    private static func isWritable(_ handle: OpaquePointer) -> Bool {
        func padded(_ number: UInt8) -> String {
            String(repeating: "0", count: 3 - String(number).count) + String(number)
        }
        let bus = unsafe padded(libusb_get_bus_number(handle))
        let node = unsafe "/dev/bus/usb/\(bus)/" + padded(libusb_get_device_address(handle))
        return unsafe access(node, R_OK | W_OK) == 0
    }

    public static func read(_ which: Which = .hid) -> [Item] {
        var context: OpaquePointer?
        guard unsafe libusb_init(&context) == 0, let context = unsafe context else { return [] }
        defer { unsafe libusb_exit(context) }
        var list: UnsafeMutablePointer<OpaquePointer?>?
        let count = unsafe libusb_get_device_list(context, &list)
        guard count > 0, let list = unsafe list else { return [] }
        defer { unsafe libusb_free_device_list(list, 1) }
        var found: [Item] = []
        for place in 0..<count {
            guard let handle = unsafe list[place], let device = unsafe USBDevice(BusEntry(handle)),
                which == .all || device.isHID
            else { continue }
            let attributes = USBAttributes(port: device.port)
            let title = [device.identity?.maker, device.identity?.model].compactMap { $0 }.joined(separator: " ")
            found.append(
                Item(
                    vendor: device.vendor, product: device.product, port: device.port, description: device.description,
                    title: title.isEmpty ? nil : title, serial: device.serial, interfaces: device.all,
                    isWritable: unsafe Self.isWritable(handle), isOnlyKeyboard: device.all.isOnlyKeyboard,
                    drivers: attributes.drivers()))
        }
        return found
    }
}
