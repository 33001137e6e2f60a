import Certificates
import Console
import Crypto
import Devices
import Entries
import Journal
import Parcels
import Passages
import People
import Platform
import Readings
import Records
import Sorter
import Workers

/// The gateway of one site: everything wired, started in order and stopped in order.
public final class Gateway: Sendable {
    private let lines: LineThread
    private let journal: JournalWriter
    private let links: [SorterLink]
    private let devices: DeviceHub
    private let background: Background
    private let tables: Tables
    private let console: ConsoleServer
    /// The port that the console listens on.
    public let consolePort: UInt16
    /// Whether this start made the site's first account; its password lies in the data folder.
    public let madeFirstAccount: Bool

    /// Starts the gateway on its data, which the caller holds for as long as it runs.
    /// - Parameter say: takes what the machine's own log should have, a line each, on any thread.
    public static func start(
        _ site: SiteConfiguration, _ folder: borrowing DataFolder, say: @escaping @Sendable (String) -> Void
    ) throws(GatewayError) -> Gateway {
        let clock = ClockWatch()
        let now = clock.stamp()
        let certificate = try site.readCertificate(now: now)
        let key: MinisignSecretKey
        let anchors: AnchorState
        do throws(SystemError) {
            key = try AnchorKey.open(in: folder.path)
            anchors = try AnchorState.read(site.anchors, site: site.id, data: folder.path, key: key.publicKey)
        } catch { throw .system(error) }
        let ledger = try Past.openLedger(site.id, folder, above: anchors.epoch)
        let head = ledger.head
        let fault: String?
        do throws(StorageFailure) {
            fault = try anchors.fault(JournalReader(folder: folder.journal), head: head.sequence)
        } catch { throw .journal(error) }
        let past = try Past.read(site, folder, now)
        let start = Start(
            clock: clock, past: past, head: head, key: key, anchors: anchors, fault: fault, certificate: certificate,
            say: say)
        do throws(SystemError) { return try Gateway(site, folder, start, ledger) } catch { throw .system(error) }
    }

    /// What a start has found.
    private struct Start {
        let clock: ClockWatch
        let past: Past
        let head: Head
        let key: MinisignSecretKey
        let anchors: AnchorState
        /// Why the journal does not fit its anchors.
        let fault: String?
        /// What the console shows itself by; nil for plain HTTP on loopback.
        let certificate: ServerCertificate?
        /// Takes lines for the machine's own log.
        let say: @Sendable (String) -> Void
    }

