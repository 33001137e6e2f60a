import Entries
import Parcels
import Readings
import Screening

extension Conveyor {
    /// The manifest has answered: the parcel is decided.
    mutating func takeLookUp(_ passage: PassageID, _ line: Int, _ found: [Declaration]?, _ now: Stamp) {
        // An answer that comes after its parcel was held or has left changes nothing.
        guard let place = lines[line].place(of: passage), case .lookingUp = lines[line].passages[place].phase else {
            return
        }
        guard let found else { return hold(line, place, [.lookupFailed], now) }
        // A number that was read while the manifest was asked is asked about too.
        guard lines[line].passages[place].asked == lines[line].passages[place].numbers.count else {
            return resolve(line, place, now)
        }
        let identity = Identity(numbers: lines[line].passages[place].numbers, found: found)
        var reasons = lines[line].passages[place].doubts + identity.reasons
        if let number = identity.number {
            lines[line].passages[place].number = number
            reasons += standingReasons(number, line, place, now)
        }
        decide(line, place, identity, reasons, now)
    }

    private mutating func decide(_ line: Int, _ place: Int, _ identity: Identity, _ before: [Reason], _ now: Stamp) {
        var reasons = before
        var notes: [Reason] = []
        var dangers: [Reason] = []
        let passage = lines[line].passages[place]
        past.advance(now)
        for what in missing(line: line) { reasons.append(.notReady(what)) }
        let declaration = identity.declaration
        if let declared = declaration?.length_mm, abs(declared - passage.length_mm) > settings.lengthTolerance_mm {
            reasons.append(.lengthMismatch(measured_mm: passage.length_mm, declared_mm: declared))
        }
        let evidence = judge(
            identity, passage.numbers, passage.reads, passage.length_mm, passage.measured, id(line), &reasons, &notes,
            &dangers, now)
        if let number = identity.number, standing.hasReleases(number) {
            if standing.control(of: number) != nil { notes += reasons.filter { standing.isSettled($0, number) } }
            reasons.removeAll { standing.isSettled($0, number) }
        }
        conclude(
            line, place, reasons, notes, evidence, declaration,
            isDoNotOpen: reasons.contains { dangers.contains($0) }, now)
    }

    /// What rules, lists and the evidence policy say of a parcel, on a line or at a table.
    func judge(
        _ identity: Identity, _ numbers: [ParcelNumber], _ reads: LabelReads, _ length_mm: Int,
        _ measured: ParcelMeasure?,
        _ line: LineID, _ reasons: inout [Reason], _ notes: inout [Reason], _ dangers: inout [Reason], _ now: Stamp
    ) -> Weighed {
        if let snapshot {
            let subject = Subject(
                line: line, number: identity.number, numbers: numbers, reads: reads, declaration: identity.declaration,
                length_mm: length_mm, measured: measured, now: now.trusted ? now.utc : nil, seed: drawingSeed)
            let screened = snapshot.screen(subject, past.history)
            reasons += screened.holds
            notes += screened.notes
            dangers = screened.dangers
        }
        let evidence = weigh(identity, line, now)
        reasons += evidence.reasons
        return evidence
    }

    /// Records the decision; a clear if there is no reason against it.
    private mutating func conclude(
        _ line: Int, _ place: Int, _ reasons: [Reason], _ notes: [Reason], _ evidence: Weighed,
        _ declaration: Declaration?, isDoNotOpen: Bool, _ now: Stamp
    ) {
        let passage = lines[line].passages[place]
        var outcome = Decision.Outcome.hold
        var permit: Permit?
        if reasons.isEmpty {
            permits += 1
            let granted = Permit(
                line: id(line), track: passage.track, epoch: epoch, number: PermitNumber(permits), passage: passage.id,
                expiry: expiry(of: passage, line))
            outcome = .clear(granted)
            permit = granted
        }
        let decision = Decision(
            passage: passage.id, line: id(line), stage: .automatic, outcome: outcome, number: passage.number,
            reasons: reasons, notes: notes, held: evidence.held, waived: evidence.waived,
            versions: versions,
            horizon: sequence, declared: declaration.map(DeclaredFacts.init), measured: passage.measured,
            controlled: passage.number.flatMap { standing.control(of: $0) })
        let decided = record(.passageDecided(decision), now, urgent: permit != nil)
        remember(declaration, length_mm: passage.length_mm, reasons + notes, now)
        if let number = passage.number {
            see(number, line, passage)
        }
        guard let permit else {
            raiseHold(line, place, reasons, recall: false, now)
            if isDoNotOpen, let hold = lines[line].passages[place].hold { halt(line, hold, passage.id, by: nil, now) }
            return
        }
        lines[line].passages[place].phase = .cleared
        lines[line].passages[place].clearance = Passage.Clearance(permit: permit, sequence: decided)
        clock.due[line] = 0
    }

