import Formats
import Platform
import Simulation

/// Plays a tape against a running gateway, as its device.
enum ReplayProcess {
    static let help = """
        usage: parcelgate devices replay TAPE WHERE [--speed N | --at-once] [--lenient] [--patience SECONDS]

        Plays a tape (docs/integrator/tapes.md) against a running gateway, in the tape's own time. Where the tape has
        something that the gateway sent, it waits until the gateway has sent just that; exit status 1 when it sent anything
        else, or nothing.
          --speed N         N times as fast
          --at-once         without the tape's pauses
          --lenient         what the gateway sends otherwise is told and does not count
          --patience N      how many seconds the gateway may take for what it has to send (10)

        \(ScannerPorts.help)

        example: parcelgate devices replay drivers/sick-text-tcp/tapes/results.tape --listen 127.0.0.1:2112
        """

    private static let arrival: Int64 = 60_000_000_000

    static func run(_ arguments: inout Arguments) throws(Exit) {
        let path = try arguments.next("TAPE")
        let stop = try ScannerPorts.stopFlag()
        let speed = try arguments.number("speed", in: 1...1_000_000) ?? 1
        let atOnce = arguments.flag("at-once")
        let lenient = arguments.flag("lenient")
        let patience = try arguments.number("patience", in: 1...3_600) ?? 10
        guard let (transport, port) = try ScannerPorts.open(&arguments) else {
            throw .usage("where the device is is missing: --listen, --connect, --send-to, --port or --bus")
        }
        try arguments.end()
        let tape = try read(path)
        guard tape.transport == transport else {
            throw .usage("\(path) is a tape of \(tape.transport.rawValue), and the device is on \(transport.rawValue)")
        }
        if tape.entries.contains(where: \.isOfPort) { (port as? BusPort)?.channel = .endpoint }
        var player = Player(
            path: path, port: port, stop: stop, speed: atOnce ? nil : Int64(speed), lenient: lenient,
            patience: Int64(patience) * 1_000_000_000)
        Terminal.say("\(path): \(port.place)")
        for entry in tape.entries {
            try player.play(entry)
            if stop.isRaised { throw .notSo("stopped before the tape's end") }
        }
        try player.end()
        Terminal.say(
            "\(path): \(player.sent) transfers sent, \(player.matched) of the gateway's as on the tape, "
                + "\(player.differences) differences")
        if player.differences > 0, !lenient { throw .notSo() }
    }

    static func read(_ path: String) throws(Exit) -> Tape {
        let content: [UInt8]
        do throws(SystemError) { content = try Files.read(path, limit: Tape.sizeLimit) } catch {
            throw .environment("\(error)")
        }
        do throws(TapeError) { return try TapeFile.parse(content, file: path) } catch { throw .notSo("\(error)") }
    }

    private struct Player {
        let path: String
        let port: any ScannerPort
        let stop: EventFlag
        /// Nil plays without pauses.
        let speed: Int64?
        let lenient: Bool
        let patience: Int64
        private var heard = HeardFromGateway()
        /// When the tape would have begun, for the times on it.
        private var start = Clocks.monotonic()
        private(set) var sent = 0
        private(set) var matched = 0
        private(set) var differences = 0

        init(
            path: String, port: any ScannerPort, stop: EventFlag, speed: Int64?, lenient: Bool, patience: Int64
        ) {
            self.path = path
            self.port = port
            self.stop = stop
            self.speed = speed
            self.lenient = lenient
            self.patience = patience
        }

        mutating func play(_ entry: Tape.Entry) throws(Exit) {
            if let speed {
                let due = start + entry.time_us * 1_000 / speed
                while Clocks.monotonic() < due, !stop.isRaised { try listen(until: due) }
            }
            do throws(Exit) {
                switch entry.event {
                case .transfer(.in, let channel, let bytes):
                    try port.send(ScannerTransfer(channel, bytes))
                    sent += 1
                case .transfer(.out, let channel, let bytes):
                    try expect(ScannerTransfer(channel, bytes), entry)
                    follow(entry)
                case .connect:
                    guard try port.connect(until: Clocks.monotonic() + arrival, stop: stop) else {
                        throw .notSo("the gateway does not come")
                    }
                    follow(entry)
                case let event: try port.happen(event)
                }
            } catch {
                throw Exit(status: error.status, message: "\(path):\(entry.line): \(error.message)")
            }
        }

        /// The times behind what was waited for count from when it came.
        private mutating func follow(_ entry: Tape.Entry) {
            start = max(start, Clocks.monotonic() - entry.time_us * 1_000 / (speed ?? 1))
        }

        private mutating func listen(until deadline: Int64) throws(Exit) {
            for transfer in try port.receive(until: deadline, stop: stop) { heard.add(transfer) }
        }

        private mutating func expect(_ wanted: ScannerTransfer, _ entry: Tape.Entry) throws(Exit) {
            let deadline = Clocks.monotonic() + patience
            while !stop.isRaised {
                switch heard.take(wanted, anywhere: lenient) {
                case .yes:
                    matched += 1
                    return
                case .no(let other):
                    differ(entry, wanted, "the gateway sent \(ReplayProcess.text(other))")
                    heard = HeardFromGateway()
                    return
                case .notYet:
                    guard Clocks.monotonic() < deadline else {
                        return differ(entry, wanted, "the gateway sent nothing more in time")
                    }
                    try listen(until: deadline)
                }
            }
        }

        private mutating func differ(_ entry: Tape.Entry, _ wanted: ScannerTransfer, _ what: String) {
            differences += 1
            Terminal.warn("\(path):\(entry.line): expected \(ReplayProcess.text(wanted)); \(what)")
        }

        mutating func end() throws(Exit) {
            try listen(until: 0)
            try port.finish()
            guard !lenient else { return }
            for other in heard.rest {
                differences += 1
                Terminal.warn("\(path): at its end the gateway had sent \(ReplayProcess.text(other)) besides")
            }
        }
    }

    private static func text(_ transfer: ScannerTransfer) -> String {
        let line = TapeFile.line(Tape.Entry(0, .transfer(.out, transfer.channel, Array(transfer.bytes.prefix(80)))))
        return String(line.dropFirst(2).dropLast())
    }
}

extension Tape.Entry {
    /// Whether it passed an endpoint that carries no reports.
    fileprivate var isOfPort: Bool {
        if case .transfer(_, .endpoint, _) = event { true } else { false }
    }
}
