/// Reads comma-separated values (RFC 4180) from a stream of bytes, row by row, however the bytes are cut up.
public struct CSVReader {
    public struct Cell: Sendable, Hashable {
        public let text: String
        public let line: Int
        public let column: Int
    }

    public static let rowLimit = 64 << 10
    public static let cellLimit = 256

    private enum State {
        case start
        case plain
        case quoted
        /// After a quote inside a quoted cell: the end of the cell, or a doubled quote.
        case quoteSeen
    }

    private var state = State.start
    private var cell: [UInt8] = []
    private var row: [Cell] = []
    private var rowSize = 0
    private var line = 1
    private var column = 1
    private var cellLine = 1
    private var cellColumn = 1
    private var afterReturn = false
    /// Bytes of a byte-order mark seen so far; nil once it is decided.
    private var mark: Int? = 0

    public init() {}

    /// Takes bytes and hands each complete row to `body`.
    public mutating func take(
        _ bytes: ArraySlice<UInt8>, _ body: ([Cell]) throws(ManifestError) -> Void
    ) throws(ManifestError) {
        for byte in bytes { try take(byte, body) }
    }

    /// The end of the file: a last row may come without a line end.
    public mutating func finish(_ body: ([Cell]) throws(ManifestError) -> Void) throws(ManifestError) {
        switch state {
        case .quoted:
            throw ManifestError(
                line: cellLine, column: cellColumn, expected: "a closing quote", found: "the end of the file")
        case .start where row.isEmpty: return
        default: try endRow(body)
        }
    }

    private mutating func take(
        _ byte: UInt8, _ body: ([Cell]) throws(ManifestError) -> Void
    ) throws(ManifestError) {
        if let seen = mark {
            let expected: [UInt8] = [0xEF, 0xBB, 0xBF]
            if byte == expected[seen] {
                mark = seen == 2 ? nil : seen + 1
                return
            }
            mark = nil
            // Not a mark after all: what was swallowed is broken text.
            if seen > 0 { throw broken(found: "bytes that are not UTF-8") }
        }
        rowSize += 1
        guard rowSize <= Self.rowLimit else {
            throw ManifestError(
                line: line, column: column, expected: "a row of at most \(Self.rowLimit) bytes", found: "a longer one")
        }
        let afterReturn = self.afterReturn
        self.afterReturn = byte == 13
        defer {
            // A line ends at a line feed, a carriage return, or the two together.
            if byte == 13 || byte == 10 && !afterReturn {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80, byte != 10 {
                column += 1
            }
        }
        if byte == 10, afterReturn, state == .start, row.isEmpty, cell.isEmpty {
            rowSize = 0
            return
        }
        switch state {
        case .start, .plain: try takePlain(byte, body)
        case .quoted:
            if byte == 0x22 {
                state = .quoteSeen
            } else {
                if byte != 10, byte != 13 { try refuseControl(byte) }
                cell.append(byte)
            }
        case .quoteSeen:
            switch byte {
            case 0x22:
                cell.append(byte)
                state = .quoted
            case 0x2C: try endCell()
            case 10, 13: try endLine(body)
            default:
                throw ManifestError(
                    line: line, column: column, expected: "a comma or the line's end after the closing quote",
                    found: "something else")
            }
        }
    }

    private mutating func takePlain(
        _ byte: UInt8, _ body: ([Cell]) throws(ManifestError) -> Void
    ) throws(ManifestError) {
        if state == .start {
            cellLine = line
            cellColumn = column
        }
        switch byte {
        case 0x2C: try endCell()
        case 10, 13: try endLine(body)
        case 0x22:
            guard state == .start else {
                throw ManifestError(
                    line: line, column: column, expected: "no quote inside a cell that does not begin with one",
                    found: "a quote")
            }
            state = .quoted
        default:
            try refuseControl(byte)
            cell.append(byte)
            state = .plain
        }
    }

    private func refuseControl(_ byte: UInt8) throws(ManifestError) {
        guard byte >= 0x20 && byte != 0x7F || byte == 0x09 else {
            throw ManifestError(line: line, column: column, expected: "text", found: "a control character")
        }
    }

    private mutating func endLine(_ body: ([Cell]) throws(ManifestError) -> Void) throws(ManifestError) {
        // An empty line between rows says nothing.
        if state == .start, row.isEmpty {
            rowSize = 0
            return
        }
        try endRow(body)
    }

    private mutating func endCell() throws(ManifestError) {
        guard row.count < Self.cellLimit else {
            throw ManifestError(
                line: line, column: column, expected: "at most \(Self.cellLimit) cells in a row", found: "more")
        }
        guard let text = String(validating: cell, as: UTF8.self) else {
            throw broken(found: "bytes that are not UTF-8")
        }
        if state == .start {
            cellLine = line
            cellColumn = column
        }
        row.append(Cell(text: text, line: cellLine, column: cellColumn))
        cell.removeAll(keepingCapacity: true)
        state = .start
    }

    private mutating func endRow(_ body: ([Cell]) throws(ManifestError) -> Void) throws(ManifestError) {
        try endCell()
        try body(row)
        row.removeAll(keepingCapacity: true)
        rowSize = 0
    }

    private func broken(found: String) -> ManifestError {
        ManifestError(line: cellLine, column: cellColumn, expected: "text in UTF-8", found: found)
    }
}
