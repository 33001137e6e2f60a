import Testing

@testable import Journal
@testable import SQLite

/// Work beside the writer's: an input/output error of it must not be forgotten.
@Suite struct KeeperTests {
    private func failing(_ code: Int32) -> () throws(SQLiteError) -> Void {
        { () throws(SQLiteError) in throw SQLiteError(doing: "checkpoint", code: code, message: "no") }
    }

    @Test(arguments: [Int32(1034), 778, 11])
    func aFlushThatFailedBesideTheWriterStopsTheNextGroup(_ code: Int32) throws {
        let folder = try TemporaryFolder()
        let keeper = try SegmentKeeper(folder: SegmentFolder(folder.path), site: "test")
        #expect(throws: Never.self) { try keeper.checkIsWell() }
        #expect(!keeper.watch(failing(code)))
        // What comes after may succeed: the pages of the failed flush are lost all the same.
        #expect(keeper.watch { () throws(SQLiteError) in })
        #expect(throws: StorageFailure.self) { try keeper.checkIsWell() }
    }

    /// What a full disk or another's lock kept from being copied stays in the log.
    @Test(arguments: [Int32(13), 4874, 5])
    func aFullDiskOrALockLosesNothing(_ code: Int32) throws {
        let folder = try TemporaryFolder()
        let keeper = try SegmentKeeper(folder: SegmentFolder(folder.path), site: "test")
        #expect(!keeper.watch(failing(code)))
        #expect(throws: Never.self) { try keeper.checkIsWell() }
    }
}
