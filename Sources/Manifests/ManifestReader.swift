import Parcels

/// What a manifest's reader hands on, row by row.
public enum ManifestLine: Sendable {
    case item(ManifestItem)
    /// A row that is refused; the next ones are read.
    case refused(ManifestError)
}

/// Turns a file's bytes into items, however they are cut up: CSV whose first row names the columns, in any order, or NDJSON
/// with the same names as fields. The encoding is recognised from the file's head where nobody says it.
public struct ManifestReader {
    /// Longest text of a name, an address or a description, in characters.
    public static let textLimit = 500
    /// A file with more rows than so many to refuse is no manifest.
    public static let refusalLimit = 1_000

    private enum Form {
        case unknown
        case csv(CSVReader)
        case json(JSONLineReader)
    }

    /// The file's first bytes, until it is known how they are encoded.
    private var head: [UInt8] = []
    private let stated: TextEncoding?
    private var decoder: TextDecoder?
    private var text: [UInt8] = []
    private var form = Form.unknown
    private var rows: RowReading

    /// Items handed on.
    public var items: Int { rows.items }
    public var refused: Int { rows.refused }
    /// How the file is encoded, once it is known.
    public var encoding: TextEncoding? { decoder?.encoding }

    /// - Parameters:
    ///   - encoding: as a person has said it; nil to recognise it. A byte-order mark is taken off in any case.
    ///   - numbering: which numbers are item numbers.
    public init(_ encoding: TextEncoding? = nil, _ numbering: Numbering = .standard) {
        stated = encoding
        rows = RowReading(numbering: numbering)
    }

    /// Takes the next bytes of the file.
    /// - Throws: what makes the rest unreadable: the encoding, the form, the first row, too many rows to refuse.
    public mutating func take(_ bytes: ArraySlice<UInt8>, _ body: (ManifestLine) -> Void) throws(ManifestError) {
        if decoder != nil { return try decode(bytes, body) }
        head += bytes
        if head.count >= EncodingRecognition.headLimit { try beginText(body) }
    }

    /// The end of the file.
    public mutating func finish(_ body: (ManifestLine) -> Void) throws(ManifestError) {
        if decoder == nil { try beginText(body) }
        text.removeAll(keepingCapacity: true)
        decoder?.finish(into: &text)
        try read(body)
        var form = Form.unknown
        swap(&form, &self.form)
        switch form {
        case .unknown: break
        case .csv(var csv): csv.finish { rows.read($0, body) }
        case .json(var json): json.finish { rows.read($0, $1, body) }
        }
        if let fatal = rows.fatal { throw fatal }
        switch form {
        case .json: return
        case .csv where rows.hasHeader: return
        default:
            throw ManifestError(
                line: 1, column: 1, expected: "a first row that names the columns", found: "an empty file")
        }
    }

    private mutating func beginText(_ body: (ManifestLine) -> Void) throws(ManifestError) {
        if head.starts(with: Array("PK\u{3}\u{4}".utf8)) {
            throw ManifestError(
                line: 1, column: 1, expected: "a CSV or NDJSON file",
                found: "a spreadsheet or an archive; save it as \"CSV UTF-8\"")
        }
        let outcome = EncodingRecognition.of(head)
        var begin = 0
        switch (stated, outcome) {
        case (nil, .certain(let encoding, let mark)):
            decoder = TextDecoder(encoding)
            begin = mark
        case (let encoding?, .certain(let found, let mark)) where mark > 0 && found != encoding:
            throw ManifestError(
                line: 1, column: 1, expected: "\(encoding.shown), as was said",
                found: "the byte-order mark of \(found.shown)")
        case (let encoding?, .certain(_, let mark)):
            decoder = TextDecoder(encoding)
            begin = mark
        case (let encoding?, .unsure): decoder = TextDecoder(encoding)
        case (nil, .unsure(let words, let syllables)):
            let counts = TextEncoding.legacy.map { "\(syllables[$0] ?? 0) as \($0.shown)" }.joined(separator: ", ")
            throw ManifestError(
                line: 1, column: 1,
                expected: "an encoding that can be told: UTF-8, UTF-16, TCVN3, VNI or Windows-1258",
                found:
                    "\(words) words with marks that are no UTF-8, of which \(counts) are Vietnamese; say which it is: "
                    + "--encoding with one of \(TextEncoding.names)")
        }
        let head = head
        self.head = []
        try decode(head[begin...], body)
    }

    private mutating func decode(_ bytes: ArraySlice<UInt8>, _ body: (ManifestLine) -> Void) throws(ManifestError) {
        text.removeAll(keepingCapacity: true)
        decoder?.decode(bytes, into: &text)
        try read(body)
    }

