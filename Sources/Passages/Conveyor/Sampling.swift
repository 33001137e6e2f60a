import Entries
import Parcels
import Readings
import Screening

extension Conveyor {
    /// The secret by which an earlier run drew, so that the next one shows it.
    /// - Parameter sequence: of the entry that named its hash.
    public mutating func restore(_ seed: SamplingSeed, sequence: UInt64) { self.seed = (seed, sequence) }

    /// The hash of the new secret stands in the journal before any decision that it had a part in.
    mutating func draw(by new: SamplingSeed, _ now: Stamp) {
        let seeded = SamplingSeeded(
            commitment: new.commitment, secret: new.text, revealed: seed?.seed.text, of: seed?.sequence)
        seed = (new, record(.samplingSeeded(seeded), now))
        isSeeded = true
    }

    /// The secret of this run; that of an earlier one draws nothing any more.
    var drawingSeed: SamplingSeed? { isSeeded ? seed?.seed : nil }
}
