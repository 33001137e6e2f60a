import Console
import Entries
import Inspection
import Parcels
import People
import Records
import Synchronization

/// What the site knows of people, documents and holds, made by its entries. Commands are checked against it.
struct Books: Sendable {
    var holds = HoldBook()
    var accounts = AccountBook()
    var documents = DocumentBook()
    var orders = OrderBook()
    var erasures = ErasureBook()
    /// Alarms that nobody has acknowledged, oldest first.
    private(set) var alarms: [LiveState.Alarm] = []

    static let alarmLimit = 100

    /// How much a document may hold, in percent of the parcels.
    let budget_percent: Int
    private var watch: HoldWatch
    /// Breaches of the hold budget that nobody has alarmed yet.
    private var breaches: [HoldWatch.Breach] = []

    init(budget: HoldBudget = HoldBudget()) {
        budget_percent = budget.percent
        watch = HoldWatch(budget_percent: budget.percent)
    }

    /// The alarms that decisions have called for since the last time.
    mutating func takeBreaches() -> [EntryBody] {
        guard !breaches.isEmpty else { return [] }
        defer { breaches = [] }
        return breaches.map {
            .alarmRaised(AlarmRaised(.holdBudget, detail: $0.detail(budget_percent: budget_percent)))
        }
    }

    mutating func note(_ entry: Entry) {
        note(entry.body, epoch: entry.epoch, sequence: entry.sequence, at: entry.stamp.utc)
    }

    mutating func note(_ body: EntryBody, epoch: Epoch, sequence: UInt64, at: Int64) {
        holds.note(body, epoch: epoch, sequence: sequence)
        orders.note(body, sequence: sequence, at: at)
        switch body {
        case .accountChanged: accounts.note(body)
        case .documentProposed, .documentApproved, .documentReplayed: documents.note(body)
        case .documentActivated(let activated):
            documents.note(body)
            // The first version of a site has none before it to go back to.
            if documents.versionBefore(activated.document, activated.number) != nil {
                watch.watch(activated.document, activated.number)
            }
        case .documentReverted(let rolled):
            documents.note(body)
            watch.forget(rolled.document, rolled.number)
        case .passageDecided(let decision): if let breach = watch.note(decision) { breaches.append(breach) }
        case .erasureProposed, .erasureApproved, .dataErased: erasures.note(body)
        case .alarmRaised(let alarm):
            alarms.append(
                LiveState.Alarm(
                    sequence: sequence, code: alarm.code.rawValue, line: alarm.line?.name,
                    passage: alarm.passage?.description, device: alarm.device?.name, detail: alarm.detail, at: at))
            // Escapes stay in any case; of the others the newest are shown, all are in the records.
            if alarms.count > Self.alarmLimit,
                let oldest = alarms.firstIndex(where: { $0.code != AlarmCode.escape.rawValue })
            {
                alarms.remove(at: oldest)
            }
        case .alarmAcknowledged(let acknowledged): alarms.removeAll { $0.sequence == acknowledged.alarm }
        default: break
        }
    }

    /// Takes up the alarms that were open when the gateway ended, newest first.
    mutating func restore(_ open: [AlarmRecord]) {
        alarms = open.reversed().map { alarm in
            LiveState.Alarm(
                sequence: alarm.sequence, code: alarm.code, line: alarm.line, passage: alarm.passage?.description,
                device: alarm.device, detail: alarm.detail, at: alarm.at)
        }
    }

    /// The alarms that an ordered return to work ends: nobody is to leave the area any more.
    private func over(_ ordered: LineOrdered) -> [EntryBody] {
        guard ordered.order == .returnToWork,
            let hold = orders.halts.first(where: { $0.sequence == ordered.halt })?.halted.hold,
            !orders.halts.contains(where: { $0.sequence != ordered.halt && $0.halted.hold == hold })
        else { return [] }
        return alarms.filter { $0.code == AlarmCode.halt.rawValue && $0.detail == hold.description }
            .map { .alarmAcknowledged(AlarmAcknowledged(alarm: $0.sequence, by: ordered.by)) }
    }

    /// Why a parcel may not go on by a controlled delivery; nil when it may, or when the order is another one.
    private func controlFault(_ order: LineOrder, _ hold: HoldID?) -> CommandOutcome? {
        guard order == .controlledDelivery else { return nil }
        guard let hold else { return .refused(code: StepFault.unknownHold.code, arguments: []) }
        do throws(StepFault) {
            _ = try holds.checkControlled(hold)
            return nil
        } catch { return .refused(code: error.code, arguments: error.arguments) }
    }

    /// What a command becomes.
    enum Answer {
        /// Entries to record, the last of which is waited for, and the outcome once it is durable.
        case record([EntryBody], CommandOutcome?)
        case outcome(CommandOutcome)
    }

