@_spi(PictureStore) import Entries
import Foundation
import JSON
import Parcels
import Platform
import Readings
import Testing

@testable import Journal

@Suite("Pictures on the disk")
struct PictureFolderTests {
    private let folder: String

    init() throws {
        folder = NSTemporaryDirectory() + "/pictures-" + UUID().uuidString
    }

    private func clean() { try? FileManager.default.removeItem(atPath: folder) }

    private func entry(_ stored: consuming Stored) throws -> PictureStored {
        let frame = try #require(FrameID(String(repeating: "0", count: 64)))
        let origin = PictureStored.Origin(
            hold: HoldID(epoch: 1, sequence: 2), passage: nil, device: nil, by: nil)
        guard case .pictureStored(let entry) = stored.entry(frame, type: "image/png", of: origin, withheld: false)
        else {
            throw SystemError("make an entry", code: 0)
        }
        return entry
    }

    private func files() throws -> [String] {
        try Files.names(in: folder).flatMap { part in
            try Files.names(in: folder + "/" + part).map { folder + "/" + part + "/" + $0 }
        }
    }

    @Test func aPictureIsReadAsItWasStored() throws {
        defer { clean() }
        let picture = Array("Nguyễn Văn Riêng Tư".utf8)
        let store = PictureFolder(folder)
        let entry = try entry(try store.store(picture))
        #expect(store.open(entry) == picture)
        let path = try #require(files().first)
        #expect(path.hasSuffix(entry.file))
        #expect(try Files.read(path, limit: 4096).count == entry.size)
    }

    /// The picture is nowhere in the clear: with the key it is gone.
    @Test func thePictureIsSealedAndItsKeyIsPersonal() throws {
        defer { clean() }
        let picture = [UInt8](repeating: 0x41, count: 500)
        let store = PictureFolder(folder)
        let entry = try entry(try store.store(picture))
        let content = try Files.read(try #require(files().first), limit: 4096)
        #expect(Data(content).range(of: Data(repeating: 0x41, count: 8)) == nil)
        let stored = Entry(
            epoch: 1, sequence: 3, stamp: Stamp(utc: 0, boot: BootID(1), monotonic: 0, trusted: true),
            body: .pictureStored(entry))
        let erased = try Entry.read(stored.content())
        guard case .pictureStored(let bare) = erased.body else { return #expect(Bool(false), "its kind") }
        #expect(bare.key == nil)
        #expect(store.open(bare) == nil)
    }

    @Test func aPictureThatWasChangedIsNotShown() throws {
        defer { clean() }
        let store = PictureFolder(folder)
        let entry = try entry(try store.store([1, 2, 3]))
        let path = try #require(files().first)
        var content = try Files.read(path, limit: 4096)
        content[0] ^= 1
        try Files.replace(path, with: content)
        #expect(store.open(entry) == nil)
    }

    @Test func aFolderThatCannotBeWrittenGivesNoToken() throws {
        #expect(throws: SystemError.self) {
            let token = try PictureFolder("/proc/nowhere").store([1])
            _ = consume token
        }
    }
}

extension Entry {
    fileprivate func content() -> [UInt8] {
        var writer = JSONWriter()
        write(site: "test", slot: nil, to: &writer)
        return writer.bytes
    }
}
