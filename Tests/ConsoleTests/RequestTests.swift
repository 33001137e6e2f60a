import Foundation
import TestSupport
import Testing

@testable import Console

@Suite("Requests and their bodies")
struct RequestTests {
    private func cookie(_ header: String?, _ name: String = "s") -> String? {
        Request(method: .get, path: [], headers: header.map { ["cookie": $0] } ?? [:]).cookie(name)
    }

    @Test(arguments: [
        ("s=1", "1"), ("a=2; s=1", "1"), ("s=1; a=2", "1"), ("a=2;s=1", "1"), ("s=1=2", "1=2"), (" s=1", "1"),
        ("s=1; s=2", "1"),
    ])
    func aCookieIsFoundByItsName(header: String, value: String) {
        #expect(cookie(header) == value)
    }

    @Test(arguments: ["", "s", "s=", "as=1", "S=1", "s1=1", ";;;", "=;=", "a=s=1"])
    func anotherCookieIsNotTaken(header: String) {
        #expect(cookie(header) == nil)
        #expect(cookie(nil) == nil)
    }

    private func exchange() throws -> Exchange {
        // The connection is the library's; nothing here uses it.
        let made = unsafe OpaquePointer(bitPattern: 16)
        guard let pointer = unsafe made else { throw CocoaError(.coderInvalidValue) }
        return unsafe Exchange(connection: pointer, method: .post, path: ["api"], isUpload: true)
    }

    private func take(_ bytes: [UInt8], _ exchange: Exchange, _ folder: String?) {
        unsafe bytes.withUnsafeBufferPointer { unsafe exchange.take($0, folder: folder) }
    }

    @Test func aSmallBodyStaysInMemory() throws {
        let folder = try TestFolder()
        let exchange = try exchange()
        take([1, 2], exchange, folder.path)
        take([3], exchange, folder.path)
        guard case (.bytes(let bytes), nil) = exchange.finishBody() else { return #expect(Bool(false)) }
        #expect(bytes == [1, 2, 3])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test func aBodyThatIsNotThereIsNone() throws {
        guard case (.none, nil) = try exchange().finishBody() else { return #expect(Bool(false)) }
    }

    /// Nobody else may read it, and it is gone with its request.
    @Test func aLargeBodyIsAFileForAsLongAsItsRequestLives() throws {
        let folder = try TestFolder()
        let half = [UInt8](repeating: 7, count: Exchange.memoryLimit / 2 + 1)
        do {
            let exchange = try exchange()
            take(half, exchange, folder.path)
            take(half, exchange, folder.path)
            take([8], exchange, folder.path)
            guard case (.file(let path), nil) = exchange.finishBody() else { return #expect(Bool(false)) }
            #expect(FileManager.default.contents(atPath: path) == Data(half + half + [8]))
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test func aLargeBodyIsRefusedWhereOnlySmallOnesAreTaken() throws {
        let exchange = try exchange()
        take([UInt8](repeating: 7, count: Exchange.memoryLimit), exchange, nil)
        guard case (.bytes, nil) = exchange.finishBody() else { return #expect(Bool(false)) }
        take([7], exchange, nil)
        #expect(exchange.finishBody().refused == 413)
        take([7], exchange, nil)
        #expect(exchange.finishBody().refused == 413)
    }

    @Test func aFolderThatCannotBeWrittenIsSaid() throws {
        let exchange = try exchange()
        take([UInt8](repeating: 7, count: Exchange.memoryLimit + 1), exchange, "/proc/none")
        #expect(exchange.finishBody().refused == 507)
    }
}
