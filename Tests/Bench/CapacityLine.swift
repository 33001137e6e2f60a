import Formats
import Journal
import Parcels
import Passages
import Readings
import Simulation
import Sorter
import Synchronization

/// A line of `CapacityLoop`: a PLC that is played, its belt, and the gateway's side of their dialogue.
final class CapacityLine {
    /// The gateway's side: the lines' thread and the journal's writer speak to the sorter.
    final class Wire: Sendable {
        private struct State {
            var dialogue: SorterDialogue
            var bytes: [UInt8] = []
        }

        private let state: Mutex<State>
        /// Whether something is on its way to the sorter.
        let hasBytes = Atomic<Bool>(false)

        init(_ line: LineID) { state = Mutex(State(dialogue: SorterDialogue(line: line))) }

        func pass(_ clear: consuming Committed) {
            var clear = Optional(consume clear)
            send { dialogue in
                guard let taken = clear.take() else { return [] }
                return dialogue.pass(taken)
            }
        }

        func send(_ make: (inout SorterDialogue) -> [UInt8]) {
            state.withLock { $0.bytes += make(&$0.dialogue) }
            hasBytes.store(true, ordering: .releasing)
        }

        func withdraw(_ permit: PermitNumber) -> Bool { state.withLock { $0.dialogue.withdraw(permit) } }
        func connect() { state.withLock { $0.dialogue.connect() } }
        func receive(_ bytes: [UInt8]) -> [SorterDialogue.Event] { state.withLock { $0.dialogue.receive(bytes) } }

        func take() -> [UInt8] {
            hasBytes.store(false, ordering: .relaxed)
            return state.withLock { state in
                defer { state.bytes = [] }
                return state.bytes
            }
        }
    }

    let id: LineID
    let reader: DeviceID
    let wire: Wire
    private(set) var scans = 0
    private(set) var permits = 0
    private let geometry = BenchGeometry.belt(perSecond: 10)
    private var sorter: SimulatedSorter
    private let start: Int64
    private let number: () -> [UInt8]
    private var things: [Thing] = []
    private var nextTrack: UInt32 = 1
    private var nextFront: Int64
    private var nextPulse: Int64

    private struct Thing {
        let track: TrackID
        let front: Int64
        let label: [UInt8]
        var stage = 0
        var exit: UInt8 = 1
    }

    init(_ place: Int, from start: Int64, number: @escaping () -> [UInt8]) throws {
        guard let id = LineID("L\(place)"), let reader = DeviceID("r-L\(place)") else { throw BenchFault("no line") }
        self.id = id
        self.reader = reader
        self.start = start
        self.number = number
        wire = Wire(id)
        sorter = SimulatedSorter(SimulatedSorter.Layout(line: id, defaultExit: 1, outboundExit: 2, exits: 2))
        // Lines do not march in step.
        let turn = (Double(place) * 0.618_034).truncatingRemainder(dividingBy: 1)
        nextFront = Int64((1 + turn) * Double(geometry.pitch_um))
        nextPulse = start + Int64(turn * 200_000_000)
    }

    func layout() throws -> LineLayout {
        try LineLayout(
            id: id, measure: .encoder(micrometresPerCount: Int(geometry.um_per_count)),
            maximumLength_mm: Int(geometry.pitch_um / 1000), minimumGap_mm: geometry.gap_mm,
            stations: [
                LineLayout.Station(
                    name: "t", distance_mm: Int(geometry.station_um / 1000), tolerance_mm: geometry.tolerance_mm,
                    readers: [LineLayout.Reader(device: reader, reportsEveryParcel: false, latency_ms: 0)])
            ],
            diverter_mm: Int(geometry.diverter_um / 1000),
            exits: [
                LineLayout.Exit(number: 1, kind: .inspection, distance_mm: Int(geometry.exit_um / 1000)),
                LineLayout.Exit(number: 2, kind: .outbound, distance_mm: Int(geometry.exit_um / 1000)),
            ])
    }

    func connect(_ now: Int64) {
        wire.connect()
        sorter.connect(encoder: count(moved(now)), time_ms: ms(now))
    }

    /// When something happens next on this line.
    func due(_ now: Int64) -> Int64 {
        var due = min(nextPulse, time(of: nextFront))
        for thing in things { due = min(due, time(of: position(of: thing))) }
        return due
    }

    /// The belt has moved.
    /// - Returns: the labels that the reader has seen.
    func advance(_ now: Int64) -> [[UInt8]] {
        let moved = moved(now)
        if now >= nextPulse {
            nextPulse += 200_000_000
            sorter.pulse(encoder: count(moved), time_ms: ms(now), belt: .running)
        }
        while moved >= nextFront {
            if let track = TrackID(nextTrack) { things.append(Thing(track: track, front: nextFront, label: number())) }
            nextTrack = nextTrack % 90_000_000 + 1
            nextFront += geometry.pitch_um
        }
        var labels: [[UInt8]] = []
        for place in things.indices where moved >= position(of: things[place]) {
            let thing = things[place]
            things[place].stage += 1
            switch thing.stage {
            case 0:
                sorter.induct(
                    thing.track, front: count(thing.front), tail: count(thing.front + geometry.length_um),
                    time_ms: ms(now))
            case 1:
                scans += 1
                labels.append(thing.label)
            case 2:
                let gone = sorter.divert(thing.track, encoder: count(moved), time_ms: ms(now))
                things[place].exit = gone.exit
                if gone.permit != nil { permits += 1 }
            default: sorter.exit(thing.track, at: thing.exit, encoder: count(moved), time_ms: ms(now))
            }
        }
        things.removeAll { $0.stage > 3 }
        return labels
    }

    /// The sorter takes what the gateway has sent.
    func hear(_ now: Int64) {
        let bytes = wire.take()
        if !bytes.isEmpty { sorter.receive(bytes, encoder: count(moved(now)), time_ms: ms(now)) }
    }

    /// The gateway takes what the sorter has sent.
    func speak() -> [SorterDialogue.Event] {
        sorter.output.isEmpty ? [] : wire.receive(sorter.takeOutput())
    }

    private func position(of thing: Thing) -> Int64 {
        switch thing.stage {
        case 0: thing.front + geometry.length_um
        case 1: thing.front + geometry.length_um / 2 + geometry.station_um
        case 2: thing.front + geometry.diverter_um
        default: thing.front + geometry.length_um + geometry.exit_um
        }
    }

    private func moved(_ now: Int64) -> Int64 { (now - start) / 1000 * geometry.speed_um_ms / 1000 }
    private func time(of position: Int64) -> Int64 { start + position * 1000 / geometry.speed_um_ms * 1000 + 1000 }
    private func count(_ position: Int64) -> EncoderCount {
        EncoderCount(UInt32(truncatingIfNeeded: position / geometry.um_per_count))
    }
    private func ms(_ now: Int64) -> UInt32 { UInt32(truncatingIfNeeded: now / 1_000_000) }
}
