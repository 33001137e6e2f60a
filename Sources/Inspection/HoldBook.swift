import Entries
import Parcels
import Readings

/// What a person wants to do with a hold.
public struct StepRequest: Sendable, Hashable {
    public let hold: HoldID
    public let step: HoldStepped.Step
    public let by: AccountID
    public let number: ParcelNumber?
    public let finding: Finding?
    public let note: String?

    public init(
        hold: HoldID, step: HoldStepped.Step, by: AccountID, number: ParcelNumber? = nil, finding: Finding? = nil,
        note: String? = nil
    ) {
        self.hold = hold
        self.step = step
        self.by = by
        self.number = number
        self.finding = finding
        self.note = note
    }
}

/// Why a step is refused.
public enum StepFault: Error, Sendable, Hashable {
    case unknownHold
    case closed(HoldCase.State)
    case takenBy(AccountID)
    case notTaken
    case needsFinding
    /// Released although something was found, or seized although nothing was.
    case contradictsFinding(Finding)
    case needsNumber
    case alreadyIdentified
    case awaitsScreening
    case notForPeople
    case noteTooLong(limit: Int)
    /// Nobody touches the parcel before two persons have ordered the return to work.
    case doNotOpen

    /// The code under which the catalogue has the words: `step-fault.` and this.
    public var code: String {
        switch self {
        case .unknownHold: "unknown-hold"
        case .closed: "closed"
        case .takenBy: "taken-by"
        case .notTaken: "not-taken"
        case .needsFinding: "needs-finding"
        case .contradictsFinding: "contradicts-finding"
        case .needsNumber: "needs-number"
        case .alreadyIdentified: "already-identified"
        case .awaitsScreening: "awaits-screening"
        case .notForPeople: "not-for-people"
        case .noteTooLong: "note-too-long"
        case .doNotOpen: "do-not-open"
        }
    }
}

/// All open holds and their life: raised → diverted → received → inspecting → released, returned, seized, handed over. It is
/// made by entries alone; a request is checked here and becomes an entry.
public struct HoldBook: Sendable {
    public static let noteLimit = 4000

    private var cases: [HoldID: HoldCase] = [:]
    /// The open holds of each number and passage: the lines' thread asks for them, however many there are.
    private var byNumber: [ParcelNumber: Set<HoldID>] = [:]
    private var byPassage: [PassageID: Set<HoldID>] = [:]
    public private(set) var openCount = 0

    public init() {}

    public subscript(hold: HoldID) -> HoldCase? { cases[hold] }

    /// The newest open hold on a number.
    public func open(on number: ParcelNumber) -> HoldID? { byNumber[number]?.max() }

    /// The newest open hold of a passage.
    public func open(of passage: PassageID) -> HoldID? { byPassage[passage]?.max() }

    private mutating func put(_ hold: HoldCase) {
        forget(hold.id)
        cases[hold.id] = hold
        guard hold.state.isOpen else { return }
        openCount += 1
        if let number = hold.number { byNumber[number, default: []].insert(hold.id) }
        for passage in hold.passages { byPassage[passage, default: []].insert(hold.id) }
    }

    private mutating func forget(_ id: HoldID) {
        guard let hold = cases.removeValue(forKey: id), hold.state.isOpen else { return }
        openCount -= 1
        if let number = hold.number { Self.remove(id, of: number, from: &byNumber) }
        for passage in hold.passages { Self.remove(id, of: passage, from: &byPassage) }
    }

    private static func remove<Key>(_ id: HoldID, of key: Key, from index: inout [Key: Set<HoldID>]) {
        index[key]?.remove(id)
        if index[key]?.isEmpty == true { index[key] = nil }
    }

    /// Takes up an entry.
    public mutating func note(_ body: EntryBody, epoch: Epoch, sequence: UInt64) {
        switch body {
        case .holdRaised(let raised):
            let id = HoldID(epoch: epoch, sequence: sequence)
            put(
                HoldCase(
                    id: id, line: raised.line, isRecall: raised.recall, number: raised.number,
                    passages: raised.passage.map { [$0] } ?? [], reasons: raised.reasons))
        case .holdJoined(let joined):
            cases[joined.hold]?.reasons += joined.reasons
            guard let passage = joined.passage, cases[joined.hold] != nil else { break }
            cases[joined.hold]?.passages.append(passage)
            if cases[joined.hold]?.state.isOpen == true { byPassage[passage, default: []].insert(joined.hold) }
        case .holdScreened(let screened):
            cases[screened.hold]?.reasons += screened.reasons
            cases[screened.hold]?.awaitsScreening = false
        case .holdStepped(let step): take(step)
        case .lineHalted(let halted): cases[halted.hold]?.halts.insert(sequence)
        case .lineOrdered(let ordered):
            guard ordered.order == .returnToWork, let halt = ordered.halt else { break }
            for hold in cases.keys { cases[hold]?.halts.remove(halt) }
        default: break
        }
    }

