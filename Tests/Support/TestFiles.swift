import Foundation

/// Files that tests read: those of the repository, and the public test data beside it.
public enum TestFiles {
    /// Tests run in the package's folder.
    public static let root = FileManager.default.currentDirectoryPath

    /// - Parameter path: from the repository's top.
    public static func content(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(filePath: root + "/" + path)))
    }

    /// The names in a folder of the repository, sorted.
    public static func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: root + "/" + folder).sorted()
    }

    /// A program of the package, beside the tests as they were built.
    public static func built(_ name: String) -> String {
        let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(filePath: tests).deletingLastPathComponent().path + "/" + name
    }

    /// A file of the test data, from `PARCELGATE_TEST_DATA` or `../shared/data`; nil, said in one line, where it is not there.
    public static func testData(_ path: String) -> [UInt8]? {
        let folder = ProcessInfo.processInfo.environment["PARCELGATE_TEST_DATA"] ?? root + "/../shared/data"
        guard let data = FileManager.default.contents(atPath: folder + "/" + path) else {
            print("skipped: no \(folder)/\(path); set PARCELGATE_TEST_DATA")
            return nil
        }
        return [UInt8](data)
    }
}

/// A folder of one test, gone with it.
public final class TestFolder: Sendable {
    public let path: String

    public init() throws {
        path = NSTemporaryDirectory() + "/parcelgate-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
