import Entries
import Parcels
import Readings
import Screening
import Testing

@testable import Passages

/// A line to try things on: one tunnel reader at 1 m and one hand scanner at 1.4 m, the diverter at 2 m. One encoder count is
/// a millimetre; the belt runs at 1 m/s. The rig answers what the conveyor asks, unless it is told not to.
struct Rig {
    var conveyor: Conveyor
    var now: Int64 = 1_000_000_000
    var position_mm: Int64 = 1_000
    var entries: [Entry] = []
    var effects: [ConveyorEffect] = []
    var manifest: [ParcelNumber: Declaration] = [:]
    /// Whether entries become durable at once, and look-ups are answered at once.
    var isDurableAtOnce = true
    var answersLookUps = true
    /// Permits that the sorter was sent.
    var sent: [Permit] = []
    var withdrawn: [PermitNumber] = []
    var utcOffset: Int64 = 1_795_000_000_000_000_000
    var isTrusted = true

    static let tunnel = "tunnel"
    static let hand = "hand"

    init(
        measure: BeltMeasure = .encoder(micrometresPerCount: 1000), policy: EvidencePolicy? = Rig.policy(),
        screening: ScreeningSnapshot? = ScreeningSnapshot(), hasHandScanner: Bool = false,
        isHandTriggered: Bool = false, isHandScale: Bool = false,
        settings: Conveyor.Settings = .init(), lanePlaces: Int? = nil, secondLine area: String? = nil
    ) throws {
        var stations = [
            LineLayout.Station(
                name: "tunnel", distance_mm: 1000, tolerance_mm: 50,
                readers: [
                    LineLayout.Reader(device: try Self.device(Self.tunnel), reportsEveryParcel: true, latency_ms: 0)
                ])
        ]
        if hasHandScanner {
            stations.append(
                LineLayout.Station(
                    name: "hand", distance_mm: 1400, tolerance_mm: 50,
                    readers: [
                        LineLayout.Reader(
                            device: try Self.device(Self.hand), reportsEveryParcel: isHandScale, latency_ms: 0)
                    ], isTriggered: isHandTriggered))
        }
        let exits = [
            LineLayout.Exit(number: 1, kind: .inspection, distance_mm: 3000),
            LineLayout.Exit(number: 2, kind: .outbound, distance_mm: 3200),
            LineLayout.Exit(number: 3, kind: .recirculation, distance_mm: 3400),
        ]
        var layouts = [
            try LineLayout(
                id: try #require(LineID("L1")), measure: measure, maximumLength_mm: 800, minimumGap_mm: 150,
                stations: stations,
                diverter_mm: 2000, exits: exits, area: area, lanePlaces: lanePlaces)
        ]
        if let area {
            layouts.append(
                try LineLayout(
                    id: try #require(LineID("L2")), measure: measure, maximumLength_mm: 800, minimumGap_mm: 150,
                    stations: [
                        LineLayout.Station(
                            name: "other", distance_mm: 1000, tolerance_mm: 50,
                            readers: [
                                LineLayout.Reader(
                                    device: try Self.device("other"), reportsEveryParcel: true, latency_ms: 0)
                            ])
                    ], diverter_mm: 2000, exits: exits, area: area))
        }
        conveyor = Conveyor(lines: layouts, settings: settings, epoch: 1, sequence: 0)
        if let policy { handle(.policy(policy, version: 1)) }
        if let screening { handle(.screening(screening)) }
    }

