/// Reads separated values (RFC 4180) from a stream of UTF-8, row by row, however the bytes are cut up. Cells are parted by a
/// comma, a semicolon or a tab: by whichever the first row has first.
struct CSVReader {
    static let rowLimit = 64 << 10
    static let cellLimit = 256

    private enum State {
        /// At the beginning of a cell.
        case start
        case plain
        case quoted
        /// After a quote inside a quoted cell: the end of the cell, or a doubled quote.
        case quoteSeen
        /// In a row that is too long: up to the line's end.
        case skipping
    }

    private let encoding: TextEncoding
    private var state = State.start
    private var separator: UInt8?
    private var record = Record()
    private var line = 1
    private var afterReturn = false

    init(_ encoding: TextEncoding = .utf8) { self.encoding = encoding }

    /// Takes bytes and hands each complete row to `body`.
    mutating func take(_ bytes: ArraySlice<UInt8>, _ body: (Row) -> Void) {
        var begin = bytes.startIndex
        var place = begin
        var state = self.state
        var separator = self.separator
        while place < bytes.endIndex {
            let byte = bytes[place]
            if byte == 10, afterReturn {
                // A line ends at a line feed, a carriage return, or the two together.
                afterReturn = false
                place += 1
                if state != .quoted { begin = place }
                continue
            }
            afterReturn = byte == 13
            switch state {
            case .start, .plain:
                switch byte {
                case 10, 13:
                    record.bytes += bytes[begin..<place]
                    endRow(body)
                    line += 1
                    begin = place + 1
                    state = .start
                case 0x22: state = state == .start ? .quoted : .plain
                case 0x2C, 0x3B, 0x09:
                    if separator == nil { separator = byte }
                    state = byte == separator ? .start : .plain
                default: state = .plain
                }
            case .quoted:
                if byte == 0x22 { state = .quoteSeen } else if byte == 10 || byte == 13 { line += 1 }
            case .quoteSeen:
                switch byte {
                case 10, 13:
                    record.bytes += bytes[begin..<place]
                    endRow(body)
                    line += 1
                    begin = place + 1
                    state = .start
                case 0x22: state = .quoted
                default:
                    if separator == nil, byte == 0x2C || byte == 0x3B || byte == 0x09 { separator = byte }
                    // What stands behind a closing quote is named when the row is read.
                    state = byte == separator ? .start : .plain
                }
            case .skipping:
                begin = place + 1
                if byte == 10 || byte == 13 {
                    line += 1
                    record.clear(line: line)
                    state = .start
                }
            }
            place += 1
            self.separator = separator
            if state != .skipping, record.bytes.count + place - begin > Self.rowLimit {
                record.bytes += bytes[begin..<place]
                begin = place
                body(
                    .refused(
                        record.fault(
                            at: Self.rowLimit, expected: "a row of at most \(Self.rowLimit) bytes",
                            found: "a longer one")))
                state = .skipping
            }
        }
        if state != .skipping { record.bytes += bytes[begin...] }
        self.state = state
        self.separator = separator
    }

    /// The end of the file: a last row may come without a line end.
    mutating func finish(_ body: (Row) -> Void) {
        if state != .skipping { endRow(body) }
    }

    private mutating func endRow(_ body: (Row) -> Void) {
        // An empty line between rows says nothing.
        if !record.bytes.isEmpty {
            if let error = readCells() { body(.refused(error)) } else { body(.record(record)) }
        }
        record.clear(line: line + 1)
    }

    /// Finds the cells of the row; what is wrong with it.
    private mutating func readCells() -> ManifestError? {
        var place = 0
        let count = record.bytes.count
        while true {
            guard record.cells.count < Self.cellLimit else {
                return record.fault(at: place, expected: "at most \(Self.cellLimit) cells in a row", found: "more")
            }
            if place < count, record.bytes[place] == 0x22 {
                if let error = readQuoted(&place) { return error }
            } else if let error = readPlain(&place) {
                return error
            }
            guard place < count else { return nil }
            place += 1
        }
    }

    private mutating func readPlain(_ place: inout Int) -> ManifestError? {
        let start = place
        let count = record.bytes.count
        while place < count {
            let byte = record.bytes[place]
            if byte == separator { break }
            guard byte >= 0x20 && byte < 0x7F && byte != 0x22 else {
                if let error = readSpecial(&place, cell: start) { return error }
                continue
            }
            place += 1
        }
        record.cells.append(Record.Cell(start: start, end: place, place: start, kind: .plain))
        return nil
    }

    private mutating func readQuoted(_ place: inout Int) -> ManifestError? {
        let open = place
        let count = record.bytes.count
        var start = open + 1
        let rewrittenStart = record.rewritten.count
        var isRewritten = false
        place = start
        while true {
            guard place < count else {
                return record.fault(at: open, expected: "a closing quote", found: "the end of the file")
            }
            let byte = record.bytes[place]
            if byte == 0x22 {
                if place + 1 < count, record.bytes[place + 1] == 0x22 {
                    record.rewritten += record.bytes[start...place]
                    isRewritten = true
                    place += 2
                    start = place
                    continue
                }
                break
            }
            if byte >= 0x80 || byte < 0x20 && byte != 10 && byte != 13 || byte == 0x7F {
                if let error = readSpecial(&place, cell: open) { return error }
            } else {
                place += 1
            }
        }
        if isRewritten {
            record.rewritten += record.bytes[start..<place]
            record.cells.append(
                Record.Cell(start: rewrittenStart, end: record.rewritten.count, place: open, kind: .rewritten))
        } else {
            record.cells.append(Record.Cell(start: open + 1, end: place, place: open, kind: .plain))
        }
        place += 1
        guard place == count || record.bytes[place] == separator else {
            return record.fault(
                at: place, expected: "a \(separatorName) or the line's end after the closing quote",
                found: "something else")
        }
        return nil
    }

    /// Goes past a letter beyond ASCII or a tab; anything else that is no common character is a fault.
    private func readSpecial(_ place: inout Int, cell: Int) -> ManifestError? {
        switch record.bytes[place] {
        case 0x80...:
            guard case .right(let length) = UTF8Letter.length(record.bytes[...], at: place) else {
                return record.fault(
                    at: cell, expected: "text in \(encoding.shown)", found: "bytes that are not \(encoding.shown)")
            }
            place += length
        case 0x09: place += 1
        case 0x22:
            return record.fault(
                at: place, expected: "no quote inside a cell that does not begin with one", found: "a quote")
        default: return record.fault(at: place, expected: "text", found: "a control character")
        }
        return nil
    }

    private var separatorName: String {
        switch separator {
        case 0x3B: "semicolon"
        case 0x09: "tab"
        default: "comma"
        }
    }
}
