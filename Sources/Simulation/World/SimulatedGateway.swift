import Entries
import Formats
import Journal
import Parcels
import Passages
import Readings
import Screening
import Sorter

/// The gateway's pure parts as the released program wires them, with waiting made visible: the manifest's answers and the
/// disk's flushes come when the world lets them.
struct SimulatedGateway: ~Copyable {
    var conveyor: Conveyor
    private var ledger: Ledger<MemoryStorage, MemoryKeys>
    private var dialogue: SorterDialogue
    /// Entries that the writer has not begun with.
    private var queue: [Entry] = []
    /// Entries whose flush is under way, and when it ends.
    private var group: [Entry] = []
    private(set) var flushEnds = Int64.max
    private(set) var retryAt = Int64.max
    private(set) var lookUps: [LookUp] = []
    private(set) var lookUpsDone = 0
    private(set) var isBroken = false
    /// The chain broke although the disk did nothing wrong: entries came out of order.
    private(set) var fault: String?

    struct LookUp {
        let at: Int64
        let passage: PassageID
        let numbers: [ParcelNumber]
    }

    let line: LineID

    init(layout: LineLayout, head: Head, storage: consuming MemoryStorage, standing: Standing) {
        line = layout.id
        let epoch = head.epoch + 1
        conveyor = Conveyor(
            lines: [layout], settings: Conveyor.Settings(copyWindow_s: 600, sightingLimit: 20_000), epoch: epoch,
            sequence: head.sequence, standing: standing)
        ledger = Ledger(site: "world", head: head, storage: storage, keys: MemoryKeys())
        dialogue = SorterDialogue(line: layout.id)
    }

    var head: Head { ledger.head }
    var isGreeted: Bool { dialogue.isGreeted }
    var isLatched: Bool { ledger.latch != nil }
    var nextLookUp: Int64 { lookUpsDone < lookUps.count ? lookUps[lookUpsDone].at : .max }

    /// Takes up the halts of the time before.
    mutating func restore(_ halts: [(sequence: UInt64, halted: LineHalted)]) {
        for halt in halts { conveyor.restore(halt.halted, sequence: halt.sequence) }
    }

    mutating func start(_ open: [OpenPassage], _ sorter: inout SimulatedSorter, _ wires: inout Wires, _ now: Stamp) {
        let effects = conveyor.start(
            program: "simulation", journalEpoch: ledger.head.epoch, anchorEpoch: 0, open: open, now: now)
        perform(effects, &sorter, &wires, now)
    }

    /// What surrounds the gateway: the sorter's clock and belt, and the faults of the next calls.
    struct Wires {
        var encoder = EncoderCount(0)
        var time_ms: UInt32 = 0
        var lookUpDelay: Int64 = 100_000
        var flushDelay: Int64 = 200_000
        var loseLookUp = false
    }

    mutating func handle(_ event: ConveyorEvent, _ sorter: inout SimulatedSorter, _ wires: inout Wires, _ now: Stamp) {
        perform(conveyor.handle(event, now: now), &sorter, &wires, now)
    }

    mutating func connect() { dialogue.connect() }
    mutating func disconnect() { dialogue.disconnect() }

    /// Bytes of the sorter arrive.
    mutating func receive(_ bytes: [UInt8], _ sorter: inout SimulatedSorter, _ wires: inout Wires, _ now: Stamp) {
        for event in dialogue.receive(bytes) {
            switch event {
            case .fault(let what): handle(.sorterFault(line: 0, what: what), &sorter, &wires, now)
            case .missed(let count): handle(.sorterMissed(line: 0, count), &sorter, &wires, now)
            case .telegram(let telegram): handle(.sorter(line: 0, telegram), &sorter, &wires, now)
            }
        }
    }

    /// The manifest answers the oldest question.
    mutating func answerLookUp(
        _ found: [Declaration]?, _ sorter: inout SimulatedSorter, _ wires: inout Wires, _ now: Stamp
    ) {
        let question = lookUps[lookUpsDone]
        lookUpsDone += 1
        if lookUpsDone == lookUps.count {
            lookUps.removeAll(keepingCapacity: true)
            lookUpsDone = 0
        }
        handle(.lookedUp(question.passage, line: 0, found), &sorter, &wires, now)
    }

