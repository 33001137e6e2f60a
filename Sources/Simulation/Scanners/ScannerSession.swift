import Formats
import Parcels

/// A simulated scanner at work: a script, what goes wrong, and the seed that decides. The same seed gives the same session, byte
/// for byte, as long as the gateway says the same.
public struct ScannerSession: Sendable {
    public enum Step: Sendable, Hashable {
        case pause(us: Int64)
        case event(Tape.Event)
        /// Nothing goes on before the gateway has sent this.
        case await(ScannerTransfer)
    }

    /// Between the reports of one scan: a full-speed device sends about one a millisecond.
    private static let reportPause_us: Int64 = 1_000

    public let transport: Tape.Transport
    private var simulator: any ScannerSimulator
    private let faults: ScannerFaults
    private var random: RandomSource
    private var commands: ArraySlice<ScannerScript.Command>
    private var steps: ArraySlice<Step> = []
    /// What the gateway must read, in order; nil once something was sent of which nobody can say what it reads.
    public private(set) var expected: [Tape.Expectation]? = []
    /// How many scans were sent and how many of them went wrong.
    public private(set) var scans = 0
    public private(set) var spoiled = 0

    public init(
        _ simulator: any ScannerSimulator, over transport: Tape.Transport, _ script: ScannerScript,
        faults: ScannerFaults, seed: UInt64
    ) {
        self.simulator = simulator
        self.transport = transport
        self.faults = faults
        random = RandomSource(seed: seed)
        commands = script.commands[...]
    }

    /// What comes next; nil at the end.
    public mutating func next() -> Step? {
        while steps.isEmpty {
            guard let command = commands.popFirst() else { return nil }
            steps = perform(command)[...]
        }
        return steps.popFirst()
    }

    /// What the scanner says to what the gateway sent.
    public mutating func hear(_ transfer: ScannerTransfer) -> [Tape.Event] {
        simulator.hear(transfer).map { .transfer(.in, $0.channel, $0.bytes) }
    }

    private mutating func perform(_ command: ScannerScript.Command) -> [Step] {
        switch command {
        case .scan(let codes): return send(codes)
        case .noRead:
            scans += 1
            let transfers = simulator.noRead()
            if !transfers.isEmpty { expected?.append(.noRead) }
            return spoil(transfers, expecting: transfers.isEmpty ? 0 : 1, [])
        case .random(let count):
            if count > 1 { commands = [.random(count - 1)] + commands }
            return send([randomCode()])
        case .wait(let ms): return [.pause(us: Int64(ms) * 1_000)]
        case .await(let transfer): return [.await(transfer)]
        case .raw(let bytes): return [.event(.transfer(.in, simulator.channel, bytes))]
        case .expect(let expectation):
            expected?.append(expectation)
            return []
        case .happen(let event):
            switch event {
            case .unplug, .disconnect: simulator.reset()
            default: break
            }
            return [.event(event)]
        }
    }

    private mutating func send(_ codes: [SimulatedCode]) -> [Step] {
        scans += 1
        let transfers = simulator.scan(codes)
        guard !transfers.isEmpty else { return [] }
        for code in codes { expected?.append(simulator.reading(of: code)) }
        return spoil(transfers, expecting: codes.count, codes)
    }

    /// A number of the postal union, with its check digit (S10: weights 8 6 4 2 3 5 9 7).
    private mutating func randomCode() -> SimulatedCode {
        let digits = (0..<8).map { _ in random.below(10) }
        let sum = zip(digits, [8, 6, 4, 2, 3, 5, 9, 7]).reduce(0) { $0 + $1.0 * $1.1 }
        let check = 11 - sum % 11
        let last = check == 10 ? 0 : check == 11 ? 5 : check
        return SimulatedCode(Array("EB".utf8) + (digits + [last]).map { UInt8($0 + 48) } + Array("VN".utf8))
    }

    // MARK: Faults

    private mutating func spoil(_ transfers: [ScannerTransfer], expecting count: Int, _ codes: [SimulatedCode])
        -> [Step]
    {
        var steps: [Step] = []
        if faults.delay_ms > 0 { steps.append(.pause(us: random.between(0, Int64(faults.delay_ms) * 1_000))) }
        if random.once(in: faults.drop) {
            spoiled += 1
            expected?.removeLast(count)
            return steps
        }
        if random.once(in: faults.half), transport != .udp, let first = transfers.first {
            spoiled += 1
            expected?.removeLast(count)
            simulator.reset()
            let part = transport == .usb ? first.bytes : Array(first.bytes.prefix(max(1, first.bytes.count / 2)))
            // A whole label in one report is not cut by an unplugged cable.
            if transport == .usb, transfers.count == 1 { expected = nil }
            return steps + [
                .event(.transfer(.in, first.channel, part)), .event(transport == .usb ? .unplug : .disconnect),
                .pause(us: 300_000), .event(transport == .usb ? .plug : .connect),
            ]
        }
        var transfers = transfers
        if random.once(in: faults.wrongMode), !codes.isEmpty {
            spoiled += 1
            expected = nil
            transfers = inWrongMode(codes)
        }
        if random.once(in: faults.corrupt), let place = transfers.indices.randomElement(using: &random) {
            spoiled += 1
            expected = nil
            var bytes = transfers[place].bytes
            if !bytes.isEmpty { bytes[random.below(bytes.count)] ^= UInt8(1 << random.below(8)) }
            transfers[place] = ScannerTransfer(transfers[place].channel, bytes)
        }
        var copies = 1
        if random.once(in: faults.duplicate) {
            spoiled += 1
            copies = 2
            if let last = expected?.suffix(count) { expected?.append(contentsOf: last) }
        }
        if random.once(in: faults.flood) {
            spoiled += 1
            copies = ScannerFaults.floodSize
            expected = nil
        }
        let splits = transport != .usb && transport != .udp && random.once(in: faults.split)
        for _ in 0..<copies { for transfer in transfers { steps += put(transfer, splits: splits) } }
        return steps
    }

    private mutating func put(_ transfer: ScannerTransfer, splits: Bool) -> [Step] {
        guard splits else {
            let pause: [Step] = transport == .usb ? [.pause(us: Self.reportPause_us)] : []
            return [.event(.transfer(.in, transfer.channel, transfer.bytes))] + pause
        }
        var rest = transfer.bytes[...]
        var steps: [Step] = []
        while !rest.isEmpty {
            let part = rest.prefix(1 + random.below(rest.count))
            rest = rest.dropFirst(part.count)
            steps += [.event(.transfer(.in, transfer.channel, Array(part))), .pause(us: random.between(500, 20_000))]
        }
        return steps
    }

    /// As a scanner that somebody set by mistake to type, or to end its text with LF alone, sends these codes.
    private func inWrongMode(_ codes: [SimulatedCode]) -> [ScannerTransfer] {
        guard simulator.channel == .report else {
            return codes.map { ScannerTransfer(simulator.channel, $0.label + [10]) }
        }
        var other: any ScannerSimulator =
            simulator is KeyboardScanner ? PointOfSaleScanner(.honeywell) : KeyboardScanner(.us)
        return other.scan(codes)
    }
}