    private mutating func take(_ step: HoldStepped) {
        guard var taken = cases[step.hold] else { return }
        switch step.step {
        case .diverted: if taken.state == .raised { taken.state = .diverted }
        case .received: taken.state = .received
        case .inspecting:
            taken.state = .inspecting
            taken.inspector = step.by
        case .identified:
            taken.number = step.number
            taken.awaitsScreening = true
        case .found: taken.finding = step.finding
        case .released: taken.state = .released
        case .returned: taken.state = .returned
        case .seized: taken.state = .seized
        case .handedOver: taken.state = .handedOver
        case .controlled: taken.state = .controlled
        }
        // A closed case is the records' business; only a seized one may still be handed over.
        if taken.state.isOpen || taken.state == .seized { put(taken) } else { forget(step.hold) }
    }

    /// The entry that a request becomes.
    public func check(_ request: StepRequest) throws(StepFault) -> HoldStepped {
        guard let hold = cases[request.hold] else { throw .unknownHold }
        if let note = request.note, note.utf8.count > Self.noteLimit { throw .noteTooLong(limit: Self.noteLimit) }
        if request.step == .handedOver {
            guard hold.state == .seized else { throw hold.state.isOpen ? .needsFinding : .closed(hold.state) }
        } else {
            guard hold.state.isOpen else { throw .closed(hold.state) }
        }
        if hold.isDoNotOpen { throw .doNotOpen }
        switch request.step {
        case .diverted, .controlled: throw .notForPeople
        case .received: if hold.state == .inspecting { throw taken(hold) }
        case .inspecting: if let inspector = hold.inspector, inspector != request.by { throw .takenBy(inspector) }
        case .identified:
            try checkTaken(hold, by: request.by)
            guard request.number != nil else { throw .needsNumber }
            guard hold.number == nil else { throw .alreadyIdentified }
        case .found:
            try checkTaken(hold, by: request.by)
            guard request.finding != nil else { throw .needsFinding }
        case .released:
            try checkTaken(hold, by: request.by)
            guard let finding = hold.finding else { throw .needsFinding }
            guard finding.isHarmless else { throw .contradictsFinding(finding) }
            if hold.awaitsScreening { throw .awaitsScreening }
            // A parcel without a number was never asked about: it cannot go on.
            guard hold.number != nil else { throw .needsNumber }
        case .returned:
            try checkTaken(hold, by: request.by)
            guard hold.finding != nil else { throw .needsFinding }
        case .seized:
            try checkTaken(hold, by: request.by)
            guard let finding = hold.finding else { throw .needsFinding }
            guard !finding.isHarmless else { throw .contradictsFinding(finding) }
        case .handedOver: break
        }
        return HoldStepped(
            hold: request.hold, step: request.step, by: request.by, number: request.number, finding: request.finding,
            note: request.note)
    }

    /// Whether the parcel of a hold may go on by a controlled delivery: something was found, and the parcel is known.
    public func checkControlled(_ id: HoldID) throws(StepFault) -> HoldCase {
        guard let hold = cases[id] else { throw .unknownHold }
        guard hold.state.isOpen else { throw .closed(hold.state) }
        if hold.isDoNotOpen { throw .doNotOpen }
        guard hold.state == .inspecting else { throw .notTaken }
        guard let finding = hold.finding else { throw .needsFinding }
        guard !finding.isHarmless else { throw .contradictsFinding(finding) }
        if hold.awaitsScreening { throw .awaitsScreening }
        guard hold.number != nil else { throw .needsNumber }
        return hold
    }

    private func checkTaken(_ hold: HoldCase, by account: AccountID) throws(StepFault) {
        guard hold.state == .inspecting, let inspector = hold.inspector else { throw .notTaken }
        guard inspector == account else { throw .takenBy(inspector) }
    }

    private func taken(_ hold: HoldCase) -> StepFault { hold.inspector.map { .takenBy($0) } ?? .notTaken }
}
