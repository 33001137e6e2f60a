import Devices
import Formats
import Glibc
import Platform

extension Doctor {
    mutating func check(_ device: DeviceConfiguration) {
        let name = [("device", device.id.name), ("family", device.profile.family)]
        switch device.place {
        case .usb(let place): checkUSB(device.profile, place, name)
        case .tcpClient(let address): checkConnection("reader", name, address)
        case .tcpServer: ok("listener", name)
        case .udp(let address):
            let peers = device.peers.sorted().joined(separator: ", ")
            ok("datagrams", name + [("address", address.description), ("peers", peers)])
        case .serial(let place): checkSerial(device.profile, place, name)
        case .folder(let path): checkFolder(path, name)
        }
    }

    private mutating func checkFolder(_ path: String, _ name: [(name: String, value: String)]) {
        let facts = name + [("folder", path)]
        if unsafe access(path, R_OK | W_OK | X_OK) == 0 { ok("folder", facts) } else { bad("folder", facts) }
    }

    mutating func checkConnection(
        _ check: String, _ name: [(name: String, value: String)], _ address: SocketAddress
    ) {
        let facts = name + [("address", address.description)]
        guard let stop = try? EventFlag(),
            Sockets.connect(to: address, until: Clocks.monotonic() + 2_000_000_000, stop: stop) != nil
        else { return bad(check, facts) }
        ok(check, facts)
    }

    // MARK: USB

    private mutating func checkUSB(
        _ profile: DriverProfile, _ place: USBPlace, _ name: [(name: String, value: String)]
    ) {
        let bus = BusList.read(.all)
        let units = bus.filter { $0.vendor == place.vendor && $0.product == place.product }
        let fitting = units.filter { item in place.port.map { $0 == item.port } ?? true }
        guard let first = fitting.first else { return sayMissing(place, units: units, bus: bus, name) }
        guard let unit = fitting.first(where: { item in place.serial.map { $0 == item.serial } ?? true }) else {
            let found = first.serial.map(Terminal.plain) ?? "–"
            return bad("usb-serial", name + [("port", first.port), ("serial", place.serial ?? ""), ("found", found)])
        }
        let facts = name + [("port", unit.port), ("id", unit.id), ("interfaces", unit.interfaces.words)]
        if place.serial == nil, fitting.count > 1 {
            return bad("usb-alike", facts + [("ports", fitting.map(\.port).sorted().joined(separator: ", "))])
        }
        if !unit.isWritable {
            // A rule that is there has not been applied to this unit yet.
            return bad(UdevFiles.haveRule(for: place.vendor) ? "usb-rights" : "udev-rule", facts)
        }
        if let used = unit.drivers.first(where: { $0 == "usbfs" }) {
            note("usb-in-use", facts + [("driver", used)])
        }
        switch profile.kind {
        case .usbPointOfSale where unit.isOnlyKeyboard: bad("usb-keyboard", facts)
        case .usbOEM where unit.isOnlyKeyboard, .usbSNAPI where unit.isOnlyKeyboard,
            .usbSerial where unit.isOnlyKeyboard:
            bad("usb-mode", facts + [("mode", ScannerMode.keyboard.name)])
        case _ where !profile.allows(unit.interfaces, pinned: place.interfaces):
            bad("usb-interfaces", facts)
        case .usbKeyboard:
            note("usb-typing", facts)
            if unit.drivers.contains("usbhid") {
                note("usb-driver", facts + [("driver", "usbhid")])
            } else {
                ok("usb", facts)
            }
        default: ok("usb", facts)
        }
    }

    /// The unit that the site file names is not there: another of its maker may be, in another mode or at another port.
    private mutating func sayMissing(
        _ place: USBPlace, units: [BusList.Item], bus: [BusList.Item], _ name: [(name: String, value: String)]
    ) {
        if let elsewhere = units.first {
            return bad("usb-port", name + [("port", place.port ?? ""), ("found", elsewhere.port)])
        }
        let wanted = ScannerMode.of(vendor: place.vendor, product: place.product)
        for unit in bus where unit.vendor == place.vendor {
            guard let mode = ScannerMode.of(vendor: unit.vendor, product: unit.product), mode != wanted else {
                continue
            }
            return bad("usb-mode", name + [("id", unit.id), ("port", unit.port), ("mode", mode.name)])
        }
        bad("usb", name)
    }

    // MARK: Serial ports

    private mutating func checkSerial(
        _ profile: DriverProfile, _ place: SerialPlace, _ name: [(name: String, value: String)]
    ) {
        let facts = name + [("path", place.path)]
        guard Files.exists(place.path) else {
            // Its scanner may be on the bus, in a mode that is no serial port.
            for unit in BusList.read(.all) where profile.models.contains(where: { $0.vendor == unit.vendor }) {
                guard let mode = ScannerMode.of(vendor: unit.vendor, product: unit.product), mode != .serial else {
                    continue
                }
                return bad("usb-mode", name + [("id", unit.id), ("port", unit.port), ("mode", mode.name)])
            }
            let there = (try? Files.names(in: "/dev/serial/by-id")) ?? []
            return bad("serial", facts + [("there", there.isEmpty ? "–" : there.joined(separator: ", "))])
        }
        guard unsafe access(place.path, R_OK | W_OK) == 0 else { return bad("serial-rights", facts) }
        do throws(SystemError) {
            _ = try SerialPort.open(place.path, place.line)
            ok("serial", facts + [("line", place.line.description)])
        } catch {
            if error.code == EBUSY {
                note("serial-in-use", facts)
            } else {
                bad("serial-settings", facts + [("error", error.description)])
            }
        }
    }
}

/// The rules that udev reads.
enum UdevFiles {
    private static let folders = [
        "/etc/udev/rules.d", "/run/udev/rules.d", "/usr/lib/udev/rules.d", "/lib/udev/rules.d",
    ]

    /// Whether one of ours, or of the site's own, speaks of this vendor's devices.
    static func haveRule(for vendor: UInt16) -> Bool {
        for folder in folders {
            for name in (try? Files.names(in: folder)) ?? [] where name.hasSuffix(".rules") {
                guard let rules = try? Files.read("\(folder)/\(name)", limit: 4 << 20) else { continue }
                if UdevRules.givesRights(String(decoding: rules, as: UTF8.self), vendor: vendor) { return true }
            }
        }
        return false
    }
}
