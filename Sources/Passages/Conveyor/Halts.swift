import Entries
import Parcels
import Readings

/// What a person points at: a parcel on a belt, one that is held already, or what lies on a table.
public enum Suspect: Sendable, Hashable {
    case passage(PassageID)
    /// An open hold and its line.
    case hold(HoldID, LineID)
    /// What lies on the table of this place, and the open hold that its sign shows.
    case table(Int, HoldID?)
}

/// Do not open, do not move. The belts of the area stop twice over: a telegram orders it, and the heartbeat is withheld, so
/// that a telegram that is lost stops them too. Only two persons together let them run again.
extension Conveyor {
    /// A person suspects a parcel.
    mutating func suspect(_ suspect: Suspect, by account: AccountID, _ token: UInt64, _ now: Stamp) {
        switch suspect {
        case .passage(let passage):
            for line in lines.indices {
                guard let place = lines[line].place(of: passage) else { continue }
                holdAtOnce(line, place, .suspected(by: account.name), now)
                guard let hold = lines[line].passages[place].hold else { continue }
                halt(line, hold, passage, by: account, token: token, now)
            }
        case .hold(let hold, let lineID):
            if let counter = counters.firstIndex(where: { $0.layout.id == lineID }) {
                note(.holdJoined(HoldJoined(hold: hold, passage: nil, reasons: [.suspected(by: account.name)])), now)
                return halt(counter: counter, hold, nil, by: account, token: token, now)
            }
            let line = lines.firstIndex { $0.layout.id == lineID } ?? 0
            note(.holdJoined(HoldJoined(hold: hold, passage: nil, reasons: [.suspected(by: account.name)])), now)
            halt(line, hold, nil, by: account, token: token, now)
        case .table(let counter, let hold): self.suspect(atCounter: counter, hold, by: account, token, now)
        }
    }

    /// Holds a parcel whatever has been decided about it. Its permit may have left: then it is revoked.
    private mutating func holdAtOnce(_ line: Int, _ place: Int, _ reason: Reason, _ now: Stamp) {
        let passage = lines[line].passages[place]
        switch passage.phase {
        case .collecting, .lookingUp: hold(line, place, [reason], now)
        case .cleared, .withdrawing:
            recordHold(line, place, [reason], now)
            raiseHold(line, place, [reason], recall: true, now)
            guard let clearance = passage.clearance else { return }
            add(.withdraw(line: line, clearance.permit.number))
            add(.revoke(line: line, clearance.permit))
        case .held:
            guard let hold = passage.hold else { return }
            note(.holdJoined(HoldJoined(hold: hold, passage: nil, reasons: [reason])), now)
        }
    }

    /// Stops the belts of a line's area because of a held parcel.
    mutating func halt(
        _ line: Int, _ hold: HoldID, _ passage: PassageID?, by account: AccountID?, token: UInt64? = nil, _ now: Stamp
    ) {
        guard !lines.isEmpty else { return halt(counter: 0, hold, passage, by: account, token: token, now) }
        let area = lines[line].layout.area
        let stopped = lines.indices.filter { $0 == line || (area != nil && lines[$0].layout.area == area) }
        let sequence = note(
            .lineHalted(LineHalted(lines: stopped.map { id($0) }, hold: hold, passage: passage, by: account)), now,
            urgent: true)
        if let token { add(.numbered(token: token, sequence: sequence)) }
        record(
            .alarmRaised(AlarmRaised(.halt, line: id(line), passage: passage, detail: hold.description)), now,
            urgent: true)
        let track = passage.flatMap { lines[line].place(of: $0) }.map { lines[line].passages[$0].track }
        for other in stopped {
            lines[other].halts.append(Line.Halt(sequence: sequence, hold: hold, passage: passage))
            add(.stop(line: other, other == line ? track : nil))
            regulate(other, now)
        }
    }

    /// Takes up a halt of the time before that nobody has ended.
    public mutating func restore(_ halted: LineHalted, sequence: UInt64) {
        for line in lines.indices where halted.lines.contains(id(line)) {
            lines[line].halts.append(Line.Halt(sequence: sequence, hold: halted.hold, passage: halted.passage))
        }
        for counter in counters.indices where halted.lines.contains(counters[counter].layout.id) {
            counters[counter].halts.append((sequence, halted.hold))
        }
    }

    /// The parcel reached the inspection lane before the belt stood: nobody goes near the lane.
    mutating func bar(_ line: Int, _ passage: PassageID, _ exit: Int, _ now: Stamp) {
        guard let place = lines[line].halts.firstIndex(where: { $0.passage == passage }) else { return }
        lines[line].halts[place].isInLane = true
        record(
            .alarmRaised(AlarmRaised(.laneBarred, line: id(line), passage: passage, detail: String(exit))), now,
            urgent: true)
    }

    /// Two persons ordered something together.
    mutating func carryOut(_ ordered: LineOrdered, _ now: Stamp) {
        switch ordered.order {
        case .returnToWork:
            for counter in counters.indices { endHalt(counter, ordered.halt) }
            for line in lines.indices where lines[line].halts.contains(where: { $0.sequence == ordered.halt }) {
                lines[line].halts.removeAll { $0.sequence == ordered.halt }
                clock.heartbeat = 0
                regulate(line, now)
            }
        // The hold's step lets the parcel go on.
        case .controlledDelivery: break
        case .runWithFullLane:
            guard let line = lines.firstIndex(where: { $0.layout.id == ordered.line }) else { return }
            lines[line].runsOnUntil = now.monotonic + Int64(ordered.minutes ?? 0) * 60_000_000_000
            regulate(line, now)
        }
    }
}
