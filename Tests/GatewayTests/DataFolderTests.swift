import Foundation
import Platform
import TestSupport
import Testing

@testable import Gateway

@Suite("The data folder")
struct DataFolderTests {
    private let folder: TestFolder
    private let path: String

    init() throws {
        folder = try TestFolder()
        path = folder.path + "/a/b/data"
    }

    private func permissions(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    @Test func itIsMadeWithTheFoldersAboveIt() throws {
        let data = try DataFolder.open(path)
        #expect(data.path == path)
        #expect(try FileManager.default.contentsOfDirectory(atPath: path).sorted() == ["lock", "uploads"])
    }

    /// Manifests wait among the uploads: nobody else may read them.
    @Test func othersReadNothingInIt() throws {
        let data = try DataFolder.open(path)
        #expect(try permissions(data.path).map { $0 & 0o007 } == 0)
        #expect(try permissions(data.uploads) == 0o700)
    }

    @Test func oneGatewayHoldsItAtATime() throws {
        do {
            let first = try DataFolder.open(path)
            let fault = #expect(throws: SystemError.self) { _ = try DataFolder.open(path) }
            #expect(fault?.doing == "lock \(path): another gateway runs on this data")
            #expect(first.path == path)
        }
        let next = try DataFolder.open(path)
        #expect(next.journal == path + "/journal")
    }

    /// A manifest that was under way when the gateway ended is sent again; its names do not stay.
    @Test func whatWasLeftAmongTheUploadsIsGone() throws {
        do {
            let data = try DataFolder.open(path)
            for name in ["upload-1", "manifest-2"] {
                try Data("x".utf8).write(to: URL(filePath: data.uploads + "/" + name))
            }
            try Data("x".utf8).write(to: URL(filePath: data.records))
        }
        let data = try DataFolder.open(path)
        #expect(try FileManager.default.contentsOfDirectory(atPath: data.uploads).isEmpty)
        #expect(FileManager.default.fileExists(atPath: data.records))
    }

    @Test func aFileInItsPlaceIsNamed() throws {
        let file = folder.path + "/file"
        try Data().write(to: URL(filePath: file))
        let fault = #expect(throws: SystemError.self) { _ = try DataFolder.open(file) }
        #expect(fault?.doing == "open \(file)/lock")
    }

    @Test func everyPartHasAPlaceOfItsOwn() throws {
        let data = try DataFolder.open(path)
        let parts = [
            data.journal, data.keys, data.manifest, data.manifestFiles, data.records, data.uploads, data.firstSignIn,
        ]
        #expect(Set(parts).count == parts.count)
        #expect(parts.allSatisfy { $0.hasPrefix(path + "/") })
    }
}
