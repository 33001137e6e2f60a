import HTTPClient
import Platform
import TestSupport
import Testing

@testable import Console

/// The library ends the whole program when it is stopped while a connection waits.
@Suite("The HTTP server closes")
struct ServerClosingTests {
    @Test func whileARequestAndAStreamWait() throws {
        let folder = try TestFolder()
        let server = try HTTPServer(folder: folder.path + "/uploads")
        let (entered, gate, ended) = (try EventFlag(), try EventFlag(), try EventFlag())
        let port = try server.start(on: try #require(SocketAddress("127.0.0.1:0")), workers: 2) {
            { request in
                guard request.path != ["api", "stream"] else { return Response(events: EventStream()) }
                entered.raise()
                gate.wait(until: Clocks.monotonic() + 20_000_000_000)
                return Response(type: "text/plain", body: Array("late".utf8))
            }
        }
        for path in ["/api/stream", "/api/slow"] {
            _ = try OwnThread("asks") {
                _ = try? HTTPClient.ask("GET", "http://127.0.0.1:\(port)\(path)", headers: [], body: .none)
                if path == "/api/slow" { ended.raise() }
            }
        }
        entered.wait(until: Clocks.monotonic() + 20_000_000_000)
        #expect(entered.isRaised)
        server.close()
        gate.raise()
        ended.wait(until: Clocks.monotonic() + 20_000_000_000)
        #expect(ended.isRaised)
    }
}
