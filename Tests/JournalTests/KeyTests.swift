import Crypto
import Entries
import Foundation
import Testing

@testable import Journal

@Suite struct KeyTests {
    @Test func sealedPartOpensWithItsSlotAndNotAfterErasure() throws {
        let folder = try TemporaryFolder()
        let keyFolder = KeyFolder(folder.path + "/keys")
        var ledger = Ledger(
            site: "test", head: .none, storage: MemoryStorage(), keys: try FileKeys.open(keyFolder))
        _ = ledger.commit([Sample.note(1, "Trần Thị B")]) { _ in }
        let record = try #require(ledger.storage.records.first)
        let slot = try #require(try slot(of: record))
        let plain = try #require(keyFolder.open(record.sealed, slot: slot, epoch: 1, sequence: 1))
        #expect(String(decoding: plain, as: UTF8.self) == #"{"note":"Trần Thị B"}"#)
        #expect(keyFolder.open(record.sealed, slot: slot, epoch: 1, sequence: 2) == nil)
        // Erasing overwrites the slot with zeros.
        let path = folder.path + "/keys/keys-\(slot / 4096).bin"
        let file = try #require(FileHandle(forUpdatingAtPath: path))
        try file.seek(toOffset: (slot % 4096) * 32)
        file.write(Data(count: 32))
        try file.close()
        #expect(keyFolder.open(record.sealed, slot: slot, epoch: 1, sequence: 1) == nil)
    }

    @Test func everyKeyIsOnTheDiskBeforeItIsUsed() async throws {
        let folder = try TemporaryFolder()
        let keyFolder = KeyFolder(folder.path)
        var keys = try FileKeys.open(keyFolder)
        var seen: Set<[UInt8]> = []
        // Through the end of a block, and into the next one that a thread lays out.
        for count in 0..<5_000 {
            var key = keys.next()
            for _ in 0..<500 where key == nil {
                try await Task.sleep(for: .milliseconds(10))
                key = keys.next()
            }
            let found = try #require(key, "key \(count)")
            #expect(keyFolder.key(found.slot) == found.bytes)
            #expect(seen.insert(found.bytes).inserted)
        }
    }

    private func slot(of record: Record) throws -> UInt64? {
        struct Envelope: Decodable { let slot: UInt64? }
        return try JSONDecoder().decode(Envelope.self, from: Data(record.content)).slot
    }
}
