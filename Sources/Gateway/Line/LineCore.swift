import Console
import Devices
import Entries
import Formats
import Inspection
import Journal
import Parcels
import Passages
import People
import Platform
import Readings
import Screening
import Sorter

/// The lines' thread's own state, and how it does what the conveyor wants done.
struct LineCore: ~Copyable {
    var conveyor: Conveyor
    private(set) var books: Books
    private(set) var devices: DeviceBoard
    private var feedback = ScannerFeedback()
    let outside: Outside
    private let tableDevices: Set<DeviceID>
    /// Tags whose hold is not yet durable.
    var unprinted: [(counter: Int, hold: HoldID)] = []
    private var open: [OpenPassage]
    private let epochs: (journal: Epoch, anchor: Epoch)
    /// What is recorded right after the start: the first account of a site that has none, what the anchors say.
    private var first: [EntryBody]
    /// Entries on their way to the journal, in order. They go together when an event has been handled; what the journal's
    /// queue had no room for stays.
    private var outgoing: [JournalWriter.Item] = []
    var waiting: [Waiting] = []
    private var tokens: UInt64 = 0
    private var scans: UInt64 = 0
    private(set) var scan: LiveState.TableScan?
    private var isReady = false
    private var snapshotChangesAt: Int64?
    private(set) var journalWasWell = true
    private(set) var journalFault: String?
    private(set) var manifest: (items: Int, newest: Int64?) = (0, nil)
    /// Something that people wait for was done.
    var hasNews = false

    /// What the lines reach out to. None of it waits.
    struct Outside: Sendable {
        let clock: ClockWatch
        let journal: JournalWriter
        let status: JournalStatus
        let links: [SorterLink]
        let lookUps: LookUps
        let pictures: Pictures
        let documents: DocumentDesk
        let eraser: Eraser
        let replays: Replays
        let tables: Tables
        /// Tells a device something.
        let tell: @Sendable (DeviceID, ScannerCommand) -> Void
    }

    struct Waiting {
        let token: UInt64
        var sequence: UInt64?
        let pending: PendingOutcome
        let outcome: CommandOutcome?
    }

    init(
        conveyor: Conveyor, books: Books, devices: DeviceBoard, tableDevices: Set<DeviceID>, open: [OpenPassage],
        epochs: (journal: Epoch, anchor: Epoch), first: [EntryBody], outside: Outside,
        manifest: (items: Int, newest: Int64?)
    ) {
        self.conveyor = conveyor
        self.books = books
        self.devices = devices
        self.tableDevices = tableDevices
        self.open = open
        self.epochs = epochs
        self.first = first
        self.outside = outside
        self.manifest = manifest
    }

    /// The journal's queue is full: nothing more may be taken in until it has room.
    var isBlocked: Bool { !outgoing.isEmpty }

    var nextTick: Int64 { conveyor.nextTick }

    // MARK: What happens

    mutating func start() {
        let now = outside.clock.stamp()
        let effects = conveyor.start(
            program: Version.text, journalEpoch: epochs.journal, anchorEpoch: epochs.anchor, open: open, now: now)
        open = []
        perform(effects)
        handOver()
        for body in first { handle(.record(body, urgent: true, token: nil)) }
        first = []
    }

    mutating func take(_ input: LineInput) {
        switch input {
        case .conveyor(let event): take(event)
        case .sorter(let line, let event): take(event, line)
        case .device(let event): take(event)
        case .readings(let readings, let foreseen): take(readings, foreseen)
        case .command(.table(let order), let pending): take(order, pending)
        case .command(let command, let pending): take(command, pending)
        case .imported(let imported, let pending):
            record(.manifestImported(imported), pending, .imported(imported))
        case .made(let entry, let pending, let outcome): record(entry, pending, outcome)
        case .bulletin(let taken, let pending): record(.bulletinTaken(taken), pending, .bulletin(taken))
        case .shown(let counter, let permit):
            handle(.counter(counter, .shown(permit)))
            hasNews = true
        case .printed(let printer, let hold, let isPrinted):
            let printed = TagPrinted(hold: hold, printer: printer, isPrinted: isPrinted)
            handle(.record(.tagPrinted(printed), urgent: false, token: nil))
        case .wake, .close: break
        }
    }

