import Entries
import Parcels
import Readings

extension Conveyor {
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
        finish(counter, now)
        add(.counter(counter, .expect(nil)))
        show(counter, .doNotOpen, passage: passage, hold: hold)
    }
}
