/// The storage's twin in memory, which fails when it is told to. A crash keeps only what was durable.
public struct MemoryStorage: JournalStorage {
    /// What goes wrong with one append.
    public enum Fault: Sendable, Hashable {
        case full
        /// Nothing was written, and the disk said so.
        case ioNothingWritten
        /// Everything was written although the disk said that it was not.
        case ioAllWritten
        /// The first so many records were written, and then the power failed.
        case torn(Int)
    }

    /// Faults of the appends to come, by their count from now; what is not listed succeeds.
    public var faults: [Int: Fault] = [:]
    /// Keep the records, or only the head (for worlds with more parcels than memory).
    private let keepsRecords: Bool
    public private(set) var records: [Record] = []
    private var epochs: [UInt32] = []
    public private(set) var head: Head
    private var start: Head
    private var appends = 0

    public init(keepsRecords: Bool = true, head: Head = .none) {
        self.keepsRecords = keepsRecords
        self.head = head
        start = head
    }

    public mutating func append(_ records: [Record], epoch: UInt32) throws(StorageFailure) {
        let fault = faults.isEmpty ? nil : faults.removeValue(forKey: appends)
        appends += 1
        switch fault {
        case nil: keep(records[...], epoch)
        case .full: throw .full
        case .ioNothingWritten: throw .io("nothing written")
        case .ioAllWritten:
            keep(records[...], epoch)
            throw .io("all written, reported as failed")
        case .torn(let count):
            // SQLite's transaction: a torn group is rolled back when the file is opened again.
            throw .io("torn after \(count) of \(records.count)")
        }
    }

    /// Plans a fault for an append so many from now (0 is the next).
    public mutating func fail(_ appendsFromNow: Int, _ fault: Fault) { faults[appends + appendsFromNow] = fault }

    public mutating func verify() throws(StorageFailure) -> Head {
        guard keepsRecords else { return head }
        var previous = start.hash
        var expected = start.sequence
        for record in records {
            expected += 1
            guard record.sequence == expected else {
                throw .broken("sequence \(record.sequence) after \(expected - 1)")
            }
            guard record.hash == Chain.hash(after: previous, content: record.content, sealed: record.sealed) else {
                throw .broken("hash of entry \(record.sequence)")
            }
            previous = record.hash
        }
        return head
    }

    private mutating func keep(_ more: ArraySlice<Record>, _ epoch: UInt32) {
        guard let last = more.last else { return }
        if keepsRecords { records.append(contentsOf: more) }
        head = Head(epoch: epoch, sequence: last.sequence, hash: last.hash)
    }
}
