import Foundation
import Glibc
import Platform
import TestSupport
import Testing

@Suite("Files")
struct FilesTests {
    @Test func replacingIsReadBackAndLeavesNothingBeside() throws {
        let folder = try TestFolder()
        let path = folder.path + "/state"
        try Files.replace(path, with: [1, 2, 3])
        try Files.replace(path, with: [4])
        #expect(try Files.read(path, limit: 10) == [4])
        #expect(try Files.names(in: folder.path) == ["state"])
    }

    /// A reader sees the old content or the new one, never a part: it reads while another thread replaces.
    @Test func aReaderNeverSeesAPart() throws {
        let folder = try TestFolder()
        let path = folder.path + "/state"
        let contents = [[UInt8](repeating: 1, count: 100_000), [UInt8](repeating: 2, count: 50_000)]
        try Files.replace(path, with: contents[0])
        let writer = try OwnThread("writer") {
            for round in 1...40 { try? Files.replace(path, with: contents[round % 2]) }
        }
        while !writer.join(until: 0) { #expect(contents.contains(try Files.read(path, limit: 1 << 20))) }
        #expect(try Files.read(path, limit: 1 << 20) == contents[0])
        withExtendedLifetime(folder) {}
    }

    @Test func aReplacementThatFailsLeavesTheOldContent() throws {
        let folder = try TestFolder()
        let path = folder.path + "/state"
        try Files.replace(path, with: [1])
        // A directory of the temporary's name stands in the way.
        try Files.makeDirectory(path + ".new")
        let error = #expect(throws: SystemError.self) { try Files.replace(path, with: [2]) }
        #expect(error?.doing == "create \(path).new")
        #expect(try Files.read(path, limit: 10) == [1])
        withExtendedLifetime(folder) {}
    }

    @Test func aReplacedFileHasTheModeAskedFor() throws {
        let folder = try TestFolder()
        let path = folder.path + "/secret"
        try Files.replace(path, with: [1], mode: 0o600)
        let mode = try #require(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
        #expect(mode == 0o600)
        withExtendedLifetime(folder) {}
    }

    @Test func readingIsBounded() throws {
        let folder = try TestFolder()
        let path = folder.path + "/large"
        try Files.writeZeros(path, count: 3_000_000)
        #expect(try Files.read(path, limit: 3_000_000).count == 3_000_000)
        let error = #expect(throws: SystemError.self) { try Files.read(path, limit: 2_999_999) }
        #expect(error?.code == EFBIG)
        #expect(error?.doing == "read \(path): it is longer than the limit of 2999999 bytes")
        withExtendedLifetime(folder) {}
    }

    @Test func blocksComeInOrderAndAreSmall() throws {
        let folder = try TestFolder()
        let path = folder.path + "/blocks"
        let content = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 / 251) }
        try Files.replace(path, with: content)
        var read: [UInt8] = []
        try Files.forEachBlock(of: path, limit: 200_000) { block in
            #expect(block.count <= 1 << 16)
            read += block
        }
        #expect(read == content)
        withExtendedLifetime(folder) {}
    }

    @Test func whatIsNotThereIsNamed() throws {
        let folder = try TestFolder()
        let error = #expect(throws: SystemError.self) { try Files.read(folder.path + "/none", limit: 1) }
        #expect(error == SystemError("open \(folder.path)/none", code: ENOENT))
        #expect(throws: SystemError.self) { try Files.names(in: folder.path + "/none") }
        #expect(throws: SystemError.self) { try Files.sync(folder.path + "/none") }
        #expect(!Files.exists(folder.path + "/none"))
    }

    @Test func directoriesAreMadeWithThoseAbove() throws {
        let folder = try TestFolder()
        try Files.makeDirectory(folder.path + "/a/b/c")
        try Files.makeDirectory(folder.path + "/a/b/c")
        #expect(Files.exists(folder.path + "/a/b/c"))
        #expect(try Files.names(in: folder.path + "/a") == ["b"])
        try Files.replace(folder.path + "/file", with: [])
        #expect(throws: SystemError.self) { try Files.makeDirectory(folder.path + "/file/below") }
    }

    @Test func namesAreSorted() throws {
        let folder = try TestFolder()
        for name in ["b", "a", "đ", "C"] { try Files.replace(folder.path + "/" + name, with: []) }
        #expect(try Files.names(in: folder.path) == ["C", "a", "b", "đ"])
        #expect(Files.move(folder.path + "/a", to: folder.path + "/z"))
        #expect(!Files.move(folder.path + "/a", to: folder.path + "/y"))
        #expect(try Files.names(in: folder.path) == ["C", "b", "z", "đ"])
    }
}
