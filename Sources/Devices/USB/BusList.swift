import CUSB
import Glibc

/// What is on the USB bus, for people to see. Nothing is opened.
public enum BusList {
    public struct Item: Sendable, Hashable {
        public let vendor: UInt16
        public let product: UInt16
        public let port: String
        public let description: String
        /// Whether this process has the right to open it.
        public let isWritable: Bool
        /// Whether all its HID interfaces are boot keyboards.
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

    /// The drivers of a device's interfaces, which the system lists beside it: `1-1:1.0/driver` is a link to one.
    private static func drivers(at port: String) -> [String] {
        let folder = "/sys/bus/usb/devices"
        var found: [String] = []
        for configuration in 1...2 {
            for interface in 0..<8 {
                let link = "\(folder)/\(port):\(configuration).\(interface)/driver"
                var target = [CChar](repeating: 0, count: 512)
                let count = unsafe readlink(link, &target, 512)
                guard count > 0 else { continue }
                let name = target[..<count].split(separator: 0x2F).last?.map { UInt8(bitPattern: $0) } ?? []
                let driver = String(decoding: name, as: UTF8.self)
                if !found.contains(driver) { found.append(driver) }
            }
        }
        return found
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
            found.append(
                Item(
                    vendor: device.vendor, product: device.product, port: device.port, description: device.description,
                    isWritable: unsafe Self.isWritable(handle),
                    isOnlyKeyboard: device.isHID && device.interfaces.allSatisfy(\.isKeyboard),
                    drivers: drivers(at: device.port)))
        }
        return found
    }
}