    mutating func miss(_ line: Int, _ count: Int) { handle(.sorterMissed(line: line, count)) }

    mutating func noteRefused(_ counts: [String: Int]) {
        for (queue, count) in counts {
            handle(.record(.loadRefused(LoadRefused(queue: queue, count: count)), urgent: false, token: nil))
            handle(.record(.alarmRaised(AlarmRaised(.queueFull, detail: queue)), urgent: false, token: nil))
        }
    }

    mutating func tick() {
        let now = outside.clock.stamp()
        if let change = outside.clock.check() {
            handle(
                .record(
                    .clockChanged(ClockChanged(jump_ms: change.jump_ms, trusted: change.isTrusted)), urgent: false,
                    token: nil))
            outside.documents.reach(change.isTrusted ? now.utc : nil)
        }
        if let changes = snapshotChangesAt, now.trusted, now.utc >= changes {
            snapshotChangesAt = nil
            outside.documents.reach(now.utc)
        }
        if conveyor.nextTick <= now.monotonic { handle(.tick) }
        for body in devices.tick(at: now) { handle(.record(body, urgent: false, token: nil)) }
        noteReadiness()
    }

    /// The gateway stops in order: what was counted is written.
    mutating func end() {
        for body in devices.counted(at: outside.clock.stamp().monotonic) {
            handle(.record(body, urgent: false, token: nil))
        }
    }

    /// Takes the journal's news: what is durable, whether it is well.
    mutating func pollJournal() {
        handOver()
        let status = outside.status.read()
        if status.through > conveyor.committed {
            handle(.durable(through: status.through))
            resolve(through: status.through)
            printTags(through: status.through)
            for device in feedback.durable(through: status.through) { outside.tell(device, .goodRead) }
        }
        journalFault = status.fault
        if status.isWell != journalWasWell {
            journalWasWell = status.isWell
            handle(.journal(isWell: status.isWell))
            hasNews = true
            if !status.isWell { for place in waiting.indices { waiting[place].pending.resolve(.unavailable) } }
        }
        if let failure = status.recoveredFrom {
            handle(
                .record(
                    .journalVerified(JournalVerified(after: failure, entries: Int(status.through))), urgent: true,
                    token: nil))
        }
    }

    private mutating func take(_ event: ConveyorEvent) {
        if case .screening(let snapshot) = event { snapshotChangesAt = snapshot.changesAt }
        handle(event)
    }

    private mutating func take(_ event: SorterLink.Event, _ line: Int) {
        switch event {
        case .connected: break
        case .said(let message): handle(.sorter(line: line, message))
        case .missed(let count): handle(.sorterMissed(line: line, count))
        case .fault(let what): handle(.sorterFault(line: line, what: what))
        case .lost(let why): handle(.sorterLost(line: line, why: why))
        }
    }

    private mutating func take(_ event: DeviceEvent) {
        for body in devices.take(event, at: outside.clock.stamp()) { handle(.record(body, urgent: false, token: nil)) }
        hasNews = true
    }

    private mutating func take(_ readings: [Reading], _ foreseen: [Foreseen]) {
        for reading in readings {
            // A weight beside a label is no look of its own.
            if case .measured = reading.content, readings.count > 1 { continue }
            for body in devices.count(reading) { handle(.record(body, urgent: false, token: nil)) }
            if tableDevices.contains(reading.device) { noteScan(reading) }
        }
        handle(.read(readings, foreseen))
        feedback.endReadings()
        if conveyor.counterCount > 0 { hasNews = true }
    }

    private mutating func noteScan(_ reading: Reading) {
        guard case .label(let bytes, let symbology) = reading.content else { return }
        var number: ParcelNumber?
        if case .valid(let found) = conveyor.numbering.recognise(bytes, symbology: symbology) { number = found }
        let hold = number.flatMap { books.holds.open(on: $0) } ?? HoldID(String(decoding: bytes, as: UTF8.self))
        scans += 1
        scan = LiveState.TableScan(
            serial: scans, device: reading.device.name, number: number?.description, hold: hold?.description)
        outside.tell(reading.device, number == nil && hold == nil ? .badRead : .goodRead)
        hasNews = true
    }

