import Entries
import Foundation
import Parcels
import Platform
import Synchronization
import Testing

@testable import Journal

@Suite struct WriterTests {
    /// - Parameter fault: of the first append.
    private func writer(
        failing fault: MemoryStorage.Fault? = nil, capacity: Int = 1024, _ notices: Notices
    ) throws -> JournalWriter {
        var storage = MemoryStorage()
        if let fault { storage.fail(0, fault) }
        return try JournalWriter(
            Ledger(site: "test", head: .none, storage: storage, keys: MemoryKeys()), capacity: capacity,
            pass: { clear in
                let number = clear.permit.number.number
                notices.permits.withLock { $0.append(number) }
            },
            notice: { notice in
                switch notice {
                case .durable(_, let entries): notices.durable.withLock { $0 += entries.map(\.sequence) }
                case .latched: notices.latched.withLock { $0 += 1 }
                case .recovered: break
                }
            })
    }

    @Test func everythingHandedOverIsDurableInOrder() throws {
        let notices = Notices()
        let writer = try writer(notices)
        for sequence in 1...500 {
            let entry =
                sequence % 10 == 0
                ? try Sample.clear(UInt64(sequence), permit: UInt32(sequence)) : Sample.alive(UInt64(sequence))
            #expect(writer.offer([JournalWriter.Item(entry, urgent: sequence % 10 == 0)]) == 1)
        }
        #expect(writer.close(until: Clocks.monotonic() + 5_000_000_000))
        #expect(notices.durable.withLock { $0 } == Array(1...500))
        #expect(notices.permits.withLock { $0 } == Array(stride(from: 10, through: 500, by: 10)))
    }

    @Test func fullQueueRefusesAndTakesNothingHalf() throws {
        let notices = Notices()
        let writer = try writer(failing: .ioNothingWritten, capacity: 8, notices)
        var taken = 0
        // A latched writer keeps as many as its bound and no more.
        for sequence in 1...200 {
            taken += writer.offer([JournalWriter.Item(Sample.alive(UInt64(sequence)), urgent: true)])
        }
        #expect(taken < 200)
        _ = writer.close(until: Clocks.monotonic() + 3_000_000_000)
        #expect(notices.durable.withLock { $0.isEmpty })
        #expect(notices.latched.withLock { $0 } == 1)
    }
}

/// What a writer said.
private final class Notices: Sendable {
    let durable = Mutex<[UInt64]>([])
    let permits = Mutex<[UInt32]>([])
    let latched = Mutex(0)
}