    private init(
        _ site: SiteConfiguration, _ folder: borrowing DataFolder, _ start: Start,
        _ ledger: consuming sending Ledger<SegmentedStorage, FileKeys>
    ) throws(SystemError) {
        let (clock, past, head) = (start.clock, start.past, start.head)
        let status = JournalStatus(through: head.sequence)
        let now = clock.stamp()
        let decoding = try Self.decoding(site, past.killers)
        let documents = try DocumentDesk(
            utcOffset_s: { site.utcOffset_s(at: $0) }, moment: now.trusted ? now.utc : nil)
        let itemIndexing = try ItemIndexing()
        let background = Background(
            lookUps: try LookUps(), imports: try Imports(), projection: try Projection(), documents: documents,
            anchoring: try Anchoring(
                site: site.id, key: start.key, journal: JournalReader(folder: folder.journal), clock: clock,
                status: status),
            eraser: try Eraser(folder.erased(itemIndexing), rules: site.retention, clock: clock),
            itemIndexing: itemIndexing, pictures: try Pictures(decoding), decoding: decoding,
            replays: try Replays(site.holdBudget, documents), checks: DocumentChecks(),
            ruleTrials: try RuleTrials(documents), ruleJudgements: try RuleJudgements(documents),
            explanations: try Explanations(utcOffset_s: { site.utcOffset_s(at: $0) }), bulletins: try Bulletins(),
            rescreening: try Rescreening(hours: site.recall_h), past: try PastParcels(),
            sampling: try Sampling())
        var conveyor = Conveyor(
            lines: site.lines.map(\.layout), counters: site.tables.map(\.layout), settings: site.settings,
            epoch: head.epoch, sequence: head.sequence, standing: past.standing, sightings: past.sightings,
            clears: past.clears, past: .unread)
        conveyor.restore(past.tables)
        if let seed = past.seed { conveyor.restore(seed.seed, sequence: seed.sequence) }
        for halt in past.books.orders.halts { conveyor.restore(halt.halted, sequence: halt.sequence) }
        if start.fault != nil { _ = conveyor.handle(.anchor(fits: false), now: now) }
        for escape in past.escapes { conveyor.forbidPermits(on: escape.line, until: escape.alarm) }
        let shelf = BulletinShelf(
            site.bulletins, past.bulletins, keptIn: folder.bulletinFiles, utcOffset_s: { site.utcOffset_s(at: $0) })
        background.documents.prepare(shelf.inForce)
        let prepared = background.documents.prepare(past.books.documents.active)
        for document in prepared.unread {
            start.say(
                "\(document.kind.rawValue), version \(document.number), cannot be read: its text or its key in the folder of keys is lost. "
                    + "Nothing is cleared before it is proposed and approved again")
        }
        for event in prepared.events {
            if case .screening(let snapshot) = event { background.rescreening.ask(snapshot) }
            _ = conveyor.handle(event, now: now)
        }
        let first = FirstAccount.make(past.books, folder.firstSignIn)
        let lines = try LineThread(lines: site.lines.count, live: .starting(site, head))
        let tables = try Tables(site)
        let links = try site.lines.map { line throws(SystemError) in try SorterLink(line: line.layout.id) }
        let books = past.books
        let open = past.open
        let manifest = past.manifest
        let reader = JournalReader(folder: folder.journal)
        let journal = try Self.startJournal(
            ledger, site, links, tables.gates, lines, status, background.projection, start.say)
        let devices = try DeviceHub()
        let core = LineCore(
            conveyor: conveyor, books: books,
            devices: DeviceBoard(
                site.devices.map(\.id) + site.printers.map(\.id),
                audible: Set(site.devices.filter { $0.profile.kind.hasWords(for: .badRead) }.map(\.id)),
                counted: past.counted, identified: past.identified, at: now.monotonic),
            tableDevices: site.tableDevices,
            open: open,
            epochs: (head.epoch - 1, start.anchors.newest?.head.epoch ?? 0),
            first: (first.map { [$0.entry] } ?? []) + start.anchors.entries(fault: start.fault, head: head),
            outside: LineCore.Outside(
                clock: clock, journal: journal, status: status, links: links, lookUps: background.lookUps,
                pictures: background.pictures, documents: background.documents, eraser: background.eraser,
                replays: background.replays, tables: tables, tell: { devices.tell($0, $1) }), manifest: manifest)
        self.lines = lines
        self.journal = journal
        self.links = links
        self.tables = tables
        self.background = background
        self.devices = devices
        madeFirstAccount = first != nil
        let control = GatewayControl(lines: lines, background: background)
        console = try ConsoleServer(site.console(folder), site: control)
        // Proposals of the time before that wait for their second person.
        for document in books.documents.all where document.replay == nil && !document.isActive {
            if document.number > books.documents.active(document.kind)?.number ?? 0 {
                background.replays.want(document)
            }
        }
        try lines.start(core)
        let alarms = Set(books.alarms.map { [$0.code, $0.detail] })
        try background.bulletins.start(
            shelf, refused: past.refusedBulletins, alarms: alarms, clock: clock, documents: background.documents
        ) { news in
            switch news {
            case .taken(let taken, let pending?): lines.offer(.bulletin(taken, pending))
            case .taken(let taken, nil):
                lines.offer(.conveyor(.record(.bulletinTaken(taken), urgent: true, token: nil)))
            case .entry(let body): lines.offer(.conveyor(.record(body, urgent: false, token: nil)))
            }
        }
        try background.start(
            folder, reader, clock, lines,
            BulletinsOfThen(
                site.bulletins, keptIn: folder.bulletinFiles, utcOffset_s: { site.utcOffset_s(at: $0) }), start.say)
        try background.sampling.start(lines)
        try background.past.start(
            ParcelReplay(records: folder.records, journal: reader, keys: KeyFolder(folder.keys), pace: .later),
            through: head.sequence,
            now: now, lines: lines, say: start.say)
        for erasure in books.erasures.due { background.eraser.order(erasure) }
        try background.eraser.start { body in lines.offer(.conveyor(.record(body, urgent: false, token: nil))) }
        // An anchor of a journal that does not fit would cover up what the last one shows.
        if start.fault == nil {
            try background.anchoring.start(site.anchors, data: folder.path) { body in
                lines.offer(.conveyor(.record(body, urgent: false, token: nil)))
            }
        }
        try tables.start(lines)
        for (place, line) in site.lines.enumerated() {
            try links[place].start(line.layout.id, at: line.sorter) { lines.offer(.sorter(line: place, $0)) }
        }
        let foresight = Foresight(folder.manifest, site.settings.numbering)
        try devices.start(site.devices, decoding: decoding, stamp: { clock.stamp() }) { event in
            if case .readings(let readings) = event {
                lines.offer(.readings(readings, foresight.look(readings)))
            } else {
                lines.offer(.device(event))
            }
        }
        consolePort = try console.start(on: site.console, certificate: start.certificate)
    }

