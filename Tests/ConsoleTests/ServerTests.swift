import Foundation
import HTTPClient
import Platform
import TestSupport
import Testing

@testable import Console

/// The server on a port of its own.
@Suite("The HTTP server")
struct ServerTests {
    private let folder: TestFolder
    private let server: HTTPServer
    private let base: String

    init() throws {
        folder = try TestFolder()
        server = try HTTPServer(folder: folder.path + "/uploads") { head in
            head.path.first == "api" && head.headers["x-guest"] == nil
        }
        let port = try server.start(on: try #require(SocketAddress("127.0.0.1:0")), workers: 2) {
            { request in
                if request.path == ["api", "echo"] {
                    let size =
                        switch request.body {
                        case .none: 0
                        case .bytes(let bytes): bytes.count
                        case .file(let path): FileManager.default.contents(atPath: path)?.count ?? -1
                        }
                    let query = request.query.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
                    let text = "\(request.method.rawValue) \(size) \(query) \(request.headers["x-some"] ?? "")"
                    return Response(type: "text/plain", body: Array(text.utf8))
                }
                return Response(type: "text/plain", body: Array(request.path.joined(separator: "|").utf8))
            }
        }
        base = "http://127.0.0.1:\(port)"
    }

    private func ask(
        _ method: String, _ path: String, headers: [String] = [], body: HTTPClient.Body = .none
    ) throws -> HTTPAnswer {
        try HTTPClient.ask(method, base + path, headers: headers, body: body)
    }

    @Test func everyAnswerTellsTheBrowserToBeStrict() throws {
        defer { server.close() }
        for (method, path) in [("GET", "/"), ("GET", "/api/echo"), ("PUT", "/api/echo")] {
            let headers = try ask(method, path).headers
            let policy = try #require(headers["content-security-policy"])
            #expect(policy.contains("default-src 'self'") && policy.contains("script-src 'self'"))
            #expect(policy.contains("frame-ancestors 'none'") && policy.contains("base-uri 'none'"))
            #expect(!policy.contains("unsafe") && !policy.contains("*"))
            #expect(headers["x-content-type-options"] == "nosniff" && headers["x-frame-options"] == "DENY")
            #expect(headers["referrer-policy"] == "no-referrer")
        }
    }

    @Test func pathQueryAndHeadersAreDecoded() throws {
        defer { server.close() }
        #expect(try ask("GET", "/a//b%20c/%C4%91").text == "a|b c|đ")
        #expect(
            try ask("GET", "/api/echo?b=1%262&a", headers: ["X-SOME: thing"]).text
                == "GET 0 [\"a=\", \"b=1&2\"] thing")
    }

    @Test func otherMethodsAreRefused() throws {
        defer { server.close() }
        for method in ["PUT", "PATCH", "OPTIONS", "TRACE", "get"] {
            #expect(try ask(method, "/api/echo").status == 405, "\(method)")
        }
    }

    @Test func aBodyArrivesWhole() throws {
        defer { server.close() }
        for size in [1, 1000, Exchange.memoryLimit, Exchange.memoryLimit + 1, 3 << 20] {
            let answer = try ask("POST", "/api/echo", body: .bytes([UInt8](repeating: 7, count: size)))
            #expect(answer.text == "POST \(size) [] ")
        }
    }

    /// Only the API takes large ones.
    @Test func aLargeBodyForAPageIsRefused() throws {
        defer { server.close() }
        let large = [UInt8](repeating: 7, count: Exchange.memoryLimit + 1)
        #expect(try ask("POST", "/index.html", body: .bytes(large)).status == 413)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/uploads").isEmpty)
    }

    /// Whoever may not upload fills no disk.
    @Test func aLargeBodyOfAGuestIsRefused() throws {
        defer { server.close() }
        let large = [UInt8](repeating: 7, count: Exchange.memoryLimit + 1)
        #expect(try ask("POST", "/api/echo", headers: ["X-Guest: yes"], body: .bytes(large)).status == 413)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/uploads").isEmpty)
    }

    @Test func moreHeadersThanAreReadAreBorne() throws {
        defer { server.close() }
        let many = (0..<100).map { "X-Filler-\($0): x" }
        #expect(try ask("GET", "/api/echo", headers: many).status == 200)
        let answer = try? ask("GET", "/api/echo", headers: ["X-Long: " + String(repeating: "x", count: 1 << 20)])
        #expect(answer.map { $0.status >= 400 } ?? true)
        #expect(try ask("GET", "/api/echo").status == 200)
    }
}
