import Entries
import Parcels
import Readings
import Screening

/// All lines of the site, from the first eye to the exits: which reading belongs to which parcel, what is decided about it
/// and when, and what the sorter is told. Synchronous and pure: `handle` turns one event into effects, and their answers
/// come back as events. It also numbers every entry of the site, because it alone sees all of them in one order.
public struct Conveyor: Sendable {
    public struct Settings: Sendable {
        /// Within this time after a parcel passed, the same number on another parcel is a copied label.
        public var copyWindow_s: Int
        /// How far a parcel's measured length may be from the declared one.
        public var lengthTolerance_mm: Int
        /// How many numbers are remembered.
        public var sightingLimit: Int
        /// How often a parcel may go round before a person looks at it.
        public var roundLimit: Int
        /// A parcel goes into a bag on a clear that is not older than this.
        public var clearValidity_min = 720
        /// The site's zone, for the counts of the day.
        public var utcOffset_s = 0
        /// Which numbers say which parcel this is.
        public var numbering = Numbering.standard

        public init(
            copyWindow_s: Int = 6 * 3600, lengthTolerance_mm: Int = 200, sightingLimit: Int = 200_000,
            roundLimit: Int = 3
        ) {
            self.copyWindow_s = copyWindow_s
            self.lengthTolerance_mm = lengthTolerance_mm
            self.sightingLimit = sightingLimit
            self.roundLimit = roundLimit
        }
    }

    let settings: Settings
    public var numbering: Numbering { settings.numbering }
    var lines: [Line]
    /// The tables without a belt.
    var counters: [Counter]
    /// Which table's scanner a device is.
    let counterScanners: [DeviceID: Int]
    var clears: Clears
    /// Which reader of which line a device is.
    let readers: [DeviceID: ReaderPlace]
    public internal(set) var epoch: Epoch
    /// The last sequence given.
    public internal(set) var sequence: UInt64
    var permits: UInt32 = 0
    /// The last sequence known to be durable.
    public internal(set) var committed: UInt64
    var policy: EvidencePolicy?
    var policyVersion = 0
    var snapshot: ScreeningSnapshot?
    var journalIsWell = true
    var anchorFits = true
    var past: PastOfLines
    /// By which parcels are drawn, and the entry that named its hash.
    var seed: (seed: SamplingSeed, sequence: UInt64)?
    var isSeeded = false
    var standing: Standing
    var sightings: Sightings
    var clock: Clockwork
    private var effects: [ConveyorEffect] = []

    struct ReaderPlace: Sendable {
        let line: Int
        let station: Int
        let bit: UInt64
        let latency: Int64
    }

    /// - Parameters:
    ///   - epoch: of this run.
    ///   - sequence: the journal's last one.
    ///   - past: what rules may ask about earlier parcels.
    public init(
        lines layouts: [LineLayout], counters tables: [CounterLayout] = [], settings: Settings, epoch: Epoch,
        sequence: UInt64, standing: Standing = Standing(), sightings: Sightings? = nil, clears: Clears? = nil,
        past: PastOfLines = PastOfLines(History())
    ) {
        self.settings = settings
        lines = layouts.map(Line.init)
        var readers: [DeviceID: ReaderPlace] = [:]
        for (line, layout) in layouts.enumerated() {
            var bit: UInt64 = 1
            for (station, place) in layout.stations.enumerated() {
                for reader in place.readers {
                    readers[reader.device] = ReaderPlace(
                        line: line, station: station, bit: bit, latency: Int64(reader.latency_ms) * 1_000_000)
                    bit <<= 1
                }
            }
        }
        self.readers = readers
        counters = tables.map(Counter.init)
        var scanners: [DeviceID: Int] = [:]
        for (counter, table) in tables.enumerated() {
            for scanner in table.scanners { scanners[scanner] = counter }
        }
        counterScanners = scanners
        self.clears = clears ?? Clears(limit: settings.sightingLimit)
        self.epoch = epoch
        self.sequence = sequence
        committed = sequence
        self.past = past
        self.standing = standing
        self.sightings = sightings ?? Sightings(limit: settings.sightingLimit)
        clock = Clockwork(lines: layouts.count)
    }

