import Parcels

/// What is wrong with a telegram.
public struct TelegramFault: Error, Sendable, Hashable, CustomStringConvertible {
    public let why: FromSorter.Fault
    /// The byte at which it shows, from 0.
    public let at: Int
    public let expected: String

    public var description: String { "telegram, byte \(at): expected \(expected)" }
}

/// One telegram with its place in the stream.
public struct Numbered<Telegram: Sendable & Hashable>: Sendable, Hashable {
    public let sequence: UInt32
    public let telegram: Telegram

    public init(sequence: UInt32, telegram: Telegram) {
        self.sequence = sequence
        self.telegram = telegram
    }
}

/// Writes and reads telegrams: `PG1`, length (4 digits), sequence (6 digits), type (2 letters), body, CRC-32 (8 hexadecimal
/// digits) over all before it, CR LF.
public enum SorterCodec {
    static let headerSize = 15
    static let trailerSize = 10

    public static func write(_ numbered: Numbered<FromSorter>) -> [UInt8] {
        var writer = TelegramWriter()
        switch numbered.telegram {
        case .hello(let hello):
            writer.begin("HI", numbered.sequence)
            writer.name(hello.line.name)
            writer.decimal(UInt64(hello.epoch), 10)
            writer.decimal(UInt64(hello.encoder.raw), 10)
            writer.decimal(UInt64(hello.time_ms), 10)
            writer.decimal(UInt64(hello.defaultExit), 2)
            writer.decimal(UInt64(hello.exits), 2)
        case .inducted(let track, let front, let tail, let time):
            writer.begin("IN", numbered.sequence)
            writer.decimal(UInt64(track.number), 8)
            writer.decimal(UInt64(front.raw), 10)
            writer.decimal(UInt64(tail.raw), 10)
            writer.decimal(UInt64(time), 10)
        case .requested(let track, let encoder):
            writer.begin("RQ", numbered.sequence)
            writer.decimal(UInt64(track.number), 8)
            writer.decimal(UInt64(encoder.raw), 10)
        case .answered(let track, let epoch, let permit, let answer):
            writer.begin("PA", numbered.sequence)
            writer.decimal(UInt64(track.number), 8)
            writer.decimal(UInt64(epoch), 10)
            writer.decimal(UInt64(permit.number), 10)
            writer.letter(answer.letter)
        case .exited(let track, let exit, let permit, let encoder, let time):
            writer.begin("EX", numbered.sequence)
            writer.decimal(UInt64(track?.number ?? 0), 8)
            writer.decimal(UInt64(exit), 2)
            writer.decimal(UInt64(permit?.number ?? 0), 10)
            writer.decimal(UInt64(encoder.raw), 10)
            writer.decimal(UInt64(time), 10)
        case .lane(let exit, let free, let full):
            writer.begin("LN", numbered.sequence)
            writer.decimal(UInt64(exit), 2)
            writer.decimal(UInt64(free), 4)
            writer.letter(full ? 0x46 : 0x2D)
        case .heartbeat(let pulse):
            writer.begin("HB", numbered.sequence)
            writer.decimal(UInt64(pulse.encoder.raw), 10)
            writer.decimal(UInt64(pulse.time_ms), 10)
            writer.letter(pulse.belt.letter)
            writer.decimal(UInt64(pulse.inducted), 10)
            writer.decimal(UInt64(pulse.exited), 10)
        case .stopped(let reason):
            writer.begin("SD", numbered.sequence)
            writer.letter(reason.letter)
        case .notUnderstood(let sequence, let why):
            writer.begin("NK", numbered.sequence)
            writer.decimal(UInt64(sequence), 6)
            writer.letter(why.letter)
        }
        return writer.finish()
    }

    public static func write(_ numbered: Numbered<ToSorter>) -> [UInt8] {
        var writer = TelegramWriter()
        switch numbered.telegram {
        case .hello(let line, let epoch):
            writer.begin("HR", numbered.sequence)
            writer.name(line.name)
            writer.decimal(UInt64(epoch), 10)
        case .permit(let permit):
            writer.begin("PM", numbered.sequence)
            writer.decimal(UInt64(permit.track.number), 8)
            writer.decimal(UInt64(permit.epoch), 10)
            writer.decimal(UInt64(permit.number.number), 10)
            writer.decimal(permit.passage.sequence, 20)
            switch permit.expiry {
            case .encoder(let count):
                writer.letter(0x45)
                writer.decimal(UInt64(count.raw), 10)
            case .afterInduction(let milliseconds):
                writer.letter(0x54)
                writer.decimal(UInt64(milliseconds), 10)
            }
        case .noPermit(let track, let why):
            writer.begin("NP", numbered.sequence)
            writer.decimal(UInt64(track.number), 8)
            writer.letter(why.letter)
        case .revoke(let track, let epoch, let permit):
            writer.begin("RV", numbered.sequence)
            writer.decimal(UInt64(track.number), 8)
            writer.decimal(UInt64(epoch), 10)
            writer.decimal(UInt64(permit.number), 10)
        case .heartbeat(let epoch, let committed):
            writer.begin("HB", numbered.sequence)
            writer.decimal(UInt64(epoch), 10)
            writer.decimal(committed, 20)
        case .induction(let induction):
            writer.begin("IC", numbered.sequence)
            writer.letter(induction.letter)
        case .stop(let track):
            writer.begin("SP", numbered.sequence)
            writer.decimal(UInt64(track?.number ?? 0), 8)
        }
        return writer.finish()
    }

