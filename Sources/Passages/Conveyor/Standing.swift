import Entries
import Parcels

/// What the lines must remember of parcels beyond one passage: open holds, releases, and where each number was seen last.
public struct Standing: Sendable {
    /// Parcels with an open hold, and parcels that were taken away: neither may pass again.
    private var byNumber: [ParcelNumber: HoldID] = [:]
    private var byPassage: [PassageID: HoldID] = [:]
    private var holds: [HoldID: Case] = [:]
    /// Reasons that an inspector settled by a release, for the parcel's next passage.
    private var settled: [ParcelNumber: Set<Reason>] = [:]

    /// Parcels that go on by a controlled delivery, at their next passage.
    private var controlled: [ParcelNumber: HoldID] = [:]

    private struct Case: Sendable {
        var number: ParcelNumber?
        var passages: [PassageID] = []
        var reasons: Set<Reason> = []
    }

    public init() {}

    /// The open hold of a parcel, or the one by which it was taken away.
    public func hold(on number: ParcelNumber) -> HoldID? { byNumber[number] }

    func hold(of passage: PassageID) -> HoldID? { byPassage[passage] }

    func passages(of hold: HoldID) -> [PassageID] { holds[hold]?.passages ?? [] }

    /// Whether an inspector has already answered this reason for the parcel.
    func isSettled(_ reason: Reason, _ number: ParcelNumber) -> Bool {
        !reason.code.isOfPassage && settled[number]?.contains(reason) ?? false
    }

    func hasReleases(_ number: ParcelNumber) -> Bool { settled[number] != nil }

    /// Takes up an entry about holds. The entries alone make this state, so that it can be made again from the journal.
    public mutating func note(_ body: EntryBody, epoch: Epoch, sequence: UInt64) {
        switch body {
        case .holdRaised(let raised):
            let hold = HoldID(epoch: epoch, sequence: sequence)
            holds[hold] = Case(
                number: raised.number, passages: raised.passage.map { [$0] } ?? [], reasons: Set(raised.reasons))
            if let number = raised.number { byNumber[number] = hold }
            if let passage = raised.passage { byPassage[passage] = hold }
        case .holdJoined(let joined):
            holds[joined.hold]?.reasons.formUnion(joined.reasons)
            if let passage = joined.passage {
                holds[joined.hold]?.passages.append(passage)
                byPassage[passage] = joined.hold
            }
        case .holdStepped(let step): take(step)
        case .holdScreened(let screened): holds[screened.hold]?.reasons.formUnion(screened.reasons)
        default: break
        }
    }

    private mutating func take(_ step: HoldStepped) {
        switch step.step {
        case .diverted, .received, .inspecting, .found: break
        case .identified:
            guard let number = step.number else { return }
            if let earlier = holds[step.hold]?.number, byNumber[earlier] == step.hold { byNumber[earlier] = nil }
            holds[step.hold]?.number = number
            byNumber[number] = step.hold
        case .released: close(step.hold, settles: true, keepsNumber: false)
        case .controlled:
            if let number = holds[step.hold]?.number { controlled[number] = step.hold }
            close(step.hold, settles: true, keepsNumber: false)
        case .returned: close(step.hold, settles: false, keepsNumber: false)
        // A seized parcel has no business on a belt: its number stays held.
        case .seized, .handedOver: close(step.hold, settles: false, keepsNumber: true)
        }
    }

    private mutating func close(_ hold: HoldID, settles: Bool, keepsNumber: Bool) {
        guard let closed = holds.removeValue(forKey: hold) else { return }
        for passage in closed.passages where byPassage[passage] == hold { byPassage[passage] = nil }
        guard let number = closed.number else { return }
        if !keepsNumber, byNumber[number] == hold { byNumber[number] = nil }
        if settles { settled[number, default: []].formUnion(closed.reasons) }
    }

    /// A parcel that has passed needs its releases no more.
    mutating func forgetReleases(_ number: ParcelNumber) {
        settled[number] = nil
        controlled[number] = nil
    }

    /// The hold by whose controlled delivery a parcel goes on.
    func control(of number: ParcelNumber) -> HoldID? { controlled[number] }
}

/// Where each number was seen last, for as many numbers as there is room for.
public struct Sightings: Sendable {
    public enum State: Sendable, Hashable {
        case underWay
        /// Left by an outbound exit at this moment (nanoseconds UTC and monotonic are the caller's choice, but one).
        case passed(at: Int64)
        case inspected
        case recirculated
        /// It went missing, was taken away or the gateway restarted.
        case unknown
    }

    public struct Sighting: Sendable, Hashable {
        public let passage: PassageID
        public let line: Int
        public var state: State
        /// What is known of the parcel itself; nil after a restart.
        public let length_mm: Int?
        /// Where something weighed it.
        public let weight_g: Int?
        /// How often it has gone round since it came.
        public let rounds: Int

        public init(
            passage: PassageID, line: Int, state: State, length_mm: Int? = nil, weight_g: Int? = nil, rounds: Int = 0
        ) {
            self.passage = passage
            self.line = line
            self.state = state
            self.length_mm = length_mm
            self.weight_g = weight_g
            self.rounds = rounds
        }
    }

    private var latest: [ParcelNumber: Sighting] = [:]
    private var order: [ParcelNumber] = []
    private var oldest = 0
    private let limit: Int

    public init(limit: Int) { self.limit = max(1, limit) }

    subscript(number: ParcelNumber) -> Sighting? { latest[number] }

    public mutating func see(_ number: ParcelNumber, _ sighting: Sighting) {
        if latest.updateValue(sighting, forKey: number) == nil { remember(number) }
    }

    /// Changes the state only if the number has not been seen on another parcel since.
    mutating func change(_ number: ParcelNumber, of passage: PassageID, to state: State) {
        guard latest[number]?.passage == passage else { return }
        latest[number]?.state = state
    }

    private mutating func remember(_ number: ParcelNumber) {
        if order.count < limit {
            order.append(number)
            return
        }
        latest[order[oldest]] = nil
        order[oldest] = number
        oldest = oldest + 1 == limit ? 0 : oldest + 1
    }
}
