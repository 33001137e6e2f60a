import CPlatform
import Glibc
import Parcels
import Platform
import Simulation

/// The simulated line as a process: a PLC that listens for the gateway, and a feed of what scanners can see.
enum LineProcess {
    private static let period: Int64 = 4_000_000

    static func run(_ arguments: inout Arguments) throws(Exit) {
        let listen = try address(try arguments.required("listen"))
        let views = try address(try arguments.required("views"))
        let state = LineMemory(path: try arguments.required("state"))
        let name = try arguments.option("line") ?? "L1"
        let speed = try arguments.number("speed", in: 50...3_000)
        let gap = try arguments.option("gap")
        try arguments.end()
        guard let line = LineID(name) else { throw .usage("--line: '\(name)' is no line's name") }
        platform_die_with_parent(SIGTERM)
        signal(SIGPIPE, SIG_IGN)
        var geometry = BeltMachine.Geometry()
        if let speed { geometry.speed_mm_s = Int64(speed) }
        if let gap {
            let parts = gap.split(separator: "-").compactMap { Int64($0) }
            guard parts.count == 2, parts[0] > 0, parts[0] <= parts[1] else {
                throw .usage("--gap: expected MIN-MAX in mm")
            }
            geometry.gap_mm = parts[0]...parts[1]
        }
        let before = state.read()
        let machine = BeltMachine(
            SimulatedSorter.Layout(line: line, defaultExit: 1, outboundExit: 2, exits: 2), geometry: geometry,
            highestEpoch: before.epoch, nextItem: before.item, nextTrack: before.track, seed: UInt64(before.track))
        do throws(SystemError) {
            var loop = LineLoop(
                machine: machine, plc: try Sockets.listen(on: listen), feed: try Sockets.listen(on: views),
                memory: state)
            Terminal.say("line \(line): PLC on \(listen), views on \(views)")
            while true {
                loop.turn()
                Waiting.wait(for: -1, 0, deadline: Clocks.monotonic() + period)
            }
        } catch { throw .environment("\(error)") }
    }

    static func address(_ text: String) throws(Exit) -> SocketAddress {
        guard let address = SocketAddress(text) else {
            throw .usage("'\(text)': expected an address such as 127.0.0.1:9100")
        }
        return address
    }
}

/// What the line remembers from one run to the next: the PLC's highest epoch (its retentive memory) and how far the demo's
/// parcels have come.
struct LineMemory {
    let path: String

    struct State: Equatable {
        var epoch: Epoch = 0
        var item = 0
        var track: UInt32 = 1
    }

    func read() -> State {
        guard let bytes = try? Files.read(path, limit: 1024) else { return State() }
        let parts = String(decoding: bytes, as: UTF8.self).split(whereSeparator: { $0 == " " || $0 == "\n" })
        guard parts.count == 3, let epoch = Epoch(parts[0]), let item = Int(parts[1]), let track = UInt32(parts[2])
        else {
            return State()
        }
        return State(epoch: epoch, item: item, track: track)
    }

    func write(_ state: State) {
        try? Files.replace(path, with: Array("\(state.epoch) \(state.item) \(state.track)\n".utf8), mode: 0o640)
    }
}

private struct LineLoop: ~Copyable {
    var machine: BeltMachine
    let plc: Descriptor
    let feed: Descriptor
    let memory: LineMemory
    var gateway: Descriptor?
    var unsent: [UInt8] = []
    var watchers: [Watcher] = []
    var written = LineMemory.State()
    var nextWrite: Int64 = 0

    final class Watcher {
        let socket: Descriptor

        init(_ socket: consuming Descriptor) { self.socket = socket }
    }

    init(machine: BeltMachine, plc: consuming Descriptor, feed: consuming Descriptor, memory: LineMemory) {
        self.machine = machine
        self.plc = plc
        self.feed = feed
        self.memory = memory
    }

    mutating func turn() {
        let now = Clocks.monotonic()
        acceptAll()
        receive()
        for view in machine.advance(to: now) { publish(view) }
        send()
        // The highest epoch must survive a power cut before a permit of it can be used.
        let state = LineMemory.State(
            epoch: machine.sorter.highestEpoch, item: machine.nextItem, track: machine.nextTrack)
        if state.epoch != written.epoch || (now >= nextWrite && state != written) {
            memory.write(state)
            written = state
            nextWrite = now + 2_000_000_000
        }
    }

    private mutating func acceptAll() {
        if let peer = Sockets.accept(from: plc.number) {
            // One connection a line: a new one takes the place of the old.
            gateway = consume peer
            unsent = []
            machine.sorter.disconnect()
            machine.sorter.connect(encoder: machine.encoder, time_ms: machine.time_ms)
            machine.reportLane()
        }
        if let peer = Sockets.accept(from: feed.number) { watchers.append(Watcher(peer)) }
    }

    private mutating func receive() {
        guard let socket = gateway?.number else { return }
        var bytes: [UInt8] = []
        switch Sockets.receive(from: socket, into: &bytes, limit: 4096) {
        case .bytes: machine.sorter.receive(bytes, encoder: machine.encoder, time_ms: machine.time_ms)
        case .nothingYet: break
        case .closed: drop()
        }
    }

    private mutating func send() {
        unsent += machine.sorter.takeOutput()
        guard let socket = gateway?.number, !unsent.isEmpty else { return }
        guard let sent = Sockets.send(unsent[...], to: socket) else { return drop() }
        unsent.removeFirst(sent)
    }

    private mutating func drop() {
        gateway = nil
        unsent = []
        machine.sorter.disconnect()
    }

    /// A line of text for each thing that comes into view: station, what can be read there, labels in hexadecimal, grams and
    /// millimetres.
    private mutating func publish(_ view: BeltMachine.View) {
        let measured = [
            view.measured?.weight_g, view.measured?.length_mm, view.measured?.width_mm, view.measured?.height_mm,
        ]
        let measures = measured.map { String($0 ?? 0) }.joined(separator: ",")
        let labels = view.labels.map(LabelText.hexadecimal).joined(separator: ",")
        let text = "\(view.station) \(view.isReadable ? 1 : 0) \(view.isReadableByHand ? 1 : 0) \(labels) \(measures)\n"
        watchers.removeAll { Sockets.send(Array(text.utf8)[...], to: $0.socket.number) == nil }
    }
}
