import Entries
import Formats
import Journal
import Parcels
import Passages
import Readings
import Sorter

/// A line with its parcels, its sorter, its gateway and everything that can go wrong, driven by one seed. The same seed
/// gives the same world, event by event. After every step the law is checked.
public struct LineWorld: ~Copyable {
    private let seed: UInt64
    let plan: WorldPlan
    let wanted: Int
    var random: RandomSource
    /// For what goes wrong with the reader.
    var readerDice: RandomSource
    /// For what editions after the first have added.
    var newerDice: RandomSource
    let layout: LineLayout
    var sorter: SimulatedSorter
    var gateway: SimulatedGateway
    var wires = SimulatedGateway.Wires()
    var durable = DurableState()
    var manifest: [ParcelNumber: Declaration] = [:]
    var report: WorldReport

    // Time and belt.
    var now: Int64 = 1_000_000_000
    /// What the wall clock shows beyond the monotonic one.
    var wallOffset: Int64 = 1_790_000_000_000_000_000
    var moved: Int64 = 0
    var beltRunsAgain: Int64?
    var linkReturns: Int64?
    private var connected: Int64 = 0
    /// Until then nothing of what the sorter says is heard.
    private var unheardUntil: Int64 = 0
    /// Since when there is no parcel more.
    private var ranEmpty: (moved: Int64, at: Int64)?
    var isRunning: Bool { beltRunsAgain == nil }

    // Parcels on the belt, oldest first, and how far each stage has come.
    var parcels: [WorldParcel] = []
    var made = 0
    var nextFront: Int64 = 500_000
    var nextTrack: UInt32 = 1
    var atEye = 0
    var atScanner = 0
    var atApproach = 0
    var atDiverter = 0
    var atInspection = 0
    var atOutbound = 0
    /// What the reader says later, and where the belt will be then.
    var lateReads: [(position: Int64, contents: [Reading.Content])] = []
    /// What the reader says behind the next parcel's.
    var heldBack: [Reading.Content]?
    /// Parcels of which it said nothing, or not at their time, one behind the other.
    var amissInARow = 0
    /// Numbers seen lately, for copies.
    var recent: [ParcelNumber] = []
    /// Parcels that an inspector released and somebody put on the belt again.
    var returning: [ParcelNumber] = []
    var nextPulse: Int64 = 0
    var restartDue: Int64 = .max
    /// What the encoder counts beyond the belt's movement.
    var countShift: UInt32 = 0
    /// When the inspection lane has room again; nil when it has.
    var laneRoomAt: Int64?
    /// When two persons let the belt run again after a suspicion.
    var returnToWorkAt: Int64?
    /// Parcels that were suspected before they were at the diverter: none of them may pass.
    var suspected: Set<PassageID> = []
    /// A fault for the flush under way.
    var flushFault: MemoryStorage.Fault?
    /// Entries that a full disk refused: they become durable together.
    var refused: [Entry] = []

    /// - Parameters:
    ///   - plan: nil for one of the seed's.
    ///   - edition: of the plan that the seed gives, one of `WorldPlan.editions`.
    public init(
        seed: UInt64, parcels: Int, plan: WorldPlan? = nil, edition: Int = WorldPlan.editions.upperBound
    ) throws {
        self.seed = seed
        wanted = parcels
        var random = RandomSource(seed: seed)
        // Other streams of the same seed.
        var dice = RandomSource(seed: ~seed)
        var newer = RandomSource(seed: seed ^ 0x5EED_0F_7E1E)
        self.plan = plan ?? WorldPlan.random(&random, reader: &dice, newer: &newer, edition: edition)
        newerDice = newer
        self.random = random
        readerDice = dice
        layout = try Self.layout()
        sorter = SimulatedSorter(
            SimulatedSorter.Layout(line: layout.id, defaultExit: 1, outboundExit: 2, exits: 2))
        gateway = SimulatedGateway(
            layout: layout, head: .none, storage: MemoryStorage(keepsRecords: false), standing: Standing())
        report = WorldReport(seed: seed)
    }

    /// No parcel takes longer on the average, whatever goes wrong.
    private static let slowest: Int64 = 120_000_000_000

