import Crypto
import TestSupport
import Testing

@testable import Console

/// The build does not see the files that it takes in: these tests do.
@Suite("The pages that are built in")
struct PagesTests {
    private static let folder = "Sources/Console/Pages"

    private static func answer(
        _ path: String, _ method: Request.Method = .get, headers: [String: String] = [:]
    ) -> Response {
        let request = Request(method: method, path: path.split(separator: "/").map(String.init), headers: headers)
        do throws(API.Refusal) { return try Pages.answer(request) } catch {
            return Problem.response(error.status, error.code, to: request)
        }
    }

    @Test func everyFileIsBuiltInAsItIs() throws {
        var files: [String: String] = [:]
        for name in try TestFiles.names(in: Self.folder) {
            files[name] = Hash.of(try TestFiles.content("\(Self.folder)/\(name)")).description
        }
        #expect(files.count > 20)
        #expect(Set(Pages.hashes.keys) == Set(files.keys), "list it in Sources/System/CPages/pages.c")
        for (name, hash) in files {
            #expect(Pages.hashes[name] == hash, "\(name): touch Sources/System/CPages/pages.c")
        }
    }

    @Test func everyFileIsServedWithItsType() throws {
        let types = [
            "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8",
            "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml",
        ]
        for name in try TestFiles.names(in: Self.folder) {
            let answer = Self.answer(name)
            #expect(answer.status == 200, "\(name)")
            let ending = try #require(name.split(separator: ".").last.map(String.init))
            #expect(answer.type == types[ending], "\(name)")
            guard case .bytes(let bytes) = answer.body else { return #expect(Bool(false), "\(name)") }
            #expect(bytes == (try TestFiles.content("\(Self.folder)/\(name)")), "\(name)")
        }
    }

    /// A browser asks again whether it still has the right one, each time.
    @Test func aFileThatTheBrowserHasIsNotSentAgain() throws {
        let first = Self.answer("app.js")
        let tag = try #require(first.header("ETag"))
        #expect(first.header("Cache-Control") == "no-cache")
        let again = Self.answer("app.js", headers: ["if-none-match": tag])
        #expect(again.status == 304 && again.text.isEmpty && again.header("ETag") == tag)
        #expect(Self.answer("app.js", headers: ["if-none-match": "\"other\""]).status == 200)
        #expect(Self.answer("console.css").header("ETag") != tag)
    }

    @Test(arguments: ["", "holds", "holds/1F5K-7Q", "line/L1"])
    func everyAddressOfAPageIsTheConsole(path: String) {
        #expect(Self.answer(path).status == 200)
        #expect(Self.answer(path).text == Self.answer("index.html").text)
    }

    @Test(arguments: ["none.js", "../etc/passwd.txt", "Pages/app.js", "app.js/", "index.html/x.js", ".git"])
    func whatIsNoFileIsNotFound(path: String) {
        let found = path == "app.js/" ? 200 : 404
        #expect(Self.answer(path).status == found, "\(path)")
    }

    @Test(arguments: [Request.Method.post, .delete])
    func pagesAreOnlyRead(method: Request.Method) {
        #expect(Self.answer("index.html", method).status == 405)
        #expect(Self.answer("index.html", .head).status == 200)
    }

    /// The header of every answer forbids scripts and styles within a page.
    @Test func noPageNeedsWhatTheContentSecurityPolicyForbids() throws {
        let page = String(decoding: try TestFiles.content("\(Self.folder)/index.html"), as: UTF8.self)
        for forbidden in ["<style", "style=", "onclick=", "onload=", "javascript:", "http://", "https://"] {
            #expect(!page.contains(forbidden), "\(forbidden)")
        }
        for tag in page.split(separator: "<script").dropFirst() {
            #expect(tag.prefix { $0 != ">" }.contains("src=\""))
        }
    }
}
