import Entries
import Formats
import Foundation
import Journal
import Parcels
import Passages
import Platform
import Readings
import Records
import Screening
import Simulation
import Sorter
import Synchronization

/// The gateway's path of a parcel, from the first eye to the exit, in this process: sorters that are played here and speak their
/// telegrams, the manifest, the rules, the lines, and the journal on the disk. Its belts' time goes on as fast as the journal
/// keeps up, so that nothing but the path itself bounds how many are decided.
final class CapacityLoop {
    /// Four parcels for each step of belt time, a millisecond.
    private static let lineCount = 400
    private static let step: Int64 = 1_000_000
    /// No more entries wait for the disk than come in before a parcel is at its diverter.
    private static let window: UInt64 = 4_800

    private let folder: String
    private var conveyor: Conveyor
    private let lines: [CapacityLine]
    private let wires: [CapacityLine.Wire]
    private let lookup: ManifestLookup
    private let journal: JournalWriter
    private let status: Durable
    private var now: Stamp
    /// Of each line, in belt time.
    private var dues: [Int64]
    private var outgoing: [JournalWriter.Item] = []

    /// What the journal's writer has told.
    private final class Durable: Sendable {
        let through = Atomic<UInt64>(0)
        let news: EventFlag

        init() throws { news = try EventFlag() }
    }