    /// Runs the world to its end: all parcels made, and the belt run empty.
    public consuming func run() -> WorldReport {
        startGateway()
        let limit = now + 3_600_000_000_000 + Int64(wanted) * Self.slowest
        while report.broken.isEmpty, step() {
            if now > limit { breakLaw("the belt stands, and nobody and nothing makes it run again") }
        }
        if report.broken.isEmpty { checkEnd() }
        report.entries = gateway.head.sequence
        return report
    }

    var stamp: Stamp { Stamp(utc: now + wallOffset, boot: BootID(1), monotonic: now, trusted: true) }

    /// Goes to the next thing that happens. False when the belt is empty and all parcels are made.
    private mutating func step() -> Bool {
        let physical = nextPhysical()
        let physicalAt = physical.map { time(of: $0.position) } ?? .max
        let next = min(
            physicalAt, min(gateway.flushEnds, min(gateway.nextLookUp, min(gateway.conveyor.nextTick, nextPulse))))
        let people = min(laneRoomAt ?? .max, returnToWorkAt ?? .max)
        let other = min(
            people, min(gateway.retryAt, min(beltRunsAgain ?? .max, min(linkReturns ?? .max, restartDue))))
        move(to: max(now, min(next, other)))
        if restartDue <= now {
            restartGateway()
        } else if people <= now {
            work()
        } else if let again = beltRunsAgain, again <= now {
            beltRunsAgain = sorter.isStoppedByOrder ? .max : nil
        } else if let link = linkReturns, link <= now {
            linkReturns = nil
            connect()
        } else if gateway.flushEnds <= now {
            endFlush()
        } else if gateway.retryAt <= now {
            if gateway.retry(&sorter, &wires, stamp) { noteDurable(takeRefused()) }
            exchange()
        } else if gateway.nextLookUp <= now {
            answerLookUp()
        } else if nextPulse <= now {
            pulse()
        } else if let physical, physicalAt <= now {
            happen(physical)
        } else {
            gateway.handle(.tick, &sorter, &wires, stamp)
            exchange()
        }
        check()
        report.steps += 1
        if gateway.isBroken, restartDue == .max { restartDue = now + 3_000_000_000 }
        return physical != nil || made < wanted || runsOn()
    }

    /// The belt runs on when the last parcel has left it: parcels whose exit nobody heard of are missed by then.
    private mutating func runsOn() -> Bool {
        if ranEmpty == nil { ranEmpty = (moved, now) }
        guard let ranEmpty else { return false }
        return moved - ranEmpty.moved < 20_000_000 && now - ranEmpty.at < 120_000_000_000
    }

    private mutating func takeRefused() -> [Entry] {
        defer { refused = [] }
        return refused
    }

    // MARK: Time

    private func time(of position: Int64) -> Int64 {
        guard isRunning else { return .max }
        return now + (max(0, position - moved) * 1_000_000 + WorldLine.speed_um_ms - 1) / WorldLine.speed_um_ms
    }

    private mutating func move(to later: Int64) {
        if isRunning { moved += (later - now) * WorldLine.speed_um_ms / 1_000_000 }
        now = later
        wires.encoder = count(at: moved)
        wires.time_ms = UInt32(truncatingIfNeeded: now / 1_000_000)
    }

    func count(at position: Int64) -> EncoderCount {
        EncoderCount(UInt32(truncatingIfNeeded: position / WorldLine.um_per_count) &+ countShift)
    }

    func time_ms(at position: Int64) -> UInt32 {
        UInt32(truncatingIfNeeded: (now - (moved - position) * 1_000_000 / WorldLine.speed_um_ms) / 1_000_000)
    }

    /// The sorter's regular report, and its watch over the gateway's heartbeat.
    private mutating func pulse() {
        nextPulse = now + 200_000_000
        beAtHand()
        sorter.pulse(encoder: wires.encoder, time_ms: wires.time_ms, belt: isRunning ? .running : .stopped)
        if sorter.watch(time_ms: wires.time_ms) {
            if sorter.isConnected, beltRunsAgain == .max { beltRunsAgain = nil }
        } else if isRunning {
            beltRunsAgain = .max
        }
        exchange()
        if sorter.isConnected, !gateway.isGreeted, now - connected >= SorterLink.greetingLimit {
            // The hello was lost on the way: the link begins anew.
            gateway.handle(.sorterLost(line: 0, why: Trouble(.notGreeted)), &sorter, &wires, stamp)
            connect()
        }
    }

