import Crypto
import Foundation
import Testing

@testable import Journal

/// An anchor shows that a journal was cut short or changed, and only the site's key can make one.
@Suite struct AnchorTests {
    private let folder: TemporaryFolder
    private let key = MinisignSecretKey()

    init() throws { folder = try TemporaryFolder() }

    private func head(_ sequence: UInt64, epoch: UInt32 = 1) -> Head {
        Head(epoch: epoch, sequence: sequence, hash: Hash.of([UInt8(truncatingIfNeeded: sequence)]))
    }

    private func anchor(_ head: Head) -> Anchor { Anchor(site: "doc", head: head, at: 7, trusted: true) }

    @Test func aStatementIsReadAsItWasWritten() {
        let anchor = anchor(head(9, epoch: 3))
        #expect(Anchor(statement: anchor.statement) == anchor)
        #expect(Anchor(statement: Array("{}".utf8)) == nil)
        #expect(Anchor(statement: anchor.statement + [UInt8](repeating: 32, count: Anchor.sizeLimit)) == nil)
    }

    @Test func everyChangedByteIsNoticed() throws {
        let signed = SignedAnchor(anchor(head(9)), by: key)
        let publicKey = key.publicKey
        func reads(_ statement: [UInt8], _ signature: String, _ by: MinisignKey) -> Bool {
            SignedAnchor(statement: statement, signature: signature, by: by) != nil
        }
        #expect(reads(signed.statement, signed.signature, publicKey))
        #expect(!reads(signed.statement, signed.signature, MinisignSecretKey().publicKey))
        for place in signed.statement.indices {
            var changed = signed.statement
            changed[place] ^= 1
            #expect(!reads(changed, signed.signature, publicKey))
        }
        let comment = signed.signature.replacing("epoch 1", with: "epoch 2")
        #expect(comment != signed.signature && !reads(signed.statement, comment, publicKey))
        for cut in 0..<signed.signature.count - 2 {
            #expect(!reads(signed.statement, String(signed.signature.prefix(cut)), publicKey))
        }
        #expect(MinisignKey(file: publicKey.file) == publicKey)
    }

    @Test func aFolderKeepsTheNewestAndBelievesOneKey() throws {
        let kept = AnchorFolder(folder.path, keeping: 3)
        for sequence in [UInt64(9), 10, 11, 100] {
            try kept.keep(SignedAnchor(anchor(head(sequence)), by: key), key: key.publicKey)
        }
        // A restored journal: fewer entries, a higher epoch.
        try kept.keep(SignedAnchor(anchor(head(4, epoch: 2)), by: key), key: key.publicKey)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(names.filter { $0.hasSuffix(".json") }.count == 3)
        #expect(names.filter { $0.hasSuffix(".minisig") }.count == 3)
        #expect(try kept.newest(site: "doc", key: key.publicKey)?.head == head(4, epoch: 2))
        #expect(try kept.newest(site: "other", key: key.publicKey) == nil)
        #expect(try kept.newest(site: "doc", key: MinisignSecretKey().publicKey) == nil)
    }

    @Test func aFolderThatIsNotThereKeepsNothing() {
        let kept = AnchorFolder(folder.path + "/not-mounted", keeping: 3)
        #expect(throws: (any Error).self) {
            try kept.keep(SignedAnchor(anchor(head(9)), by: key), key: key.publicKey)
        }
    }

    @Test func aShorterOrChangedJournalDoesNotFit() throws {
        let path = folder.path + "/journal"
        let storage = try SegmentedStorage.open(folder: path, site: "test") { $0 + 1 }
        let start = storage.head
        var ledger = Ledger(site: "test", head: start, storage: storage, keys: MemoryKeys())
        let isDurable = ledger.commit((1...5).map { Sample.alive($0) }) { _ in }
        #expect(isDurable)
        let reader = JournalReader(folder: path)
        let third = try #require(try reader.records(from: 3, limit: 1).first)
        func check(_ head: Head) throws -> AnchorCheck {
            try AnchorCheck.compare(anchor(head), with: reader, head: 5)
        }
        #expect(try check(Head(epoch: 1, sequence: 3, hash: third.hash)) == .fits)
        #expect(try check(Head(epoch: 1, sequence: 4, hash: third.hash)) == .differs)
        #expect(try check(Head(epoch: 1, sequence: 6, hash: third.hash)) == .shorter(head: 5))
        #expect(try reader.last()?.sequence == 5)
    }
}
