import Devices
import Formats
import Gateway
import Glibc
import Parcels
import Passages
import Platform
import Words

/// The checks of `parcelgate doctor`, each with its words in the catalogue: `doctor.<check>.ok`, `.bad` and `.advice`.
struct Doctor {
    private let language: Language
    private var isWell = true

    static func examine(_ path: String, language word: String, sorters: Bool) throws(Exit) {
        guard let language = Language(rawValue: word) else {
            throw .usage("--language: expected vi or en, found '\(word)'")
        }
        var doctor = Doctor(language: language)
        let site: SiteConfiguration
        do throws(SiteFile.Fault) { site = try SiteFile.read(path) } catch {
            doctor.bad("site", [("error", "\(error)")])
            throw .notSo()
        }
        doctor.ok("site", [("lines", String(site.lines.count)), ("devices", String(site.devices.count))])
        doctor.checkDisk(site)
        doctor.checkClock()
        for device in site.devices { doctor.check(device) }
        if sorters { for line in site.lines { doctor.checkSorter(line) } }
        if !doctor.isWell { throw .notSo() }
    }

    private init(language: Language) { self.language = language }

    private func say(_ mark: String, _ key: String, _ arguments: [(name: String, value: String)]) {
        Terminal.say(mark + " " + Terminal.plain(Catalogue.text("doctor." + key, language, arguments)))
    }

    private func ok(_ check: String, _ arguments: [(name: String, value: String)] = []) {
        say("ok  ", check + ".ok", arguments)
    }

    private mutating func bad(_ check: String, _ arguments: [(name: String, value: String)] = []) {
        isWell = false
        say("BAD ", check + ".bad", arguments)
        say("    ", check + ".advice", arguments)
    }

    /// Something that a person should know and that does not keep the line from working.
    private func note(_ check: String, _ arguments: [(name: String, value: String)] = []) {
        say("note", check + ".bad", arguments)
        say("    ", check + ".advice", arguments)
    }

    private mutating func checkDisk(_ site: SiteConfiguration) {
        do throws(SystemError) {
            try Files.makeDirectory(site.data)
            let flush = try DiskProbe.medianFlush(in: site.data)
            let microseconds = [("us", String(flush / 1000))]
            // A real disk needs tens of microseconds; one that is faster only says that it wrote.
            if flush < 15_000 { bad("flush", microseconds) } else { ok("flush", microseconds) }
            let free = DiskProbe.freeBytes(in: site.data)
            let gigabytes = [("gb", String(free >> 30))]
            if free < 5 << 30 { bad("space", gigabytes) } else { ok("space", gigabytes) }
        } catch { bad("disk", [("error", "\(error)")]) }
    }

    private func checkClock() {
        if Clocks.wallIsSynchronised() { ok("clock") } else { note("clock") }
    }

    private mutating func check(_ device: DeviceConfiguration) {
        let name = [("device", device.id.name)]
        switch device.place {
        case .usb(let place):
            let found = BusList.read().filter { item in
                item.vendor == place.vendor && item.product == place.product
                    && (place.port.map { $0 == item.port } ?? true)
            }
            guard let item = found.first else { return bad("usb", name) }
            if item.isWritable { ok("usb", name) } else { bad("usb-rights", name + [("port", item.port)]) }
        case .tcpClient(let address): checkConnection("reader", name, address)
        case .tcpServer: ok("listener", name)
        case .folder(let path):
            let arguments = name + [("folder", path)]
            if unsafe access(path, R_OK | W_OK | X_OK) == 0 {
                ok("folder", arguments)
            } else {
                bad("folder", arguments)
            }
        }
    }

    private mutating func checkConnection(
        _ check: String, _ name: [(name: String, value: String)], _ address: SocketAddress
    ) {
        let arguments = name + [("address", address.description)]
        guard let stop = try? EventFlag(),
            Sockets.connect(to: address, until: Clocks.monotonic() + 2_000_000_000, stop: stop) != nil
        else { return bad(check, arguments) }
        ok(check, arguments)
    }

    private mutating func checkSorter(_ line: SiteConfiguration.Line) {
        let id = line.layout.id
        var arguments = [("line", id.name), ("address", line.sorter.description)]
        guard let hello = SorterProbe.hello(line.sorter) else { return bad("sorter", arguments) }
        arguments += [("exit", String(hello.defaultExit)), ("inspection", String(line.layout.inspectionExit))]
        if Int(hello.defaultExit) != line.layout.inspectionExit {
            bad("default-exit", arguments)
        } else {
            ok("default-exit", arguments)
        }
        if hello.line != id { bad("line-name", arguments + [("found", hello.line.name)]) }
    }
}
