import Entries
import Parcels
import Readings

extension Conveyor {
    mutating func openBag(_ counter: Int, _ label: BagLabel?, _ by: AccountID, _ now: Stamp) {
        guard counters[counter].bag == nil else { return }
        let opened = BagOpened(table: counters[counter].layout.id, label: label, by: by)
        let id = BagID(epoch: epoch, sequence: record(.bagOpened(opened), now, urgent: true))
        counters[counter].bag = Counter.Bag(id: id, label: label)
        show(counter, .bagOpened)
    }

    mutating func closeBag(_ counter: Int, _ by: AccountID, _ now: Stamp) {
        switch fault(.bagClosed(by: by), at: counter) {
        case .noBag?: return show(counter, .noBag)
        case .bagHasRecall?: return show(counter, .bagHasRecall)
        case .bagIsOpen?, .takenByAnother?, nil: break
        }
        guard let bag = counters[counter].bag else { return }
        record(
            .bagClosed(
                BagClosed(
                    bag: bag.id, parcels: bag.parcels.count, refused: bag.refused, takenOut: bag.takenOut, by: by)),
            now, urgent: true)
        counters[counter].bag = nil
        show(counter, .bagClosed)
    }

    /// The second barrier: into a bag goes only what has a valid clear, whichever line or table gave it.
    mutating func putIntoBag(
        _ counter: Int, _ labels: [(bytes: [UInt8], number: ParcelNumber?)], _ by: AccountID?, _ now: Stamp
    ) {
        guard let by else { return show(counter, .nobody) }
        guard let number = labels.lazy.compactMap(\.number).first else {
            guard let label = labels.lazy.compactMap({ BagLabel($0.bytes) }).first else {
                return show(counter, .noNumber)
            }
            // A bag's own label opens it, and closes it when it is scanned again and something is in it. One that was opened by
            // mistake is closed by hand.
            guard let bag = counters[counter].bag else { return openBag(counter, label, by, now) }
            guard bag.label == label else { return show(counter, .otherBag) }
            return bag.parcels.isEmpty ? show(counter, .bagOpened) : closeBag(counter, by, now)
        }
        guard let bag = counters[counter].bag else { return show(counter, .noBag, number: number) }
        let reasons = barrier(number, now)
        guard reasons.isEmpty, let clear = clears[number] else {
            return refuse(counter, bag.id, number, reasons, by, now)
        }
        counters[counter].bag?.parcels[number] = clear.passage
        record(
            .bagFilled(BagFilled(bag: bag.id, number: number, passage: clear.passage, by: by)), now, urgent: true)
        count(counter, now) { $0.bagged += 1 }
        list(counter, number, .bagged, nil, now)
        show(counter, .bagged, number: number)
    }

    /// What speaks against a parcel at bag closing; empty when its clear is valid.
    func barrier(_ number: ParcelNumber, _ now: Stamp) -> [Reason] {
        if let hold = standing.hold(on: number) { return [.openHold(hold)] }
        guard journalIsWell else { return [.notReady(.journal)] }
        guard let clear = clears[number], clear.isGiven else { return [.noClear] }
        if clear.isWithdrawn { return [.clearWithdrawn] }
        if clear.bag != nil { return [.copiedLabel(number, other: clear.passage)] }
        let age = Int((now.monotonic - clear.at) / 60_000_000_000)
        let limit = settings.clearValidity_min
        return age > limit ? [.clearStale(age_min: age, limit_min: limit)] : []
    }

    private mutating func refuse(
        _ counter: Int, _ bag: BagID, _ number: ParcelNumber, _ reasons: [Reason], _ by: AccountID, _ now: Stamp
    ) {
        counters[counter].bag?.refused += 1
        record(.bagRefused(BagRefused(bag: bag, number: number, reasons: reasons, by: by)), now, urgent: true)
        let hold: HoldID
        if let open = standing.hold(on: number) {
            hold = open
            note(.holdJoined(HoldJoined(hold: open, passage: nil, reasons: reasons)), now, urgent: true)
        } else {
            let raised = HoldRaised(
                line: counters[counter].layout.id, passage: clears[number]?.passage, number: number, reasons: reasons,
                recall: clears[number]?.bag != nil)
            hold = HoldID(epoch: epoch, sequence: note(.holdRaised(raised), now, urgent: true))
        }
        add(.counter(counter, .printTag(hold)))
        count(counter, now) { $0.refused += 1 }
        list(counter, number, .refused, hold, now)
        show(counter, .refused, number: number, hold: hold, reasons: reasons)
    }

    /// Entries alone make and unmake valid clears.
    mutating func noteClears(_ body: EntryBody, epoch: Epoch, _ now: Stamp) {
        switch body {
        case .passageDecided(let decision):
            guard let number = decision.number else { break }
            if case .clear(let permit) = decision.outcome {
                clears.give(
                    number, Clears.Clear(passage: permit.passage, at: now.monotonic, isGiven: false))
            } else if case .hold = decision.outcome {
                clears.withdraw(number)
            }
        case .permitAnswered(let answered): if answered.answer == .accepted { clears.confirm(answered.passage) }
        case .passageEnded(let ended):
            switch ended.how {
            case .escaped, .restarted: clears.withdraw(ended.passage)
            case .passed, .inspected, .recirculated, .removed, .expired: break
            }
        case .holdRaised(let raised):
            clears.recall(raised.number, raised.passage, HoldID(epoch: epoch, sequence: sequence))
        case .bagOpened(let opened): clears.name(BagID(epoch: epoch, sequence: sequence), opened.label)
        case .bagClosed(let closed): clears.name(closed.bag, nil)
        case .bagFilled(let filled): clears.fill(filled.number, filled.bag)
        case .bagEmptied(let emptied):
            clears.empty(emptied.number)
            for counter in counters.indices where counters[counter].bag?.id == emptied.bag {
                counters[counter].bag?.parcels[emptied.number] = nil
                counters[counter].bag?.takenOut += 1
            }
        default: break
        }
    }
}
