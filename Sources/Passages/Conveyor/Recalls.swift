import Entries
import Parcels
import Readings

extension Conveyor {
    /// Takes a clear back wherever the parcel is: on a belt it is held there, past the exits it is sought, and one that was
    /// never seen is held as soon as it comes.
    mutating func recall(_ order: RecallOrdered, _ now: Stamp) {
        var isOnABelt = false
        for line in lines.indices {
            for place in lines[line].passages.indices
            where lines[line].passages[place].numbers.contains(order.number)
                || lines[line].passages[place].number == order.number
            {
                isOnABelt = true
                recall(line, place, order.reasons, now)
            }
        }
        guard !isOnABelt else { return }
        let isInHand = recallAtTables(order, now)
        if let open = standing.hold(on: order.number) {
            note(.holdJoined(HoldJoined(hold: open, passage: nil, reasons: order.reasons)), now)
            return
        }
        var passage = order.passage
        if passage == nil, let seen = sightings[order.number], case .passed = seen.state { passage = seen.passage }
        // Where another one with that number has passed, it is sought all the same.
        if isInHand, passage == nil { return }
        seek(order.number, passage: passage, line: order.line ?? anyPlace, order.reasons, now)
    }

    /// Holds what is in somebody's hands with that number among its labels, unless the hold that is raised for the number
    /// itself takes the sign away (`takeBackGo`).
    private mutating func recallAtTables(_ order: RecallOrdered, _ now: Stamp) -> Bool {
        var isInHand = false
        for counter in counters.indices {
            guard let current = counters[counter].current, current.numbers.contains(order.number),
                current.number != order.number
            else { continue }
            if case .held = current.phase { continue }
            isInHand = true
            doubtCurrent(counter, order.reasons, now)
        }
        return isInHand
    }

    private mutating func recall(_ line: Int, _ place: Int, _ reasons: [Reason], _ now: Stamp) {
        switch lines[line].passages[place].phase {
        case .collecting, .lookingUp, .cleared: for reason in reasons { doubt(line, place, reason, now) }
        case .withdrawing(let earlier): lines[line].passages[place].phase = .withdrawing(because: earlier + reasons)
        case .held:
            guard let hold = lines[line].passages[place].hold else { return }
            note(.holdJoined(HoldJoined(hold: hold, passage: nil, reasons: reasons)), now)
        }
    }

    /// Raises the hold of a parcel that is on no belt; a recall where one with its number has passed.
    mutating func seek(
        _ number: ParcelNumber, passage: PassageID?, line: LineID, _ reasons: [Reason], _ now: Stamp
    ) {
        let isRecall = passage != nil
        note(
            .holdRaised(
                HoldRaised(line: line, passage: passage, number: number, reasons: reasons, recall: isRecall)), now,
            urgent: true)
        if isRecall { record(.alarmRaised(AlarmRaised(.recall, line: line, passage: passage)), now) }
    }
}
