import Entries
import Parcels
import Readings

/// How many parcels the inspection lane can still take decides how many may come onto the belt. A full lane slows and stops
/// the induction; it never lets a parcel pass.
extension Conveyor {
    /// With fewer free places than this, beyond what is already on its way there, the induction is slowed.
    static let scarcePlaces = 3

    /// Looks at a line's lane and tells the sorter when the induction is to change.
    mutating func regulate(_ line: Int, _ now: Stamp) {
        let (wanted, why) = wantedInduction(line, now)
        guard wanted != lines[line].induction || why != lines[line].inductionWhy else { return }
        let isNew = wanted != lines[line].induction
        lines[line].induction = wanted
        lines[line].inductionWhy = why
        record(
            .inductionChanged(
                InductionChanged(line: id(line), induction: wanted, why: why, laneFree: lines[line].freePlaces)), now)
        if isNew, lines[line].isAgreed { add(.induction(line: line, wanted)) }
        if wanted == .stop, why == .laneFull { record(.alarmRaised(AlarmRaised(.laneFull, line: id(line))), now) }
    }

    private func wantedInduction(_ line: Int, _ now: Stamp) -> (Induction, InductionChanged.Why) {
        let state = lines[line]
        if !state.halts.isEmpty { return (.stop, .halted) }
        guard let free = state.freePlaces else { return (.run, .room) }
        let coming = state.passages.count { passage in
            guard !passage.isMissing else { return false }
            switch passage.phase {
            case .held, .withdrawing: return true
            case .collecting, .lookingUp, .cleared: return false
            }
        }
        let left = free - coming
        // Once stopped, it runs again only when there is room to spare: else it would stop at the next parcel.
        let enough = state.induction == .stop ? Self.scarcePlaces : 1
        if state.lane?.isFull == true || left < enough {
            return now.monotonic < state.runsOnUntil ? (.slow, .orderedOn) : (.stop, .laneFull)
        }
        return left < Self.scarcePlaces * 2 ? (.slow, .laneNearlyFull) : (.run, .room)
    }

    /// A hold whose parcel lies in the lane was taken out of it.
    mutating func takeOutOfLane(_ hold: HoldID, _ now: Stamp) {
        for line in lines.indices where lines[line].inLane.remove(hold) != nil { regulate(line, now) }
    }
}

extension Line {
    /// Free places of the inspection lane, by the sensor and by count, whichever is less; nil when neither is known.
    var freePlaces: Int? {
        let counted = layout.lanePlaces.map { max(0, $0 - inLane.count) }
        guard let lane else { return counted }
        return counted.map { min($0, lane.free) } ?? lane.free
    }
}