    var oldestQuestion: [ParcelNumber] { lookUps[lookUpsDone].numbers }

    /// The entries of the flush under way.
    var waitingAfterFlush: [Entry] { group }

    /// The flush under way ends. Returns what became durable by it.
    mutating func endFlush(
        _ diskFault: MemoryStorage.Fault?, _ sorter: inout SimulatedSorter, _ wires: inout Wires, _ now: Stamp
    ) -> [Entry] {
        var durable = group
        group.removeAll(keepingCapacity: true)
        flushEnds = .max
        if let diskFault, !isLatched { ledger.storage.fail(0, diskFault) }
        var permits: [UInt8] = []
        let wasLatched = isLatched
        if ledger.commit(durable, deliver: { permits += dialogue.pass($0) }) {
            transmit(permits, &sorter, &wires, now)
            handle(.durable(through: ledger.head.sequence), &sorter, &wires, now)
        } else {
            if !wasLatched {
                retryAt = now.monotonic + 1_000_000_000
                handle(.journal(isWell: false), &sorter, &wires, now)
            }
            switch ledger.latch {
            case .io: isBroken = true
            case .broken(let what):
                isBroken = true
                fault = what
            default: break
            }
            // What reached the disk although it said no is there all the same.
            if diskFault != .ioAllWritten || wasLatched { durable = [] }
        }
        beginFlush(wires, now)
        return durable
    }

    /// Tries to write what a full disk had refused; whether it is durable now.
    mutating func retry(_ sorter: inout SimulatedSorter, _ wires: inout Wires, _ now: Stamp) -> Bool {
        guard let recovery = ledger.recover() else {
            retryAt = now.monotonic + 1_000_000_000
            return false
        }
        retryAt = .max
        handle(.journal(isWell: true), &sorter, &wires, now)
        handle(.durable(through: recovery.sequence), &sorter, &wires, now)
        return true
    }

    /// The power fails: only what is durable stays.
    consuming func crash() -> MemoryStorage {
        let ledger = self.ledger
        return ledger.storage
    }

    private mutating func beginFlush(_ wires: Wires, _ now: Stamp) {
        guard flushEnds == .max, !queue.isEmpty else { return }
        swap(&group, &queue)
        flushEnds = now.monotonic + wires.flushDelay
    }

    private mutating func perform(
        _ effects: [ConveyorEffect], _ sorter: inout SimulatedSorter, _ wires: inout Wires, _ now: Stamp
    ) {
        var answers: [ConveyorEvent] = []
        for effect in effects {
            switch effect {
            case .record(let entry, _): queue.append(entry)
            case .numbered, .lookUpForHold, .keepPicture, .trigger, .counter: break
            case .lookUp(let passage, _, let numbers):
                if !wires.loseLookUp {
                    lookUps.append(LookUp(at: now.monotonic + wires.lookUpDelay, passage: passage, numbers: numbers))
                }
            case .withdraw(let line, let permit):
                answers.append(.withdrawn(line: line, permit, wasSent: dialogue.withdraw(permit)))
            case .revoke(_, let permit): transmit(dialogue.revoke(permit), &sorter, &wires, now)
            case .answer(_, let track, let why): transmit(dialogue.refuse(track, why), &sorter, &wires, now)
            case .agree(_, let epoch): transmit(dialogue.agree(epoch), &sorter, &wires, now)
            case .heartbeat(_, let committed): transmit(dialogue.heartbeat(committed), &sorter, &wires, now)
            case .induction(_, let induction): transmit(dialogue.induction(induction), &sorter, &wires, now)
            case .stop(_, let track): transmit(dialogue.stop(track), &sorter, &wires, now)
            }
        }
        for answer in answers { handle(answer, &sorter, &wires, now) }
        beginFlush(wires, now)
    }

    private mutating func transmit(
        _ bytes: [UInt8], _ sorter: inout SimulatedSorter, _ wires: inout Wires, _ now: Stamp
    ) {
        guard !bytes.isEmpty, sorter.isConnected else { return }
        sorter.receive(bytes, encoder: wires.encoder, time_ms: wires.time_ms)
    }
}
