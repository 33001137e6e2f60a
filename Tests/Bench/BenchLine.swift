import Glibc
import Parcels
import Platform
import Simulation

/// One line of the load: a PLC and a fixed reader, both over TCP, and a belt that runs as the clock does.
final class BenchLine {
    let id: LineID
    let plc: Descriptor
    let reader: Descriptor
    private var plcPeer: Descriptor?
    private var readerPeer: Descriptor?
    private var sorter: SimulatedSorter
    private let geometry: BenchGeometry
    private var unsent: [UInt8] = []
    private var start: Int64
    private var things: [Thing] = []
    private var nextTrack: UInt32 = 1
    private var nextFront: Int64 = 0
    private var nextPulse: Int64 = 0
    private var nextAccept: Int64 = 0
    /// Numbers to put on parcels, handed out by the run.
    private let number: () -> [UInt8]

    private struct Thing {
        let track: TrackID
        let front: Int64
        let label: [UInt8]
        var stage = 0
        var scanned: Int64 = 0
        var exit: UInt8 = 1
    }

    /// Nanoseconds from the scan's bytes at the socket to the permit's bytes at the socket.
    var latencies: [Int64] = []
    private(set) var scans = 0
    /// How late the load's own reader was: what is late here is no fault of the gateway.
    var lateness: [Int64] = []
    private(set) var permits = 0
    var isRunning = false

    init(_ place: Int, _ geometry: BenchGeometry, number: @escaping () -> [UInt8]) throws {
        guard let id = LineID("L\(place)"), let any = SocketAddress("127.0.0.1:0") else { throw BenchFault("no line") }
        self.id = id
        self.geometry = geometry
        self.number = number
        plc = try Sockets.listen(on: any)
        reader = try Sockets.listen(on: any)
        sorter = SimulatedSorter(SimulatedSorter.Layout(line: id, defaultExit: 1, outboundExit: 2, exits: 2))
        start = Clocks.monotonic()
        // Lines do not march in step: their parcels and reports are spread evenly, whatever the number of lines.
        let turn = (Double(place) * 0.618_034).truncatingRemainder(dividingBy: 1)
        nextFront = Int64(turn * Double(geometry.pitch_um))
        nextPulse = start + Int64(turn * 200_000_000)
    }

    func startMeasuring() {
        latencies = []
        lateness = []
        scans = 0
        permits = 0
    }

    private func moved(_ now: Int64) -> Int64 { (now - start) / 1000 * geometry.speed_um_ms / 1000 }
    private func time(of position: Int64) -> Int64 { start + position * 1000 / geometry.speed_um_ms * 1000 + 1000 }
    private func count(_ position: Int64) -> EncoderCount {
        EncoderCount(UInt32(truncatingIfNeeded: position / geometry.um_per_count))
    }
    private func ms(_ now: Int64) -> UInt32 { UInt32(truncatingIfNeeded: now / 1_000_000) }

    /// When something happens next on this line.
    func due(_ now: Int64) -> Int64 {
        var due = min(nextPulse, nextAccept)
        for thing in things { due = min(due, time(of: position(of: thing))) }
        if isRunning { due = min(due, time(of: nextFront)) }
        return due
    }

    private func position(of thing: Thing) -> Int64 {
        switch thing.stage {
        case 0: thing.front + geometry.length_um
        case 1: thing.front + geometry.length_um / 2 + geometry.station_um
        case 2: thing.front + geometry.diverter_um
        default: thing.front + geometry.length_um + geometry.exit_um
        }
    }

    func advance(_ now: Int64) {
        acceptPeers(now)
        let moved = moved(now)
        if now >= nextPulse {
            nextPulse = now + 200_000_000
            sorter.pulse(encoder: count(moved), time_ms: ms(now), belt: .running)
        }
        if isRunning {
            while moved >= nextFront {
                if let track = TrackID(nextTrack) {
                    things.append(Thing(track: track, front: nextFront, label: number()))
                }
                nextTrack = nextTrack % 90_000_000 + 1
                nextFront += geometry.pitch_um
            }
        } else {
            while nextFront < moved + geometry.pitch_um { nextFront += geometry.pitch_um }
        }
        for place in things.indices where moved >= position(of: things[place]) { happen(place, now, moved) }
        things.removeAll { $0.stage > 3 }
        flush()
    }

