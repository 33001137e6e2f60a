/// Reads JSON objects, one a line (NDJSON), from a stream of UTF-8, however the bytes are cut up.
struct JSONLineReader {
    static let lineLimit = CSVReader.rowLimit

    private let encoding: TextEncoding
    private var record = Record()
    private var line = 1
    private var isSkipping = false

    init(_ encoding: TextEncoding = .utf8) { self.encoding = encoding }

    /// Takes bytes and hands each complete line to `body`, with the fields that it has.
    mutating func take(_ bytes: ArraySlice<UInt8>, _ body: (Row, FieldPlaces) -> Void) {
        var rest = bytes
        while let end = rest.firstIndex(of: 10) {
            add(rest[..<end], body)
            endLine(body)
            rest = rest[(end + 1)...]
        }
        add(rest, body)
    }

    /// The end of the file: a last line may come without a line end.
    mutating func finish(_ body: (Row, FieldPlaces) -> Void) { endLine(body) }

    private mutating func add(_ bytes: ArraySlice<UInt8>, _ body: (Row, FieldPlaces) -> Void) {
        guard !isSkipping else { return }
        record.bytes += bytes
        guard record.bytes.count > Self.lineLimit else { return }
        isSkipping = true
        let fault = record.fault(
            at: Self.lineLimit, expected: "a line of at most \(Self.lineLimit) bytes", found: "a longer one")
        body(.refused(fault), FieldPlaces())
    }

    private mutating func endLine(_ body: (Row, FieldPlaces) -> Void) {
        if !isSkipping, record.bytes.contains(where: { !JSONLine.isSpace($0) }) {
            var parser = JSONLine(record, encoding)
            do throws(ManifestError) {
                try parser.read()
                body(.record(parser.record), parser.places)
            } catch { body(.refused(error), FieldPlaces()) }
        }
        isSkipping = false
        line += 1
        record.clear(line: line)
    }
}
