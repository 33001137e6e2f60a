import Entries
import Parcels
import Passages

/// What a journal's durable entries add up to: what a restart finds, and what the world holds the gateway to.
struct DurableState: Sendable {
    private(set) var open: [PassageID: OpenPassage] = [:]
    /// What the newest restarts ended: their parcels may still be on the belt.
    private(set) var restarted: [OpenPassage] = []
    private static let restartedLimit = 64
    private(set) var standing = Standing()
    /// Durable clears that have not been used: what an exit "passed" must show.
    private(set) var clears: [UInt64: Decision] = [:]
    private(set) var openHolds: Set<HoldID> = []
    /// Halts that two persons have not ended.
    private(set) var halts: [(sequence: UInt64, halted: LineHalted)] = []
    private(set) var faults: [String] = []
    private var lastSequence: UInt64 = 0
    private var lastEpoch: Epoch = 0

    static func key(_ epoch: Epoch, _ permit: PermitNumber) -> UInt64 { UInt64(epoch) << 32 | UInt64(permit.number) }

    mutating func note(_ entry: Entry) {
        if entry.sequence != lastSequence + 1 { faults.append("entry \(entry.sequence) after \(lastSequence)") }
        if entry.epoch < lastEpoch { faults.append("epoch \(entry.epoch) after \(lastEpoch)") }
        lastSequence = entry.sequence
        lastEpoch = entry.epoch
        standing.note(entry.body, epoch: entry.epoch, sequence: entry.sequence)
        switch entry.body {
        case .passageOpened(let opened):
            let id = PassageID(epoch: entry.epoch, sequence: entry.sequence)
            open[id] = OpenPassage(
                passage: id, line: opened.line, track: opened.track, number: nil, grantedPermit: nil)
        case .passageDecided(let decision):
            if case .clear(let permit) = decision.outcome {
                if permit.passage != decision.passage {
                    faults.append("permit of \(permit.passage) in \(decision.passage)")
                }
                if !decision.reasons.isEmpty { faults.append("a clear with reasons: \(decision.passage)") }
                if decision.number == nil { faults.append("a clear without a number: \(decision.passage)") }
                clears[Self.key(entry.epoch, permit.number)] = decision
            } else if decision.reasons.isEmpty {
                faults.append("a hold without reasons: \(decision.passage)")
            }
            guard let number = decision.number, let known = open[decision.passage] else { break }
            var granted = known.grantedPermit
            if case .clear(let permit) = decision.outcome { granted = permit.number }
            open[decision.passage] = OpenPassage(
                passage: known.passage, line: known.line, track: known.track, number: number, grantedPermit: granted)
        case .permitAnswered(let answered):
            guard answered.answer != .accepted, let known = open[answered.passage] else { break }
            open[answered.passage] = OpenPassage(
                passage: known.passage, line: known.line, track: known.track, number: known.number, grantedPermit: nil)
        case .passageEnded(let ended):
            guard let known = open.removeValue(forKey: ended.passage) else {
                faults.append("passage \(ended.passage) ended twice")
                break
            }
            guard ended.how == .restarted else { break }
            restarted.append(
                OpenPassage(
                    passage: known.passage, line: known.line, track: known.track, number: known.number,
                    grantedPermit: known.grantedPermit, hasEnded: true))
            if restarted.count > Self.restartedLimit { restarted.removeFirst() }
        case .lineHalted(let halted): halts.append((entry.sequence, halted))
        case .lineOrdered(let ordered): halts.removeAll { $0.sequence == ordered.halt }
        case .holdRaised: openHolds.insert(HoldID(epoch: entry.epoch, sequence: entry.sequence))
        default: break
        }
    }

    mutating func useClear(_ key: UInt64) -> Decision? { clears.removeValue(forKey: key) }

    mutating func takeFaults() -> [String] {
        defer { faults.removeAll() }
        return faults
    }
}
