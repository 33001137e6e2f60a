import Foundation
import Glibc
import HTTPClient
import Parcels
import Platform
import Simulation

/// A site for measuring: the released gateway as a process of its own, with lines that this process plays.
final class BenchSite {
    let folder: String
    let program: String
    let lines: [BenchLine]
    private(set) var gateway: Process?
    private(set) var console = ""
    private(set) var session = BenchSession()
    /// Where the site's camera writes its pictures, if it has one.
    let frames: String?
    private let usb: USB?

    /// A scanner on a virtual bus: its stanza in the site file, its description, and the bus's control channel.
    struct USB {
        let stanza: String
        let description: String
        let control: String
    }

    static let items = 100_000

    init(
        _ name: String, program: String, lines: [BenchLine], geometry: BenchGeometry, frames: String? = nil,
        usb: USB? = nil
    ) throws {
        self.usb = usb
        self.program = program
        self.lines = lines
        self.frames = frames
        folder = FileManager.default.currentDirectoryPath + "/.build/bench/\(name)-\(getpid())"
        try Files.makeDirectory(folder)
        try Files.replace(
            folder + "/site.yaml", with: Array(Self.siteFile(lines, geometry, frames: frames, usb: usb).utf8))
    }

    deinit {
        stop(SIGKILL)
        if ProcessInfo.processInfo.environment["BENCH_KEEPS"] == nil {
            try? FileManager.default.removeItem(atPath: folder)
        }
    }

    private static func siteFile(_ lines: [BenchLine], _ geometry: BenchGeometry, frames: String?, usb: USB?) -> String
    {
        let drivers = FileManager.default.currentDirectoryPath + "/drivers"
        var text = """
            site: {id: bench, name: {vi: đo, en: bench}, zone: Asia/Ho_Chi_Minh}
            data: data
            drivers: \(drivers)
            console: {listen: "127.0.0.1:0"}
            screening: {copy_window_s: 1, length_tolerance_mm: 10000}
            devices:

            """
        for line in lines {
            text +=
                "  - {id: r-\(line.id), driver: text-tcp, tcp: {connect: \"127.0.0.1:\(Sockets.port(of: line.reader.number))\"}}\n"
        }
        if let frames { text += "  - {id: camera, driver: image-folder, folder: \(frames)}\n" }
        if let usb { text += usb.stanza }
        text += "lines:\n"
        for line in lines {
            text += """
                  - id: \(line.id)
                    name: {vi: đo, en: bench}
                    sorter: "127.0.0.1:\(Sockets.port(of: line.plc.number))"
                    belt: {encoder_um_per_count: \(geometry.um_per_count)}
                    maximum_length_mm: \(geometry.pitch_um / 1000)
                    minimum_gap_mm: \(geometry.gap_mm)
                    stations: [{name: t, distance_mm: \(geometry.station_um / 1000), tolerance_mm: \(geometry.tolerance_mm), readers: [r-\(line.id)]}]
                    diverter_mm: \(geometry.diverter_um / 1000)
                    exits:
                      - {number: 1, kind: inspection, distance_mm: \(geometry.exit_um / 1000)}
                      - {number: 2, kind: outbound, distance_mm: \(geometry.exit_um / 1000)}

                """
        }
        return text
    }

