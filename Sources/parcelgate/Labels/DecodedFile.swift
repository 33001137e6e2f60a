import Foundation
import JSON
import Labels
import Workers

/// What was found in one picture file, as `labels decode` says it.
struct DecodedFile {
    let file: String
    private(set) var symbols: [Symbol] = []
    private(set) var refused: [RefusedSymbol] = []
    private(set) var isCutShort = false
    private(set) var elapsed_us = 0
    private(set) var error: String?

    init(file: String, outcome: DecodePool.Outcome) {
        self.file = file
        switch outcome {
        case .decoded(let decoded, let elapsed):
            symbols = decoded.symbols
            refused = decoded.refused
            isCutShort = decoded.isCutShort
            elapsed_us = elapsed
        case .fault(let fault): error = "\(fault)"
        case .failed(let trouble): error = "\(trouble)"
        case .rendered, .measured: break
        }
    }

    var text: String {
        let name = Terminal.plain(file)
        if let error { return "\(name): \(Terminal.plain(error))" }
        var lines = symbols.map { "\(name): \($0.symbology.name) \(Terminal.plain($0.text))" }
        if lines.isEmpty { lines.append("\(name): no symbol") }
        lines += refused.map {
            "\(name): not believed (\($0.doubt.name)): \($0.symbology.name) \(Terminal.plain($0.text))"
        }
        return lines.joined(separator: "\n")
    }

    var json: String {
        var writer = JSONWriter(capacity: 512)
        writer.beginObject()
        writer.key("file")
        writer.value(file)
        writer.key("symbols")
        writer.beginArray()
        for symbol in symbols { Self.write(symbol, to: &writer) }
        writer.endArray()
        writer.key("elapsed_ms")
        writer.value((elapsed_us + 999) / 1000)
        writer.key("refused")
        writer.beginArray()
        for symbol in refused { Self.write(symbol, to: &writer) }
        writer.endArray()
        writer.key("cut_short")
        writer.value(isCutShort)
        if let error {
            writer.key("error")
            writer.value(error)
        }
        writer.endObject()
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private static func write(_ symbol: Symbol, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("symbology")
        writer.value(symbol.symbology.name)
        writer.key("aim")
        if let aim = symbol.aim { writer.value("]\(aim)") } else { writer.null() }
        writer.key("text")
        writer.value(symbol.text)
        writer.key("bytes_base64")
        writer.value(Data(symbol.bytes).base64EncodedString())
        writer.key("decoder")
        writer.value(symbol.decoder.name)
        write(symbol.polygon, to: &writer)
        write(symbol.evidence.decoders, to: &writer)
        writer.key("pass")
        writer.value(symbol.evidence.pass.name)
        writer.key("lines")
        writer.value(symbol.evidence.lines)
        writer.key("check")
        writer.value(symbol.evidence.check.name)
        writer.key("quality")
        if let quality = symbol.evidence.quality {
            writer.beginObject()
            writer.key("grade")
            writer.value(quality.grade)
            writer.key("contrast")
            writer.value(Int(quality.contrast))
            writer.key("edge_contrast")
            writer.value(Int(quality.edgeContrast))
            writer.key("modulation")
            writer.value(Int(quality.modulation))
            writer.key("defects")
            writer.value(Int(quality.defects))
            writer.key("decodability")
            writer.value(Int(quality.decodability))
            writer.endObject()
        } else {
            writer.null()
        }
        writer.endObject()
    }

    private static func write(_ symbol: RefusedSymbol, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("symbology")
        writer.value(symbol.symbology.name)
        writer.key("text")
        writer.value(symbol.text)
        writer.key("doubt")
        writer.value(symbol.doubt.name)
        write(symbol.polygon, to: &writer)
        write(symbol.decoders, to: &writer)
        writer.endObject()
    }

    private static func write(_ polygon: [Symbol.Point], to writer: inout JSONWriter) {
        writer.key("polygon")
        writer.beginArray()
        for point in polygon {
            writer.beginArray()
            writer.value(Int(point.x))
            writer.value(Int(point.y))
            writer.endArray()
        }
        writer.endArray()
    }

    private static func write(_ decoders: [Symbol.Decoder], to writer: inout JSONWriter) {
        writer.key("decoders")
        writer.beginArray()
        for decoder in decoders { writer.value(decoder.name) }
        writer.endArray()
    }
}
