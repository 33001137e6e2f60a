import Glibc

/// What the kernel read from a device when it was plugged in, `/sys/bus/usb/devices/<port>`: it is known without opening it.
struct USBAttributes {
    private let folder: String

    /// - Parameter port: bus and ports, as `1-1.2`.
    init(port: String) { folder = "/sys/bus/usb/devices/" + port }

    /// The address that the kernel gave to what is at the port now.
    var address: UInt8? { text("devnum").flatMap { UInt8($0) } }
    var serial: String? { text("serial") }
    var manufacturer: String? { text("manufacturer") }
    var product: String? { text("product") }

    /// The texts are the device's own: up to 126 UTF-16 units, whatever it pleases. Nil where there is none.
    private func text(_ name: String) -> String? {
        let file = unsafe open("\(folder)/\(name)", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 1024)
        let count = unsafe read(file, &bytes, bytes.count)
        guard count > 0 else { return nil }
        let line = bytes[..<count].last == 0x0A ? bytes[..<(count - 1)] : bytes[..<count]
        return line.isEmpty ? nil : String(decoding: line, as: UTF8.self)
    }

    /// The drivers of its interfaces, which the system lists beside it: `1-1:1.0/driver` is a link to one.
    func drivers() -> [String] {
        let port = folder.split(separator: "/").last ?? ""
        var found: [String] = []
        for configuration in 1...2 {
            for interface in 0..<8 {
                let link = "/sys/bus/usb/devices/\(port):\(configuration).\(interface)/driver"
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
}
