import Entries
import Parcels
import Readings

/// A line as it is at one moment, for people to look at.
public struct LineView: Sendable {
    public enum State: Sendable, Hashable {
        case reading
        case deciding
        case cleared
        /// The sorter has the permit.
        case permitted
        case held
        case missing
    }

    public struct Passage: Sendable {
        public let id: PassageID
        public let track: TrackID
        /// Distance of its front from the first eye.
        public let front_mm: Double
        public let length_mm: Int
        public let number: ParcelNumber?
        public let state: State
        public let hold: HoldID?
        /// It is held, and the sorter may have had a permit for it: behind the diverter nobody knows from its state which
        /// way it went.
        public let hadPermit: Bool
    }

    public let id: LineID
    public let isAgreed: Bool
    public let isMoving: Bool
    public let speed_mm_s: Double
    public let passages: [Passage]
    public let laneFree: Int?
    public let laneFull: Bool
    public let stopped: FromSorter.StopReason?
    public let induction: Induction
    public let inductionWhy: InductionChanged.Why
    /// Two persons let it run on with a full lane until then, in monotonic nanoseconds; nil when they do not.
    public let runsOnUntil: Int64?
    public let halts: [Halt]

    /// Do not open, do not move.
    public struct Halt: Sendable, Hashable {
        /// Of the entry that ordered it.
        public let sequence: UInt64
        public let hold: HoldID
        /// The parcel has reached the inspection lane.
        public let isInLane: Bool
    }
}

extension Conveyor {
    public var lineCount: Int { lines.count }

    /// The least age in minutes that a flow of the policy in force allows a declaration; nil where none asks for it.
    public var manifestLimit_min: Int? { policy?.flows.compactMap(\.manifestLimit_min).min() }

    /// Whether an open passage has passed every exit unseen; nil when it is not open.
    public func isMissing(_ passage: PassageID) -> Bool? {
        for line in lines { if let place = line.place(of: passage) { return line.passages[place].isMissing } }
        return nil
    }

    /// The line at a moment (monotonic nanoseconds).
    public func view(_ line: Int, at now: Int64) -> LineView {
        let state = lines[line]
        let position = state.belt.position(at: now)
        let passages = state.passages.map { passage in
            LineView.Passage(
                id: passage.id, track: passage.track,
                front_mm: Double((position ?? passage.front) - passage.front) / 1000,
                length_mm: passage.length_mm, number: passage.number ?? passage.numbers.first,
                state: Self.state(of: passage),
                hold: passage.hold,
                hadPermit: Self.state(of: passage) == .held
                    && passage.clearance?.grantedPermit(through: committed) != nil)
        }
        return LineView(
            id: state.layout.id, isAgreed: state.isAgreed, isMoving: state.belt.isMoving && position != nil,
            speed_mm_s: Double(state.belt.currentSpeed) / 1000, passages: passages, laneFree: state.freePlaces,
            laneFull: state.lane?.isFull ?? false, stopped: state.stopped, induction: state.induction,
            inductionWhy: state.inductionWhy, runsOnUntil: state.runsOnUntil > now ? state.runsOnUntil : nil,
            halts: state.halts.map { LineView.Halt(sequence: $0.sequence, hold: $0.hold, isInLane: $0.isInLane) })
    }

    private static func state(of passage: Passage) -> LineView.State {
        if passage.isMissing { return .missing }
        switch passage.phase {
        case .collecting: return .reading
        case .lookingUp: return .deciding
        case .cleared: return passage.clearance?.answer == .accepted ? .permitted : .cleared
        case .withdrawing, .held: return .held
        }
    }
}
