import Labels
import Parcels

/// Writes what was found in a picture as bytes, numbers with the highest byte first.
struct AnswerWriter {
    var bytes: [UInt8] = []

    mutating func put(byte: UInt8) { bytes.append(byte) }

    mutating func put(_ number: UInt32) {
        for shift in [24, 16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: number >> UInt32(shift))) }
    }

    mutating func put(_ decoded: Decoded) {
        put(UInt32(clamping: decoded.width))
        put(UInt32(clamping: decoded.height))
        put(byte: decoded.isCutShort ? 1 : 0)
        put(byte: UInt8(min(decoded.symbols.count, Symbol.countLimit)))
        for symbol in decoded.symbols.prefix(Symbol.countLimit) { put(symbol) }
        put(byte: UInt8(min(decoded.refused.count, Symbol.countLimit)))
        for symbol in decoded.refused.prefix(Symbol.countLimit) { put(symbol) }
    }

    private mutating func put(_ symbol: Symbol) {
        put(byte: symbol.symbology.rawValue)
        put(byte: symbol.aim?.letter ?? 0)
        put(byte: symbol.aim?.modifier ?? 0)
        put(data: symbol.bytes)
        put(symbol.polygon)
        put(symbol.evidence.decoders)
        put(byte: symbol.evidence.pass.rawValue)
        put(UInt32(clamping: symbol.evidence.lines))
        put(byte: symbol.evidence.check.rawValue)
        put(byte: symbol.evidence.quality == nil ? 0 : 1)
        if let quality = symbol.evidence.quality {
            bytes += [
                quality.contrast, quality.edgeContrast, quality.modulation, quality.defects, quality.decodability,
            ]
        }
        put(data: symbol.alphabetText ?? [])
    }

    private mutating func put(_ symbol: RefusedSymbol) {
        put(byte: symbol.symbology.rawValue)
        put(data: symbol.bytes)
        put(symbol.decoders)
        put(symbol.polygon)
        put(byte: symbol.doubt.rawValue)
    }

    private mutating func put(data: [UInt8]) {
        put(UInt32(data.count))
        bytes += data
    }

    private mutating func put(_ decoders: [Symbol.Decoder]) {
        put(byte: UInt8(decoders.count))
        bytes += decoders.map(\.rawValue)
    }

    private mutating func put(_ polygon: [Symbol.Point]) {
        put(byte: UInt8(min(polygon.count, Symbol.pointLimit)))
        for point in polygon.prefix(Symbol.pointLimit) {
            put(UInt32(bitPattern: point.x))
            put(UInt32(bitPattern: point.y))
        }
    }
}

/// Reads what `AnswerWriter` writes; nil for anything else.
struct AnswerReader {
    var bytes: ArraySlice<UInt8>

    mutating func byte() -> UInt8? { bytes.popFirst() }

    mutating func number() -> UInt32? {
        guard bytes.count >= 4 else { return nil }
        defer { bytes = bytes.dropFirst(4) }
        return bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    mutating func decoded() -> Decoded? {
        guard let width = side(), let height = side(), let cut = byte(), cut <= 1, let symbols = list({ $0.symbol() }),
            let refused = list({ $0.refusedSymbol() })
        else { return nil }
        return Decoded(width: width, height: height, symbols: symbols, refused: refused, isCutShort: cut == 1)
    }

    private mutating func side() -> Int? {
        guard let side = number(), (1...UInt32(ImageLimits.side)).contains(side) else { return nil }
        return Int(side)
    }

    private mutating func list<Member>(_ read: (inout Self) -> Member?) -> [Member]? {
        guard let count = byte(), count <= Symbol.countLimit else { return nil }
        var members: [Member] = []
        for _ in 0..<count {
            guard let member = read(&self) else { return nil }
            members.append(member)
        }
        return members
    }

    private mutating func symbol() -> Symbol? {
        guard let kind = byte().flatMap(Symbology.init(rawValue:)), let letter = byte(), let modifier = byte(),
            let data = data(limit: Symbol.sizeLimit), !data.isEmpty, let polygon = polygon(), let decoders = decoders(),
            let pass = byte().flatMap(Symbol.Pass.init(rawValue:)), let lines = number(),
            let check = byte().flatMap(Symbol.Check.init(rawValue:)), let isMeasured = byte(), isMeasured <= 1
        else { return nil }
        let aim = SymbologyIdentifier(letter: letter, modifier: modifier)
        guard aim != nil || (letter == 0 && modifier == 0) else { return nil }
        var quality: PrintQuality?
        if isMeasured == 1 {
            guard let contrast = byte(), let edgeContrast = byte(), let modulation = byte(), let defects = byte(),
                let decodability = byte()
            else { return nil }
            quality = PrintQuality(
                contrast: contrast, edgeContrast: edgeContrast, modulation: modulation, defects: defects,
                decodability: decodability)
        }
        guard let text = self.data(limit: Symbol.textLimit) else { return nil }
        return Symbol(
            symbology: kind, aim: aim, bytes: data, polygon: polygon,
            evidence: Symbol.Evidence(
                decoders: decoders, pass: pass, lines: Int(lines), check: check, quality: quality),
            alphabetText: text.isEmpty ? nil : text)
    }

    private mutating func refusedSymbol() -> RefusedSymbol? {
        guard let kind = byte().flatMap(Symbology.init(rawValue:)), let data = data(limit: Symbol.sizeLimit),
            !data.isEmpty, let decoders = decoders(), let polygon = polygon(),
            let doubt = byte().flatMap(RefusedSymbol.Doubt.init(rawValue:))
        else { return nil }
        return RefusedSymbol(symbology: kind, bytes: data, decoders: decoders, polygon: polygon, doubt: doubt)
    }

    private mutating func data(limit: Int) -> [UInt8]? {
        guard let size = number(), size <= limit, bytes.count >= size else { return nil }
        defer { bytes = bytes.dropFirst(Int(size)) }
        return Array(bytes.prefix(Int(size)))
    }

    /// One to all of them, each once.
    private mutating func decoders() -> [Symbol.Decoder]? {
        guard let count = byte(), (1...Symbol.Decoder.allCases.count).contains(Int(count)) else { return nil }
        var decoders: [Symbol.Decoder] = []
        for _ in 0..<count {
            guard let decoder = byte().flatMap(Symbol.Decoder.init(rawValue:)), !decoders.contains(decoder) else {
                return nil
            }
            decoders.append(decoder)
        }
        return decoders
    }

    private mutating func polygon() -> [Symbol.Point]? {
        guard let count = byte(), count <= Symbol.pointLimit else { return nil }
        var polygon: [Symbol.Point] = []
        for _ in 0..<count {
            guard let x = number(), let y = number() else { return nil }
            polygon.append(Symbol.Point(x: Int32(bitPattern: x), y: Int32(bitPattern: y)))
        }
        return polygon
    }
}