    /// Reads what was decoded.
    private mutating func read(_ body: (ManifestLine) -> Void) throws(ManifestError) {
        if let fatal = rows.fatal { throw fatal }
        var form = Form.unknown
        swap(&form, &self.form)
        defer { swap(&form, &self.form) }
        if case .unknown = form, !text.isEmpty {
            let encoding = decoder?.encoding ?? .utf8
            switch text.first(where: { !JSONLine.isSpace($0) && $0 != 10 }) {
            case 0x7B: form = .json(JSONLineReader(encoding))
            case 0x5B:
                throw ManifestError(
                    line: 1, column: 1, expected: "an object, { … }, in each line, or CSV", found: "a list")
            default: form = .csv(CSVReader(encoding))
            }
        }
        switch form {
        case .unknown: break
        case .csv(var csv):
            form = .unknown
            csv.take(text[...]) { rows.read($0, body) }
            form = .csv(csv)
        case .json(var json):
            form = .unknown
            json.take(text[...]) { rows.read($0, $1, body) }
            form = .json(json)
        }
        if let fatal = rows.fatal { throw fatal }
    }
}

/// Makes items of rows, whichever form they came in.
private struct RowReading {
    private let numbering: Numbering
    private(set) var items = 0
    private(set) var refused = 0
    /// What makes the rest of the file unreadable.
    private(set) var fatal: ManifestError?
    private var columns: FieldPlaces?
    private var columnCount = 0
    private var seen: [ParcelNumber: Int] = [:]

    init(numbering: Numbering) { self.numbering = numbering }

    var hasHeader: Bool { columns != nil }

    /// A row of CSV.
    mutating func read(_ row: Row, _ body: (ManifestLine) -> Void) {
        guard fatal == nil else { return }
        switch row {
        case .refused(let error) where columns == nil: fatal = error
        case .refused(let error): refuse(error, body)
        case .record(let record):
            guard let columns else { return readHeader(record) }
            guard record.cells.count == columnCount else {
                return refuse(
                    record.fault(
                        at: 0, expected: "\(columnCount) cells, as in the first row", found: "\(record.cells.count)"),
                    body)
            }
            read(record, columns, body)
        }
    }

    /// A line of NDJSON.
    mutating func read(_ row: Row, _ places: FieldPlaces, _ body: (ManifestLine) -> Void) {
        guard fatal == nil else { return }
        switch row {
        case .refused(let error): refuse(error, body)
        case .record(let record): read(record, places, body)
        }
    }

    private mutating func read(_ record: Record, _ places: FieldPlaces, _ body: (ManifestLine) -> Void) {
        let reading = ItemReading(record: record, places: places, numbering: numbering)
        do throws(ManifestError) {
            let item = try reading.item()
            if let earlier = seen.updateValue(item.line, forKey: item.number) {
                seen[item.number] = earlier
                throw reading.fault(
                    .itemNumber, "each number once in a file", "\(item.number) again, first in line \(earlier)")
            }
            items += 1
            body(.item(item))
        } catch { refuse(error, body) }
    }

    private mutating func refuse(_ error: ManifestError, _ body: (ManifestLine) -> Void) {
        refused += 1
        body(.refused(error))
        guard refused == ManifestReader.refusalLimit else { return }
        fatal = ManifestError(
            line: error.line, column: 1, expected: "fewer than \(refused) rows that cannot be taken", found: "so many")
    }

    private mutating func readHeader(_ record: Record) {
        // What spreadsheets put first to say how cells are parted.
        if record.cells.count <= 2, record.text(record.cells[0]).lowercased() == "sep=" { return }
        var found = FieldPlaces()
        for (place, cell) in record.cells.enumerated() {
            let text = String(decoding: record.trimmed(cell), as: UTF8.self)
            let name = text.lowercased()
            guard let field = ManifestField(named: name) else {
                // Columns that begin with x_ are the sender's own business.
                if name.hasPrefix("x_") { continue }
                fatal = record.fault(
                    at: cell.place, expected: "one of " + ManifestField.names,
                    found: ManifestError.quoted(record.text(cell)))
                return
            }
            guard found[field] == nil else {
                fatal = record.fault(
                    at: cell.place, expected: "each column once", found: ManifestError.quoted(text) + " again")
                return
            }
            found[field] = place
        }
        guard found[.itemNumber] != nil else {
            fatal = record.fault(at: 0, expected: "a column item_number", found: "none")
            return
        }
        columns = found
        columnCount = record.cells.count
    }
}