    /// Starts the gateway. Returns the nanoseconds from its start to the console's first answer.
    @discardableResult
    func start() throws -> Int64 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = ["run", "--site", folder + "/site.yaml"]
        if let usb {
            process.executableURL = URL(fileURLWithPath: VirtualBus.program)
            process.arguments = [
                "--control", usb.control, "--device", usb.description, "--", program, "run", "--site",
                folder + "/site.yaml",
            ]
        }
        let pipe = Pipe()
        process.standardOutput = pipe
        let begin = Clocks.monotonic()
        try process.run()
        gateway = process
        var text = ""
        while !text.contains("\n") {
            let data = pipe.fileHandleForReading.availableData
            guard !data.isEmpty else { throw BenchFault("the gateway ended before it spoke") }
            text += String(decoding: data, as: UTF8.self)
        }
        guard let address = text.split(separator: "\n").first?.split(separator: " ").last else {
            throw BenchFault("no address")
        }
        console = String(address.dropLast())
        _ = try HTTPClient.ask("GET", console + "/api/health", timeout_s: 5)
        return Clocks.monotonic() - begin
    }

    func stop(_ signal: Int32 = SIGTERM) {
        guard let process = gateway else { return }
        kill(process.processIdentifier, signal)
        process.waitUntilExit()
        gateway = nil
    }

    /// Resident memory of the gateway in bytes.
    var resident: Int {
        guard let process = gateway,
            let text = try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8),
            let line = text.split(separator: "\n").first(where: { $0.hasPrefix("VmRSS") }),
            let kilobytes = line.split(separator: " ").compactMap({ Int($0) }).first
        else { return 0 }
        return kilobytes * 1024
    }

    // MARK: Setting up

    /// - Parameter documents: by their kind, instead of the example's.
    func setUp(_ documents: [String: String] = [:]) throws {
        let secret = String(decoding: try Files.read(folder + "/data/first-sign-in.txt", limit: 1024), as: UTF8.self)
        guard let password = secret.split(separator: "\n").last?.dropFirst("password: ".count) else {
            throw BenchFault("no password")
        }
        try signIn("admin", String(password))
        for name in ["first", "second"] {
            try post(
                "/api/accounts",
                #"{"account":"\#(name)","roles":["supervisor","inspector"],"password":"bench-password-\#(name)"}"#)
        }
        let example = FileManager.default.currentDirectoryPath + "/packaging/example/"
        try signIn("first", "bench-password-first")
        for kind in ["policy", "rules", "lists"] {
            _ = try ask(
                "POST", "/api/documents/\(kind)",
                .bytes(
                    try documents[kind].map { Array($0.utf8) } ?? Files.read(example + kind + ".yaml", limit: 1 << 20)))
            try approve(kind)
        }
        try signIn("second", "bench-password-second")
        for kind in ["policy", "rules", "lists"] { try approve(kind) }
    }

    /// Once it has been tried on the parcels of the last shift.
    private func approve(_ kind: String) throws {
        while true {
            do { return try post("/api/documents/\(kind)/1/approvals", "") } catch {
                guard "\(error)".contains("replay-running") else { throw error }
            }
            usleep(50_000)
        }
    }

    func signIn(_ account: String, _ password: String) throws {
        session = try BenchSession(console, account, password)
    }

    func post(_ path: String, _ body: String) throws { _ = try ask("POST", path, .bytes(Array(body.utf8))) }

    @discardableResult
    func ask(_ method: String, _ path: String, _ body: HTTPClient.Body, timeout_s: Int = 300) throws -> HTTPAnswer {
        try session.ask(method, path, body, timeout_s: timeout_s)
    }

    /// Runs a command of the program for this site's file, or another one, until it ends.
    func command(_ arguments: [String], site: String? = nil) throws {
        try Self.command(program, arguments, site: site ?? folder + "/site.yaml")
    }

    static func command(_ program: String, _ arguments: [String], site: String) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments + ["--site", site]
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw BenchFault("\(arguments.joined(separator: " ")): status \(process.terminationStatus)")
        }
    }

    /// How many readings a device has given since the start.
    func deviceReadings(_ id: String) throws -> Int { try device(id).readings }

    struct Device: Decodable {
        let id: String
        let state: String
        let readings: Int
    }

    /// A device as the console shows it.
    func device(_ id: String) throws -> Device {
        struct Live: Decodable { let devices: [Device] }
        let live = try JSONDecoder().decode(Live.self, from: Data(try ask("GET", "/api/live/now", .none).body))
        guard let device = live.devices.first(where: { $0.id == id }) else { throw BenchFault("no device \(id)") }
        return device
    }

    /// Browsers that watch the line, as processes of their own.
    func watchers(_ count: Int) throws -> [Process] {
        try (0..<count).map { _ in
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/curl")
            process.arguments = ["-sN", "-H", "Cookie: " + session.cookie, console + "/api/live"]
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            return process
        }
    }

    /// A manifest of 100,000 items; `variant` changes their weights, so that a second import changes every row.
    /// - Parameter serial: of the first item.
    func manifestFile(_ variant: Int, serial: Int = BenchSite.firstSerial) throws -> String {
        let path = "\(folder)/manifest-\(variant).csv"
        try Files.replace(path, with: Self.manifest(variant, serial: serial))
        return path
    }

    static let firstSerial = 10_000_000

    static func manifest(_ variant: Int, serial: Int) -> [UInt8] {
        var text =
            "item_number,service,origin,destination,sender_name,sender_phone,sender_address,receiver_name,receiver_phone,receiver_address,contents,quantity,weight_g,office\n"
        for place in 0..<items {
            let label = String(decoding: label(place, serial), as: UTF8.self)
            text +=
                "\(label),EMS,VN,VN,Nguyễn Văn An,0901234567,\"12 Trần Phú, Quảng Ngãi\",Trần Thị Bình,0907654321,\"5 Lê Lợi, Gia Lai\",quần áo,1,\(500 + (place + variant) % 900),580000\n"
        }
        return Array(text.utf8)
    }

    static func label(_ place: Int, _ first: Int = firstSerial) -> [UInt8] {
        let serial = String(first + place).utf8.map { $0 - 48 }
        return Array("EB".utf8) + serial.map { $0 + 48 } + [S10.checkDigit(serial) + 48] + Array("VN".utf8)
    }
}
