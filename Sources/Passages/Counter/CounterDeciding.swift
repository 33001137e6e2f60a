import Entries
import Parcels
import Readings
import Screening

extension Conveyor {
    mutating func takeLookUp(_ counter: Int, _ passage: PassageID, _ found: [Declaration]?, _ now: Stamp) {
        guard let current = counters[counter].current, current.id == passage, case .deciding = current.phase else {
            return
        }
        guard let found else { return holdCurrent(counter, [.lookupFailed], now) }
        let identity = Identity(numbers: current.numbers, found: found)
        var reasons = current.doubts + identity.reasons
        var notes: [Reason] = []
        counters[counter].current?.number = identity.number
        if let number = identity.number { reasons += standingReasonsAtCounter(number, passage, now) }
        past.advance(now)
        for what in missing(counter: counter) { reasons.append(.notReady(what)) }
        // A table measures no length.
        var dangers: [Reason] = []
        let evidence = judge(
            identity, current.numbers, LabelReads(), 0, nil, counters[counter].layout.id, &reasons, &notes, &dangers,
            now)
        if let number = identity.number, standing.hasReleases(number) {
            if standing.control(of: number) != nil { notes += reasons.filter { standing.isSettled($0, number) } }
            reasons.removeAll { standing.isSettled($0, number) }
        }
        conclude(counter, reasons, notes, evidence, identity.declaration, now)
        if reasons.contains(where: { dangers.contains($0) }), case .held(let hold)? = counters[counter].current?.phase {
            halt(counter: counter, hold, passage, by: nil, now)
        }
    }

    private mutating func conclude(
        _ counter: Int, _ reasons: [Reason], _ notes: [Reason], _ evidence: Weighed, _ declaration: Declaration?,
        _ now: Stamp
    ) {
        guard let current = counters[counter].current else { return }
        let layout = counters[counter].layout
        var outcome = Decision.Outcome.hold
        var permit: Permit?
        if reasons.isEmpty {
            permits += 1
            let granted = Permit(
                line: layout.id, track: current.track, epoch: epoch, number: PermitNumber(permits),
                passage: current.id, expiry: .afterInduction(milliseconds: UInt32(clamping: layout.go_ms)))
            outcome = .clear(granted)
            permit = granted
        }
        let decision = Decision(
            passage: current.id, line: layout.id, stage: .automatic, outcome: outcome, number: current.number,
            reasons: reasons, notes: notes, held: evidence.held, waived: evidence.waived, versions: versions,
            horizon: sequence, declared: declaration.map(DeclaredFacts.init),
            controlled: current.number.flatMap { standing.control(of: $0) })
        record(.passageDecided(decision), now, urgent: true)
        remember(declaration, length_mm: 0, reasons + notes, now)
        if let number = current.number {
            sightings.see(number, Sightings.Sighting(passage: current.id, line: -1 - counter, state: .underWay))
        }
        guard let permit else { return raiseHold(at: counter, current, reasons, recall: false, now) }
        counters[counter].current?.phase = .cleared(permit)
    }

    /// What earlier passages and holds of the same number say against a clear.
    private mutating func standingReasonsAtCounter(
        _ number: ParcelNumber, _ passage: PassageID, _ now: Stamp
    ) -> [Reason] {
        if let open = standing.hold(on: number) { return [.openHold(open)] }
        guard let earlier = sightings[number], earlier.passage != passage else { return [] }
        switch earlier.state {
        case .inspected, .recirculated: return []
        case .passed(let at):
            guard now.monotonic - at <= Int64(settings.copyWindow_s) * 1_000_000_000 else { return [] }
            // One of the two is not what its label says: the one that had GO is sought.
            seek(
                number, passage: earlier.passage, line: whereSeen(earlier), [.copiedLabel(number, other: passage)], now)
        case .underWay, .unknown: doubt(earlier.passage, .copiedLabel(number, other: passage), now)
        }
        return [.copiedLabel(number, other: earlier.passage)]
    }

    /// Holds the parcel in hand without asking further.
    mutating func holdCurrent(_ counter: Int, _ reasons: [Reason], _ now: Stamp) {
        guard var current = counters[counter].current else { return }
        if current.number == nil, current.numbers.count == 1 { current.number = current.numbers[0] }
        counters[counter].current = current
        hold(at: counter, current, current.doubts + reasons, recall: false, now)
    }

    private mutating func hold(
        at counter: Int, _ passage: CounterPassage, _ reasons: [Reason], recall: Bool, _ now: Stamp
    ) {
        let decision = Decision(
            passage: passage.id, line: counters[counter].layout.id, stage: .automatic, outcome: .hold,
            number: passage.number, reasons: reasons, held: [], waived: [], versions: versions, horizon: sequence,
            declared: nil)
        record(.passageDecided(decision), now, urgent: true)
        raiseHold(at: counter, passage, reasons, recall: recall, now)
    }

