import TestSupport
import Testing

@testable import Manifests

@Suite("CSV")
struct CSVReaderTests {
    private struct Cell: Equatable {
        let text: String
        let line: Int
        let column: Int
    }

    private static func rows(_ parts: [[UInt8]]) throws(ManifestError) -> [[Cell]] {
        var reader = CSVReader()
        var rows: [[Cell]] = []
        var refused: [ManifestError] = []
        func take(_ row: Row) {
            switch row {
            case .refused(let error): refused.append(error)
            case .record(let record):
                rows.append(
                    record.cells.map { cell in
                        let (line, column) = record.position(cell.place)
                        return Cell(text: record.text(cell), line: line, column: column)
                    })
            }
        }
        for part in parts { reader.take(part[...], take) }
        reader.finish(take)
        if let first = refused.first { throw first }
        return rows
    }

    private static func texts(_ text: String) throws(ManifestError) -> [[String]] {
        try rows([Array(text.utf8)]).map { $0.map(\.text) }
    }

    private static func error(_ bytes: [UInt8]) -> String? {
        #expect(throws: ManifestError.self) { try rows([bytes]) }?.description
    }

    private static func error(_ text: String) -> String? { error(Array(text.utf8)) }

    @Test func cellsArePartedByCommasAndRowsByLineEnds() throws {
        #expect(try Self.texts("a,b\nc,\n,d\n") == [["a", "b"], ["c", ""], ["", "d"]])
        #expect(try Self.texts(",\n") == [["", ""]])
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func everyLineEndIsTaken(end: String) throws {
        #expect(try Self.texts("a,b\(end)c,d\(end)") == [["a", "b"], ["c", "d"]])
        #expect(try Self.texts("a,b\(end)c,d") == [["a", "b"], ["c", "d"]])
        #expect(try Self.texts("\"a\"\(end)\"b\"\(end)") == [["a"], ["b"]])
    }

    @Test func linesAreCountedFromOneWhateverTheirEnd() throws {
        for end in ["\n", "\r\n", "\r"] {
            let rows = try Self.rows([Array("a\(end)b\(end)\(end)c".utf8)])
            #expect(rows.map { $0[0].line } == [1, 2, 4])
            #expect(rows.map { $0[0].column } == [1, 1, 1])
        }
        let quoted = try Self.rows([Array("\"a\r\nb\"\r\nc".utf8)])
        #expect(quoted.map { $0[0].line } == [1, 3])
    }

    @Test func emptyLinesSayNothing() throws {
        #expect(try Self.texts("\n\na\n\n\nb\n\n") == [["a"], ["b"]])
        #expect(try Self.texts("\r\n\r\na\r\n\r\n") == [["a"]])
        #expect(try Self.texts("").isEmpty)
        #expect(try Self.texts("\n").isEmpty)
    }

    @Test func quotedCellsHoldCommasQuotesAndLineEnds() throws {
        #expect(try Self.texts("\"a,b\",\"say \"\"x\"\"\",\"\"\n") == [["a,b", "say \"x\"", ""]])
        #expect(try Self.texts("\"a\nb\r\nc\rd\",e\n") == [["a\nb\r\nc\rd", "e"]])
        #expect(try Self.texts("\"\"\"\"\n") == [["\""]])
        #expect(try Self.texts("\"\"\n") == [[""]])
    }

    @Test func placesAfterALineEndInsideACellAreRight() throws {
        let rows = try Self.rows([Array("x,\"a\nb\",y\nz\n".utf8)])
        #expect(rows[0].map(\.line) == [1, 1, 2])
        #expect(rows[0].map(\.column) == [1, 3, 4])
        #expect(rows[1][0].line == 3 && rows[1][0].column == 1)
    }

    @Test func columnsCountCharactersNotBytes() throws {
        let rows = try Self.rows([Array("Đặng,ồ,x\n".utf8)])
        #expect(rows[0].map(\.column) == [1, 6, 8])
    }

    @Test func howTheFileIsCutMakesNoDifference() throws {
        let file = Array("a,\"b \"\"q\"\"\r\nĐ\",c\r\n\r\n\"x\",\"\",ồ\nlast,,\"\"".utf8)
        let whole = try Self.rows([file])
        #expect(whole.count == 3)
        for place in 0...file.count {
            #expect(try Self.rows([Array(file[..<place]), Array(file[place...])]) == whole, "cut at \(place)")
        }
        #expect(try Self.rows(file.map { [$0] }) == whole)
    }

    @Test func anUnclosedQuoteIsNamedWhereItOpens() {
        #expect(
            Self.error("a,b\nc,\"d\ne\n") == "line 2, column 3: expected a closing quote, found the end of the file")
    }