    /// Takes one event and says what is to be done about it, in order.
    public mutating func handle(_ event: ConveyorEvent, now: Stamp) -> [ConveyorEffect] {
        switch event {
        case .sorter(let line, let message): take(message, line, now)
        case .sorterLost(let line, let why): loseSorter(line, why, now)
        case .sorterMissed(let line, let count): missTelegrams(line, count, now)
        case .sorterFault(let line, let what): raiseFault(line, what, now)
        case .read(let readings, let foreseen):
            if let device = readings.first?.device, let counter = counterScanners[device] {
                scan(counter, readings, foreseen, now)
            } else {
                take(readings, foreseen, now)
            }
        case .counter(let counter, let event): take(event, at: counter, now)
        case .lookedUp(let passage, let line, let found): takeLookUp(passage, line, found, now)
        case .lookedUpForHold(let hold, let number, let found): screen(hold, number, found, now)
        case .withdrawn(let line, let permit, let wasSent): takeWithdrawal(line, permit, wasSent: wasSent, now)
        case .durable(let through): committed = max(committed, through)
        case .journal(let isWell): journalIsWell = isWell
        case .anchor(let fits): anchorFits = fits
        case .policy(let policy, let version):
            self.policy = policy
            policyVersion = version
        case .screening(let snapshot): self.snapshot = snapshot
        case .history(let history): past.complete(history)
        case .seeded(let seed): draw(by: seed, now)
        case .record(let body, let urgent, let token):
            let sequence = record(body, now, urgent: urgent)
            if let token { add(.numbered(token: token, sequence: sequence)) }
            takeUp(body, now)
        case .suspect(let suspect, let account, let token): self.suspect(suspect, by: account, token, now)
        case .tick: tick(now)
        }
        defer { effects = [] }
        return effects
    }

    private mutating func take(_ message: FromSorter, _ line: Int, _ now: Stamp) {
        switch message {
        case .hello(let hello): introduce(line, hello, now)
        case .inducted(let track, let front, let tail, let time):
            induct(line, track, front: front, tail: tail, time_ms: time, now)
        case .requested(let track, let encoder): request(line, track, encoder, now)
        case .answered(let track, let epoch, let permit, let answer):
            takeAnswer(line, track, epoch, permit, answer, now)
        case .exited(let track, let exit, let permit, let encoder, _):
            takeExit(line, track, exit: Int(exit), permit: permit, encoder, now)
        case .lane(_, let free, let isFull):
            lines[line].lane = Line.Lane(free: Int(free), isFull: isFull)
            regulate(line, now)
        case .heartbeat(let pulse): takePulse(line, pulse, now)
        case .stopped(let reason): lines[line].stopped = reason == .running ? nil : reason
        case .notUnderstood(let sequence, let why):
            raiseFault(line, Trouble(.notUnderstood, "\(sequence) \(why)"), now)
        }
    }

    mutating func raiseFault(_ line: Int, _ what: Trouble, _ now: Stamp) {
        record(.alarmRaised(AlarmRaised(.sorterFault, line: id(line), detail: what.description)), now)
    }

    /// Whether everything that a clear needs is there on a line; what is missing otherwise.
    public func missing(line: Int) -> [Readiness] {
        var missing: [Readiness] = []
        if policy == nil { missing.append(.policy) }
        if snapshot == nil { missing.append(.rules) }
        if lacksHistory { missing.append(.history) }
        if !journalIsWell { missing.append(.journal) }
        if !anchorFits { missing.append(.anchor) }
        if !lines[line].isAgreed { missing.append(.sorter) }
        if lines[line].escape != nil { missing.append(.escape) }
        if !lines[line].halts.isEmpty { missing.append(.halt) }
        return missing
    }

    mutating func add(_ effect: ConveyorEffect) { effects.append(effect) }

    /// Numbers an entry and has it recorded.
    @discardableResult
    mutating func record(_ body: EntryBody, _ now: Stamp, urgent: Bool = false) -> UInt64 {
        sequence += 1
        effects.append(.record(Entry(epoch: epoch, sequence: sequence, stamp: now, body: body), urgent: urgent))
        clock.lastEntry = now.monotonic
        noteClears(body, epoch: epoch, now)
        noteUncaged(body)
        return sequence
    }

    var versions: Decision.Versions {
        Decision.Versions(
            policy: policyVersion, rules: snapshot?.rulesVersion ?? 0, lists: snapshot?.listsVersion ?? 0,
            bulletins: snapshot.flatMap { $0.bulletins > 0 ? $0.bulletins : nil })
    }

    func id(_ line: Int) -> LineID { lines[line].layout.id }

    /// Another room's entry may concern the lines.
    private mutating func takeUp(_ body: EntryBody, _ now: Stamp) {
        standing.note(body, epoch: epoch, sequence: sequence)
        takeUpAtCounters(body, now)
        switch body {
        case .holdStepped(let step):
            if step.step == .identified, let number = step.number { add(.lookUpForHold(step.hold, number)) }
            if step.step != .diverted { takeOutOfLane(step.hold, now) }
        case .deviceChanged(let changed):
            if let reader = readers[changed.device] {
                lines[reader.line].silence.note(changed.device, works: changed.state == .working)
            }
        case .recallOrdered(let order): recall(order, now)
        case .lineOrdered(let ordered): carryOut(ordered, now)
        case .alarmAcknowledged(let acknowledged):
            for line in lines.indices where lines[line].escape == acknowledged.alarm { lines[line].escape = nil }
        case .passageEnded(let ended):
            for line in lines.indices {
                guard let place = lines[line].place(of: ended.passage) else { continue }
                if let number = lines[line].passages[place].number {
                    sightings.change(number, of: ended.passage, to: .unknown)
                }
                _ = lines[line].remove(place)
                lines[line].balance.removed += 1
            }
        default: break
        }
    }
}
