import Glibc
import Platform

/// The demo's folder: a copy of the example site and of the drivers, which a person may change.
struct DemoSite {
    let directory: String

    var siteFile: String { directory + "/site.yaml" }
    var log: String { directory + "/log" }
    var firstSignIn: String { directory + "/data/first-sign-in.txt" }
    /// Short, because a Unix socket's path is.
    var control: String { directory + "/usb.sock" }

    static let console = "http://127.0.0.1:8480"
    static let plc = "127.0.0.1:9100"
    static let views = "127.0.0.1:9101"
    static let reader = "127.0.0.1:9200"
    static let documents = ["policy", "rules", "lists"]

    static func prepare(_ directory: String, _ share: String) throws(Exit) -> DemoSite {
        let example = share + "/packaging/example"
        guard Files.exists(example + "/site.yaml") else {
            throw .environment("\(example)/site.yaml is not there; name its folder with --share")
        }
        let site = DemoSite(directory: directory)
        do throws(SystemError) {
            try Files.makeDirectory(site.log)
            for name in ["site.yaml"] + documents.map({ $0 + ".yaml" }) where !Files.exists("\(directory)/\(name)") {
                try copy("\(example)/\(name)", "\(directory)/\(name)")
            }
            for family in try Files.names(in: share + "/drivers") {
                let source = "\(share)/drivers/\(family)/driver.yaml"
                guard Files.exists(source) else { continue }
                try Files.makeDirectory("\(directory)/drivers/\(family)")
                try copy(source, "\(directory)/drivers/\(family)/driver.yaml")
            }
        } catch { throw .environment("\(error)") }
        return site
    }

    private static func copy(_ source: String, _ target: String) throws(SystemError) {
        try Files.replace(target, with: try Files.read(source, limit: 4 << 20))
    }
}