    func answer(_ command: Command) -> Answer {
        switch command {
        case .step(let request):
            do throws(StepFault) { return .record([.holdStepped(try holds.check(request))], nil) } catch {
                return .outcome(.refused(code: error.code, arguments: error.arguments))
            }
        case .acknowledge(let alarm, let by):
            guard alarms.contains(where: { $0.sequence == alarm }) else {
                return .outcome(.refused(code: "unknown-alarm", arguments: []))
            }
            return .record([.alarmAcknowledged(AlarmAcknowledged(alarm: alarm, by: by))], nil)
        case .close(let passage, let by):
            return .record(
                [.passageEnded(PassageEnded(passage: passage, how: .removed, exit: nil, permit: nil, by: by))], nil)
        case .propose(let kind, let text, let hash, let by):
            let number = documents.nextNumber(kind)
            return .record(
                [.documentProposed(DocumentProposed(document: kind, number: number, text: text, hash: hash, by: by))],
                .proposed(kind, number: number))
        case .approve(let kind, let number, let by):
            do throws(DocumentFault) {
                let (approved, activated) = try documents.approve(kind, number, by: by)
                return .record(
                    [.documentApproved(approved)] + (activated.map { [.documentActivated($0)] } ?? []),
                    .approved(isActive: activated != nil))
            } catch { return .outcome(.refused(code: error.code, arguments: [])) }
        case .rollBack(let number, let by): return rollBack(number, by)
        case .change(let change, let by):
            do throws(AccountFault) {
                try accounts.check(change, by: by)
                return .record([.accountChanged(change)], nil)
            } catch { return .outcome(.refused(code: error.code, arguments: [])) }
        case .session(let change): return .record([.sessionChanged(change)], nil)
        case .showPersonal(let shown): return .record([.personalShown(shown)], nil)
        case .askOrder(let asked):
            if let fault = controlFault(asked.order, asked.hold) { return .outcome(fault) }
            do throws(OrderFault) { return .record([.lineOrderAsked(try orders.ask(asked))], nil) } catch {
                return .outcome(.refused(code: error.code, arguments: error.arguments))
            }
        case .confirmOrder(let asked, let by):
            do throws(OrderFault) {
                let ordered = try orders.confirm(asked, by: by)
                if let fault = controlFault(ordered.order, ordered.hold) { return .outcome(fault) }
                let step = ordered.order == .controlledDelivery ? ordered.hold : nil
                return .record(
                    [.lineOrdered(ordered)] + over(ordered)
                        + (step.map { [.holdStepped(HoldStepped(hold: $0, step: .controlled, by: by))] } ?? []), nil)
            } catch {
                return .outcome(.refused(code: error.code, arguments: error.arguments))
            }
        case .recall(let order): return .record([.recallOrdered(order)], nil)
        case .proposeErasure(let number, let ground, let by):
            do throws(ErasureFault) {
                let proposed = try erasures.propose(number, ground: ground, by: by)
                return .record([.erasureProposed(proposed)], .erasure(proposed.erasure))
            } catch { return .outcome(.refused(code: error.code, arguments: error.arguments)) }
        case .approveErasure(let id, let by):
            do throws(ErasureFault) {
                return .record([.erasureApproved(try erasures.approve(id, by: by))], .erasure(id))
            } catch { return .outcome(.refused(code: error.code, arguments: error.arguments)) }
        // The lines answer the first three, those who take files the others.
        case .halt, .table, .checkDevice, .importManifest, .addPicture, .importBulletin: return .outcome(.unavailable)
        }
    }

    /// Only a breach of the hold budget lets one person change what is in force.
    private func rollBack(_ number: UInt64, _ by: AccountID) -> Answer {
        guard let alarm = alarms.first(where: { $0.sequence == number && $0.code == AlarmCode.holdBudget.rawValue }),
            let (document, version) = HoldWatch.Breach.version(in: alarm.detail)
        else { return .outcome(.refused(code: "unknown-alarm", arguments: [])) }
        do throws(DocumentFault) {
            let rolled = try documents.rollBack(document, version, alarm: number, by: by)
            return .record(
                [.documentReverted(rolled), .alarmAcknowledged(AlarmAcknowledged(alarm: number, by: by))], nil)
        } catch { return .outcome(.refused(code: error.code, arguments: [])) }
    }
}

extension OrderFault {
    var arguments: [(String, String)] {
        switch self {
        case .minutes(let limit): [("limit", String(limit))]
        default: []
        }
    }
}

extension ErasureFault {
    fileprivate var arguments: [(String, String)] {
        if case .groundTooLong(let limit) = self { [("limit", String(limit))] } else { [] }
    }
}

extension StepFault {
    /// What the catalogue's words ask for.
    var arguments: [(String, String)] {
        switch self {
        case .closed(let state): [("state", state.rawValue)]
        case .takenBy(let account): [("account", account.name)]
        case .contradictsFinding(let finding): [("finding", finding.rawValue)]
        case .noteTooLong(let limit): [("limit", String(limit))]
        default: []
        }
    }
}
