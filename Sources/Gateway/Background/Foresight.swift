import Parcels
import Passages
import Readings
import Records
import Synchronization

/// Asks the manifest for a label's number on the thread that read the label, so that the answer comes to the lines together
/// with the reading: two hand-overs between threads fewer before a permit. What it cannot answer, the lines ask for.
final class Foresight: Sendable {
    private let lookup: Mutex<ManifestLookup?>
    private let path: String

    init(_ path: String) {
        self.path = path
        lookup = Mutex(nil)
    }

    /// The answers for those readings that are item numbers; none where the manifest could not be asked.
    func look(_ readings: [Reading]) -> [Foreseen] {
        var numbers: [ParcelNumber] = []
        for case .label(let bytes, let symbology) in readings.map(\.content) {
            if case .valid(let number) = Recognition.of(bytes, symbology: symbology) { numbers.append(number) }
        }
        guard !numbers.isEmpty else { return [] }
        return lookup.withLock { lookup in
            if lookup == nil { lookup = try? ManifestLookup(path) }
            guard let found = try? lookup?.find(numbers) else {
                lookup = nil
                return []
            }
            return numbers.map { number in Foreseen(number: number, declaration: found.first { $0.number == number }) }
        }
    }
}
