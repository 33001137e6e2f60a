import CPages
import Crypto

/// The pages that are built into the program.
enum Pages {
    struct Page: Sendable {
        let type: String
        let content: [UInt8]
        let tag: String
    }

    /// By path; made once.
    private static let all: [String: Page] = {
        var pages: [String: Page] = [:]
        for place in 0..<Int(pages_count()) {
            var entry = unsafe page_entry()
            unsafe pages_get(Int32(place), &entry)
            guard let name = unsafe entry.name, let start = unsafe entry.start else { continue }
            let path = unsafe String(cString: name)
            let content = unsafe Array(UnsafeBufferPointer(start: start, count: Int(entry.size)))
            let ending = path.split(separator: ".").last.map(String.init) ?? ""
            pages[path] = Page(
                type: types[ending] ?? "application/octet-stream", content: content,
                tag: "\"" + Hash.of(content).description.prefix(16) + "\"")
        }
        return pages
    }()

    private static let types = [
        "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
        "svg": "image/svg+xml", "webmanifest": "application/manifest+json",
    ]

    static func answer(_ request: Request) throws(API.Refusal) -> Response {
        guard request.method == .get || request.method == .head else {
            throw API.Refusal(405, "method-not-allowed")
        }
        let wanted = request.path.joined(separator: "/")
        // The pages find their way by the address alone: any path that is no file is the console itself.
        guard let page = all[wanted.isEmpty ? "index.html" : wanted] ?? (wanted.contains(".") ? nil : all["index.html"])
        else {
            throw API.Refusal(404, "not-found")
        }
        if request.headers["if-none-match"] == page.tag {
            return Response(status: 304, type: page.type, body: [], headers: [("ETag", page.tag)])
        }
        return Response(
            type: page.type, body: page.content, headers: [("ETag", page.tag), ("Cache-Control", "no-cache")])
    }

    /// For the test that compares what is built in with the files.
    static var hashes: [String: String] { all.mapValues { Hash.of($0.content).description } }
}