    // MARK: Gateway

    private mutating func startGateway() {
        gateway.handle(.policy(Self.policy, version: 1), &sorter, &wires, stamp)
        gateway.handle(.screening(Self.snapshot), &sorter, &wires, stamp)
        let open = durable.restarted + durable.open.values.sorted { $0.passage < $1.passage }
        gateway.restore(durable.halts)
        gateway.start(open, &sorter, &wires, stamp)
        connect()
    }

    /// The process dies at this moment: what was not durable is gone, the belt runs on.
    mutating func restartGateway() {
        report.restarts += 1
        restartDue = .max
        flushFault = nil
        refused = []
        let layout = layout
        let standing = durable.standing
        let fresh = SimulatedGateway(
            layout: layout, head: .none, storage: MemoryStorage(keepsRecords: false), standing: standing)
        let storage = exchangeGateway(fresh).crash()
        let head = storage.head
        gateway = SimulatedGateway(layout: layout, head: head, storage: storage, standing: standing)
        startGateway()
    }

    private mutating func exchangeGateway(_ fresh: consuming SimulatedGateway) -> SimulatedGateway {
        var fresh = fresh
        swap(&gateway, &fresh)
        return fresh
    }

    mutating func connect() {
        sorter.disconnect()
        gateway.connect()
        connected = now
        sorter.connect(encoder: wires.encoder, time_ms: wires.time_ms)
        exchange()
    }

    /// Carries the sorter's bytes to the gateway, with the faults of the wire.
    mutating func exchange() {
        if newerDice.once(in: plan.sorterUnheard) {
            report.silences += 1
            unheardUntil = now + newerDice.between(300_000_000, 1_500_000_000)
        }
        var bytes = sorter.takeOutput()
        while !bytes.isEmpty {
            if random.once(in: plan.telegramDamaged) { bytes[random.below(bytes.count)] ^= 0x11 }
            if random.once(in: plan.telegramRepeated) { bytes += bytes }
            if !random.once(in: plan.telegramLost), now >= unheardUntil {
                gateway.receive(bytes, &sorter, &wires, stamp)
            }
            bytes = sorter.takeOutput()
        }
    }

    private mutating func answerLookUp() {
        let numbers = gateway.oldestQuestion
        let found = random.once(in: plan.lookUpFailed) ? nil : numbers.compactMap { manifest[$0] }
        prepareFaults()
        gateway.answerLookUp(found, &sorter, &wires, stamp)
        exchange()
    }

    private mutating func endFlush() {
        let fault = flushFault
        flushFault = nil
        prepareFaults()
        let waiting = gateway.waitingAfterFlush
        let entries = gateway.endFlush(fault, &sorter, &wires, stamp)
        if gateway.isLatched, entries.isEmpty { refused += waiting }
        noteDurable(entries)
        exchange()
    }

    private mutating func noteDurable(_ entries: [Entry]) {
        if plan.sabotage == .diskLies { return }
        for entry in entries { durable.note(entry) }
        for fault in durable.takeFaults() { breakLaw(fault) }
    }

    /// Decides what the machine does to the next lookup and flush.
    mutating func prepareFaults() {
        wires.loseLookUp = random.once(in: plan.lookUpLost)
        wires.flushDelay = random.once(in: plan.commitSlow) ? random.between(1_000_000, 1_500_000_000) : 200_000
        wires.lookUpDelay = random.between(50_000, 2_000_000)
        if flushFault == nil {
            if random.once(in: plan.diskFull) { flushFault = .full }
            if random.once(in: plan.diskError) { flushFault = random.once(in: 2) ? .ioAllWritten : .ioNothingWritten }
        }
        if random.once(in: plan.crash), restartDue == .max { restartDue = now + random.between(0, 5_000_000) }
        if random.once(in: plan.clockJump) { wallOffset += random.between(-7_200_000_000_000, 7_200_000_000_000) }
    }

    mutating func breakLaw(_ what: String) { if report.broken.count < 10 { report.broken.append(what) } }
}
