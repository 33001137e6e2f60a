import Parcels

/// Reads and writes a tape's text (`docs/integrator/tapes.md`).
public enum TapeFile {
    // MARK: Reading

    /// - Parameter file: its name, for messages.
    public static func parse(_ content: [UInt8], file: String) throws(TapeError) -> Tape {
        guard content.count <= Tape.sizeLimit else {
            throw TapeError(
                file: file, line: 1, column: 1, expected: "at most \(Tape.sizeLimit) bytes",
                found: "\(content.count)")
        }
        var lines = Lines(content[...], file: file)
        var first = try lines.required("'parcelgate tape \(Tape.version)'")
        for word in ["parcelgate", "tape", "\(Tape.version)"] {
            let expected = "'parcelgate tape \(Tape.version)'"
            guard try first.word(expected) == word else { throw first.problem(expected) }
        }
        try first.end()
        let family = try lines.field("family") { line throws(TapeError) -> String in
            let name = String(try line.word("a family's name"))
            guard name.utf8.count <= 64, name.utf8.allSatisfy(isNameByte) else {
                throw line.problem("a family's name: small letters, digits and hyphens")
            }
            return name
        }
        let transport = try lines.field("transport") { line throws(TapeError) -> Tape.Transport in
            let expected = "one of " + Tape.Transport.allCases.map(\.rawValue).joined(separator: ", ")
            guard let transport = Tape.Transport(rawValue: String(try line.word(expected))) else {
                throw line.problem(expected)
            }
            return transport
        }
        let maker = try lines.field("made-by") { line throws(TapeError) -> Tape.Maker in try Self.maker(&line) }
        let isMasked = try lines.field("masked") { line throws(TapeError) -> Bool in
            switch try line.word("yes or no") {
            case "yes": return true
            case "no": return false
            default: throw line.problem("yes or no")
            }
        }
        var tape = Tape(family: family, transport: transport, maker: maker, isMasked: isMasked)
        while var line = lines.next() { try body(&line, number: lines.number, &tape) }
        return tape
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D
    }

    private static func maker(_ line: inout TapeLine) throws(TapeError) -> Tape.Maker {
        let expected = "'simulator seed NUMBER' or 'device MODEL'"
        switch try line.word(expected) {
        case "simulator":
            guard try line.word("'seed NUMBER'") == "seed" else { throw line.problem("'seed NUMBER'") }
            guard let seed = UInt64(try line.word("a whole number")) else { throw line.problem("a whole number") }
            return .simulator(seed: seed)
        case "device": return .device(model: try line.rest("the device's model"))
        default: throw line.problem(expected)
        }
    }