    private mutating func take(_ command: Command, _ pending: PendingOutcome) {
        // Only a parcel that no exit saw is a person's to close: the eyes close all others.
        if case .close(let passage, _) = command {
            switch conveyor.isMissing(passage) {
            case nil: return pending.resolve(.refused(code: "unknown-passage", arguments: []))
            case false?: return pending.resolve(.refused(code: "passage-under-way", arguments: []))
            case true?: break
            }
        }
        if case .halt(let target, let by) = command { return halt(target, by, pending) }
        if case .checkDevice(let device, let by) = command { return check(device, by, pending) }
        switch books.answer(command) {
        case .outcome(let outcome): pending.resolve(outcome)
        case .record(let bodies, let outcome):
            guard journalWasWell else { return pending.resolve(.unavailable) }
            for (place, body) in bodies.enumerated() {
                let isLast = place == bodies.count - 1
                if isLast {
                    tokens += 1
                    waiting.append(Waiting(token: tokens, sequence: nil, pending: pending, outcome: outcome))
                }
                handle(.record(body, urgent: isLast, token: isLast ? tokens : nil))
                if case .erasureApproved(let approved) = body, let erasure = books.erasures[approved.erasure] {
                    outside.eraser.order(erasure)
                }
                bringIntoForce(body)
            }
            hasNews = true
            if case .session(let change) = command, [.closed, .expired].contains(change.change) {
                leaveTables(change.account)
            }
        }
    }

    /// Lets a device sound for a person who listens. Only as for a parcel that is held: its other sound tells of a clear.
    private mutating func check(_ device: DeviceID, _ by: AccountID, _ pending: PendingOutcome) {
        if let code = devices.silence(device) { return pending.resolve(.refused(code: code, arguments: [])) }
        guard journalWasWell else { return pending.resolve(.unavailable) }
        outside.tell(device, .badRead)
        record(.deviceChecked(DeviceChecked(device: device, by: by)), pending)
    }

    /// A person suspects a parcel: the belt stops before anything is made durable.
    private mutating func halt(_ target: HaltTarget, _ by: AccountID, _ pending: PendingOutcome) {
        let suspect: Suspect
        switch target {
        case .passage(let passage):
            guard conveyor.isMissing(passage) != nil else {
                return pending.resolve(.refused(code: "unknown-passage", arguments: []))
            }
            suspect = .passage(passage)
        case .hold(let hold):
            guard let held = books.holds[hold], held.state.isOpen else {
                return pending.resolve(.refused(code: "unknown-hold", arguments: []))
            }
            guard !held.isDoNotOpen else { return pending.resolve(.refused(code: "already-halted", arguments: [])) }
            suspect = .hold(hold, held.line)
        case .table(let name):
            guard let counter = outside.tables.place(of: name) else {
                return pending.resolve(.refused(code: "unknown-table", arguments: []))
            }
            let showing = conveyor.view(counter: counter).showing
            guard showing?.state != .doNotOpen else {
                return pending.resolve(.refused(code: "already-halted", arguments: []))
            }
            // A parcel in hand that is not held has a sign without a hold; a hold that was closed meanwhile is none.
            suspect = .table(counter, showing?.hold.flatMap { books.holds[$0]?.state.isOpen == true ? $0 : nil })
        }
        tokens += 1
        waiting.append(Waiting(token: tokens, sequence: nil, pending: pending, outcome: nil))
        handle(.suspect(suspect, by: by, token: tokens))
        if !journalWasWell { pending.resolve(.unavailable) }
        hasNews = true
    }

    /// A proposal is tried, and what came into force is read, beside the lines.
    private func bringIntoForce(_ body: EntryBody) {
        switch body {
        case .documentProposed(let proposed):
            if let document = books.documents[proposed.document, proposed.number] { outside.replays.want(document) }
        case .documentActivated(let activated):
            if let document = books.documents[activated.document, activated.number] {
                outside.documents.activate(document)
            }
        case .documentReverted(let rolled):
            if let document = books.documents[rolled.document, rolled.to] { outside.documents.activate(document) }
        default: break
        }
    }