    /// Holds a parcel without asking further.
    mutating func hold(_ line: Int, _ place: Int, _ more: [Reason], _ now: Stamp) {
        let passage = lines[line].passages[place]
        if passage.number == nil, passage.numbers.count == 1 { lines[line].passages[place].number = passage.numbers[0] }
        let reasons = passage.doubts + more
        recordHold(line, place, reasons, now)
        raiseHold(line, place, reasons, recall: false, now)
    }

    func recordedHold(_ line: Int, _ passage: Passage, _ reasons: [Reason]) -> Decision {
        Decision(
            passage: passage.id, line: id(line), stage: .automatic, outcome: .hold, number: passage.number,
            reasons: reasons,
            held: [], waived: [],
            versions: versions,
            horizon: sequence, declared: nil, measured: passage.measured)
    }

    mutating func recordHold(_ line: Int, _ place: Int, _ reasons: [Reason], _ now: Stamp) {
        record(.passageDecided(recordedHold(line, lines[line].passages[place], reasons)), now)
    }

    /// Raises the hold of a passage, or joins it to the open one of its number.
    mutating func raiseHold(_ line: Int, _ place: Int, _ reasons: [Reason], recall: Bool, _ now: Stamp) {
        let passage = lines[line].passages[place]
        lines[line].passages[place].phase = .held
        if let number = passage.number, let open = standing.hold(on: number) {
            note(.holdJoined(HoldJoined(hold: open, passage: passage.id, reasons: reasons)), now)
            lines[line].passages[place].hold = open
            return keepPictures(line, place)
        }
        let raised = HoldRaised(
            line: id(line), passage: passage.id, number: passage.number, reasons: reasons, recall: recall)
        let sequence = note(.holdRaised(raised), now)
        lines[line].passages[place].hold = HoldID(epoch: epoch, sequence: sequence)
        keepPictures(line, place)
        if recall { record(.alarmRaised(AlarmRaised(.recall, line: id(line), passage: passage.id)), now) }
    }

    private mutating func keepPictures(_ line: Int, _ place: Int) {
        let passage = lines[line].passages[place]
        guard let hold = passage.hold else { return }
        for frame in passage.frames { add(.keepPicture(frame.id, from: frame.device, passage.id, hold)) }
    }

    /// Records an entry about a hold and takes it up at once.
    @discardableResult
    mutating func note(_ body: EntryBody, _ now: Stamp, urgent: Bool = false) -> UInt64 {
        let sequence = record(body, now, urgent: urgent)
        standing.note(body, epoch: epoch, sequence: sequence)
        if case .holdRaised(let raised) = body { takeBackGo(raised, now) }
        return sequence
    }

    /// A parcel that got its number at the table is asked about like any other; what is found joins the hold.
    mutating func screen(_ hold: HoldID, _ number: ParcelNumber, _ found: [Declaration]?, _ now: Stamp) {
        var reasons: [Reason] = []
        var isDoNotOpen = false
        let identity = Identity(numbers: [number], found: found ?? [])
        if found == nil { reasons.append(.lookupFailed) }
        if policy == nil { reasons.append(.notReady(.policy)) }
        if let snapshot {
            let subject = Subject(
                line: anyPlace, number: number, numbers: [number], declaration: identity.declaration, length_mm: 0,
                now: now.trusted ? now.utc : nil, seed: drawingSeed)
            past.advance(now)
            if lacksHistory { reasons.append(.notReady(.history)) }
            let screened = snapshot.screen(subject, past.history)
            reasons += screened.holds
            isDoNotOpen = !screened.dangers.isEmpty
        } else {
            reasons.append(.notReady(.rules))
        }
        reasons += weigh(identity, anyPlace, now).reasons + copyReasons(hold, number, now)
        let screened = HoldScreened(
            hold: hold, number: number, reasons: reasons, versions: versions, line: anyPlace,
            declared: identity.declaration.map(DeclaredFacts.init))
        note(.holdScreened(screened), now, urgent: true)
        remember(identity.declaration, length_mm: 0, reasons, now)
        if isDoNotOpen { halt(0, hold, nil, by: nil, now) }
    }

    /// A parcel that got its number at the inspection table is on no line: the flow of the site's first place is its own.
    var anyPlace: LineID { lines.first?.layout.id ?? counters[0].layout.id }

    /// A little behind the diverter: a sorter looks at its encoder some millimetres after the parcel's front was there. The
    /// next parcel is farther away than that.
    private func expiry(of passage: Passage, _ line: Int) -> Expiry {
        let layout = lines[line].layout
        switch layout.measure {
        case .encoder:
            let position = passage.front + Int64(layout.diverter_mm + layout.minimumGap_mm) * 1000
            return .encoder(lines[line].belt.count(at: position) ?? passage.frontCount)
        case .time(let speed):
            return .afterInduction(
                milliseconds: UInt32(clamping: (layout.diverter_mm + layout.minimumGap_mm) * 1000 / max(1, speed)))
        }
    }
}
