import TestSupport
import Testing

@testable import YAML

@Suite("YAML")
struct YAMLTests {
    private static func parse(_ text: String) throws(YAMLError) -> Node {
        try YAMLParser.parse(Array(text.utf8), file: "f.yaml")
    }

    private static func error(_ bytes: [UInt8]) -> YAMLError? {
        #expect(throws: YAMLError.self) { try YAMLParser.parse(bytes, file: "f.yaml") }
    }

    private static func error(_ text: String) -> YAMLError? { error(Array(text.utf8)) }

    private static func fields(_ text: String) throws(YAMLError) -> Fields { try Fields(try parse(text)) }

    @Test func everyValueKnowsItsPlace() throws {
        let root = try Self.parse("a: 1\nb:\n  - x\n  - {c: đ, d: y}\n")
        guard case .mapping(let pairs) = root.content, case .sequence(let items) = pairs[1].value.content,
            case .mapping(let inner) = items[1].content
        else { return #expect(Bool(false), "another shape") }
        #expect(root.mark == Mark(line: 1, column: 1))
        #expect(pairs.map(\.key) == ["a", "b"])
        #expect(pairs[1].keyMark == Mark(line: 2, column: 1))
        #expect(pairs[0].value.mark == Mark(line: 1, column: 4))
        #expect(items[0].mark == Mark(line: 3, column: 5))
        #expect(inner[1].keyMark == Mark(line: 4, column: 12))
        #expect(inner[1].value.mark == Mark(line: 4, column: 15))
        #expect(inner[1].value.file == "f.yaml")
    }

    @Test func quotedScalarsAreTextAndPlainOnesMayBeWords() throws {
        var fields = try Self.fields("a: 12\nb: '12'\nc: \"x\\ty\"\nd: |\n  line\n")
        func isQuoted(_ node: Node?) -> Bool? {
            guard case .scalar(_, let quoted) = node?.content else { return nil }
            return quoted
        }
        #expect(isQuoted(fields.optional("a")) == false)
        #expect(isQuoted(fields.optional("b")) == true)
        #expect(try fields.required("c").text() == "x\ty")
        #expect(try fields.required("d").text() == "line\n")
    }

    @Test(arguments: [
        ("a: &x 1\n", 1, 4, "an anchor or a tag"), ("a: &x [1]\n", 1, 4, "an anchor or a tag"),
        ("a: &x {b: 1}\n", 1, 4, "an anchor or a tag"),
        ("a: !!int 1\n", 1, 4, "an anchor or a tag"), ("- a\n- *x\n", 2, 3, "an alias"), ("a: *x\n", 1, 4, "an alias"),
    ])
    func anchorsAliasesAndTagsAreRefusedWhereTheyStand(text: String, line: Int, column: Int, found: String) {
        let error = Self.error(text)
        #expect(error?.mark == Mark(line: line, column: column))
        #expect(error?.found == found)
    }

    @Test(arguments: ["a: !!seq [1]\n", "a: !site {b: 1}\n"])
    func tagsOfListsAndMappingsAreRefusedToo(text: String) {
        #expect(throws: YAMLError.self) { try Self.parse(text) }
    }

    @Test func anAliasThatWouldBlowUpIsRefusedAtItsAnchor() {
        #expect(Self.error("a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n")?.mark == Mark(line: 1, column: 4))
    }

    @Test func aKeyStandsOnce() {
        let error = Self.error("a: 1\nb: {c: 1, c: 2}\n")
        #expect(error?.description == "f.yaml:2:11: expected each key once, found 'c' again")
    }

    @Test func keysAreWords() {
        #expect(Self.error("[1]: 2\n")?.found == "a list or a mapping")
        #expect(Self.error("? {a: 1}\n: 2\n")?.expected == "a key")
    }

    @Test func depthIsBounded() throws {
        _ = try Self.parse(String(repeating: "[", count: 31) + "1" + String(repeating: "]", count: 31))
        let error = Self.error(String(repeating: "[", count: 40) + "1" + String(repeating: "]", count: 40))
        #expect(error?.description == "f.yaml:1:33: expected at most 32 levels, found a deeper one")
    }

    @Test func sizeIsBounded() {
        let error = Self.error([UInt8](repeating: 0x23, count: YAMLParser.sizeLimit + 1))
        #expect(error?.description == "f.yaml:1:1: expected at most 4194304 bytes, found 4194305 bytes")
    }

    @Test(arguments: ["", "# only a comment\n", "\n\n"])
    func anEmptyFileIsNoDocument(text: String) {
        #expect(Self.error(text)?.found == "an empty file")
    }

    @Test func brokenYAMLIsNamedWithItsPlace() {
        let error = Self.error("a: 1\nb: [1, 2\nc: 3\n")
        #expect(error?.mark.line == 3)
        #expect(error?.expected == "valid YAML")
        #expect(Self.error("a: 'x\n")?.expected == "valid YAML")
        #expect(Self.error("a: b: c\n")?.mark == Mark(line: 1, column: 5))
        #expect(Self.error("\ta: 1\n")?.expected == "valid YAML")
    }

    @Test func brokenUTF8IsRefused() {
        let error = Self.error(Array("a: 1\nb: ".utf8) + [0xFF, 0x0A])
        #expect(error?.expected == "valid YAML")
        #expect(error?.mark.line == 2)
    }

    /// What stands behind the first document would be passed over in silence: a rule below a line of dashes would be none.
    @Test(arguments: ["a: 1\n---\nb: 2\n", "a: 1\n...\nb: 2\n", "a: 1\n...\n}{ nonsense\n"])
    func aSecondDocumentIsRefused(text: String) {
        #expect(throws: YAMLError.self) { try Self.parse(text) }
    }

    @Test func cutOffAnywhereItIsReadOrRefused() throws {
        let file = try TestFiles.content("packaging/example/rules.yaml")
        for count in stride(from: 0, to: min(file.count, 3_000), by: 7) {
            do throws(YAMLError) { _ = try YAMLParser.parse(Array(file.prefix(count)), file: "f") } catch {
                #expect(error.mark.line >= 1 && error.mark.column >= 1)
            }
        }
    }

    @Test func fieldsAreTakenByNameAndTheRestIsUnknown() throws {
        var fields = try Self.fields("a: 1\nb: 2\nc: 3\n")
        #expect(try fields.required("a").text() == "1")
        #expect(fields.optional("z") == nil)
        _ = fields.optional("c")
        #expect(throws: YAMLError.self) { try fields.noMore() }
        let error = #expect(throws: YAMLError.self) { try fields.noMore() }
        #expect(error?.description == "f.yaml:2:1: expected one of a, c, z, found an unknown field 'b'")
        _ = fields.optional("b")
        try fields.noMore()
    }

    @Test func aMissingFieldIsNamedAtItsMapping() throws {
        var fields = try Self.fields("# x\n  a: 1\n")
        let error = #expect(throws: YAMLError.self) { try fields.required("b") }
        #expect(error?.description == "f.yaml:2:3: expected a field 'b', found none here")
    }

    @Test(arguments: ["a:\n", "a: ~\n", "a: null\n"])
    func nothingIsAsGoodAsMissing(text: String) throws {
        var fields = try Self.fields(text)
        #expect(fields.optional("a") == nil)
        #expect(throws: YAMLError.self) { try fields.required("a") }
        try fields.noMore()
    }

    @Test func quotedNothingIsText() throws {
        var fields = try Self.fields("a: ''\nb: '~'\n")
        #expect(try fields.required("a").text() == "")
        #expect(try fields.required("b").text() == "~")
    }

    @Test func numbersAreReadWithinTheirRange() throws {
        func integer(_ text: String) throws -> Int { try Self.parse(text).integer(in: -5...300) }
        #expect(try integer("12") == 12)
        #expect(try integer("-5") == -5)
        #expect(try integer("0xFF") == 255)
        for text in ["301", "-6", "0x12D", "1.0", "1e2", "x", "''", "[1]", "99999999999999999999", "0x", "1_000"] {
            let error = #expect(throws: YAMLError.self, "\(text)") { try integer(text) }
            #expect(error?.expected.hasPrefix("a whole number") == true)
        }
        #expect(try Self.parse("2.5").number(in: 0...3) == 2.5)
        for text in ["3.5", "nan", "inf", "x", "{}"] {
            #expect(throws: YAMLError.self, "\(text)") { try Self.parse(text).number(in: 0...3) }
        }
    }

    @Test func wordsAreOfClosedSets() throws {
        for (text, value) in [("yes", true), ("true", true), ("no", false), ("false", false)] {
            #expect(try Self.parse(text).boolean() == value)
        }
        #expect(throws: YAMLError.self) { try Self.parse("Yes").boolean() }
        #expect(try Self.parse("b").word(["a": 1, "b": 2]) == 2)
        let error = #expect(throws: YAMLError.self) { try Self.parse("c").word(["a": 1, "b": 2]) }
        #expect(error?.description == "f.yaml:1:1: expected one of a, b, found 'c'")
    }

    @Test func whatIsFoundIsShownShort() {
        let error = #expect(throws: YAMLError.self) { try Self.parse(String(repeating: "x", count: 100)).boolean() }
        #expect(error?.found == "'" + String(repeating: "x", count: 40) + "'")
        #expect(
            YAMLError(file: "f", mark: Mark(line: 1, column: 2), expected: "a", found: "b", advice: "do c").description
                == "f:1:2: expected a, found b; do c")
    }
}