    static func device(_ name: String) throws -> DeviceID { try #require(DeviceID(name)) }

    static func policy(requiring required: Set<Evidence> = [.identity, .manifest], stages: [Stage] = [.automatic])
        -> EvidencePolicy
    {
        EvidencePolicy(flows: [
            EvidencePolicy.Flow(
                name: "all", origins: [], services: [], lines: [], required: required, stages: stages,
                manifestLimit_min: nil)
        ]) ?? .refusingAll
    }

    // MARK: Driving

    var stamp: Stamp { Stamp(utc: now + utcOffset, boot: BootID(1), monotonic: now, trusted: isTrusted) }

    var encoder: EncoderCount { EncoderCount(UInt32(truncatingIfNeeded: position_mm)) }

    mutating func handle(_ event: ConveyorEvent) { take(conveyor.handle(event, now: stamp)) }

    private mutating func take(_ more: [ConveyorEffect]) {
        var answers: [ConveyorEvent] = []
        var last: UInt64 = 0
        for effect in more {
            effects.append(effect)
            switch effect {
            case .record(let entry, _):
                entries.append(entry)
                last = entry.sequence
                if case .passageDecided(let decision) = entry.body, case .clear(let permit) = decision.outcome,
                    isDurableAtOnce
                {
                    sent.append(permit)
                }
            case .lookUp(let passage, let line, let numbers):
                if answersLookUps {
                    answers.append(.lookedUp(passage, line: line, numbers.compactMap { manifest[$0] }))
                }
            case .withdraw(let line, let permit):
                let wasSent = sent.contains { $0.number == permit }
                if !wasSent { withdrawn.append(permit) }
                answers.append(.withdrawn(line: line, permit, wasSent: wasSent))
            default: break
            }
        }
        if isDurableAtOnce, last > 0 { answers.append(.durable(through: last)) }
        for answer in answers { handle(answer) }
    }

    /// Lets the belt run so many millimetres, at 1 m/s, in steps of at most 50 mm with a report of the sorter each.
    mutating func run(_ millimetres: Int64) {
        var left = millimetres
        while left > 0 {
            let step = min(50, left)
            left -= step
            position_mm += step
            now += step * 1_000_000
            pulse()
            handle(.tick)
        }
    }

    /// What the sorter's eyes have counted, as far as its heartbeats say.
    var eyes: (inducted: UInt32, exited: UInt32) = (0, 0)

    mutating func pulse(_ belt: SorterPulse.Belt = .running) {
        handle(
            .sorter(
                line: 0,
                .heartbeat(
                    SorterPulse(
                        encoder: encoder, time_ms: UInt32(truncatingIfNeeded: now / 1_000_000), belt: belt,
                        inducted: eyes.inducted, exited: eyes.exited))))
    }

    mutating func hello(epoch: Epoch = 0, defaultExit: UInt8 = 1) throws {
        handle(
            .sorter(
                line: 0,
                .hello(
                    SorterHello(
                        line: try #require(LineID("L1")), epoch: epoch, encoder: encoder, time_ms: 0,
                        defaultExit: defaultExit, exits: 3))))
        // The belt runs empty past the eye, so that what comes now can be told from what was there before.
        run(300)
    }

    /// A parcel has just passed the eye: its tail is there now.
    @discardableResult
    mutating func induct(_ track: UInt32, length: Int64 = 300) throws -> PassageID {
        let id = try #require(TrackID(track))
        eyes.inducted += 1
        let front = EncoderCount(UInt32(truncatingIfNeeded: position_mm - length))
        handle(
            .sorter(
                line: 0,
                .inducted(track: id, front: front, tail: encoder, time_ms: UInt32(truncatingIfNeeded: now / 1_000_000)))
        )
        return try #require(opened.last)
    }

    /// All labels that a device read at one moment.
    mutating func read(_ labels: String..., by device: String = Rig.tunnel) throws {
        let device = try Self.device(device)
        let readings = labels.map { Reading(device: device, content: .label(Array($0.utf8), nil), stamp: stamp) }
        handle(.read(readings, []))
    }

    /// A station that reads, weighs and measures says one word.
    mutating func weigh(_ measured: ParcelMeasure?, _ label: String? = nil, by device: String = Rig.tunnel) throws {
        let device = try Self.device(device)
        let contents: [Reading.Content] =
            (label.map { [.label(Array($0.utf8), nil)] } ?? []) + (measured.map { [.measured($0)] } ?? [])
        handle(.read(contents.map { Reading(device: device, content: $0, stamp: stamp) }, []))
    }

    mutating func readNothing() throws {
        handle(.read([Reading(device: try Self.device(Self.tunnel), content: .noRead, stamp: stamp)], []))
    }

    mutating func answer(_ answer: PermitAnswer = .accepted) throws {
        let permit = try #require(sent.last)
        handle(
            .sorter(line: 0, .answered(track: permit.track, epoch: permit.epoch, permit: permit.number, answer: answer))
        )
    }

    mutating func exit(_ track: UInt32?, by exit: UInt8, permit: PermitNumber? = nil) {
        eyes.exited += 1
        handle(
            .sorter(
                line: 0,
                .exited(track: track.flatMap { TrackID($0) }, exit: exit, permit: permit, encoder: encoder, time_ms: 0))
        )
    }

    /// Brings a parcel from the eye to the tunnel, where its label is read.
    @discardableResult
    mutating func bring(_ track: UInt32, _ label: String) throws -> PassageID {
        run(600)
        let id = try induct(track)
        run(1000)
        try read(label)
        return id
    }

    /// A parcel that is declared, read, cleared and gone.
    mutating func pass(_ track: UInt32, _ label: String) throws {
        try bring(track, label)
        try answer()
        run(2000)
        exit(track, by: 2, permit: try #require(sent.last).number)
    }

    mutating func declare(_ label: String, length_mm: Int? = nil, origin: String = "VN", contents: String = "quần áo")
        throws
    {
        try declare(try Self.number(label), length_mm: length_mm, origin: origin, contents: contents)
    }

    mutating func declare(
        _ number: ParcelNumber, length_mm: Int?, origin: String = "VN", contents: String = "quần áo"
    ) throws {
        manifest[number] = Declaration(
            number: number, service: "EMS", origin: origin, destination: "VN", sender: Party(name: "A"),
            receiver: Party(name: "B", phone: PhoneNumber("0912345678")),
            contents: [ContentLine(description: contents)],
            weight_g: 500, length_mm: length_mm, value_vnd: nil, paymentOnDelivery_vnd: nil, office: "580000",
            source: ManifestReference(importNumber: 1, line: 2, version: 1, imported: now + utcOffset))
    }

    static func number(_ label: String) throws -> ParcelNumber {
        try #require(ParcelNumber(scheme: .s10, canonical: Array(label.utf8)))
    }

    // MARK: Looking

    var opened: [PassageID] {
        entries.compactMap { entry in
            if case .passageOpened = entry.body { return PassageID(epoch: entry.epoch, sequence: entry.sequence) }
            return nil
        }
    }

    func decisions(on passage: PassageID) -> [Decision] {
        entries.compactMap { entry in
            if case .passageDecided(let decision) = entry.body, decision.passage == passage { return decision }
            return nil
        }
    }

    /// The codes of the newest decision's reasons; nil while there is none, empty for a clear.
    func verdict(on passage: PassageID) -> [ReasonCode]? { decisions(on: passage).last.map { $0.reasons.map(\.code) } }

    func isCleared(_ passage: PassageID) -> Bool {
        if case .clear = decisions(on: passage).last?.outcome { return true }
        return false
    }

    var holds: [HoldRaised] {
        entries.compactMap { if case .holdRaised(let raised) = $0.body { raised } else { nil } }
    }

    var alarms: [AlarmCode] {
        entries.compactMap { if case .alarmRaised(let alarm) = $0.body { alarm.code } else { nil } }
    }

    /// What the sorter was told about taking parcels in.
    var inductions: [Induction] {
        effects.compactMap { if case .induction(0, let induction) = $0 { induction } else { nil } }
    }

    /// The lines that were ordered to stop.
    var stops: [Int] { effects.compactMap { if case .stop(let line, _) = $0 { line } else { nil } } }

    var heartbeats: Int { effects.count { if case .heartbeat(0, _) = $0 { true } else { false } } }

    mutating func lane(free: UInt16, full: Bool = false) {
        handle(.sorter(line: 0, .lane(exit: 1, free: free, full: full)))
    }

    func ending(of passage: PassageID) -> PassageEnded.How? {
        for entry in entries.reversed() {
            if case .passageEnded(let ended) = entry.body, ended.passage == passage { return ended.how }
        }
        return nil
    }

    var balance: LineBalanced { conveyor.balance(0) }
}

/// Valid numbers.
enum Labels {
    static let one = "EB123456785VN"
    static let two = "RB123456785GB"
    static let three = "EE471108151FR"
    static let foreign = "8934563138165"
}
