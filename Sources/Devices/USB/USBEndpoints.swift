import CUSB

/// An endpoint of a USB interface that bytes go over.
struct USBEndpoint: Sendable, Hashable {
    /// Its number, with 0x80 for bytes to the gateway.
    let address: UInt8
    let isBulk: Bool
    let packetSize: Int

    var isIn: Bool { address & 0x80 != 0 }
}

/// An interface at its first setting, of whatever class.
struct USBInterfaceEnds {
    let number: UInt8
    let interfaceClass: UInt8
    let subclass: UInt8
    let isBootKeyboard: Bool
    /// The interrupt and bulk ones.
    let endpoints: [USBEndpoint]

    func input(isBulk: Bool) -> USBEndpoint? { endpoints.first { $0.isIn && $0.isBulk == isBulk } }

    func output(isBulk: Bool) -> USBEndpoint? { endpoints.first { !$0.isIn && $0.isBulk == isBulk } }
}

extension USBDevice {
    /// All interfaces of the configuration in force, from the system's cache: nothing is opened.
    var ends: [USBInterfaceEnds] {
        var pointer: UnsafeMutablePointer<libusb_config_descriptor>?
        guard unsafe libusb_get_active_config_descriptor(entry.handle, &pointer) == 0, let pointer = unsafe pointer
        else { return [] }
        defer { unsafe libusb_free_config_descriptor(pointer) }
        let configuration = unsafe pointer.pointee
        var found: [USBInterfaceEnds] = []
        for place in unsafe 0..<Int(configuration.bNumInterfaces) {
            let interface = unsafe configuration.interface[place]
            guard unsafe interface.num_altsetting > 0 else { continue }
            let setting = unsafe interface.altsetting[0]
            var endpoints: [USBEndpoint] = []
            for place in unsafe 0..<Int(setting.bNumEndpoints) {
                let endpoint = unsafe setting.endpoint[place]
                let kind = unsafe endpoint.bmAttributes & 3
                guard kind >= 2 else { continue }
                unsafe endpoints.append(
                    USBEndpoint(
                        address: endpoint.bEndpointAddress, isBulk: kind == 2,
                        packetSize: Int(endpoint.wMaxPacketSize & 0x7FF)))
            }
            unsafe found.append(
                USBInterfaceEnds(
                    number: setting.bInterfaceNumber, interfaceClass: setting.bInterfaceClass,
                    subclass: setting.bInterfaceSubClass,
                    isBootKeyboard: setting.bInterfaceClass == 3 && setting.bInterfaceProtocol == 1,
                    endpoints: endpoints))
        }
        return found
    }

    /// Where a HID interface takes what it is told: its interrupt OUT endpoint, else SET_REPORT.
    /// - Parameter hasID: whether the reports begin with their id.
    func reportRoute(_ interface: UInt8, hasID: Bool) -> USBOutput.Route {
        if let endpoint = ends.first(where: { $0.number == interface })?.output(isBulk: false) {
            return .endpoint(endpoint)
        }
        return .setReport(interface: interface, hasID: hasID)
    }
}
