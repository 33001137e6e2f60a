import CPlatform
import Gateway
import Glibc
import Platform

/// Runs the gateway of a site until it is told to stop.
enum RunCommand: Subcommand {
    static let name = "run"
    static let summary = "run the gateway of a site"
    static let help = """
        usage: parcelgate run --site FILE

        Runs the gateway that the site file describes, until SIGTERM or SIGINT.
          --site FILE      the site file (docs/integrator/site-file.md)

        example: parcelgate run --site /etc/parcelgate/site.yaml
        """

    static func run(_ arguments: inout Arguments) throws(Exit) {
        let path = try arguments.required("site")
        try arguments.end()
        platform_part_heaps(128)
        // Blocked before any thread starts, so that the signals arrive here and nowhere else.
        let signals = platform_signal_fd()
        guard signals >= 0 else { throw .environment("signals cannot be caught") }
        let site: SiteConfiguration
        do throws(SiteFile.Fault) { site = try SiteFile.read(path) } catch { throw .environment("\(error)") }
        try serve(site, until: signals)
    }

    private static func serve(_ site: SiteConfiguration, until signals: Int32) throws(Exit) {
        do throws(SystemError) {
            let folder = try DataFolder.open(site.data)
            let gateway: Gateway
            do throws(GatewayError) {
                gateway = try Gateway.start(site, folder) { Terminal.warn("parcelgate: \(Terminal.plain($0))") }
            } catch {
                throw SystemError("\(error)", code: 0)
            }
            announce(site, gateway)
            Waiting.wait(for: signals, POLLIN, deadline: nil)
            gateway.close()
        } catch {
            throw .environment(error.code == 0 ? error.doing : "\(error)")
        }
    }

    private static func announce(_ site: SiteConfiguration, _ gateway: Gateway) {
        let scheme = site.consoleCertificate == nil ? "http" : "https"
        Terminal.say("site \(site.id): console at \(scheme)://\(site.console.host):\(gateway.consolePort)/")
        // The password itself stays out of what may become a log.
        if gateway.madeFirstAccount {
            Terminal.say("first sign-in: account and password are in \(site.data)/first-sign-in.txt")
        }
    }
}
