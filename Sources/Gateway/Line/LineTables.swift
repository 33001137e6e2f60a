import Console
import Entries
import Formats
import Inspection
import Parcels
import Passages
import Readings

/// The tables without a belt on the lines' thread.
extension LineCore {
    mutating func take(_ order: TableOrder, _ pending: PendingOutcome) {
        guard let counter = outside.tables.place(of: order.table) else {
            return pending.resolve(.refused(code: "unknown-table", arguments: []))
        }
        guard journalWasWell else { return pending.resolve(.unavailable) }
        let event: CounterEvent
        switch order.what {
        case .turn(let mode): event = .turned(mode, by: order.by)
        case .scan(let label): event = .typed(label, by: order.by)
        case .unread: event = .unread(by: order.by)
        case .openBag(let label): event = .bagOpened(label, by: order.by)
        case .closeBag: event = .bagClosed(by: order.by)
        case .printTag(let hold):
            guard books.holds[hold] != nil else {
                return pending.resolve(.refused(code: "unknown-hold", arguments: []))
            }
            printTag(hold, at: counter)
            return pending.resolve(.done(conveyor.sequence))
        }
        if let fault = conveyor.fault(event, at: counter) {
            return pending.resolve(.refused(code: fault.rawValue, arguments: []))
        }
        handle(.counter(counter, event))
        hasNews = true
        // It is done when the last of what came of it is durable; an order that changed nothing is done.
        guard conveyor.sequence > conveyor.committed else { return pending.resolve(.done(conveyor.sequence)) }
        waiting.append(Waiting(token: 0, sequence: conveyor.sequence, pending: pending, outcome: nil))
    }

    /// Who signs out leaves the table.
    mutating func leaveTables(_ account: AccountID) {
        for counter in 0..<conveyor.counterCount where conveyor.view(counter: counter).clerk == account {
            handle(.counter(counter, .turned(.left, by: account)))
        }
    }

    /// Does what a table wants done; what comes of it at once is its answer.
    mutating func perform(_ effect: CounterEffect, at counter: Int) -> CounterEvent? {
        switch effect {
        case .lookUp(let passage, let numbers):
            return outside.lookUps.ask(.counter(counter, passage, numbers)) ? nil : .lookedUp(passage, nil)
        case .expect(let passage):
            outside.tables.gates[counter].expect(passage)
            return nil
        case .withdraw(let permit):
            return .withdrawn(permit, wasShown: outside.tables.gates[counter].withdraw(permit))
        case .cage(let hold, let number, let account): return receive(hold, number, account)
        case .printTag(let hold):
            unprinted.append((counter, hold))
            return nil
        }
    }

    /// Receives a held parcel into the cage.
    private mutating func receive(_ hold: HoldID?, _ number: ParcelNumber?, _ account: AccountID) -> CounterEvent {
        guard let hold, let found = books.holds[hold] else { return .caged(hold, number, .noHold) }
        let known = number ?? found.number
        guard found.state != .received, found.state != .inspecting else { return .caged(hold, known, .alreadyThere) }
        guard let step = try? books.holds.check(StepRequest(hold: hold, step: .received, by: account)) else {
            return .caged(hold, known, .noHold)
        }
        handle(.record(.holdStepped(step), urgent: true, token: nil))
        return .caged(hold, known, .received)
    }

    /// A tag goes to the printer when its hold is durable: its number is then nobody else's.
    mutating func printTags(through sequence: UInt64) {
        guard !unprinted.isEmpty else { return }
        let ready = unprinted.filter { $0.hold.sequence <= sequence }
        unprinted.removeAll { $0.hold.sequence <= sequence }
        for (counter, hold) in ready { printTag(hold, at: counter) }
    }

    private mutating func printTag(_ hold: HoldID, at counter: Int) {
        guard let found = books.holds[hold], let printer = outside.tables.printer(of: counter) else { return }
        let isTaken = outside.tables.print(
            hold, number: found.number, reasons: found.reasons, ruleNames: ruleNames(of: found.reasons),
            at: outside.clock.stamp().utc, counter: counter)
        if !isTaken { take(.printed(printer, hold, false)) }
    }

    private func ruleNames(of reasons: [Reason]) -> RuleNames {
        var names = RuleNames()
        for rule in reasons.compactMap(\.rule) {
            if let name = conveyor.ruleName(rule.id) { names.name(rule.id, vi: name.vi, en: name.en) }
        }
        return names
    }

    // MARK: For people

    func table(_ counter: Int, _ now: Stamp) -> TableState {
        let view = conveyor.view(counter: counter)
        var state = TableState(id: view.id.name)
        state.mode = view.mode.rawValue
        state.clerk = view.clerk?.name
        state.serial = view.serial
        // GO is what the gate shows, for the passage that is shown.
        if let go = outside.tables.gates[counter].shown(at: now.monotonic), go.passage == view.showing?.passage,
            view.showing?.state == .cleared
        {
            state.goUntil = now.utc + (go.until - now.monotonic)
        }
        let names = ruleNames(of: view.showing?.reasons ?? [])
        state.showing = view.showing.map { showing in
            TableState.Showing(
                state: showing.state.rawValue, number: showing.number?.description,
                hold: showing.hold?.description,
                reasons: showing.reasons.map {
                    TableState.Reason(vi: names.short($0, .vietnamese), en: names.short($0, .english))
                })
        }
        state.uncaged = view.uncaged.map(\.description)
        state.bag = view.bag.map {
            TableState.Bag(
                id: $0.id.description, label: $0.label?.text, parcels: $0.parcels, refused: $0.refused)
        }
        state.recalls = view.recalls.map {
            TableState.Recall(
                number: $0.number.description, bag: $0.label?.text ?? $0.bag.description, hold: $0.hold.description)
        }
        state.rows = view.rows.map {
            TableState.Row(
                state: $0.state.rawValue, number: $0.number?.description, hold: $0.hold?.description, at: $0.at)
        }
        state.counts = [
            "scanned": view.counts.scanned, "cleared": view.counts.cleared, "held": view.counts.held,
            "caged": view.counts.caged, "bagged": view.counts.bagged, "refused": view.counts.refused,
        ]
        state.missing = view.missing.map(\.rawValue)
        if let printer = outside.tables.printer(of: counter) {
            state.hasPrinter = true
            state.printerTrouble = printerTrouble(printer)
        }
        return state
    }
}
