import Labels
import Parcels
import Platform
import Readings
import Workers

/// Reads the labels in picture files, as the gateway does.
enum LabelsCommand: Subcommand {
    static let name = "labels"
    static let summary = "read the labels in picture files, and measure how well that goes"
    static let help = """
        usage: parcelgate labels decode [--format text|json] [--effort E] [--limit-ms N] [--interleaved LENGTHS] [--raw SIZE] FILE…
               parcelgate labels benchmark [--format text|json] [--effort E] [--limit-ms N] [--interleaved LENGTHS] MANIFEST.json

        decode reads the bar codes in PNG, JPEG, TIFF, BMP and PGM files, each in a sandboxed worker process as the gateway
        does. benchmark does so with the pictures of a manifest and says how many were read, how many wrongly, and how long
        it took, set by set. A manifest is a list of {file, set, expected, encoding}: files lie beside it or in its folder
        'images'; encoding is utf8 or hex; a set whose name begins with 'falsepositives' holds nothing that may be read.
          --format json    decode: a JSON object a line: file, symbols: [{symbology, aim, text, bytes_base64, decoder, polygon,
                           decoders, pass, lines, check, quality}], elapsed_ms; refused: what was seen and may not be
                           believed, and why; error where the file is no picture or its decoder died.
                           benchmark: one object: sets, all, linear_and_qr, false_positives
          --effort E       belt, normal or hard (hard)
          --limit-ms N     how long a worker may take for a picture (10 to 60000; 5000)
          --interleaved LENGTHS
                           digits that interleaved 2 of 5 may have, such as 14,12 (any; the gateway takes those of the
                           site's numbers)
          --raw SIZE       the files are raw camera frames: width, height and bits a pixel, such as 2048x1024x8; pixels of
                           more than 8 bits are two bytes, the lower first

        Exit status 1 when a picture of decode has no symbol or is none, or benchmark read something wrongly.

        example: parcelgate labels decode --format json frame-0001.png frame-0002.jpg
        """

    static func run(_ arguments: inout Arguments) throws(Exit) {
        let what = try arguments.next("decode or benchmark")
        guard what == "decode" || what == "benchmark" else {
            throw .usage("expected decode or benchmark, found '\(what)'")
        }
        let format = try arguments.option("format") ?? "text"
        guard format == "text" || format == "json" else {
            throw .usage("--format: expected text or json, found '\(format)'")
        }
        let word = try arguments.option("effort") ?? Effort.hard.rawValue
        guard let effort = Effort(rawValue: word) else {
            throw .usage("--effort: expected belt, normal or hard, found '\(word)'")
        }
        let limit = try arguments.number("limit-ms", in: 10...60_000) ?? 5_000
        let lengths = try arguments.option("interleaved").map(Self.lengths) ?? .any
        let raw = try arguments.option("raw").map { text throws(Exit) in try RawSize(text) }
        let files = try arguments.rest()
        guard !files.isEmpty else { throw .usage("a file is missing; see 'parcelgate labels --help'") }
        let desk = try DecodingDesk(effort: effort, interleaved: lengths, limit_ms: limit)
        defer { desk.close() }
        if what == "decode" {
            try decode(files, raw, at: desk, asJSON: format == "json")
        } else {
            guard files.count == 1, raw == nil else { throw .usage("benchmark takes one manifest and no --raw") }
            let benchmark = try LabelsBenchmark(manifest: files[0])
            let result = try benchmark.run(at: desk)
            Terminal.say(format == "json" ? result.json : result.text)
            if result.isWrong { throw .notSo() }
        }
    }

    private static func decode(_ files: [String], _ raw: RawSize?, at desk: DecodingDesk, asJSON: Bool) throws(Exit) {
        var allRead = true
        for path in files {
            var content = try file(path)
            if let raw {
                do throws(ImageFault) {
                    content = try GreyMap.file(raw: content, width: raw.width, height: raw.height, bits: raw.bits)
                } catch { throw .notSo("\(path): \(error)") }
            }
            let found = DecodedFile(file: path, outcome: desk.decode(content))
            if found.symbols.isEmpty { allRead = false }
            Terminal.say(asJSON ? found.json : found.text)
        }
        if !allRead { throw .notSo() }
    }

    /// `14,12`: even numbers of digits.
    private static func lengths(_ text: String) throws(Exit) -> InterleavedLengths {
        if text == "any" { return .any }
        let lengths = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
        guard lengths.allSatisfy({ $0 % 2 == 0 && (2...InterleavedLengths.longest).contains($0) }) else {
            throw .usage(
                "--interleaved: expected any, or even numbers from 2 to \(InterleavedLengths.longest) such as 14,12, "
                    + "found '\(text)'")
        }
        return InterleavedLengths(lengths)
    }

    static func file(_ path: String) throws(Exit) -> [UInt8] {
        do throws(SystemError) { return try Files.read(path, limit: ImageLimits.bytes) } catch {
            throw .environment("\(error)")
        }
    }

    /// `2048x1024x12`: width, height, bits a pixel.
    private struct RawSize {
        let width: Int
        let height: Int
        let bits: Int

        init(_ text: String) throws(Exit) {
            let parts = text.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
            guard parts.count == 3, (1...8192).contains(parts[0]), (1...8192).contains(parts[1]),
                (8...16).contains(parts[2])
            else {
                throw .usage(
                    "--raw: expected width, height (1 to 8192) and bits (8 to 16) such as 2048x1024x8, found '\(text)'")
            }
            (width, height, bits) = (parts[0], parts[1], parts[2])
        }
    }
}

/// A worker that reads one picture after the other.
struct DecodingDesk {
    private let pool: DecodePool
    let effort: Effort
    let limit_ms: Int

    init(effort: Effort, interleaved: InterleavedLengths, limit_ms: Int) throws(Exit) {
        var settings = DecodePool.Settings()
        settings.workers = 1
        settings.interleaved = interleaved
        do throws(SystemError) { pool = try DecodePool(settings) } catch { throw .environment("\(error)") }
        self.effort = effort
        self.limit_ms = limit_ms
    }

    func decode(_ file: [UInt8]) -> DecodePool.Outcome {
        // Twice the limit and the worker's own start.
        let deadline = Clocks.monotonic() + Int64(limit_ms) * 2_000_000 + 30_000_000_000
        return pool.wait(.decode(effort), for: Frame(file), limit_ms: limit_ms, until: deadline)
    }

    func close() { pool.close(until: Clocks.monotonic() + 5_000_000_000) }
}
