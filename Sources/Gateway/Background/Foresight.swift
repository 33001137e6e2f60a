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

    /// The reading with the declaration of its number: nil where the label is no item number or the manifest could not be
    /// asked, an empty answer where it has none.
    func look(_ reading: Reading) -> Foreseen? {
        guard case .label(let bytes, let symbology) = reading.content,
            case .valid(let number) = Recognition.of(bytes, symbology: symbology)
        else { return nil }
        return lookup.withLock { lookup in
            if lookup == nil { lookup = try? ManifestLookup(path) }
            guard let found = try? lookup?.find([number]) else {
                lookup = nil
                return nil
            }
            return Foreseen(number: number, declaration: found.first)
        }
    }
}
