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

    /// The threads that work beside the lines.
    struct Background: Sendable {
        let lookUps: LookUps
        let imports: Imports
        let projection: Projection
        let documents: DocumentDesk
    }

    /// Starts the gateway on its data, which the caller holds for as long as it runs.
    public static func start(_ site: SiteConfiguration, _ folder: borrowing DataFolder) throws(GatewayError) -> Gateway
    {
        let clock = ClockWatch()
        let now = clock.stamp()
        let ledger = try Past.openLedger(site.id, folder)
        let head = ledger.head
        let past = try Past.read(site, folder, now)
        do throws(SystemError) { return try Gateway(site, folder, clock, past, head, ledger) } catch {
            throw .system(error)
        }
    }

    private init(
        _ site: SiteConfiguration, _ folder: borrowing DataFolder, _ clock: ClockWatch, _ past: Past, _ head: Head,
        _ ledger: consuming sending Ledger<SegmentedStorage, FileKeys>
    ) throws(SystemError) {
        let status = JournalStatus(through: head.sequence)
        let now = clock.stamp()
        let background = Background(
            lookUps: try LookUps(), imports: try Imports(), projection: try Projection(),
            documents: try DocumentDesk(utcOffset_s: site.utcOffset_s, moment: now.trusted ? now.utc : nil))
        var conveyor = Conveyor(
            lines: site.lines.map(\.layout), counters: site.tables.map(\.layout), settings: site.settings,
            epoch: head.epoch, sequence: head.sequence, standing: past.standing, sightings: past.sightings,
            clears: past.clears)
        conveyor.restore(past.tables)
        for halt in past.books.orders.halts { conveyor.restore(halt.halted, sequence: halt.sequence) }
        for escape in past.escapes { conveyor.forbidPermits(on: escape.line, until: escape.alarm) }
        for kind in DocumentKind.allCases {
            guard let document = past.books.documents.active(kind), let event = background.documents.prepare(document)
            else {
                continue
            }
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
        let journal = try Self.startJournal(ledger, site, links, tables.gates, lines, status, background.projection)
        let core = LineCore(
            conveyor: conveyor, books: books, deviceIDs: site.devices.map(\.id) + site.printers.map(\.id),
            tableDevices: site.tableDevices,
            open: open,
            journalEpoch: head.epoch - 1, first: first?.entry,
            outside: LineCore.Outside(
                clock: clock, journal: journal, status: status, links: links, lookUps: background.lookUps,
                documents: background.documents, tables: tables), manifest: manifest)
        self.lines = lines
        self.journal = journal
        self.links = links
        self.tables = tables
        self.background = background
        devices = try DeviceHub()
        madeFirstAccount = first != nil
        let control = GatewayControl(lines: lines, background: background)
        console = try ConsoleServer(site.console(folder), site: control)
        try lines.start(core)
        try Self.startBackground(background, folder, reader, clock, lines)
        try tables.start(lines)
        for (place, line) in site.lines.enumerated() {
            try links[place].start(line.layout.id, at: line.sorter) { lines.offer(.sorter(line: place, $0)) }
        }
        let foresight = Foresight(folder.manifest)
        try devices.start(site.devices, stamp: { clock.stamp() }) { event in
            if case .readings(let readings) = event {
                lines.offer(.readings(readings, foresight.look(readings)))
            } else {
                lines.offer(.device(event))
            }
        }
        consolePort = try console.start(on: site.console)
    }

    /// Stops in order: nothing new comes in, what was handed over is written.
    public func close() {
        let deadline = Clocks.monotonic() + 5_000_000_000
        console.close()
        devices.close(until: deadline)
        for link in links { link.close(until: deadline) }
        tables.close()
        background.imports.close()
        background.lookUps.close()
        background.documents.close()
        lines.close(until: deadline)
        _ = journal.close(until: deadline)
        background.projection.close()
    }

    private static func startJournal(
        _ ledger: consuming sending Ledger<SegmentedStorage, FileKeys>, _ site: SiteConfiguration,
        _ links: [SorterLink], _ gates: [GateSign], _ lines: LineThread,
        _ status: JournalStatus, _ projection: Projection
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
                case .latched: status.latch()
                case .recovered(let failure, let through): status.recover(from: "\(failure)", through: through)
                }
                lines.offer(.wake)
            })
    }

    private static func startBackground(
        _ background: Background, _ folder: borrowing DataFolder, _ reader: JournalReader, _ clock: ClockWatch,
        _ lines: LineThread
    ) throws(SystemError) {
        try background.lookUps.start(folder.manifest) { question, found in
            switch question {
            case .passage(let passage, let line, _): lines.offer(.conveyor(.lookedUp(passage, line: line, found)))
            case .counter(let counter, let passage, _):
                lines.offer(.conveyor(.counter(counter, .lookedUp(passage, found))))
            case .hold(let hold, let number): lines.offer(.conveyor(.lookedUpForHold(hold, number, found)))
            }
        }
        try background.projection.start(folder.records, journal: reader) { lines.noteHoldsChanged() }
        try background.documents.start { lines.offer(.conveyor($0)) }
        try background.imports.start(folder.manifest, keepingFilesIn: folder.manifestFiles, clock: clock) {
            imported, pending in
            lines.offer(.imported(imported, pending))
        }
    }
}

/// The account with which a site begins.
struct FirstAccount {
    let entry: EntryBody

    /// Makes an administrator with a password of its own where the site has no account yet; the password is left in a file
    /// that only the gateway's user can read.
    static func make(_ books: Books, _ path: String) -> FirstAccount? {
        guard books.accounts.isEmpty, let id = AccountID("admin") else { return nil }
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
            journalFolder: folder.journal,
            keysFolder: folder.keys, uploadFolder: folder.uploads, secureCookies: false)
    }
}

extension LiveState {
    /// Before the lines have run for the first time.
    fileprivate static func starting(_ site: SiteConfiguration, _ head: Head) -> LiveState {
        LiveState(
            now: Clocks.wall(), epoch: head.epoch, sequence: head.sequence, committed: head.sequence,
            journalIsWell: true,
            lines: site.lines.map { LiveState.Line(id: $0.layout.id.name) }, devices: [], alarms: [], openHolds: 0,
            holdsChanged: 0, scan: nil, manifestItems: 0, manifestNewest: nil)
    }
}
