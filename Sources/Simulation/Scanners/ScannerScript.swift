import Formats

/// What a simulated scanner goes through, a line each: `scan LABEL [SYMBOLOGY] [+ LABEL [SYMBOLOGY]]…`, `no-read`, `random N`,
/// `wait MS`, `await CHANNEL BYTES`, `raw BYTES` with `expect LABEL` or `expect no-read` behind it, and what can happen to its connection.
public struct ScannerScript: Sendable, Hashable {
    public enum Command: Sendable, Hashable {
        case scan([SimulatedCode])
        case noRead
        /// So many scans of item numbers that the seed chooses.
        case random(Int)
        case wait(ms: Int)
        /// The gateway has to send this.
        case await(ScannerTransfer)
        case raw([UInt8])
        /// What the gateway reads of bytes that were sent raw.
        case expect(Tape.Expectation)
        case happen(Tape.Event)
    }

    public static let sizeLimit = 1 << 20

    public let commands: [Command]

    /// - Parameters:
    ///   - file: its name, for messages.
    ///   - simulator: what must be able to do it.
    ///   - transport: where it is.
    public init(
        _ content: [UInt8], file: String, for simulator: any ScannerSimulator, over transport: Tape.Transport
    ) throws(TapeError) {
        var commands: [Command] = []
        for (number, bytes) in content.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
            var text = bytes
            while text.last == 13 || text.last == 32 { text.removeLast() }
            var line = TapeLine(text, file: file, number: number + 1)
            if line.isRemark { continue }
            commands.append(try Self.command(&line, simulator, transport))
            try line.end()
        }
        self.commands = commands
    }

    private static func command(
        _ line: inout TapeLine, _ simulator: any ScannerSimulator, _ transport: Tape.Transport
    ) throws(TapeError) -> Command {
        let events = events(of: transport)
        let expected =
            "scan, no-read, random, wait, await, raw, expect, " + events.map(\.name).joined(separator: ", ")
        let word = String(try line.word(expected))
        switch word {
        case "scan": return .scan(try codes(&line, simulator))
        case "no-read": return .noRead
        case "random": return .random(try number(&line, "how many scans", 1...100_000))
        case "wait": return .wait(ms: try number(&line, "milliseconds", 0...3_600_000))
        case "raw": return .raw(try line.value())
        case "expect":
            if line.next == UInt8(ascii: "\"") { return .expect(.label(try line.value(), nil)) }
            let word = try line.word("a label, no-read, or measured")
            return switch word {
            case "no-read": .expect(.noRead)
            case "measured": .expect(.measured(try TapeFile.measurement(&line)))
            default: .expect(.label(Array(word.utf8), nil))
            }
        case "await":
            let channels = Tape.Channel.allCases.filter { $0.fits(transport) }
            let expected = "one of " + channels.map(\.rawValue).joined(separator: ", ")
            guard let channel = Tape.Channel(rawValue: String(try line.word(expected))), channels.contains(channel)
            else { throw line.problem(expected) }
            return .await(ScannerTransfer(channel, try line.value()))
        default:
            guard let event = events.first(where: { $0.name == word })?.event else { throw line.problem(expected) }
            return .happen(event)
        }
    }

    private static func events(of transport: Tape.Transport) -> [(name: String, event: Tape.Event)] {
        switch transport {
        case .usb: [("unplug", .unplug), ("plug", .plug), ("stall", .stall), ("overflow", .overflow)]
        case .tcp, .serial: [("disconnect", .disconnect), ("connect", .connect)]
        case .udp: []
        }
    }

    private static func codes(
        _ line: inout TapeLine, _ simulator: any ScannerSimulator
    ) throws(TapeError) -> [SimulatedCode] {
        var codes: [SimulatedCode] = []
        repeat {
            let label =
                line.next == UInt8(ascii: "\"") ? try line.value() : Array(try line.word("a label").utf8)
            var symbology = SimulatedCode.Symbology.code128
            var isMore = false
            if !line.isAtEnd {
                let expected =
                    "'+', or one of " + SimulatedCode.Symbology.allCases.map(\.rawValue).joined(separator: ", ")
                var word = String(try line.word(expected))
                if word != "+" {
                    guard let found = SimulatedCode.Symbology(rawValue: word) else { throw line.problem(expected) }
                    symbology = found
                    if !line.isAtEnd {
                        word = String(try line.word("'+', or the end of the line"))
                        guard word == "+" else { throw line.problem("'+', or the end of the line") }
                    }
                }
                isMore = word == "+"
            }
            let code = SimulatedCode(label, symbology)
            guard simulator.canSend(code) else { throw line.problem("a label that this scanner can send") }
            codes.append(code)
            if !isMore { return codes }
        } while true
    }

    private static func number(
        _ line: inout TapeLine, _ what: String, _ range: ClosedRange<Int>
    ) throws(TapeError) -> Int {
        let expected = "\(what), from \(range.lowerBound) to \(range.upperBound)"
        guard let number = Int(try line.word(expected)), range.contains(number) else { throw line.problem(expected) }
        return number
    }
}
