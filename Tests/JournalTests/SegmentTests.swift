import Entries
import Foundation
import Parcels
import SQLite
import Testing

@testable import Journal

@Suite struct SegmentTests {
    /// Writes entries in two epochs, with rotation by size, and gives the folder.
    private func write(_ folder: TemporaryFolder, entries: Int = 60, sizeLimit: Int = 4_000) throws {
        for epoch in UInt32(1)...2 {
            let storage = try SegmentedStorage.open(folder: folder.path, site: "test", sizeLimit: sizeLimit) { $0 + 1 }
            let head = storage.head
            #expect(head.epoch == epoch)
            var ledger = Ledger(site: "test", head: head, storage: storage, keys: MemoryKeys())
            for offset in 0..<UInt64(entries) {
                let sequence = head.sequence + 1 + offset
                let entry =
                    offset % 3 == 0
                    ? Sample.note(sequence, "ghi chú", epoch: epoch) : Sample.alive(sequence, epoch: epoch)
                let isDurable = ledger.commit([entry]) { _ in }
                #expect(isDurable)
            }
        }
    }

    private func python(_ folder: String, _ site: String = "test") throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", repository + "/docs/developer/verify_journal.py", folder, site]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }

    @Test func journalGoesOnAfterARestartInANewEpoch() throws {
        let folder = try TemporaryFolder()
        try write(folder)
        let verified = try JournalReader(folder: folder.path).verify(site: "test")
        #expect(verified.entries == 120)
        #expect(verified.segments > 3)
        #expect(verified.head.sequence == 120)
        #expect(verified.head.epoch == 2)
        #expect(try python(folder.path) == 0)
    }

    @Test func entriesAreReadAcrossSegments() throws {
        let folder = try TemporaryFolder()
        try write(folder)
        let records = try JournalReader(folder: folder.path).records(from: 11, limit: 90)
        #expect(records.map(\.sequence) == Array(11...100))
    }

    @Test func closedSegmentsAreSealedAndReadOnly() async throws {
        let folder = try TemporaryFolder()
        try write(folder)
        let names = try SegmentFolder(folder.path).segments()
        // The keeper closes behind the writer's back; the last segment of each epoch is closed at the next start.
        let first = folder.path + "/" + names[0].file
        for _ in 0..<100 where FileManager.default.isWritableFile(atPath: first + "-wal") {
            try await Task.sleep(for: .milliseconds(20))
        }
        let summary = try SegmentReader(first).verify(site: "test")
        #expect(summary.sealedHead != nil)
        let attributes = try FileManager.default.attributesOfItem(atPath: first)
        #expect((attributes[.posixPermissions] as? Int).map { $0 & 0o222 } == 0)
    }

    /// Each kind of damage is found by the program and by its Python twin.
    @Test(arguments: [
        "UPDATE entry SET content = replace(content, 'alive', 'alivf') WHERE sequence = 2",
        "UPDATE entry SET sealed = x'00' WHERE sequence = 1", "UPDATE entry SET hash = zeroblob(32) WHERE sequence = 3",
        "DELETE FROM entry WHERE sequence = 2", "UPDATE segment SET value = 'other' WHERE name = 'site'",
        "UPDATE segment SET value = '7' WHERE name = 'first'", "UPDATE segment SET value = '0' WHERE name = 'first'",
        "INSERT INTO entry SELECT 9999, content, sealed, hash FROM entry WHERE sequence = 1",
    ])
    func damageIsFoundByBothVerifiers(_ sql: String) throws {
        let folder = try TemporaryFolder()
        try write(folder)
        let first = folder.path + "/" + (try SegmentFolder(folder.path).segments()[0].file)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: first)
        try Database(first, .readWrite).execute(sql)
        #expect(throws: StorageFailure.self) { try JournalReader(folder: folder.path).verify(site: "test") }
        #expect(try python(folder.path) == 1)
    }

    @Test func pythonTwinAgrees() throws {
        let folder = try TemporaryFolder()
        try write(folder)
        #expect(try python(folder.path) == 0)
        #expect(try python(folder.path, "other") == 1)
        let names = try SegmentFolder(folder.path).segments()
        try FileManager.default.removeItem(atPath: folder.path + "/" + names[1].file)
        #expect(throws: StorageFailure.self) { try JournalReader(folder: folder.path).verify(site: "test") }
        #expect(try python(folder.path) == 1)
    }

    @Test func segmentThatWasNamedButNeverBegunIsTakenAway() throws {
        let folder = try TemporaryFolder()
        try write(folder)
        // The power fails between the segment's name and its first words.
        let blank = folder.path + "/" + SegmentFile.name(epoch: 3, first: 121)
        try SegmentFile.layOut(blank)
        let storage = try SegmentedStorage.open(folder: folder.path, site: "test") { $0 + 1 }
        #expect(storage.head.sequence == 120)
        #expect(storage.head.epoch == 3)
        _ = consume storage
        #expect(try JournalReader(folder: folder.path).verify(site: "test").entries == 120)
    }

    @Test func damagedOpenSegmentIsFoundAtTheStart() throws {
        let folder = try TemporaryFolder()
        try write(folder, sizeLimit: 1 << 20)
        let last = try #require(try SegmentFolder(folder.path).segments().last)
        try Database(folder.path + "/" + last.file, .readWrite).execute(
            "UPDATE entry SET hash = zeroblob(32) WHERE sequence = 100")
        #expect(throws: StorageFailure.self) {
            _ = try SegmentedStorage.open(folder: folder.path, site: "test") { $0 + 1 }.head
        }
    }
}