    /// - Parameter items: of the manifest, in parts of `BenchSite.items`.
    init(items: Int) throws {
        folder = FileManager.default.currentDirectoryPath + "/.build/bench/capacity-\(getpid())"
        try Files.makeDirectory(folder)
        let utc = Clocks.wall()
        try Self.fill(folder, items: items, at: utc)
        lookup = try ManifestLookup(folder + "/manifest.db")
        let storage = try SegmentedStorage.open(folder: folder + "/journal", site: "bench") { $0 + 1 }
        let head = storage.head
        let ledger = Ledger(
            site: "bench", head: head, storage: storage, keys: try FileKeys.open(KeyFolder(folder + "/keys")))
        let began = Clocks.monotonic()
        now = Stamp(utc: utc, boot: BootID(1), monotonic: began, trusted: true)
        var taken = 0
        let lines = try (0..<Self.lineCount).map { place in
            try CapacityLine(place, from: began) {
                taken = (taken + 1) % items
                return BenchSite.label(taken)
            }
        }
        self.lines = lines
        wires = lines.map(\.wire)
        dues = lines.map { _ in began }
        conveyor = Conveyor(
            lines: try lines.map { try $0.layout() }, settings: Self.settings, epoch: head.epoch,
            sequence: head.sequence)
        status = try Durable()
        let places = Dictionary(uniqueKeysWithValues: lines.enumerated().map { ($1.id, $0) })
        let (passes, status) = (wires, status)
        journal = try JournalWriter(
            ledger, pass: { clear in if let place = places[clear.permit.line] { passes[place].pass(clear) } },
            notice: { notice in
                if case .durable(let through, _) = notice {
                    status.through.store(through, ordering: .releasing)
                    status.news.raise()
                }
            })
        try begin(head)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    private static var settings: Conveyor.Settings {
        Conveyor.Settings(copyWindow_s: 1, lengthTolerance_mm: 10_000)
    }

    private static func fill(_ folder: String, items: Int, at utc: Int64) throws {
        let importer = try ManifestImporter(folder + "/manifest.db", keepingFilesIn: folder + "/manifests")
        guard let account = AccountID("bench") else { throw BenchFault("no account") }
        for part in 0..<(items / BenchSite.items) {
            let file = folder + "/items.csv"
            try Files.replace(
                file, with: BenchSite.manifest(part, serial: BenchSite.firstSerial + part * BenchSite.items))
            let imported = try importer.take(file, name: "items.csv", by: account, now: utc)
            guard imported.added == BenchSite.items else { throw BenchFault("\(imported.added) items were added") }
        }
        importer.settle()
    }

    private func begin(_ head: Head) throws {
        let policy = try PolicyFile.parse(
            try Files.read("packaging/example/policy.yaml", limit: 1 << 20), file: "policy.yaml")
        let rules = try RuleFile.parse(
            Array(RulesWorld.rules(RulesWorld.conditions(200)).utf8), file: "rules.yaml")
        let lists = try ListFile.parse(Array(RulesWorld.lists().utf8), file: "lists.yaml")
        let snapshot = try ScreeningSnapshot(
            rules: rules, rulesVersion: 1, lists: lists, listsVersion: 1, at: now.utc)
        perform(
            conveyor.start(
                program: "bench", journalEpoch: head.epoch, anchorEpoch: 0, open: [], now: now))
        handle(.policy(policy, version: 1))
        handle(.screening(snapshot))
        handle(.seeded(SamplingSeed.ofReplays))
        for place in lines.indices {
            lines[place].connect(now.monotonic)
            listen(place)
        }
    }

    /// Parcels that the sorters had a permit for, and all that have passed the reader.
    var counts: (permits: Int, scans: Int) {
        (lines.map(\.permits).reduce(0, +), lines.map(\.scans).reduce(0, +))
    }

    /// Plays until a moment of the real clock.
    func run(until end: Int64) throws {
        while Clocks.monotonic() < end {
            let monotonic = now.monotonic + Self.step
            now = Stamp(utc: now.utc + Self.step, boot: now.boot, monotonic: monotonic, trusted: true)
            for place in lines.indices where dues[place] <= monotonic {
                try advance(place)
                listen(place)
            }
            for place in lines.indices where wires[place].hasBytes.load(ordering: .acquiring) { listen(place) }
            if conveyor.nextTick <= monotonic { handle(.tick) }
            try settle()
        }
    }

    func end() { _ = journal.close(until: Clocks.monotonic() + 5_000_000_000) }

    private func advance(_ place: Int) throws {
        for label in lines[place].advance(now.monotonic) {
            // What the sorter said before is on its way before the label is read.
            listen(place)
            let reading = Reading(device: lines[place].reader, content: .label(label, nil), stamp: now)
            var foreseen: [Foreseen] = []
            if case .valid(let number) = conveyor.numbering.recognise(label, symbology: nil) {
                foreseen = [Foreseen(number: number, declaration: try lookup.find([number]).first)]
            }
            handle(.read([reading], foreseen))
        }
        dues[place] = lines[place].due(now.monotonic)
    }

    /// Telegrams go both ways.
    private func listen(_ place: Int) {
        lines[place].hear(now.monotonic)
        for event in lines[place].speak() {
            switch event {
            case .telegram(let telegram): handle(.sorter(line: place, telegram))
            case .missed(let count): handle(.sorterMissed(line: place, count))
            case .fault(let what): handle(.sorterFault(line: place, what: what))
            }
        }
    }

    /// Hands over what is to be written, takes what is durable, and waits where the disk is behind.
    private func settle() throws {
        while true {
            let taken = journal.offer(outgoing)
            outgoing.removeFirst(taken)
            let through = status.through.load(ordering: .acquiring)
            if through > conveyor.committed { handle(.durable(through: through)) }
            guard !outgoing.isEmpty || conveyor.sequence - conveyor.committed > Self.window else { return }
            guard status.news.wait(until: Clocks.monotonic() + 10_000_000_000) else {
                throw BenchFault("the journal writes nothing any more")
            }
            status.news.lower()
        }
    }

    private func handle(_ event: ConveyorEvent) { perform(conveyor.handle(event, now: now)) }

    private func perform(_ effects: [ConveyorEffect]) {
        for effect in effects {
            switch effect {
            case .record(let entry, let urgent): outgoing.append(JournalWriter.Item(entry, urgent: urgent))
            case .agree(let line, let epoch): lines[line].wire.send { $0.agree(epoch) }
            case .heartbeat(let line, let committed): lines[line].wire.send { $0.heartbeat(committed) }
            case .induction(let line, let induction): lines[line].wire.send { $0.induction(induction) }
            case .answer(let line, let track, let why): lines[line].wire.send { $0.refuse(track, why) }
            case .withdraw(let line, let permit):
                handle(.withdrawn(line: line, permit, wasSent: lines[line].wire.withdraw(permit)))
            case .revoke(let line, let permit): lines[line].wire.send { $0.revoke(permit) }
            case .stop(let line, let track): lines[line].wire.send { $0.stop(track) }
            case .lookUp(let passage, let line, let numbers):
                handle(.lookedUp(passage, line: line, try? lookup.find(numbers)))
            case .numbered, .lookUpForHold, .keepPicture, .trigger, .counter: break
            }
        }
    }
}

extension Benchmarks {
    /// Durable decisions a second past 200 rules and a million items, without sockets and without another process.
    func capacity(_ table: inout ResultTable) throws {
        let loop = try CapacityLoop(items: isQuick ? BenchSite.items : 10 * BenchSite.items)
        try loop.run(until: Clocks.monotonic() + 2_000_000_000)
        var rates: [Double] = []
        for _ in 0..<(isQuick ? 3 : 9) {
            let before = loop.counts
            let start = Clocks.monotonic()
            try loop.run(until: start + 2_000_000_000)
            let wall = Double(Clocks.monotonic() - start) / 1e9
            let after = loop.counts
            let share = Double(after.permits - before.permits) / Double(max(1, after.scans - before.scans))
            guard share > 0.95 else { throw BenchFault("only \(share) of the parcels were cleared") }
            rates.append(Double(after.permits - before.permits) / wall)
        }
        loop.end()
        table.add("durable decisions past 200 rules, in one process", unit: "1/s", rates, atLeast: 10_000)
    }
}
