import Formats
import Parcels

/// A sorting line that runs in real time: belt, eyes, diverter, lane and the PLC that owns them. Time is handed in; what the
/// scanners can see is handed out.
public struct BeltMachine: Sendable {
    /// Where things stand, in millimetres from the first eye.
    public struct Geometry: Sendable {
        public var speed_mm_s: Int64 = 500
        public var um_per_count: Int64 = 500
        /// Distances of the stations at which labels come into view.
        public var stations: [(name: String, distance_mm: Int64)] = [("tunnel", 1_200), ("hand", 2_000)]
        public var diverter_mm: Int64 = 3_000
        public var inspection_mm: Int64 = 3_800
        public var outbound_mm: Int64 = 4_200
        public var gap_mm: ClosedRange<Int64> = 400...1_100
        public var laneCapacity = 12
        /// How often somebody carries a parcel out of the lane.
        public var lanePeriod_ms: Int64 = 5_000

        public init() {}
    }

    /// A parcel passes a station: what may be read there.
    public struct View: Sendable {
        public let station: String
        public let labels: [[UInt8]]
        public let isReadable: Bool
        public let isReadableByHand: Bool
        /// What it weighs and measures.
        public let measured: ParcelMeasure?
    }

    private struct Thing: Sendable {
        let front: Int64
        let length: Int64
        let track: TrackID
        let item: DemoTown.Item
        var announced = false
        var seen = 0
        var asked = false
        var gone: (exit: UInt8, permit: Permit?)?
    }

    public var sorter: SimulatedSorter
    private let geometry: Geometry
    private let town: DemoTown
    private var random: RandomSource
    private var things: [Thing] = []
    /// The next parcel of the town, and the next track: kept between runs.
    public private(set) var nextItem: Int
    public private(set) var nextTrack: UInt32
    private var nextFront: Int64 = 0
    private var moved: Int64 = 0
    private var time: Int64?
    private var lane = 0
    private var laneCleared: Int64 = 0
    private var nextPulse: Int64 = 0
    private var isStoppedForLane = false
    /// When the gateway's heartbeat came back after an ordered stop: soon after it a person starts the belt.
    private var heardAgain: Int64?

    public init(
        _ layout: SimulatedSorter.Layout, geometry: Geometry = Geometry(), town: DemoTown = DemoTown(),
        highestEpoch: Epoch,
        nextItem: Int, nextTrack: UInt32, seed: UInt64
    ) {
        sorter = SimulatedSorter(layout, highestEpoch: highestEpoch)
        self.geometry = geometry
        self.town = town
        random = RandomSource(seed: seed)
        self.nextItem = nextItem
        self.nextTrack = max(1, nextTrack)
    }

    public var encoder: EncoderCount { EncoderCount(UInt32(truncatingIfNeeded: moved / geometry.um_per_count)) }

    public var time_ms: UInt32 { UInt32(truncatingIfNeeded: (time ?? 0) / 1_000_000) }

    /// Runs the line to a moment (monotonic nanoseconds) and says what came into the scanners' view.
    public mutating func advance(to now: Int64) -> [View] {
        let before = time ?? now
        time = now
        startAfterStop(now)
        let mayRun = sorter.watch(time_ms: time_ms) && !isStoppedForLane
        if mayRun { moved += (now - before) * geometry.speed_mm_s / 1_000_000 }
        if now >= nextPulse {
            nextPulse = now + 200_000_000
            sorter.pulse(encoder: encoder, time_ms: time_ms, belt: mayRun ? .running : .stopped)
        }
        clearLane(now)
        layOn()
        var views: [View] = []
        for place in things.indices { pass(place, &views) }
        things.removeAll { thing in thing.gone?.exit == 0 }
        return views
    }

    /// A person starts the belt by hand when the gateway has let the line work again.
    private mutating func startAfterStop(_ now: Int64) {
        guard sorter.isStoppedByOrder, sorter.hearsGateway(time_ms: time_ms) else { return heardAgain = nil }
        let since = heardAgain ?? now
        heardAgain = since
        if now - since >= Self.startAfter { sorter.startByHand() }
    }

    private static let startAfter: Int64 = 5_000_000_000

    /// New parcels come onto the belt as there is room, as the gateway lets them.
    private mutating func layOn() {
        guard sorter.induction != .stop else { return }
        while nextFront <= moved + 2_000_000 {
            let item = town.item(nextItem)
            nextItem = (nextItem + 1) % DemoTown.size
            guard let track = TrackID(nextTrack) else { return }
            nextTrack = nextTrack % 99_999_999 + 1
            let front =
                max(nextFront, moved) + random.between(geometry.gap_mm.lowerBound, geometry.gap_mm.upperBound) * 1000
                * (sorter.induction == .slow ? 2 : 1)
            things.append(Thing(front: front, length: Int64(item.length_mm) * 1000, track: track, item: item))
            nextFront = front + Int64(item.length_mm) * 1000
        }
    }

    private mutating func pass(_ place: Int, _ views: inout [View]) {
        let thing = things[place]
        let tail = thing.front + thing.length
        if !thing.announced, moved >= tail {
            things[place].announced = true
            let front_ms = time_ms &- UInt32(truncatingIfNeeded: (moved - thing.front) / geometry.speed_mm_s)
            sorter.induct(
                thing.track, front: count(thing.front), tail: count(tail), time_ms: front_ms)
        }
        if thing.seen < geometry.stations.count, moved >= tail + geometry.stations[thing.seen].distance_mm * 1000 {
            views.append(
                View(
                    station: geometry.stations[thing.seen].name, labels: thing.item.labels,
                    isReadable: thing.item.isReadable,
                    isReadableByHand: thing.item.isReadableByHand, measured: thing.item.measured))
            things[place].seen += 1
        }
        if !thing.asked, moved >= thing.front + (geometry.diverter_mm - 100) * 1000 {
            things[place].asked = true
            sorter.approach(thing.track, encoder: encoder)
        }
        if thing.gone == nil, moved >= thing.front + geometry.diverter_mm * 1000 {
            things[place].gone = sorter.divert(thing.track, encoder: encoder, time_ms: time_ms)
        }
        guard let gone = things[place].gone, gone.exit != 0 else { return }
        let isInspection = gone.exit == sorter.layout.defaultExit
        guard moved >= tail + (isInspection ? geometry.inspection_mm : geometry.outbound_mm) * 1000 else { return }
        sorter.exit(thing.track, at: gone.exit, encoder: encoder, time_ms: time_ms)
        things[place].gone = (0, nil)
        if isInspection {
            lane += 1
            reportLane()
        }
    }

    /// A full lane stops the belt; somebody carries parcels away.
    private mutating func clearLane(_ now: Int64) {
        if lane > 0, now - laneCleared >= geometry.lanePeriod_ms * 1_000_000 {
            laneCleared = now
            lane -= 1
            reportLane()
        }
        isStoppedForLane = lane >= geometry.laneCapacity
    }

    public mutating func reportLane() {
        sorter.report(
            lane: sorter.layout.defaultExit, free: UInt16(max(0, geometry.laneCapacity - lane)),
            isFull: lane >= geometry.laneCapacity)
    }

    private func count(_ position: Int64) -> EncoderCount {
        EncoderCount(UInt32(truncatingIfNeeded: position / geometry.um_per_count))
    }
}
