import Foundation
import JSON
import Labels
import Platform
import Readings
import Workers

/// Reads the labels in picture files, as the gateway does.
enum LabelsCommand: Subcommand {
    static let name = "labels"
    static let summary = "read the labels in picture files"
    static let help = """
        usage: parcelgate labels decode [--format text|json] [--limit-ms N] FILE…

        Reads the bar codes in PNG, JPEG, TIFF and PGM files, each in a sandboxed worker process as the gateway does.
          --format json    a JSON object a line: file, symbols: [{symbology, aim, text, bytes_base64, decoder, polygon}],
                           elapsed_ms; and error where the file is no picture or its decoder died
          --limit-ms N     how long a worker may take for a picture (10 to 60000; 5000)

        Exit status 1 when one of them has no symbol or is no picture.

        example: parcelgate labels decode --format json frame-0001.png frame-0002.jpg
        """

    static func run(_ arguments: inout Arguments) throws(Exit) {
        let what = try arguments.next("decode")
        guard what == "decode" else { throw .usage("expected decode, found '\(what)'") }
        let format = try arguments.option("format") ?? "text"
        guard format == "text" || format == "json" else {
            throw .usage("--format: expected text or json, found '\(format)'")
        }
        let limit = try arguments.number("limit-ms", in: 10...60_000) ?? 5_000
        let files = try arguments.rest()
        guard !files.isEmpty else { throw .usage("a file is missing; see 'parcelgate labels --help'") }
        var settings = DecodePool.Settings()
        settings.workers = 1
        let pool: DecodePool
        do throws(SystemError) { pool = try DecodePool(settings) } catch { throw .environment("\(error)") }
        defer { pool.close(until: Clocks.monotonic() + 5_000_000_000) }
        var allRead = true
        for path in files {
            let content: [UInt8]
            do throws(SystemError) { content = try Files.read(path, limit: ImageLimits.bytes) } catch {
                throw .environment("\(error)")
            }
            // Twice the limit and the worker's own start.
            let deadline = Clocks.monotonic() + Int64(limit) * 2_000_000 + 30_000_000_000
            let found = Found(
                file: path, outcome: pool.wait(.decode, for: Frame(content), limit_ms: limit, until: deadline))
            if found.symbols.isEmpty { allRead = false }
            Terminal.say(format == "json" ? found.json : found.text)
        }
        if !allRead { throw .notSo() }
    }

    private struct Found {
        let file: String
        var symbols: [Symbol] = []
        var elapsed_us = 0
        var error: String?

        init(file: String, outcome: DecodePool.Outcome) {
            self.file = file
            switch outcome {
            case .symbols(let found, let elapsed):
                symbols = found
                elapsed_us = elapsed
            case .fault(let fault): error = "\(fault)"
            case .failed(let trouble): error = "\(trouble)"
            case .rendered: break
            }
        }

        var text: String {
            let name = Terminal.plain(file)
            if let error { return "\(name): \(Terminal.plain(error))" }
            if symbols.isEmpty { return "\(name): no symbol" }
            return symbols.map { "\(name): \($0.symbology.name) \(Terminal.plain($0.text))" }.joined(separator: "\n")
        }

        var json: String {
            var writer = JSONWriter(capacity: 512)
            writer.beginObject()
            writer.key("file")
            writer.value(file)
            writer.key("symbols")
            writer.beginArray()
            for symbol in symbols { write(symbol, to: &writer) }
            writer.endArray()
            writer.key("elapsed_ms")
            writer.value((elapsed_us + 999) / 1000)
            if let error {
                writer.key("error")
                writer.value(error)
            }
            writer.endObject()
            return String(decoding: writer.bytes, as: UTF8.self)
        }

        private func write(_ symbol: Symbol, to writer: inout JSONWriter) {
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
            writer.key("polygon")
            writer.beginArray()
            for point in symbol.polygon {
                writer.beginArray()
                writer.value(Int(point.x))
                writer.value(Int(point.y))
                writer.endArray()
            }
            writer.endArray()
            writer.endObject()
        }
    }
}
