import Entries
import Parcels
import Testing

@testable import Journal

@Suite struct LedgerTests {
    private func ledger() -> Ledger<MemoryStorage, MemoryKeys> {
        Ledger(site: "test", head: .none, storage: MemoryStorage(), keys: MemoryKeys())
    }

    @Test func clearIsHandedOutOnlyAfterItsGroupIsDurable() throws {
        var ledger = ledger()
        var delivered: [UInt32] = []
        let isDurable = ledger.commit([Sample.alive(1), try Sample.clear(2, permit: 7)]) {
            delivered.append($0.permit.number.number)
        }
        #expect(isDurable)
        #expect(delivered == [7])
        #expect(ledger.storage.records.map(\.sequence) == [1, 2])
    }

    @Test(arguments: [MemoryStorage.Fault.full, .ioNothingWritten, .ioAllWritten, .torn(1)])
    func failedGroupClearsNothingAndLatches(_ fault: MemoryStorage.Fault) throws {
        var ledger = ledger()
        ledger.storage.fail(0, fault)
        var delivered = 0
        let first = ledger.commit([try Sample.clear(1, permit: 1)]) { _ in delivered += 1 }
        // The disk is well again, but what it holds is unknown: the latch is the ledger's own.
        let second = ledger.commit([try Sample.clear(2, permit: 2)]) { _ in delivered += 1 }
        #expect(!first && !second)
        #expect(delivered == 0)
        #expect(ledger.latch != nil)
    }

    @Test func fullDiskRecoversAfterVerificationAndKeepsWhatWaited() throws {
        var ledger = ledger()
        _ = ledger.commit([Sample.alive(1)]) { _ in }
        ledger.storage.fail(0, .full)
        var delivered = 0
        _ = ledger.commit([try Sample.clear(2, permit: 1)]) { _ in delivered += 1 }
        _ = ledger.commit([Sample.alive(3)]) { _ in delivered += 1 }
        let recovery = ledger.recover()
        #expect(recovery?.sequence == 3)
        #expect(ledger.latch == nil)
        #expect(ledger.storage.records.map(\.sequence) == [1, 2, 3])
        // The clear's moment has passed: it is on record and lets nothing pass.
        #expect(delivered == 0)
        _ = ledger.commit([try Sample.clear(4, permit: 2)]) { _ in delivered += 1 }
        #expect(delivered == 1)
    }

    @Test func inputOutputErrorStaysLatchedUntilARestart() {
        var ledger = ledger()
        ledger.storage.fail(0, .ioNothingWritten)
        _ = ledger.commit([Sample.alive(1)]) { _ in }
        #expect(ledger.recover() == nil)
        #expect(ledger.latch != nil)
    }

    @Test func groupThatReachedAFullDiskAllTheSameIsNotWrittenTwice() {
        var ledger = Ledger(site: "test", head: .none, storage: LyingStorage(), keys: MemoryKeys())
        _ = ledger.commit([Sample.alive(1), Sample.alive(2)]) { _ in }
        let recovery = ledger.recover()
        #expect(recovery?.sequence == 2)
        #expect(ledger.storage.inner.records.map(\.sequence) == [1, 2])
    }

    @Test func chainThatLostAcknowledgedEntriesStaysLatched() {
        var ledger = Ledger(site: "test", head: .none, storage: ForgetfulStorage(), keys: MemoryKeys())
        _ = ledger.commit([Sample.alive(1)]) { _ in }
        ledger.storage.isForgetful = true
        _ = ledger.commit([Sample.alive(2)]) { _ in }
        #expect(ledger.recover() == nil)
        guard case .broken = ledger.latch else {
            Issue.record("latch is \(String(describing: ledger.latch))")
            return
        }
    }

    @Test func entryOutOfOrderIsRefused() {
        var ledger = ledger()
        let isDurable = ledger.commit([Sample.alive(1), Sample.alive(3)]) { _ in }
        #expect(!isDurable)
        #expect(ledger.storage.records.isEmpty)
    }

    @Test func personalPartIsSealedAndNamesItsSlot() throws {
        var ledger = ledger()
        _ = ledger.commit([Sample.note(1, "Nguyễn Văn A, 0912345678")]) { _ in }
        let record = try #require(ledger.storage.records.first)
        let content = String(decoding: record.content, as: UTF8.self)
        #expect(!content.contains("Nguyễn"))
        #expect(content.contains("\"slot\":1"))
        #expect(!String(decoding: record.sealed, as: UTF8.self).contains("0912345678"))
    }

    @Test func emptyKeyPoolLatchesInsteadOfWritingPlain() {
        var ledger = Ledger(site: "test", head: .none, storage: MemoryStorage(), keys: NoKeys())
        let isDurable = ledger.commit([Sample.note(1, "geheim")]) { _ in }
        #expect(!isDurable)
        #expect(ledger.latch == .noKey)
        #expect(ledger.storage.records.isEmpty)
    }
}

private struct NoKeys: SealKeys {
    mutating func next() -> SealKey? { nil }
}

/// Writes everything and says that the disk is full, once.
private struct LyingStorage: JournalStorage {
    var inner = MemoryStorage()
    private var hasLied = false

    mutating func append(_ records: [Record], epoch: UInt32) throws(StorageFailure) {
        try inner.append(records, epoch: epoch)
        guard hasLied else {
            hasLied = true
            throw .full
        }
    }

    mutating func verify() throws(StorageFailure) -> Head { try inner.verify() }
}

/// Loses what it had acknowledged.
private struct ForgetfulStorage: JournalStorage {
    var inner = MemoryStorage()
    var isForgetful = false

    mutating func append(_ records: [Record], epoch: UInt32) throws(StorageFailure) {
        if isForgetful { throw .full }
        try inner.append(records, epoch: epoch)
    }

    mutating func verify() throws(StorageFailure) -> Head { isForgetful ? .none : try inner.verify() }
}
