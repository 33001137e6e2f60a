/// One row of a manifest as it stands in the file, and its cells. Texts are made, and places counted, only when asked for.
struct Record: Sendable {
    struct Cell: Sendable {
        enum Kind: Sendable {
            /// Bytes of the row as they stand.
            case plain
            /// Bytes of `rewritten`: escapes were taken out.
            case rewritten
            /// A number of JSON, as it stands.
            case number
            /// Several texts of `rewritten`, parted by `Record.separator`.
            case list
        }

        let start: Int
        let end: Int
        /// Where the cell begins in the row.
        let place: Int
        let kind: Kind
    }

    /// RS: it cannot stand in a text of a manifest.
    static let separator: UInt8 = 0x1E

    /// The line in which it begins, counting from 1.
    var line = 1
    /// UTF-8 without the line's end.
    var bytes: [UInt8] = []
    var rewritten: [UInt8] = []
    var cells: [Cell] = []

    mutating func clear(line: Int) {
        self.line = line
        bytes.removeAll(keepingCapacity: true)
        rewritten.removeAll(keepingCapacity: true)
        cells.removeAll(keepingCapacity: true)
    }

    /// A cell's bytes, spaces and tabs around it taken off.
    func trimmed(_ cell: Cell) -> ArraySlice<UInt8> {
        var (start, end) = (cell.start, cell.end)
        switch cell.kind {
        case .plain, .number:
            while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
            while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
            return bytes[start..<end]
        case .rewritten, .list:
            while start < end, rewritten[start] == 0x20 || rewritten[start] == 0x09 { start += 1 }
            while end > start, rewritten[end - 1] == 0x20 || rewritten[end - 1] == 0x09 { end -= 1 }
            return rewritten[start..<end]
        }
    }

    /// A cell's text as it is, for messages and tests.
    func text(_ cell: Cell) -> String {
        switch cell.kind {
        case .plain, .number: String(decoding: bytes[cell.start..<cell.end], as: UTF8.self)
        case .rewritten, .list: String(decoding: rewritten[cell.start..<cell.end], as: UTF8.self)
        }
    }

    /// Line and column of a byte of the row. Columns count characters (code points) from 1.
    func position(_ place: Int) -> (line: Int, column: Int) {
        var (line, column) = (self.line, 1)
        for offset in 0..<min(place, bytes.count) {
            let byte = bytes[offset]
            if byte == 13 || byte == 10 && (offset == 0 || bytes[offset - 1] != 13) {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80, byte != 10 {
                column += 1
            }
        }
        return (line, column)
    }

    func fault(at place: Int, field: String? = nil, expected: String, found: String) -> ManifestError {
        let (line, column) = position(place)
        return ManifestError(line: line, column: column, field: field, expected: expected, found: found)
    }
}

/// What a reader of rows hands on.
enum Row: Sendable {
    case record(Record)
    /// A row that cannot be read; the next ones can.
    case refused(ManifestError)
}
