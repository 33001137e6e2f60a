import Entries
import Parcels
import Readings

/// One line's state.
struct Line: Sendable {
    let layout: LineLayout
    var belt: BeltPosition
    /// On the belt, in the order of their fronts.
    var passages: [Passage] = []
    /// Whether both sides have agreed on the epoch.
    var isAgreed = false
    /// A parcel whose front was at the eye before this position may lie against one that nobody knows of: it came while
    /// the gateway was not there, or while telegrams went missing.
    var trustedFrom: Int64?
    /// The next position that is known is one before which parcels may be that nobody knows of.
    var mayHaveMissed = false
    /// The alarm that forbids permits until somebody has acknowledged it.
    var escape: UInt64?
    /// Parcels of an earlier epoch that may still be on the belt, and the holds that were raised for them.
    var restarted: [TrackID: Restarted] = [:]
    var balance = Balance()
    var lane: Lane?
    /// Do not open, do not move: what the belt stands for, and no heartbeat is sent.
    var halts: [Halt] = []
    /// What the sorter was told about taking parcels in, and why.
    var induction = Induction.run
    var inductionWhy = InductionChanged.Why.room
    /// Two persons let the line run on with a full lane until then, in monotonic nanoseconds.
    var runsOnUntil: Int64 = 0
    /// Holds whose parcels lie in the inspection lane.
    var inLane: Set<HoldID> = []
    /// How fast the belt ran between the last two heartbeats, by the sorter's own clock.
    var pulseSpeed_mm_s: Int64?
    /// What the sorter's eyes had counted, and what its telegrams told since.
    var eyes: EyeCounts?
    /// The newest heartbeat: its encoder and the sorter's own clock, and when it came.
    var lastPulse: (encoder: EncoderCount, time_ms: UInt32, at: Int64)?
    /// Why the sorter says that its belt stands; nil when it runs.
    var stopped: FromSorter.StopReason?
    /// What its readers said of the last parcel that is not among the passages any more; nil where nothing was before them.
    var gone: ReaderWords?
    /// Stations whose readers were told to look.
    var triggered: Set<Int> = []

    struct Restarted: Sendable {
        let hold: HoldID
        /// The permit that the sorter may have, if any.
        let permit: PermitNumber?
    }

    struct Halt: Sendable, Hashable {
        /// Of the entry that ordered it.
        let sequence: UInt64
        let hold: HoldID
        let passage: PassageID?
        var isInLane = false
    }

    struct Lane: Sendable, Hashable {
        var free: Int
        var isFull: Bool
    }

    /// What the line has counted in this epoch.
    struct Balance: Sendable, Hashable {
        var inducted = 0
        var passed = 0
        var inspected = 0
        var recirculated = 0
        var removed = 0
        var escaped = 0
        var strays = 0
    }

    init(_ layout: LineLayout) {
        self.layout = layout
        belt = BeltPosition(layout.measure)
        let readers = layout.stations.flatMap(\.readers)
        let every: UInt64 = readers.indices.reduce(0) { $0 | (readers[$1].reportsEveryParcel ? 1 << UInt64($1) : 0) }
        everyParcelReaders = every
        silence = ReaderSilence(readers.map(\.device), everyParcel: every)
    }

    /// A bit for each reader that reports every parcel.
    let everyParcelReaders: UInt64
    var silence: ReaderSilence

    func place(of track: TrackID) -> Int? { passages.lastIndex { $0.track == track } }

    func place(of passage: PassageID) -> Int? { passages.firstIndex { $0.id == passage } }

    var missing: Int { passages.count { $0.isMissing } }

    /// What its readers said of the parcel before a passage; nil where none was before it.
    func wordsBefore(_ place: Int) -> ReaderWords? {
        let front = passages[place].front
        let onBelt = place > 0 ? passages[place - 1].words : nil
        guard let gone, gone.front < front, gone.front > onBelt?.front ?? .min else { return onBelt }
        return gone
    }

    /// A passage is over: it may still be the parcel before the next one.
    mutating func remove(_ place: Int) -> Passage {
        let passage = passages.remove(at: place)
        if passage.front > gone?.front ?? .min { gone = passage.words }
        return passage
    }

    /// There may be parcels that nobody knows of, up to a position: what the readers say of the next one may be about them.
    mutating func expectUnknown(before position: Int64) {
        if position > gone?.front ?? .min { gone = ReaderWords(front: position, reported: 0, owed: 0, repeated: 0) }
    }

    /// The passages whose window at a station holds one of these positions.
    func windows(at station: LineLayout.Station, _ reach: ClosedRange<Int64>) -> [Int] {
        let tolerance = Int64(station.tolerance_mm) * 1000
        let distance = Int64(station.distance_mm) * 1000
        var found: [Int] = []
        for place in passages.indices {
            // Its places alone: a passage as a whole is dear to copy.
            if reach.upperBound >= passages[place].front + distance - tolerance,
                reach.lowerBound <= passages[place].tail + distance + tolerance
            {
                found.append(place)
            }
        }
        return found
    }
}
