import Certificates
import Journal
import Platform
import Records

/// The web console: pages, API and live events on one port.
public final class ConsoleServer: Sendable {
    private let server: HTTPServer
    private let viewers: Viewers
    private let sessions = Sessions()
    private let settings: ConsoleSettings
    private let site: any SiteControl

    public init(_ settings: ConsoleSettings, site: any SiteControl) throws(SystemError) {
        self.settings = settings
        self.site = site
        let sessions = sessions
        // Only who is signed in may fill the disk.
        server = try HTTPServer(folder: settings.uploadFolder) { head in
            let isManifest = head.path == ["api", "manifests"]
            let isPicture =
                head.path.count == 4 && head.path.prefix(2) == ["api", "holds"] && head.path[3] == "pictures"
            guard head.method == .post, isManifest || isPicture else { return false }
            return head.cookie(API.cookie).flatMap { sessions.session($0, now: Clocks.monotonic()) } != nil
        }
        viewers = try Viewers()
    }

    /// Listens and answers.
    /// - Returns: the port.
    public func start(
        on address: SocketAddress, certificate: ServerCertificate? = nil
    ) throws(SystemError) -> UInt16 {
        try viewers.start(site)
        let (settings, site, sessions, viewers) = (settings, site, sessions, viewers)
        return try server.start(on: address, certificate: certificate) {
            let api = API(settings, site, sessions, viewers)
            return { request in api.answer(request) }
        }
    }

    public func close() {
        viewers.close()
        server.close()
    }
}