    private static func body(_ line: inout TapeLine, number: Int, _ tape: inout Tape) throws(TapeError) {
        let expected = "microseconds since the start, or 'expect'"
        let first = try line.word(expected)
        if first == "expect" {
            tape.expected.append(try expectation(&line))
            return try line.end()
        }
        guard let time = Int64(first), time >= 0, first.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            throw line.problem(expected)
        }
        if let last = tape.entries.last, time < last.time_us {
            throw line.problem("a time not before the last one, \(last.time_us)")
        }
        let event = try event(&line, tape.transport)
        try line.end()
        tape.entries.append(Tape.Entry(time, event, line: number))
    }

    private static func event(_ line: inout TapeLine, _ transport: Tape.Transport) throws(TapeError) -> Tape.Event {
        let expected = "in, out, connect, disconnect, stall, overflow, unplug or plug"
        let word = String(try line.word(expected))
        if let direction = Tape.Direction(rawValue: word) {
            let channels = Tape.Channel.allCases.filter { $0.fits(transport) }
            let expected = "one of " + channels.map(\.rawValue).joined(separator: ", ") + " (\(transport.rawValue))"
            guard let channel = Tape.Channel(rawValue: String(try line.word(expected))), channels.contains(channel)
            else { throw line.problem(expected) }
            return .transfer(direction, channel, try line.value())
        }
        guard let event = events.first(where: { $0.name == word })?.event else { throw line.problem(expected) }
        return event
    }

    private static func expectation(_ line: inout TapeLine) throws(TapeError) -> Tape.Expectation {
        var probe = line
        switch try? probe.word("") {
        case "no-read":
            line = probe
            return .noRead
        case "measured":
            line = probe
            return .measured(try measurement(&line))
        default: break
        }
        let label = try line.value()
        guard !label.isEmpty else { throw line.problem("a label of at least one byte") }
        guard !line.isAtEnd else { return .label(label, nil) }
        let expected = "an AIM symbology identifier such as C1"
        guard let symbology = SymbologyIdentifier(String(try line.word(expected))) else {
            throw line.problem(expected)
        }
        return .label(label, symbology)
    }

    /// `weight_g=1200 length_mm=300 …`, at least one of them.
    public static func measurement(_ line: inout TapeLine) throws(TapeError) -> ParcelMeasure {
        let expected =
            "one of " + ParcelMeasure.fields.map(\.name).joined(separator: ", ") + ", = and a whole number above 0"
        var told: [String: Int] = [:]
        repeat {
            let parts = try line.word(expected).split(separator: "=", omittingEmptySubsequences: false)
            guard parts.count == 2, ParcelMeasure.fields.contains(where: { $0.name == parts[0] }),
                let value = Int(parts[1]),
                told.updateValue(value, forKey: String(parts[0])) == nil
            else { throw line.problem(expected) }
        } while !line.isAtEnd
        guard
            let measured = ParcelMeasure(
                weight_g: told["weight_g"], length_mm: told["length_mm"], width_mm: told["width_mm"],
                height_mm: told["height_mm"]),
            ParcelMeasure.fields.allSatisfy({ measured[keyPath: $0.value] == told[$0.name] })
        else { throw line.problem(expected) }
        return measured
    }

    // MARK: Writing

    /// The first lines, each ended.
    public static func head(_ tape: Tape) -> String {
        let maker =
            switch tape.maker {
            case .simulator(let seed): "simulator seed \(seed)"
            case .device(let model): "device \(model)"
            }
        return """
            parcelgate tape \(Tape.version)
            family: \(tape.family)
            transport: \(tape.transport.rawValue)
            made-by: \(maker)
            masked: \(tape.isMasked ? "yes" : "no")

            """
    }

    /// One line, ended.
    public static func line(_ entry: Tape.Entry) -> String {
        switch entry.event {
        case .transfer(let direction, let channel, let bytes):
            "\(entry.time_us) \(direction.rawValue) \(channel.rawValue) \(value(bytes, channel))\n"
        case let event: "\(entry.time_us) \(events.first { $0.event == event }?.name ?? "")\n"
        }
    }

    /// One line, ended.
    public static func line(_ expectation: Tape.Expectation) -> String {
        switch expectation {
        case .noRead: "expect no-read\n"
        case .measured(let measured):
            "expect measured"
                + ParcelMeasure.fields.compactMap { field in
                    measured[keyPath: field.value].map { " \(field.name)=\($0)" }
                }
                .joined() + "\n"
        case .label(let label, let symbology): "expect \(quoted(label))\(symbology.map { " \($0)" } ?? "")\n"
        }
    }

    public static func text(_ tape: Tape) -> String {
        head(tape) + tape.entries.map(line).joined() + tape.expected.map(line).joined()
    }

    private static func value(_ bytes: [UInt8], _ channel: Tape.Channel) -> String {
        switch channel {
        case .tcp, .udp, .serial: quoted(bytes)
        case .report, .feature, .control, .endpoint: bytes.isEmpty ? "\"\"" : hexadecimal(bytes)
        }
    }

    static func quoted(_ bytes: [UInt8]) -> String {
        "\"" + bytes.map { $0 == 0x22 ? "<0x22>" : ControlCharacter.text($0) }.joined() + "\""
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    private static let events: [(name: String, event: Tape.Event)] = [
        ("connect", .connect), ("disconnect", .disconnect), ("stall", .stall), ("overflow", .overflow),
        ("unplug", .unplug), ("plug", .plug),
    ]
}

/// The lines of a tape that say something.
private struct Lines {
    private var rest: ArraySlice<UInt8>
    private let file: String
    /// Of the line that was taken last, from 1.
    private(set) var number = 0

    init(_ content: ArraySlice<UInt8>, file: String) {
        rest = content
        self.file = file
    }

    mutating func next() -> TapeLine? {
        while !rest.isEmpty {
            let end = rest.firstIndex(of: 0x0A) ?? rest.endIndex
            var line = rest[rest.startIndex..<end]
            if line.last == 0x0D { line.removeLast() }
            while line.last == 0x20 { line.removeLast() }
            rest = rest[min(end + 1, rest.endIndex)...]
            number += 1
            let found = TapeLine(line, file: file, number: number)
            if !found.isRemark { return found }
        }
        return nil
    }

    mutating func required(_ expected: String) throws(TapeError) -> TapeLine {
        guard let line = next() else {
            throw TapeError(file: file, line: number + 1, column: 1, expected: expected, found: "the end of the file")
        }
        return line
    }

    /// A line `name: value`.
    mutating func field<Value>(
        _ name: String, _ read: (inout TapeLine) throws(TapeError) -> Value
    ) throws(TapeError) -> Value {
        var line = try required("'\(name): …'")
        guard try line.word("'\(name): …'") == name + ":" else { throw line.problem("'\(name): …'") }
        let value = try read(&line)
        try line.end()
        return value
    }
}