    /// Raises the hold of a passage, or joins it to the open one of its number, and has its tag printed.
    private mutating func raiseHold(
        at counter: Int, _ passage: CounterPassage, _ reasons: [Reason], recall: Bool, _ now: Stamp
    ) {
        let line = counters[counter].layout.id
        let isCurrent = counters[counter].current?.id == passage.id
        let hold: HoldID
        var state = CounterView.Showing.State.held
        if let number = passage.number, let open = standing.hold(on: number) {
            hold = open
            if reasons.contains(where: { $0.code == .openHold }) { state = .alreadyHeld }
            note(.holdJoined(HoldJoined(hold: open, passage: passage.id, reasons: reasons)), now, urgent: true)
        } else {
            let raised = HoldRaised(
                line: line, passage: passage.id, number: passage.number, reasons: reasons, recall: recall)
            hold = HoldID(epoch: epoch, sequence: note(.holdRaised(raised), now, urgent: true))
            if recall { record(.alarmRaised(AlarmRaised(.recall, line: line, passage: passage.id)), now) }
        }
        add(.counter(counter, .printTag(hold)))
        count(counter, now) { $0.held += 1 }
        list(counter, passage.number, state, hold, now)
        if let number = passage.number { sightings.change(number, of: passage.id, to: .inspected) }
        guard isCurrent else { return keepHeld(counter, passage.id, hold, now) }
        counters[counter].current?.phase = .held(hold)
        show(counter, state, passage: passage.id, number: passage.number, hold: hold, reasons: reasons)
    }

    // MARK: GO

    /// The gate shows GO: the parcel has its leave.
    mutating func takeGo(_ counter: Int, _ permit: PermitNumber, _ now: Stamp) {
        guard let current = counters[counter].current, case .cleared(let granted) = current.phase,
            granted.number == permit
        else { return }
        let until = now.monotonic + Int64(counters[counter].layout.go_ms) * 1_000_000
        counters[counter].current?.phase = .go(granted, until: until)
        record(
            .permitAnswered(PermitAnswered(passage: current.id, permit: permit, answer: .accepted)), now, urgent: true)
        count(counter, now) { $0.cleared += 1 }
        list(counter, current.number, .cleared, nil, now)
        show(counter, .cleared, passage: current.id, number: current.number)
    }

    /// Something speaks against the parcel in hand after all.
    mutating func doubtCurrent(_ counter: Int, _ reasons: [Reason], _ now: Stamp) {
        switch counters[counter].current?.phase {
        case .deciding?: counters[counter].current?.doubts += reasons
        case .cleared(let permit)?, .go(let permit, _)?: withdraw(counter, permit, because: reasons)
        case .withdrawing(let permit, let earlier)?:
            counters[counter].current?.phase = .withdrawing(permit, because: earlier + reasons)
        case .held?, nil: break
        }
    }

    private mutating func withdraw(_ counter: Int, _ permit: Permit, because reasons: [Reason]) {
        counters[counter].current?.phase = .withdrawing(permit, because: reasons)
        add(.counter(counter, .withdraw(permit.number)))
    }

    mutating func takeWithdrawal(_ counter: Int, _ permit: PermitNumber, wasShown: Bool, _ now: Stamp) {
        if let current = counters[counter].current, case .withdrawing(let granted, let reasons) = current.phase,
            granted.number == permit
        {
            return hold(at: counter, current, reasons, recall: wasShown, now)
        }
        guard
            let place = counters[counter].leaving.firstIndex(where: {
                if case .withdrawing(let granted, _) = $0.phase { granted.number == permit } else { false }
            })
        else { return }
        let passage = counters[counter].leaving.remove(at: place)
        guard case .withdrawing(_, let reasons) = passage.phase else { return }
        hold(at: counter, passage, reasons, recall: wasShown, now)
    }

    // MARK: How a passage ends

    /// The next thing begins at the table: what was in hand is over.
    mutating func finish(_ counter: Int, _ now: Stamp) {
        guard let current = counters[counter].current else { return }
        switch current.phase {
        case .deciding: holdCurrent(counter, [.undecided], now)
        case .cleared(let permit): withdraw(counter, permit, because: [.undecided])
        case .go: return endGo(counter, .passed, now)
        case .withdrawing, .held: break
        }
        guard let left = counters[counter].current else { return }
        counters[counter].current = nil
        if case .held(let hold) = left.phase {
            keepHeld(counter, left.id, hold, now)
        } else {
            counters[counter].leaving.append(left)
        }
    }

    mutating func endGo(_ counter: Int, _ how: PassageEnded.How, _ now: Stamp) {
        guard let current = counters[counter].current, case .go(let permit, _) = current.phase else { return }
        add(.counter(counter, .expect(nil)))
        record(.passageEnded(PassageEnded(passage: current.id, how: how, exit: nil, permit: permit.number)), now)
        counters[counter].current = nil
        if let number = current.number {
            sightings.change(number, of: current.id, to: .passed(at: now.monotonic))
            standing.forgetReleases(number)
        }
        if counters[counter].showing?.passage == current.id { counters[counter].showing?.state = .over }
    }

    private mutating func keepHeld(_ counter: Int, _ passage: PassageID, _ hold: HoldID, _ now: Stamp) {
        counters[counter].held.append((passage, hold))
        guard counters[counter].held.count > Counter.heldLimit else { return }
        let oldest = counters[counter].held.removeFirst()
        record(.passageEnded(PassageEnded(passage: oldest.passage, how: .removed, exit: nil, permit: nil)), now)
    }
}
