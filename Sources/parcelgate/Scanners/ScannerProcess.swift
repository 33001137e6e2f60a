import Formats
import Platform
import Simulation

/// A simulated scanner as a process: a script, faults and a seed, over the real transport, or onto a tape.
enum ScannerProcess {
    private static let patience: Int64 = 30_000_000_000

    static var help: String {
        let width = ScannerCatalogue.all.map(\.name.count).max() ?? 0
        let list = ScannerCatalogue.all.map { entry in
            "  " + entry.name + String(repeating: " ", count: width - entry.name.count + 2) + entry.about
        }
        return """
            usage: parcelgate simulate scanner PROTOCOL (--script FILE | --random N) [WHERE] [--seed S] [--fault FAULT]… [--stay]
                   parcelgate simulate scanner PROTOCOL (--script FILE | --random N) --tape FILE --family NAME [--seed S]

            Plays a scanner and prints its seed: the same seed and script give the same bytes. Without WHERE it prints what a
            USB scanner would send. With --tape it writes a tape (docs/integrator/tapes.md) and needs no gateway.

            protocols:
            \(list.joined(separator: "\n"))

            \(ScannerPorts.help)

            the script, a line each ('-' reads standard input):
              scan LABEL [SYMBOLOGY] [+ LABEL [SYMBOLOGY]]…    no-read    random N    wait MS
              await CHANNEL BYTES (the gateway must send this)  raw BYTES  expect LABEL|no-read
              unplug  plug  stall  overflow (USB)               disconnect  connect (TCP, serial)
              labels and bytes: a word, or a quoted text with <STX> names; bytes also as hexadecimal digits

            faults, --fault NAME[=N] (once in N scans; delay: up to N ms):
              \(ScannerFaults.names.joined(separator: "  "))

            more: --layout us|de|fr|cs (keyboard), --start --end --separator --no-read BYTES and --aim (text),
                  --over tcp|udp|serial (text, with --tape), --answers (cognex, keyence: answers are switched on),
                  --stay (go on answering when the script is over)

            example: parcelgate simulate scanner sick --listen 127.0.0.1:2112 --random 100 --fault split=1 --seed 7
            """
    }

    static func run(_ arguments: inout Arguments) throws(Exit) {
        let name = try arguments.next("a protocol")
        guard let entry = ScannerCatalogue.all.first(where: { $0.name == name }) else {
            throw .usage(
                "'\(name)': expected one of " + ScannerCatalogue.all.map(\.name).joined(separator: ", "))
        }
        var options = try options(&arguments)
        let stop = try ScannerPorts.stopFlag()
        let seed = UInt64(
            try arguments.number("seed", in: 0...Int.max) ?? Int(truncatingIfNeeded: Clocks.wall() & 0xFFFF_FFFF))
        let faults = try faults(&arguments)
        let stays = arguments.flag("stay")
        let tape = try arguments.option("tape")
        let family = try arguments.option("family")
        let over = try transport(&arguments, entry)
        let place = try ScannerPorts.open(&arguments)
        let transport = place?.0 ?? over
        guard entry.transports.contains(transport) else {
            throw .usage(
                "\(name) speaks over " + entry.transports.map(\.rawValue).joined(separator: ", ")
                    + ", not over \(transport.rawValue)")
        }
        options.transport = transport
        let simulator = entry.simulator(options)
        let script = try script(&arguments, simulator, transport)
        try arguments.end()
        let session = ScannerSession(simulator, over: transport, script, faults: faults, seed: seed)
        if let tape {
            guard let family else { throw .usage("--tape needs --family, the folder in drivers/") }
            return try write(TapeMaker.tape(of: session, family: family, seed: seed), to: tape)
        }
        guard let port = place?.1 ?? (transport == .usb ? PaperPort() : nil) else {
            throw .usage("where it is is missing: --listen, --connect, --send-to or --port")
        }
        (port as? BusPort)?.channel = simulator.channel
        if !(port is PaperPort) { Terminal.say("\(name), \(port.place), seed \(seed)") }
        try play(session, port, stays: stays, stop)
    }

    private static func options(_ arguments: inout Arguments) throws(Exit) -> ScannerCatalogue.Options {
        var options = ScannerCatalogue.Options()
        if let word = try arguments.option("layout") {
            guard let layout = KeyboardScanner.Layout(rawValue: word) else {
                throw .usage("--layout: expected us, de, fr or cs, found '\(word)'")
            }
            options.layout = layout
        }
        options.answers = arguments.flag("answers")
        options.hasAIM = arguments.flag("aim")
        options.start = try bytes(&arguments, "start")
        options.end = try bytes(&arguments, "end")
        options.separator = try bytes(&arguments, "separator")
        options.noRead = try bytes(&arguments, "no-read")
        return options
    }

