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
    let plc: SocketAddress
    let reader: SocketAddress
    /// Where the simulated line shows what scanners can see: one port above the PLC's.
    let views: SocketAddress

    var siteFile: String { directory + "/site.yaml" }
    var log: String { directory + "/log" }
    var firstSignIn: String { directory + "/data/first-sign-in.txt" }
    /// Short, because a Unix socket's path is.
    var control: String { directory + "/usb.sock" }

    static let documents = ["policy", "rules", "lists"]

    static func prepare(_ directory: String, _ share: String) throws(Exit) -> DemoSite {
        let example = share + "/packaging/example"
        guard Files.exists(example + "/site.yaml") else {
            throw .environment("\(example)/site.yaml is not there; name its folder with --share")
        }
        do throws(SystemError) {
            try Files.makeDirectory(directory + "/log")
            for name in ["site.yaml"] + documents.map({ $0 + ".yaml" }) where !Files.exists("\(directory)/\(name)") {
                try copy("\(example)/\(name)", "\(directory)/\(name)")
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
        let readers = site.devices.compactMap { device -> SocketAddress? in
            if case .tcpClient(let address) = device.place { address } else { nil }
        }
        guard let line = site.lines.first, site.lines.count == 1, let reader = readers.first, readers.count == 1,
            let views = SocketAddress("\(line.sorter.host):\(line.sorter.port &+ 1)")
        else {
            throw .environment(
                "\(directory)/site.yaml: the demo simulates one line with one reader that the gateway connects to")
        }
        self.directory = directory
        self.reader = reader
        self.views = views
        console = "http://\(site.console)"
        plc = line.sorter
        // Something else that answers there would be taken for the demo.
        for address in [site.console, plc, views, reader] {
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
