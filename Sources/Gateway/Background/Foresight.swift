import Parcels
import Passages
import Readings
import Records
import Synchronization

/// Asks the manifest for a label's number on the thread that read the label, so that the answer comes to the lines together
/// with the reading: two hand-overs between threads fewer before a permit. What it cannot answer, the lines ask for.
final class Foresight: Sendable {
    /// One for each of a few that ask at the same time.
    private let lookups: [Lookup]
    private let path: String
    private let numbering: Numbering

    private final class Lookup: Sendable {
        let opened = Mutex<ManifestLookup?>(nil)
    }

    init(_ path: String, _ numbering: Numbering = .standard) {
        self.path = path
        self.numbering = numbering
        lookups = (0..<4).map { _ in Lookup() }
    }

    /// The answers for those readings that are item numbers; none where the manifest could not be asked.
    func look(_ readings: [Reading]) -> [Foreseen] {
        var numbers: [ParcelNumber] = []
        for case .label(let bytes, let symbology) in readings.map(\.content) {
            if case .valid(let number) = numbering.recognise(bytes, symbology: symbology) { numbers.append(number) }
        }
        guard !numbers.isEmpty else { return [] }
        for lookup in lookups.dropLast() {
            if let found = lookup.opened.withLockIfAvailable({ find(numbers, by: &$0) }) { return found }
        }
        return lookups.last?.opened.withLock { find(numbers, by: &$0) } ?? []
    }

    private func find(_ numbers: [ParcelNumber], by lookup: inout sending ManifestLookup?) -> [Foreseen] {
        if lookup == nil { lookup = try? ManifestLookup(path) }
        guard let found = try? lookup?.find(numbers) else {
            lookup = nil
            return []
        }
        return numbers.map { number in Foreseen(number: number, declaration: found.first { $0.number == number }) }
    }
}