    /// Stops in order: nothing new comes in, what was handed over is written.
    public func close() {
        let deadline = Clocks.monotonic() + 5_000_000_000
        console.close()
        devices.close(until: deadline)
        for link in links { link.close(until: deadline) }
        background.anchoring.close()
        background.eraser.close()
        background.decoding.pool.close(until: deadline)
        background.pictures.close()
        tables.close()
        background.imports.close()
        background.lookUps.close()
        background.documents.close()
        background.itemIndexing.close()
        background.replays.close()
        background.ruleTrials.close()
        background.ruleJudgements.close()
        background.explanations.close()
        background.bulletins.close()
        background.rescreening.close()
        background.past.close()
        background.sampling.close()
        lines.close(until: deadline)
        _ = journal.close(until: deadline)
        background.projection.close()
    }

    /// Workers wait for the first picture only where a device takes pictures.
    private static func decoding(_ site: SiteConfiguration, _ killers: [FrameID]) throws(SystemError) -> Decoding {
        var settings = DecodePool.Settings()
        settings.startsAtOnce = site.devices.contains { if case .folder = $0.place { true } else { false } }
        settings.interleaved = site.settings.numbering.interleavedLengths
        return Decoding(
            pool: try DecodePool(settings, known: killers), shelf: FrameShelf(),
            log: FrameLog(numbering: site.settings.numbering))
    }

    private static func startJournal(
        _ ledger: consuming sending Ledger<SegmentedStorage, FileKeys>, _ site: SiteConfiguration,
        _ links: [SorterLink], _ gates: [GateSign], _ lines: LineThread, _ status: JournalStatus,
        _ projection: Projection, _ say: @escaping @Sendable (String) -> Void
    ) throws(SystemError) -> JournalWriter {
        let names = site.lines.map(\.layout.id)
        let tables = site.tables.map(\.layout.id)
        return try JournalWriter(
            ledger,
            pass: { clear in
                // The only way from a clear to a sorter, or to the sign of a table.
                if let place = names.firstIndex(of: clear.permit.line) {
                    links[place].pass(clear)
                } else if let place = tables.firstIndex(of: clear.permit.line) {
                    gates[place].pass(clear)
                }
            },
            notice: { notice in
                switch notice {
                case .durable(let through, let entries):
                    status.note(through: through)
                    projection.take(entries)
                case .latched(let failure):
                    status.latch(failure)
                    say("journal: \(failure): nothing is cleared. \(failure.next)")
                case .recovered(let failure, let through):
                    status.recover(from: "\(failure)", through: through)
                    say(
                        "journal: verified after '\(failure)' and written through entry \(through); parcels are cleared again"
                    )
                }
                lines.offer(.wake)
            })
    }
}

/// The account with which a site begins.
struct FirstAccount {
    let entry: EntryBody

    /// Makes an administrator with a password of its own where the site has none who can sign in; the password is left in a file
    /// that only the gateway's user can read.
    static func make(_ books: Books, _ path: String) -> FirstAccount? {
        // After a restore without its keys nobody has a password.
        guard
            !books.accounts.all.contains(where: {
                $0.isActive && $0.password != nil && $0.roles.contains(.administrator)
            }),
            let id = AccountID("admin")
        else { return nil }
        let password = Randomness.token(8)
        guard let hash = Password.hash(password) else { return nil }
        try? Files.replace(path, with: Array("account: \(id)\npassword: \(password)\n".utf8), mode: 0o600)
        let changed = AccountChanged(account: id, roles: [.administrator], active: true, by: nil, password: hash)
        return FirstAccount(entry: .accountChanged(changed))
    }
}

extension SiteConfiguration {
    fileprivate func console(_ folder: borrowing DataFolder) -> ConsoleSettings {
        ConsoleSettings(
            site: id, name: name, zone: zone,
            lines: lines.map { line in
                ConsoleSettings.Line(
                    id: line.layout.id.name, name: line.name,
                    stations: line.layout.stations.map { ($0.name, $0.distance_mm) },
                    diverter_mm: line.layout.diverter_mm,
                    exits: line.layout.exits.map { ($0.number, $0.kind.rawValue, $0.distance_mm) })
            },
            tables: tables.map { table in
                ConsoleSettings.Table(
                    id: table.layout.id.name, name: table.name, cage: table.cage,
                    scanners: table.layout.scanners.map(\.name))
            }, dangerContacts: dangerContacts, recordsPath: folder.records, manifestPath: folder.manifest,
            itemIndexPath: folder.itemIndex,
            journalFolder: folder.journal,
            keysFolder: folder.keys, picturesFolder: folder.pictures, uploadFolder: folder.uploads,
            secureCookies: consoleCertificate != nil, numbering: settings.numbering)
    }
}

extension LiveState {
    /// Before the lines have run for the first time.
    fileprivate static func starting(_ site: SiteConfiguration, _ head: Head) -> LiveState {
        LiveState(
            now: Clocks.wall(), epoch: head.epoch, sequence: head.sequence, committed: head.sequence,
            journalFault: nil,
            lines: site.lines.map { LiveState.Line(id: $0.layout.id.name) }, devices: [], alarms: [], openHolds: 0,
            holdsChanged: 0, scan: nil, manifestItems: 0, manifestNewest: nil)
    }
}
