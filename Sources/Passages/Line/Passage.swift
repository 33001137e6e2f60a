import Entries
import Parcels
import Readings

/// One parcel on its way, as the engine keeps it.
struct Passage: Sendable {
    let id: PassageID
    let track: TrackID
    /// Positions of its front and tail when they passed the eye, in micrometres.
    let front: Int64
    let tail: Int64
    let frontCount: EncoderCount
    let length_mm: Int
    /// Why it cannot be cleared whatever else is found.
    var doubts: [Reason] = []
    /// Valid numbers read on it, each once.
    var numbers: [ParcelNumber] = []
    /// For each of the numbers, a bit for each reader that read it.
    var numberReaders: [UInt64] = []
    /// How many of them the manifest has been asked about.
    var asked = 0
    /// What the manifest said of them, as far as it has been asked.
    var foreseen: [Foreseen] = []
    /// All labels read on it.
    var reads = LabelReads()
    /// What was measured of it.
    var measured: ParcelMeasure?
    /// A bit for each reader of the line that has reported.
    var reported: UInt64 = 0
    /// Whether the readers' windows are over and those that were silent are counted.
    var isCounted = false
    /// A bit for each of them that has spoken more than once, and for each that had said nothing of the parcel before when it spoke.
    var repeated: UInt64 = 0
    var owed: UInt64 = 0
    /// A bit for each of them that read a label, and for each that said that it read none.
    var read: UInt64 = 0
    var unread: UInt64 = 0
    /// Its pictures, which are kept on the disk once it is held.
    var frames: [Frame] = []
    var number: ParcelNumber?
    var phase = Phase.collecting

    /// The clear that it was given, if any; kept when the clear is withdrawn, since the sorter may have the permit.
    var clearance: Clearance?
    var hold: HoldID?

    /// How far it has come. The order is the only way through.
    enum Phase: Sendable {
        /// Readings are awaited.
        case collecting
        /// The manifest is asked.
        case lookingUp
        case cleared
        /// Cleared once; the clear is being taken back, and it is not yet known whether the sorter has the permit.
        case withdrawing(because: [Reason])
        case held
    }

    struct Frame: Sendable, Hashable {
        let id: FrameID
        let device: DeviceID
    }

    /// So many pictures of a parcel are kept, the first ones.
    static let frameLimit = 8

    struct Clearance: Sendable {
        let permit: Permit
        /// The decision's sequence: it is durable when the journal is that far.
        let sequence: UInt64
        var answer: PermitAnswer?

        /// The permit, if the sorter may have it.
        func grantedPermit(through committed: UInt64) -> PermitNumber? {
            sequence <= committed && (answer ?? .accepted) == .accepted ? permit.number : nil
        }
    }

    var isDecided: Bool {
        switch phase {
        case .collecting, .lookingUp: false
        case .cleared, .withdrawing, .held: true
        }
    }

    /// Past every exit and not seen at one.
    var isMissing = false
}

/// What the readers of a line said of one parcel: a bit for each, as a passage keeps them.
struct ReaderWords: Sendable {
    let front: Int64
    let reported: UInt64
    let owed: UInt64
    let repeated: UInt64
}

extension Passage {
    var words: ReaderWords { ReaderWords(front: front, reported: reported, owed: owed, repeated: repeated) }

    /// Two numbers that differ in a character or two, each read by readers that did not read the other: one label, read
    /// differently. A reader that read both saw two labels.
    var disagreement: (ParcelNumber, ParcelNumber)? {
        for first in numbers.indices {
            for second in numbers.indices.dropFirst(first + 1)
            where numberReaders[first] & numberReaders[second] == 0 && numbers[first].resembles(numbers[second]) {
                return (numbers[first], numbers[second])
            }
        }
        return nil
    }
}

extension ParcelNumber {
    /// Whether one could be a misreading of the other.
    fileprivate func resembles(_ other: ParcelNumber) -> Bool {
        guard scheme == other.scheme, canonical.bytes.count == other.canonical.bytes.count else { return false }
        return zip(canonical.bytes, other.canonical.bytes).count { $0 != $1 } <= 2
    }
}
