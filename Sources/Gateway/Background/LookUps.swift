import Parcels
import Platform
import Records

/// The thread that asks the manifest. A question that finds no room is answered with a failure, and so holds its parcel.
final class LookUps: Sendable {
    enum Question: Sendable {
        case passage(PassageID, line: Int, [ParcelNumber])
        case hold(HoldID, ParcelNumber)
        case counter(Int, PassageID, [ParcelNumber])
    }

    private let queue: BoundedQueue<Question>

    init() throws(SystemError) { queue = try BoundedQueue(capacity: 1024) }

    /// - Parameter answer: takes the declarations found, or nil for a failure, on this thread.
    func start(_ path: String, answer: @escaping @Sendable (Question, [Declaration]?) -> Void) throws(SystemError) {
        let queue = queue
        _ = try OwnThread("look-ups", .prompt) {
            var lookup = try? ManifestLookup(path)
            var batch: [Question] = []
            while queue.take(into: &batch, limit: 64, until: nil) {
                for question in batch {
                    if lookup == nil { lookup = try? ManifestLookup(path) }
                    let numbers =
                        switch question {
                        case .passage(_, _, let numbers), .counter(_, _, let numbers): numbers
                        case .hold(_, let number): [number]
                        }
                    let found = try? lookup?.find(numbers)
                    if found == nil { lookup = nil }
                    answer(question, found)
                }
                batch.removeAll(keepingCapacity: true)
            }
        }
    }

    func ask(_ question: Question) -> Bool { queue.offer(question) }

    func close() { queue.close() }
}
