import Labels
import Parcels

/// What a worker answers. A worker may have been taken over by the picture that it read: its answer is read as any bytes
/// from outside are.
public enum WorkerAnswer: Sendable, Hashable {
    /// The labels, and the time that it took in microseconds.
    case symbols([Symbol], elapsed_us: Int)
    /// The file is no picture.
    case fault(ImageFault)
    /// The picture as a JPEG file.
    case rendered([UInt8])

    /// Most bytes of an answer.
    public static let sizeLimit = 8 << 20

    private static let textLimit = 256

    /// The answer's bytes: its kind, then its fields, numbers with the highest byte first.
    public var bytes: [UInt8] {
        var writer = AnswerWriter()
        switch self {
        case .symbols(let symbols, let elapsed):
            writer.put(byte: 1)
            writer.put(UInt32(clamping: elapsed))
            writer.put(byte: UInt8(min(symbols.count, Symbol.countLimit)))
            for symbol in symbols.prefix(Symbol.countLimit) { writer.put(symbol) }
        case .fault(let fault):
            writer.put(byte: 2)
            switch fault {
            case .unknownFormat: writer.put(byte: 1)
            case .damaged(let why):
                writer.put(byte: 2)
                writer.bytes += why.utf8.prefix(Self.textLimit)
            case .tooLarge: writer.put(byte: 3)
            case .noMemory: writer.put(byte: 4)
            }
        case .rendered(let file):
            writer.put(byte: 3)
            writer.bytes += file
        }
        return writer.bytes
    }

    /// Nil for bytes that no worker of this program writes.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count <= Self.sizeLimit else { return nil }
        var reader = AnswerReader(bytes: bytes[...])
        switch reader.byte() {
        case 1:
            guard let elapsed = reader.number(), let count = reader.byte(), count <= Symbol.countLimit else {
                return nil
            }
            var symbols: [Symbol] = []
            for _ in 0..<count {
                guard let symbol = reader.symbol() else { return nil }
                symbols.append(symbol)
            }
            guard reader.bytes.isEmpty else { return nil }
            self = .symbols(symbols, elapsed_us: Int(elapsed))
        case 2:
            guard let code = reader.byte(), code == 2 || reader.bytes.isEmpty else { return nil }
            switch code {
            case 1: self = .fault(.unknownFormat)
            case 2:
                guard reader.bytes.count <= Self.textLimit else { return nil }
                self = .fault(.damaged(Self.plain(reader.bytes)))
            case 3: self = .fault(.tooLarge)
            case 4: self = .fault(.noMemory)
            default: return nil
            }
        case 3: self = .rendered(Array(reader.bytes))
        default: return nil
        }
    }

    /// A library's words about hostile bytes may quote them.
    private static func plain(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.map { (32...126).contains($0) ? $0 : 0x3F }, as: UTF8.self)
    }
}

private struct AnswerWriter {
    var bytes: [UInt8] = []

    mutating func put(byte: UInt8) { bytes.append(byte) }

    mutating func put(_ number: UInt32) {
        for shift in [24, 16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: number >> UInt32(shift))) }
    }

    mutating func put(_ symbol: Symbol) {
        put(byte: symbol.symbology.rawValue)
        put(byte: symbol.aim?.letter ?? 0)
        put(byte: symbol.aim?.modifier ?? 0)
        put(byte: symbol.decoder.rawValue)
        put(UInt32(symbol.bytes.count))
        bytes += symbol.bytes
        put(byte: UInt8(symbol.polygon.count))
        for point in symbol.polygon {
            put(UInt32(bitPattern: point.x))
            put(UInt32(bitPattern: point.y))
        }
    }
}

private struct AnswerReader {
    var bytes: ArraySlice<UInt8>

    mutating func byte() -> UInt8? { bytes.popFirst() }

    mutating func number() -> UInt32? {
        guard bytes.count >= 4 else { return nil }
        defer { bytes = bytes.dropFirst(4) }
        return bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    mutating func symbol() -> Symbol? {
        guard let kind = byte().flatMap(Symbology.init(rawValue:)), let letter = byte(), let modifier = byte(),
            let decoder = byte().flatMap(Symbol.Decoder.init(rawValue:)), let size = number(),
            size > 0, size <= Symbol.sizeLimit, bytes.count > size
        else { return nil }
        let aim = SymbologyIdentifier(letter: letter, modifier: modifier)
        guard aim != nil || (letter == 0 && modifier == 0) else { return nil }
        let data = Array(bytes.prefix(Int(size)))
        bytes = bytes.dropFirst(Int(size))
        guard let count = byte(), count <= Symbol.pointLimit else { return nil }
        var polygon: [Symbol.Point] = []
        for _ in 0..<count {
            guard let x = number(), let y = number() else { return nil }
            polygon.append(Symbol.Point(x: Int32(bitPattern: x), y: Int32(bitPattern: y)))
        }
        return Symbol(symbology: kind, aim: aim, bytes: data, decoder: decoder, polygon: polygon)
    }
}
