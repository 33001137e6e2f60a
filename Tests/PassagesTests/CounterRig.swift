import Entries
import Parcels
import Readings
import Screening
import Testing

@testable import Passages

/// A table to try things on, with one scanner. Its gate shows GO as soon as the clear is durable, unless it is told not to.
struct CounterRig {
    var conveyor: Conveyor
    var now: Int64 = 1_000_000_000
    var entries: [Entry] = []
    var manifest: [ParcelNumber: Declaration] = [:]
    var isDurableAtOnce = true
    /// What the gate shows, and for which passage it may.
    var expected: PassageID?
    var go: Permit?
    /// Clears that were handed to the gate for another passage than the expected one.
    var spent: [Permit] = []
    var tags: [HoldID] = []
    var cageOrders: [(hold: HoldID?, number: ParcelNumber?)] = []

    static let scanner = "counter-1"
    let clerk: AccountID

    init(
        policy: EvidencePolicy? = Rig.policy(), settings: Conveyor.Settings = .init(), clears: Clears? = nil,
        standing: Standing = Standing(), sequence: UInt64 = 0, epoch: Epoch = 1
    ) throws {
        clerk = try #require(AccountID("mai"))
        let layout = CounterLayout(
            id: try #require(LineID("Q1")), scanners: [try Rig.device(Self.scanner)], go_ms: 8_000, rescan_ms: 3_000,
            decision_ms: 3_000)
        conveyor = Conveyor(
            lines: [], counters: [layout], settings: settings, epoch: epoch, sequence: sequence, standing: standing,
            clears: clears)
        if let policy { handle(.policy(policy, version: 1)) }
        handle(.screening(ScreeningSnapshot()))
        handle(.counter(0, .turned(.screening, by: clerk)))
    }

    var stamp: Stamp {
        Stamp(utc: now + 1_795_000_000_000_000_000, boot: BootID(1), monotonic: now, trusted: true)
    }

    var view: CounterView { conveyor.view(counter: 0) }

    mutating func handle(_ event: ConveyorEvent) {
        var answers: [ConveyorEvent] = []
        for effect in conveyor.handle(event, now: stamp) {
            switch effect {
            case .record(let entry, _):
                entries.append(entry)
                if isDurableAtOnce, case .passageDecided(let decision) = entry.body,
                    case .clear(let permit) = decision.outcome
                {
                    answers += pass(permit)
                }
            case .counter(_, .lookUp(let passage, let numbers)):
                answers.append(.counter(0, .lookedUp(passage, numbers.compactMap { manifest[$0] })))
            case .counter(_, .expect(let passage)):
                expected = passage
                if go?.passage != passage { go = nil }
            case .counter(_, .withdraw(let permit)):
                answers.append(.counter(0, .withdrawn(permit, wasShown: go?.number == permit)))
                go = nil
            case .counter(_, .printTag(let hold)): tags.append(hold)
            case .counter(_, .cage(let hold, let number, _)): cageOrders.append((hold, number))
            default: break
            }
        }
        if isDurableAtOnce { answers.append(.durable(through: conveyor.sequence)) }
        for answer in answers where !isIdle(answer) { handle(answer) }
    }

    /// The journal has written the decision.
    mutating func pass(_ permit: Permit) -> [ConveyorEvent] {
        guard permit.passage == expected else {
            spent.append(permit)
            return []
        }
        go = permit
        return [.counter(0, .shown(permit.number))]
    }

    private func isIdle(_ event: ConveyorEvent) -> Bool {
        if case .durable(let through) = event { return through == conveyor.committed }
        return false
    }

    mutating func scan(_ label: String) throws { try report(.label(Array(label.utf8), nil)) }

    /// One word of the table's scanner.
    mutating func report(_ contents: Reading.Content...) throws {
        let device = try Rig.device(Self.scanner)
        handle(.read(contents.map { Reading(device: device, content: $0, stamp: stamp) }, []))
    }

    mutating func wait(_ milliseconds: Int64) {
        now += milliseconds * 1_000_000
        handle(.tick)
    }

    mutating func turn(_ mode: TableMode) { handle(.counter(0, .turned(mode, by: clerk))) }

    mutating func declare(_ labels: String...) throws {
        for label in labels {
            let number = try Self.number(label)
            manifest[number] = Declaration(
                number: number, service: "EMS", origin: "VN", destination: "VN", sender: Party(name: "A"),
                receiver: Party(name: "B"), contents: [ContentLine(description: "quần áo")], weight_g: 500,
                length_mm: nil, value_vnd: nil, paymentOnDelivery_vnd: nil, office: "580000",
                source: ManifestReference(importNumber: 1, line: 2, version: 1, imported: stamp.utc))
        }
    }

    static func number(_ label: String) throws -> ParcelNumber {
        try #require(ParcelNumber(scheme: .s10, canonical: Array(label.utf8)))
    }

    var bodies: [EntryBody] { entries.map(\.body) }

    var ends: [PassageEnded.How] {
        bodies.compactMap { if case .passageEnded(let ended) = $0 { ended.how } else { nil } }
    }

    var holds: [HoldRaised] { bodies.compactMap { if case .holdRaised(let raised) = $0 { raised } else { nil } } }

    /// As the hold's life does it: the tag or the parcel is received.
    mutating func receiveOrdered() throws {
        let order = try #require(cageOrders.last)
        let hold = try #require(order.hold)
        handle(.record(.holdStepped(HoldStepped(hold: hold, step: .received, by: clerk)), urgent: true, token: nil))
        handle(.counter(0, .caged(hold, order.number, .received)))
    }
}
