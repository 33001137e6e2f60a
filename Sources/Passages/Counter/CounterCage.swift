import Entries
import Parcels
import Readings

extension Conveyor {
    /// A hold tag or a held parcel is scanned into the cage. Whether its hold can be received is the hold's life's business.
    mutating func cage(
        _ counter: Int, _ labels: [(bytes: [UInt8], number: ParcelNumber?)], _ by: AccountID?, _ now: Stamp
    ) {
        guard let by else { return show(counter, .nobody) }
        let number = labels.lazy.compactMap(\.number).first
        let tag = labels.lazy.compactMap { HoldID(String(decoding: $0.bytes, as: UTF8.self)) }.first
        guard let hold = tag ?? number.flatMap({ standing.hold(on: $0) }) else {
            return show(counter, number == nil ? .noNumber : .notHeld, number: number)
        }
        add(.counter(counter, .cage(hold, number, by: by)))
    }

    mutating func showCaged(
        _ counter: Int, _ hold: HoldID?, _ number: ParcelNumber?, _ outcome: CageOutcome, _ now: Stamp
    ) {
        switch outcome {
        case .received:
            count(counter, now) { $0.caged += 1 }
            list(counter, number, .caged, hold, now)
            show(counter, .caged, number: number, hold: hold)
        case .alreadyThere: show(counter, .alreadyCaged, number: number, hold: hold)
        case .noHold: show(counter, .notHeld, number: number, hold: hold)
        }
    }

    /// Entries about holds concern what lies on the tables and in the bags.
    mutating func takeUpAtCounters(_ body: EntryBody, _ now: Stamp) {
        switch body {
        case .holdStepped(let step):
            switch step.step {
            case .received: receive(step.hold, now)
            case .released, .returned, .seized, .controlled: clears.close(step.hold)
            case .diverted, .inspecting, .identified, .found, .handedOver: break
            }
        case .holdRaised(let raised): takeBackGo(raised, now)
        default: break
        }
    }

    /// Which holds wait for the cage: raised at a table, at the parcel in hand, at the bag or at one that lies in a bag, and in
    /// nobody's care yet. Entries alone make it.
    mutating func noteUncaged(_ body: EntryBody) {
        switch body {
        case .holdRaised(let raised):
            guard let counter = counters.firstIndex(where: { $0.layout.id == raised.line }) else { return }
            // What has left the site comes to no cage.
            let isHere = raised.passage.map { counters[counter].current?.id == $0 } ?? false
            let isInABag = raised.number.map { clears[$0]?.bag != nil } ?? false
            guard !raised.recall || isHere || isInABag else { return }
            counters[counter].uncaged.append(HoldID(epoch: epoch, sequence: sequence))
            if counters[counter].uncaged.count > Counter.heldLimit { counters[counter].uncaged.removeFirst() }
        case .holdStepped(let step):
            guard ![.diverted, .identified, .found].contains(step.step) else { return }
            for counter in counters.indices { counters[counter].uncaged.removeAll { $0 == step.hold } }
        default: break
        }
    }

    private mutating func receive(_ hold: HoldID, _ now: Stamp) {
        for counter in counters.indices {
            var ended = counters[counter].held.filter { $0.hold == hold }.map(\.passage)
            counters[counter].held.removeAll { $0.hold == hold }
            if let current = counters[counter].current, case .held(hold) = current.phase {
                ended.append(current.id)
                counters[counter].current = nil
            }
            for passage in ended {
                record(.passageEnded(PassageEnded(passage: passage, how: .inspected, exit: nil, permit: nil)), now)
            }
        }
        for recall in clears.recalls where recall.hold == hold {
            record(.bagEmptied(BagEmptied(bag: recall.bag, number: recall.number, hold: hold)), now)
        }
    }

    /// A hold was raised elsewhere on the parcel in hand: its GO is over.
    mutating func takeBackGo(_ raised: HoldRaised, _ now: Stamp) {
        let hold = HoldID(epoch: epoch, sequence: sequence)
        for counter in counters.indices {
            guard let current = counters[counter].current,
                current.id == raised.passage || (current.number != nil && current.number == raised.number)
            else { continue }
            switch current.phase {
            case .cleared, .go: break
            case .deciding, .withdrawing, .held: continue
            }
            add(.counter(counter, .expect(nil)))
            counters[counter].current?.phase = .held(hold)
            show(
                counter, .held, passage: current.id, number: current.number, hold: hold, reasons: raised.reasons)
        }
    }
}
