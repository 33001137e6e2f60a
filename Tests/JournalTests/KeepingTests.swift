import Crypto
import Foundation
import Testing

@testable import Journal

/// What is erased is gone everywhere, and what is copied can be verified.
@Suite struct KeepingTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func keys() throws -> (folder: KeyFolder, slots: [SealKey]) {
        let folder = KeyFolder(folder.path + "/keys")
        var pool = try FileKeys.open(folder)
        return (folder, (0..<4).compactMap { _ in pool.next() })
    }

    @Test func anErasedSlotIsZerosHereAndInEveryMirror() throws {
        let (keys, slots) = try keys()
        let mirror = KeyFolder(folder.path + "/mirror")
        let fileKey = try keys.fileKey("aa")
        try keys.mirror(to: mirror.path)
        #expect(slots.allSatisfy { mirror.key($0.slot) == $0.bytes })
        #expect(mirror.existingFileKey("aa") == fileKey)
        #expect(try keys.erase([slots[1].slot, slots[3].slot, 1 << 40]) == 2)
        #expect(try keys.erase([slots[1].slot]) == 0)
        try keys.eraseFileKey("aa")
        #expect(slots.map { keys.key($0.slot) != nil } == [true, false, true, false])
        try keys.mirror(to: mirror.path)
        #expect(slots.map { mirror.key($0.slot) != nil } == [true, false, true, false])
        #expect(mirror.existingFileKey("aa") == nil)
        let again = try keys.fileKey("aa")
        #expect(again != fileKey)
    }

    @Test func aCopyOfAnOpenJournalIsAWholeJournal() throws {
        let path = folder.path + "/journal"
        let storage = try SegmentedStorage.open(folder: path, site: "test", sizeLimit: 4_000) { $0 + 1 }
        let start = storage.head
        var ledger = Ledger(site: "test", head: start, storage: storage, keys: MemoryKeys())
        let copy = SegmentFolder(folder.path + "/copy")
        for round in 0..<3 {
            for place in 1...40 {
                let sequence = UInt64(round * 40 + place)
                let isDurable = ledger.commit([Sample.note(sequence, "ghi chú \(sequence)")]) { _ in }
                #expect(isDurable)
            }
            let head = try SegmentBackup.copy(SegmentFolder(path), to: copy)
            let end = ledger.head
            #expect(head == end)
            let verified = try JournalReader(folder: copy.path).verify(site: "test")
            #expect(verified.head == head && verified.entries == (round + 1) * 40)
        }
        let restored = SegmentFolder(folder.path + "/restored")
        try copy.restore(to: restored)
        #expect(try JournalReader(folder: restored.path).verify(site: "test").entries == 120)
        // The restored journal goes on in a new epoch.
        let again = try SegmentedStorage.open(folder: restored.path, site: "test") { $0 + 1_000 }
        let next = again.head
        #expect(next.epoch == 1_001 && next.sequence == 120)
    }

    @Test func aSealedStreamIsOpenedWholeOrNotAtAll() throws {
        let key = Randomness.bytes(SealedStream.keySize)
        var writer = SealedStream.Writer(key: key)
        let header = writer.header
        let first = writer.seal(Array("một".utf8), isLast: false)
        let last = writer.seal(Array("hai".utf8), isLast: true)
        func open(_ parts: [[UInt8]], _ key: [UInt8]) -> [String]? {
            guard var reader = SealedStream.Reader(key: key, header: header) else { return nil }
            var texts: [String] = []
            for part in parts {
                guard let opened = reader.open(part) else { return nil }
                texts.append(String(decoding: opened.block, as: UTF8.self) + (opened.isLast ? "." : ""))
            }
            return texts
        }
        #expect(open([first, last], key) == ["một", "hai."])
        #expect(open([last], key) == nil)
        #expect(open([last, first], key) == nil)
        #expect(open([first, last], Randomness.bytes(SealedStream.keySize)) == nil)
        var changed = first
        changed[0] ^= 1
        #expect(open([changed, last], key) == nil)
    }
}
