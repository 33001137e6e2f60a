import Entries
import Parcels
import Passages

/// The law, checked after every step.
extension LineWorld {
    /// A parcel left by the outbound exit: the permit that it went by must come from a durable clear of this very parcel.
    mutating func checkPassed(_ parcel: WorldParcel) {
        guard let permit = parcel.gone?.permit else {
            return breakLaw("a parcel passed without a permit (track \(parcel.track))")
        }
        guard let clear = durable.useClear(DurableState.key(permit.epoch, permit.number)) else {
            return breakLaw("permit \(permit.number.number) of epoch \(permit.epoch) without an unused durable clear")
        }
        if suspected.contains(clear.passage) {
            return breakLaw(
                "a parcel passed that a person had suspected before it was at the diverter (\(clear.passage))")
        }
        guard case .clear(let granted) = clear.outcome, granted.track == parcel.track else {
            return breakLaw("permit \(permit.number.number) was for another track than \(parcel.track)")
        }
        guard let number = clear.number, parcel.labels.contains(number.canonical.bytes) else {
            return breakLaw(
                "a parcel passed as \(clear.number?.description ?? "nothing"), which none of its labels says")
        }
    }

    mutating func check() {
        if let fault = gateway.fault { breakLaw(fault) }
        let balance = gateway.conveyor.balance(0)
        let explained =
            balance.passed + balance.inspected + balance.recirculated + balance.removed + balance.escaped
            + balance.underWay
            + balance.missing
        if balance.inducted != explained { breakLaw("the balance does not close: \(balance)") }
        report.escapes = balance.escaped
    }

    /// The belt has run empty: nothing may be on its way, and every parcel in the lane has its hold.
    mutating func checkEnd() {
        let balance = gateway.conveyor.balance(0)
        if sorter.isConnected, !gateway.isLatched, balance.underWay > 0, restartDue == .max {
            // What is still under way by the gateway's reckoning must be missing by the time that the belt has moved on.
            let open = balance.underWay
            if open > 2 { breakLaw("\(open) passages are under way on an empty belt") }
        }
        if report.passed + report.inspected > report.parcels { breakLaw("more parcels left than came") }
    }
}