    private static func bytes(_ arguments: inout Arguments, _ name: String) throws(Exit) -> [UInt8]? {
        guard let text = try arguments.option(name) else { return nil }
        var line = TapeLine(Array("\"\(text)\"".utf8)[...], file: "--\(name)", number: 1)
        do throws(TapeError) { return try line.value() } catch { throw .usage("\(error)") }
    }

    private static func transport(
        _ arguments: inout Arguments, _ entry: ScannerCatalogue.Entry
    ) throws(Exit) -> Tape.Transport {
        guard let word = try arguments.option("over") else { return entry.transports[0] }
        guard let transport = Tape.Transport(rawValue: word) else {
            throw .usage("--over: expected tcp, udp, serial or usb, found '\(word)'")
        }
        return transport
    }

    private static func faults(_ arguments: inout Arguments) throws(Exit) -> ScannerFaults {
        var faults = ScannerFaults()
        while let word = try arguments.option("fault") {
            guard faults.add(word) else {
                throw .usage(
                    "--fault: expected NAME or NAME=N with one of \(ScannerFaults.names.joined(separator: ", ")), "
                        + "found '\(word)'")
            }
        }
        return faults
    }

    private static func script(
        _ arguments: inout Arguments, _ simulator: any ScannerSimulator, _ transport: Tape.Transport
    ) throws(Exit) -> ScannerScript {
        let path = try arguments.option("script")
        let count = try arguments.number("random", in: 1...100_000)
        guard (path == nil) != (count == nil) else { throw .usage("one of --script and --random is needed") }
        var content = Array("random \(count ?? 1)".utf8)
        if let path {
            do throws(SystemError) {
                content = try Files.read(path == "-" ? "/dev/stdin" : path, limit: ScannerScript.sizeLimit)
            } catch { throw .environment("\(error)") }
        }
        do throws(TapeError) {
            return try ScannerScript(content, file: path ?? "--random", for: simulator, over: transport)
        } catch { throw .notSo("\(error)") }
    }

    private static func write(_ tape: Tape, to path: String) throws(Exit) {
        do throws(SystemError) {
            try Files.replace(path, with: Array(TapeFile.text(tape).utf8), mode: 0o644)
        } catch { throw .environment("\(error)") }
        Terminal.say("\(path): \(tape.entries.count) lines, \(tape.expected.count) readings expected")
    }

    // MARK: Playing

    private static func play(
        _ session: consuming ScannerSession, _ port: any ScannerPort, stays: Bool, _ stop: EventFlag
    ) throws(Exit) {
        var session = session
        var heard = HeardFromGateway()
        guard try port.connect(until: .max, stop: stop) else { return }
        while !stop.isRaised, let step = session.next() {
            switch step {
            case .pause(let us):
                try listen(until: Clocks.monotonic() + us * 1_000, &session, &heard, port, stop)
            case .event(.transfer(_, let channel, let bytes)):
                try answer(&session, &heard, port, until: 0, stop)
                try port.send(ScannerTransfer(channel, bytes))
            case .event(.connect): guard try port.connect(until: .max, stop: stop) else { return }
            case .event(let event): try port.happen(event)
            case .await(let wanted):
                let deadline = Clocks.monotonic() + patience
                while heard.take(wanted, anywhere: true) != .yes, !stop.isRaised {
                    guard Clocks.monotonic() < deadline else {
                        throw .notSo("the gateway did not send what the script awaits on \(wanted.channel.rawValue)")
                    }
                    try answer(&session, &heard, port, until: deadline, stop)
                }
            }
        }
        if stays { try listen(until: .max, &session, &heard, port, stop) }
        try port.finish()
        Terminal.warn("\(session.scans) scans, \(session.spoiled) of them went wrong")
    }

    private static func listen(
        until deadline: Int64, _ session: inout ScannerSession, _ heard: inout HeardFromGateway,
        _ port: any ScannerPort, _ stop: EventFlag
    ) throws(Exit) {
        repeat {
            try answer(&session, &heard, port, until: deadline, stop)
        } while Clocks.monotonic() < deadline && !stop.isRaised
    }

    /// Takes what the gateway sent, and says what the scanner says to it.
    private static func answer(
        _ session: inout ScannerSession, _ heard: inout HeardFromGateway, _ port: any ScannerPort,
        until deadline: Int64, _ stop: EventFlag
    ) throws(Exit) {
        for transfer in try port.receive(until: deadline, stop: stop) {
            heard.add(transfer)
            for case .transfer(_, let channel, let bytes) in session.hear(transfer) {
                try port.send(ScannerTransfer(channel, bytes))
            }
        }
    }
}
