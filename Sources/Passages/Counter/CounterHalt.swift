import Entries
import Parcels
import Readings

extension Conveyor {
    /// A person suspects what lies on a table: the parcel in hand, the one that the sign speaks of, or one that was not
    /// scanned. A number on the sign that is not the object's holds one parcel too many, and clears none.
    mutating func suspect(
        atCounter counter: Int, _ known: HoldID?, by account: AccountID, _ token: UInt64, _ now: Stamp
    ) {
        let reasons = [Reason.suspected(by: account.name)]
        var hold = known
        var passage = counters[counter].current?.id
        if let known {
            note(.holdJoined(HoldJoined(hold: known, passage: nil, reasons: reasons)), now)
        } else if counters[counter].current != nil {
            hold = holdInHand(counter, reasons, now)
        } else if let number = counters[counter].showing?.number {
            passage = counters[counter].showing?.passage
            hold = standing.hold(on: number)
            if let hold {
                note(.holdJoined(HoldJoined(hold: hold, passage: nil, reasons: reasons)), now)
            } else {
                seek(number, passage: passage, line: counters[counter].layout.id, reasons, now)
                hold = standing.hold(on: number)
            }
        }
        if hold == nil {
            holdUnlabelled(counter, reasons, by: account, now)
            passage = counters[counter].current?.id
            hold = heldInHand(counter)
        }
        guard let hold else { return }
        halt(counter: counter, hold, passage, by: account, token: token, now)
    }

    /// Two persons let the table work again: its sign says no longer that everybody leaves, but where the parcel goes.
    mutating func endHalt(_ counter: Int, _ halt: UInt64?) {
        guard let ended = counters[counter].halts.first(where: { $0.sequence == halt }) else { return }
        counters[counter].halts.removeAll { $0.sequence == halt }
        guard let showing = counters[counter].showing, showing.state == .doNotOpen, showing.hold == ended.hold else {
            return
        }
        show(counter, .alreadyHeld, passage: showing.passage, number: showing.number, hold: showing.hold)
    }

    /// Holds the parcel in hand whatever has been decided about it, and ends its GO.
    private mutating func holdInHand(_ counter: Int, _ reasons: [Reason], _ now: Stamp) -> HoldID? {
        guard let current = counters[counter].current else { return nil }
        switch current.phase {
        case .deciding: holdCurrent(counter, reasons, now)
        case .cleared(let permit), .go(let permit, _):
            add(.counter(counter, .withdraw(permit.number)))
            holdCurrent(counter, reasons, now)
        case .withdrawing(_, let earlier): holdCurrent(counter, earlier + reasons, now)
        case .held(let hold): note(.holdJoined(HoldJoined(hold: hold, passage: nil, reasons: reasons)), now)
        }
        return heldInHand(counter)
    }

    private func heldInHand(_ counter: Int) -> HoldID? {
        guard case .held(let hold)? = counters[counter].current?.phase else { return nil }
        return hold
    }

    /// Do not open, do not move: the table clears nothing more, and its sign says what to do.
    mutating func halt(
        counter: Int, _ hold: HoldID, _ passage: PassageID?, by account: AccountID?, token: UInt64? = nil, _ now: Stamp
    ) {
        let table = counters[counter].layout.id
        let halted = LineHalted(lines: [table], hold: hold, passage: passage, by: account)
        let sequence = note(.lineHalted(halted), now, urgent: true)
        if let token { add(.numbered(token: token, sequence: sequence)) }
        record(
            .alarmRaised(AlarmRaised(.halt, line: table, passage: passage, detail: hold.description)), now,
            urgent: true)
        counters[counter].halts.append((sequence, hold))
        let number = counters[counter].current?.number ?? counters[counter].showing?.number
        finish(counter, now)
        add(.counter(counter, .expect(nil)))
        show(counter, .doNotOpen, passage: passage, number: number, hold: hold)
    }
}