    /// What another thread has taken in is recorded like a command.
    private mutating func record(_ body: EntryBody, _ pending: PendingOutcome, _ outcome: CommandOutcome? = nil) {
        tokens += 1
        waiting.append(Waiting(token: tokens, sequence: nil, pending: pending, outcome: outcome))
        handle(.record(body, urgent: true, token: tokens))
    }

    // MARK: What is to be done

    mutating func handle(_ event: ConveyorEvent) {
        perform(conveyor.handle(event, now: outside.clock.stamp()))
        handOver()
    }

    /// Does what is to be done, in order. What comes of it at once is handled afterwards: its entries have later numbers.
    private mutating func perform(_ effects: [ConveyorEffect]) {
        var answers: [ConveyorEvent] = []
        for effect in effects {
            switch effect {
            case .record(let entry, let urgent):
                books.note(entry)
                for (device, command) in feedback.note(entry) { outside.tell(device, command) }
                if case .manifestImported(let imported) = entry.body, imported.error == nil {
                    manifest = (manifest.items + imported.added - imported.withdrawn, entry.stamp.utc)
                }
                outgoing.append(JournalWriter.Item(entry, urgent: urgent))
            case .numbered(let token, let sequence):
                if let place = waiting.firstIndex(where: { $0.token == token }) { waiting[place].sequence = sequence }
            case .lookUp(let passage, let line, let numbers):
                if !outside.lookUps.ask(.passage(passage, line: line, numbers)) {
                    answers.append(.lookedUp(passage, line: line, nil))
                }
            case .lookUpForHold(let hold, let number):
                if !outside.lookUps.ask(.hold(hold, number)) {
                    answers.append(.lookedUpForHold(hold, number, nil))
                }
            case .keepPicture(let frame, let device, let passage, let hold):
                if !outside.pictures.keep(frame, from: device, passage, hold) {
                    let refused = LoadRefused(queue: "pictures", count: 1)
                    answers.append(.record(.loadRefused(refused), urgent: false, token: nil))
                }
            case .withdraw(let line, let permit):
                answers.append(.withdrawn(line: line, permit, wasSent: outside.links[line].withdraw(permit)))
            case .revoke(let line, let permit): outside.links[line].revoke(permit)
            case .answer(let line, let track, let why): outside.links[line].refuse(track, why)
            case .agree(let line, let epoch): outside.links[line].agree(epoch)
            case .heartbeat(let line, let committed): outside.links[line].heartbeat(committed)
            case .induction(let line, let induction): outside.links[line].induction(induction)
            case .stop(let line, let track): outside.links[line].stop(track)
            case .trigger(let device, let isOn): outside.tell(device, isOn ? .triggerOn : .triggerOff)
            case .counter(let counter, let effect):
                if let answer = perform(effect, at: counter) { answers.append(.counter(counter, answer)) }
            }
        }
        for alarm in books.takeBreaches() { answers.append(.record(alarm, urgent: false, token: nil)) }
        for answer in answers { handle(answer) }
    }

    private mutating func handOver() {
        guard !outgoing.isEmpty else { return }
        let taken = outside.journal.offer(outgoing)
        if taken == outgoing.count { outgoing.removeAll(keepingCapacity: true) } else { outgoing.removeFirst(taken) }
    }

    private mutating func resolve(through sequence: UInt64) {
        waiting.removeAll { wait in
            guard let number = wait.sequence, number <= sequence else { return false }
            wait.pending.resolve(wait.outcome ?? .done(number))
            return true
        }
    }

    /// Says once in a run that everything a clear needs is there.
    private mutating func noteReadiness() {
        guard !isReady, (0..<conveyor.lineCount).allSatisfy({ conveyor.missing(line: $0).isEmpty }),
            (0..<conveyor.counterCount).allSatisfy({ conveyor.view(counter: $0).missing.isEmpty })
        else { return }
        isReady = true
        handle(.record(.siteReady(SiteReady()), urgent: false, token: nil))
    }
}