    /// Reads one telegram of the sorter, CR LF included.
    public static func readFromSorter(_ bytes: [UInt8]) throws(TelegramFault) -> Numbered<FromSorter> {
        var reader = try TelegramReader(bytes)
        let telegram: FromSorter
        switch reader.type {
        case "HI":
            telegram = .hello(
                SorterHello(
                    line: try reader.line(), epoch: try reader.number(10), encoder: EncoderCount(try reader.number(10)),
                    time_ms: try reader.number(10), defaultExit: try reader.number(2), exits: try reader.number(2)))
        case "IN":
            telegram = .inducted(
                track: try reader.track(), front: EncoderCount(try reader.number(10)),
                tail: EncoderCount(try reader.number(10)), time_ms: try reader.number(10))
        case "RQ": telegram = .requested(track: try reader.track(), encoder: EncoderCount(try reader.number(10)))
        case "PA":
            telegram = .answered(
                track: try reader.track(), epoch: try reader.number(10), permit: PermitNumber(try reader.number(10)),
                answer: try reader.choice())
        case "EX":
            let track = try reader.optionalTrack()
            let exit: UInt8 = try reader.number(2)
            let permit: UInt32 = try reader.number(10)
            telegram = .exited(
                track: track, exit: exit, permit: permit == 0 ? nil : PermitNumber(permit),
                encoder: EncoderCount(try reader.number(10)), time_ms: try reader.number(10))
        case "LN":
            telegram = .lane(exit: try reader.number(2), free: try reader.number(4), full: try reader.flag(0x46))
        case "HB":
            telegram = .heartbeat(
                SorterPulse(
                    encoder: EncoderCount(try reader.number(10)), time_ms: try reader.number(10),
                    belt: try reader.choice(), inducted: try reader.number(10), exited: try reader.number(10)))
        case "SD": telegram = .stopped(try reader.choice())
        case "NK": telegram = .notUnderstood(sequence: try reader.number(6), why: try reader.choice())
        default: throw TelegramFault(why: .type, at: 13, expected: "a type that a sorter sends")
        }
        try reader.end()
        return Numbered(sequence: reader.sequence, telegram: telegram)
    }

    /// Reads one telegram of the gateway, CR LF included.
    /// - Parameter line: the line that a permit is for; telegrams do not repeat it.
    public static func readFromGateway(
        _ bytes: [UInt8], line: LineID
    ) throws(TelegramFault) -> Numbered<ToSorter> {
        var reader = try TelegramReader(bytes)
        let telegram: ToSorter
        switch reader.type {
        case "HR": telegram = .hello(line: try reader.line(), epoch: try reader.number(10))
        case "PM":
            let track = try reader.track()
            let epoch: Epoch = try reader.number(10)
            let number = PermitNumber(try reader.number(10))
            let sequence: UInt64 = try reader.number(20)
            let byEncoder = try reader.oneOf(0x45, 0x54)
            let value: UInt32 = try reader.number(10)
            telegram = .permit(
                Permit(
                    line: line, track: track, epoch: epoch, number: number,
                    passage: PassageID(epoch: epoch, sequence: sequence),
                    expiry: byEncoder ? .encoder(EncoderCount(value)) : .afterInduction(milliseconds: value)))
        case "NP": telegram = .noPermit(track: try reader.track(), why: try reader.choice())
        case "RV":
            telegram = .revoke(
                track: try reader.track(), epoch: try reader.number(10), permit: PermitNumber(try reader.number(10)))
        case "HB": telegram = .heartbeat(epoch: try reader.number(10), committed: try reader.number(20))
        case "IC": telegram = .induction(try reader.choice())
        case "SP": telegram = .stop(track: try reader.optionalTrack())
        default: throw TelegramFault(why: .type, at: 13, expected: "a type that a gateway sends")
        }
        try reader.end()
        return Numbered(sequence: reader.sequence, telegram: telegram)
    }
}