    @Test func aQuoteInsideAPlainCellIsRefused() {
        #expect(
            Self.error("a,b\nc,d\"e\n")
                == "line 2, column 4: expected no quote inside a cell that does not begin with one, found a quote")
    }

    @Test func whatFollowsAClosingQuoteIsACommaOrTheLinesEnd() {
        #expect(
            Self.error("\"a\"b\n")
                == "line 1, column 4: expected a comma or the line's end after the closing quote, found something else")
    }

    @Test(arguments: [UInt8(0), 1, 8, 11, 12, 14, 27, 31, 127])
    func controlCharactersAreRefused(byte: UInt8) {
        #expect(Self.error([97, byte, 10]) == "line 1, column 2: expected text, found a control character")
    }

    @Test(arguments: [UInt8(0), 27, 127])
    func controlCharactersInQuotesAreRefusedToo(byte: UInt8) {
        #expect(throws: ManifestError.self) { try Self.rows([[34, 97, byte, 34, 10]]) }
    }

    @Test func cellsArePartedByWhatTheFirstRowHasFirst() throws {
        #expect(try Self.texts("a;b\n1,5;\"x;\"\"y\"\n") == [["a", "b"], ["1,5", "x;\"y"]])
        #expect(try Self.texts("a\tb\n1,5\t2;3\n") == [["a", "b"], ["1,5", "2;3"]])
        #expect(try Self.texts("a,b\n1;5,\tx\n") == [["a", "b"], ["1;5", "\tx"]])
        #expect(try Self.texts("\"a,b\";c\nd;e\n") == [["a,b", "c"], ["d", "e"]])
        #expect(
            Self.error("a;b\n\"x\"y;c\n")
                == "line 2, column 4: expected a semicolon or the line's end after the closing quote, found something else"
        )
    }

    @Test func aRowThatIsTooLongIsPassedOver() {
        var reader = CSVReader()
        var lines: [Int] = []
        var refused: [Int] = []
        let text = "a\n" + String(repeating: "x", count: CSVReader.rowLimit + 10) + "\"\r\nb\n"
        reader.take(Array(text.utf8)[...]) { row in
            switch row {
            case .record(let record): lines.append(record.line)
            case .refused(let error): refused.append(error.line)
            }
        }
        #expect(lines == [1, 3] && refused == [2])
    }

    @Test(arguments: [[0xC3, 0x28], [0xFF], [0xE1, 0xBB], [0xC0, 0x80], [0xED, 0xA0, 0x80]] as [[UInt8]])
    func brokenUTF8IsNamedByItsCell(bytes: [UInt8]) {
        #expect(
            Self.error(Array("a,b\nc,".utf8) + bytes + [10])
                == "line 2, column 3: expected text in UTF-8, found bytes that are not UTF-8")
    }

    @Test func rowsAndCellsAreBounded() throws {
        let limit = CSVReader.rowLimit
        let fitting = String(repeating: "x", count: limit - 1) + "\n"
        #expect(try Self.texts(fitting + fitting).count == 2)
        #expect(
            Self.error("a\n" + String(repeating: "x", count: limit + 1))
                == "line 2, column \(limit + 1): expected a row of at most 65536 bytes, found a longer one")
        #expect(Self.error("\"" + String(repeating: "\n", count: limit + 1))?.contains("at most 65536 bytes") == true)
        let cells = String(repeating: ",", count: CSVReader.cellLimit - 1)
        #expect(try Self.texts(cells + "\n")[0].count == CSVReader.cellLimit)
        #expect(Self.error(cells + ",\n") == "line 1, column 257: expected at most 256 cells in a row, found more")
    }

    /// What any text becomes in quotes reads back as that text.
    @Test func anyCellsInQuotesReadBackTheSame() throws {
        var dice = SeededDice("CSV cells")
        let alphabet = Array("ab,\"\"\n\r Đồ🐱")
        for _ in 0..<300 {
            let rows = (0...dice.below(4)).map { _ in
                (0...dice.below(4)).map { _ in
                    String((0..<dice.below(8)).map { _ in alphabet[dice.below(alphabet.count)] })
                }
            }
            let end = ["\n", "\r\n", "\r"][dice.below(3)]
            let text = rows.map {
                $0.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",") + end
            }.joined()
            let bytes = Array(text.utf8)
            let place = dice.below(bytes.count)
            let read = try Self.rows([Array(bytes[..<place]), Array(bytes[place...])])
            #expect(
                read.map { $0.map { Array($0.text.utf8) } } == rows.map { $0.map { Array($0.utf8) } },
                "\(text.debugDescription)")
        }
    }

    @Test func anyBytesGiveRowsOrAnErrorWithAPlace() {
        var dice = SeededDice("CSV bytes")
        let alphabet: [UInt8] = [0x22, 0x2C, 0x0A, 0x0D, 0x61, 0xC4, 0x90, 0xEF, 0xBB, 0xBF, 0x00]
        for _ in 0..<3_000 {
            let bytes = (0..<dice.below(30)).map { _ in alphabet[dice.below(alphabet.count)] }
            do throws(ManifestError) { _ = try Self.rows([bytes]) } catch {
                #expect(error.line >= 1 && error.column >= 1, "\(bytes)")
            }
        }
    }
}
