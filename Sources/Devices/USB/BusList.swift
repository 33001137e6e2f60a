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
    }

    private static func isWritable(_ handle: OpaquePointer) -> Bool {
        func padded(_ number: UInt8) -> String {
            String(repeating: "0", count: 3 - String(number).count) + String(number)
        }
        let bus = unsafe padded(libusb_get_bus_number(handle))
        let node = unsafe "/dev/bus/usb/\(bus)/" + padded(libusb_get_device_address(handle))
        return unsafe access(node, R_OK | W_OK) == 0
    }

    /// The devices with a HID interface.
    public static func read() -> [Item] {
        var context: OpaquePointer?
        guard unsafe libusb_init(&context) == 0, let context = unsafe context else { return [] }
        defer { unsafe libusb_exit(context) }
        var list: UnsafeMutablePointer<OpaquePointer?>?
        let count = unsafe libusb_get_device_list(context, &list)
        guard count > 0, let list = unsafe list else { return [] }
        defer { unsafe libusb_free_device_list(list, 1) }
        var found: [Item] = []
        for place in 0..<count {
            guard let handle = unsafe list[place], let device = unsafe USBDevice(BusEntry(handle)), device.isHID else {
                continue
            }
            found.append(
                Item(
                    vendor: device.vendor, product: device.product, port: device.port, description: device.description,
                    isWritable: unsafe Self.isWritable(handle)))
        }
        return found
    }
}