    private func happen(_ place: Int, _ now: Int64, _ moved: Int64) {
        let thing = things[place]
        things[place].stage += 1
        switch thing.stage {
        case 0:
            sorter.induct(
                thing.track, front: count(thing.front), tail: count(thing.front + geometry.length_um), time_ms: ms(now))
        case 1:
            // The sorter's place first: what it says is on the way before the label is read.
            flush()
            guard let socket = readerPeer?.number else { return }
            things[place].scanned = Clocks.monotonic()
            scans += 1
            lateness.append(now - time(of: position(of: thing)))
            let telegram = [0x02] + thing.label + [0x03]
            _ = Sockets.send(telegram[...], to: socket)
        case 2:
            things[place].exit = sorter.divert(thing.track, encoder: count(moved), time_ms: ms(now)).exit
        default: sorter.exit(thing.track, at: thing.exit, encoder: count(moved), time_ms: ms(now))
        }
    }

    /// Bytes of the gateway have arrived.
    func receive() {
        guard let socket = plcPeer?.number else { return }
        var bytes: [UInt8] = []
        switch Sockets.receive(from: socket, into: &bytes, limit: 65_536) {
        case .bytes: break
        case .nothingYet: return
        case .closed:
            plcPeer = nil
            return
        }
        let now = Clocks.monotonic()
        note(bytes, now)
        sorter.receive(bytes, encoder: count(moved(now)), time_ms: ms(now))
        flush()
    }

    /// Finds the permits in what arrived: `PM`, and the track in the eight digits behind it.
    private func note(_ bytes: [UInt8], _ now: Int64) {
        for line in bytes.split(separator: 10) where line.count > 23 {
            let start = line.startIndex
            guard line[start + 13] == 0x50, line[start + 14] == 0x4D else { continue }
            let track = line[(start + 15)..<(start + 23)].reduce(UInt32(0)) { $0 * 10 + UInt32($1 &- 48) }
            guard let place = things.firstIndex(where: { $0.track.number == track }), things[place].scanned > 0 else {
                continue
            }
            latencies.append(now - things[place].scanned)
            permits += 1
        }
    }

    private func flush() {
        unsent += sorter.takeOutput()
        guard let socket = plcPeer?.number, !unsent.isEmpty else { return }
        guard let sent = Sockets.send(unsent[...], to: socket) else { return }
        unsent.removeFirst(sent)
    }

    private func acceptPeers(_ now: Int64) {
        guard now >= nextAccept else { return }
        nextAccept = now + 20_000_000
        // The newest connection counts, as docs/integrator/plc.md says.
        while let peer = Sockets.accept(from: plc.number) {
            plcPeer = consume peer
            unsent = []
            sorter.connect(encoder: count(moved(now)), time_ms: ms(now))
        }
        while let peer = Sockets.accept(from: reader.number) { readerPeer = consume peer }
    }

    /// What to wait on: the gateway's connection, or its coming.
    var socket: Int32 { plcPeer?.number ?? plc.number }

    var isConnected: Bool { plcPeer != nil && readerPeer != nil }
}

/// How the load's belts are built.
struct BenchGeometry {
    var speed_um_ms: Int64
    var pitch_um: Int64
    var length_um: Int64
    var station_um: Int64 = 600_000
    var diverter_um: Int64
    var exit_um: Int64
    var um_per_count: Int64 = 500
    var gap_mm: Int { Int((pitch_um - length_um) / 2000) }
    var tolerance_mm: Int { Int((pitch_um - length_um) / 2500) }

    /// A belt of real speed: so many parcels a second.
    static func belt(perSecond: Int64) -> BenchGeometry {
        let pitch = 2_500_000 / perSecond
        return BenchGeometry(
            speed_um_ms: 2_500, pitch_um: pitch, length_um: pitch / 2, diverter_um: 1_800_000, exit_um: 2_500_000)
    }

    /// A belt nearly as fast as a belt may be, with parcels as small as need be: decisions are what is measured.
    static func fast(perSecond: Int64) -> BenchGeometry {
        let pitch = min(1_000_000, 4_000_000 / perSecond)
        return BenchGeometry(
            speed_um_ms: perSecond * pitch / 1000, pitch_um: pitch, length_um: pitch * 3 / 10,
            station_um: pitch * 12 / 10, diverter_um: pitch * 40, exit_um: pitch * 41)
    }
}

struct BenchFault: Error, CustomStringConvertible {
    let description: String

    init(_ text: String) { description = text }
}
