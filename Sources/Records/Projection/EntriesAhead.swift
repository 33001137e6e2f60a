import Dispatch
import Entries
import Journal
import Platform

/// Reads and decodes a journal's entries on a thread of its own, a few batches ahead of who takes them.
final class EntriesAhead: Sendable {
    private enum Batch: Sendable {
        case entries([Entry])
        case failure(RecordsError)
    }

    private static let depth = 3

    private let batches: BoundedQueue<Batch>
    /// Raised for each batch that may be read ahead. Made with none: it may be let go of while batches are still read.
    private let room = DispatchSemaphore(value: 0)

    /// - Parameters:
    ///   - sequence: the first entry that is wanted.
    ///   - size: how many entries a batch has at most.
    init(_ reader: JournalReader, from sequence: UInt64, batch size: Int) throws(RecordsError) {
        do throws(SystemError) {
            let (batches, room) = (try BoundedQueue<Batch>(capacity: Self.depth), room)
            self.batches = batches
            for _ in 0..<Self.depth { room.signal() }
            _ = try OwnThread("journal-ahead") {
                var next = sequence
                while true {
                    room.wait()
                    guard !batches.isClosed else { return }
                    do throws(RecordsError) {
                        let entries = try Self.entries(reader, from: next, limit: size)
                        guard let last = entries.last else { break }
                        next = last.sequence + 1
                        _ = batches.offer(.entries(entries))
                    } catch {
                        _ = batches.offer(.failure(error))
                        break
                    }
                }
                batches.close()
            }
        } catch { throw .system(error) }
    }

    deinit {
        // Who gave up before the end lets the thread end too.
        batches.close()
        room.signal()
    }

    /// The next batch; nil after the last one.
    func next() throws(RecordsError) -> [Entry]? {
        var taken: [Batch] = []
        guard batches.take(into: &taken, limit: 1, until: nil), let batch = taken.first else { return nil }
        room.signal()
        switch batch {
        case .entries(let entries): return entries
        case .failure(let error): throw error
        }
    }

    static func entries(
        _ reader: JournalReader, from sequence: UInt64, limit: Int
    ) throws(RecordsError) -> [Entry] {
        let records: [Record]
        do throws(StorageFailure) { records = try reader.records(from: sequence, limit: limit) } catch {
            throw .journal(error)
        }
        var entries: [Entry] = []
        entries.reserveCapacity(records.count)
        for record in records {
            do throws(EntryFault) { entries.append(try Entry.read(record.content)) } catch {
                throw .entry("entry \(record.sequence): \(error)")
            }
        }
        return entries
    }
}
