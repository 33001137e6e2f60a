import Devices
import Gateway
import Glibc
import Platform

/// The demo's folder: a copy of the example site and of the drivers, which a person may change. The simulated line listens
/// where its site file looks for it.
struct DemoSite {
    let directory: String
    /// The console's URL, without a slash at its end.
    let console: String
    /// Nil for a post office without a belt.
    let line: Line?

    /// What the simulated line needs.
    struct Line {
        let plc: SocketAddress
        let reader: SocketAddress
        /// Whether the reader weighs and measures, too.
        let weighs: Bool
        /// Where the simulated line shows what scanners can see: one port above the PLC's.
        let views: SocketAddress
    }

    /// Which of the example sites it is.
    enum Kind: String {
        case line
        /// A post office without a belt.
        case table

        fileprivate var siteFile: String { self == .line ? "site.yaml" : "table-site.yaml" }
    }

    var siteFile: String { directory + "/site.yaml" }
    var log: String { directory + "/log" }
    var firstSignIn: String { directory + "/data/first-sign-in.txt" }
    /// Short, because a Unix socket's path is.
    var control: String { directory + "/usb.sock" }

    /// The family that the simulated reader speaks when it weighs.
    private static let weighingFamily = "dws-text-tcp"

    static let documents = ["policy", "rules", "lists"]

    static func prepare(_ kind: Kind, _ directory: String, _ share: String) throws(Exit) -> DemoSite {
        let example = share + "/packaging/example"
        guard Files.exists(example + "/" + kind.siteFile) else {
            throw .environment("\(example)/\(kind.siteFile) is not there; name its folder with --share")
        }
        do throws(SystemError) {
            try Files.makeDirectory(directory + "/log")
            let files = [(kind.siteFile, "site.yaml")] + documents.map { ($0 + ".yaml", $0 + ".yaml") }
            for (source, name) in files where !Files.exists("\(directory)/\(name)") {
                try copy("\(example)/\(source)", "\(directory)/\(name)")
            }
            // Families, and the keyboard layouts that some of them name.
            for folder in try Files.names(in: share + "/drivers") where !folder.contains(".") {
                try Files.makeDirectory("\(directory)/drivers/\(folder)")
                for name in try Files.names(in: "\(share)/drivers/\(folder)") where name.hasSuffix(".yaml") {
                    try copy("\(share)/drivers/\(folder)/\(name)", "\(directory)/drivers/\(folder)/\(name)")
                }
            }
        } catch { throw .environment("\(error)") }
        let file = directory + "/site.yaml"
        let configuration: SiteConfiguration
        do throws(SiteFile.Fault) { configuration = try SiteFile.read(file) } catch { throw .environment("\(error)") }
        return try DemoSite(directory, configuration)
    }

    private init(_ directory: String, _ site: SiteConfiguration) throws(Exit) {
        let readers = site.devices.compactMap { device -> (address: SocketAddress, weighs: Bool)? in
            guard case .tcpClient(let address) = device.place else { return nil }
            return (address, device.profile.family == Self.weighingFamily)
        }
        if let line = site.lines.first, site.lines.count == 1, let reader = readers.first, readers.count == 1,
            let views = SocketAddress("\(line.sorter.host):\(line.sorter.port &+ 1)")
        {
            self.line = Line(plc: line.sorter, reader: reader.address, weighs: reader.weighs, views: views)
        } else if site.lines.isEmpty, readers.isEmpty {
            line = nil
        } else {
            throw .environment(
                "\(directory)/site.yaml: the demo simulates one line with one reader that the gateway connects to, "
                    + "or tables without a line")
        }
        self.directory = directory
        console = "http://\(site.console)"
        // Something else that answers there would be taken for the demo.
        for address in [site.console] + (line.map { [$0.plc, $0.views, $0.reader] } ?? []) {
            guard (try? Sockets.listen(on: address)) != nil else {
                throw .environment(
                    "\(address) is in use: another demo runs, or change the address in \(directory)/site.yaml")
            }
        }
    }

    private static func copy(_ source: String, _ target: String) throws(SystemError) {
        try Files.replace(target, with: try Files.read(source, limit: 4 << 20))
    }
}
