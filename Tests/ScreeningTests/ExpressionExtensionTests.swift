import TestSupport
import Testing

@testable import Screening

/// The language's extensions, beyond what the public suite asks of them.
@Suite("Expression extensions")
struct ExpressionExtensionTests {
    private let schema: Schema
    private var facts: Facts

    init() throws {
        schema = try Schema([
            .init("contents", .list(.string)), .init("tags", .map(.string, .int)), .init("any", .dyn),
            .init("weight_g", .int), .init("receiver.phone", .string),
        ])
        facts = Facts(schema)
        facts["contents"] = ["quần áo", "nòng thép", "sách"]
        facts["tags"] = .map(try ExpressionMap([.init("a", 1), .init("b", 2)]))
        facts["any"] = 1
        facts["weight_g"] = 2_100
        facts["receiver.phone"] = "+84 91 234 56 78"
    }

    private func evaluate(_ source: String, budget: Int = ExpressionLimits.defaultBudget) throws -> ExpressionResult {
        try Expression.compile(source, schema: schema).evaluate(facts, budget: budget)
    }

    private func fault(_ source: String, budget: Int = ExpressionLimits.defaultBudget) throws -> ExpressionFault? {
        guard case .failure(let failure) = try evaluate(source, budget: budget) else { return nil }
        return failure.fault
    }

    @Test(arguments: [
        // Mathematics
        "math.greatest(1, 2.5, 2u) == 2.5", "math.least([3, 1, 2]) == 1",
        "math.greatest(contents.map(c, size(c))) == 9",
        "math.round(2.5) == 3.0 && math.round(-2.5) == -3.0 && math.trunc(-2.7) == -2.0",
        "math.sqrt(2) > 1.41 && math.sqrt(4u) == 2.0 && math.isNaN(math.sqrt(-1.0))",
        "math.bitNot(0) == -1 && math.bitAnd(12, 10) == 8 && math.bitShiftLeft(1, 63) < 0",
        // Texts
        "'nòng thép'.indexOf('thép') == 5 && 'nòng thép'.substring(5) == 'thép' && 'nòng'.charAt(1) == 'ò'",
        "'a,b,,c'.split(',') == ['a', 'b', '', 'c'] && 'a,b,c'.split(',', 2) == ['a', 'b,c'] && ''.split('') == []",
        "'sách'.split('') == ['s', 'á', 'c', 'h'] && ''.split(',') == ['']",
        "'aaa'.replace('a', 'bb') == 'bbbbbb' && 'ab'.replace('', '-') == '-a-b-' && 'aaa'.replace('a', 'b', 2) == 'bba'",
        "'abc'.lastIndexOf('') == 3 && 'x'.lastIndexOf('xyz') == -1 && 'nòng'.reverse() == 'gnòn'",
        "contents.join(', ') == 'quần áo, nòng thép, sách' && ' x '.trim() == 'x'",
        "'%d g, %.2f kg, %s'.format([weight_g, 2.1, contents[2]]) == '2100 g, 2.10 kg, sách'",
        "'%05'.startsWith('%') && '%x %X %o %b'.format([255, 255u, 8, 5]) == 'ff FF 10 101'",
        "strings.quote('a\"b') == '\"a\\\\\"b\"'",
        // Bytes
        "base64.encode(b'hello') == 'aGVsbG8=' && base64.decode('aGVsbG8=') == b'hello'",
        "base64.decode(base64.encode(b'\\000\\377\\200')) == b'\\000\\377\\200'",
        // Lists and sets
        "[3, 1, 2].sort() == [1, 2, 3] && ['b', 'a'].sort() == ['a', 'b'] && [1, 2, 3].reverse() == [3, 2, 1]",
        "contents.sortBy(c, size(c)) == ['sách', 'quần áo', 'nòng thép']",
        "[1, 1u, 2, 'a', 'a', [1], [1]].distinct() == [1, 2, 'a', [1]]",
        "[[1, 2], [3]].flatten() == [1, 2, 3] && [[1, [2, [3]]]].flatten(2) == [1, 2, [3]]",
        "[1, 2, 3, 4].slice(1, 3) == [2, 3] && lists.range(3) == [0, 1, 2] && lists.range(0) == []",
        "[1, 2].first().value() == 1 && [1, 2].last().value() == 2 && !contents.filter(c, false).first().hasValue()",
        "sets.contains([1, 2, 3], [3, 1]) && !sets.contains([1], [1, 2]) && sets.equivalent([1, 1, 2], [2, 1])",
        "sets.intersects([1, 2], [2, 3]) && !sets.intersects([1], []) && sets.contains([], [])",
        "sets.contains(lists.range(100), [99, 5, 5.0]) && !sets.intersects(lists.range(100), [dyn('5')])",
        // Optional values
        "tags[?'a'].orValue(0) == 1 && tags.?c.orValue(7) == 7 && !tags.?c.hasValue()",
        "tags.?c.or(tags.?b).value() == 2 && tags.?a.optMap(t, t + 1).value() == 2",
        "[?tags.?a, ?tags.?c, 9] == [1, 9] && {?'x': tags.?a, ?'y': tags.?c} == {'x': 1}",
        "[tags.?a, tags.?c].unwrapOpt() == [1] && optional.unwrap([optional.of(3)]) == [3]",
        // Patterns
        "regex.extract(receiver.phone, '^\\\\+(\\\\d+)').value() == '84'",
        "regex.extractAll('12 a3 4b', '\\\\d+') == ['12', '3', '4'] && regex.extractAll('x', 'y') == []",
        "regex.replace('5ung 5ung', '5', 's') == 'sung sung' && regex.replace('5ung 5ung', '5', 's', 1) == 'sung 5ung'",
        "regex.replace('nguyen van', '(\\\\w+) (\\\\w+)', '\\\\2 \\\\1') == 'van nguyen'",
        "regex.replace('áb', '', '-') == '-á-b-'",
        // Time zones
        "timestamp('2026-11-24T20:00:00Z').getHours('Asia/Ho_Chi_Minh') == 3",
        "timestamp('2026-11-24T20:00:00Z').getDate('Asia/Ho_Chi_Minh') == 25",
        // Names and two variables
        "cel.bind(heavy, weight_g > 2000, heavy && !(!heavy))",
        "contents.exists(i, c, i == 1 && c.contains('nòng')) && tags.all(k, v, size(k) == 1 && v > 0)",
        "tags.transformMap(k, v, v * 10) == {'a': 10, 'b': 20} && contents.transformList(i, c, i) == [0, 1, 2]",
        "tags.transformMapEntry(k, v, {v: k}) == {1: 'a', 2: 'b'} && [5, 6].existsOne(i, v, v == 5 + i && i == 1)",
        "cel.bind(x, 1, [1, 2].map(y, cel.bind(x, x + y, x))) == [2, 3]",
    ])
    func holds(_ source: String) throws {
        #expect(try evaluate(source) == .value(true), "\(source)")
    }

    @Test(arguments: [
        ("contents.exists(i, i, true)", 20), ("cel.bind(1, 2, 3)", 10), ("'a'.substring('b')", 5),
        ("tags.?a + 1", 9), ("[?1]", 3), ("optional.of(1).optFlatMap(x, x)", 30), ("math.greatest('a')", 6),
        ("contents.transformMapEntry(i, c, c)", 34), ("math.greatest()", 6),
        ("timestamp('2026-11-24T20:00:00Z').getHours('Asia/Hanoi')", 44),
    ])
    func isRefusedWhereItIsWritten(_ source: String, _ column: Int) {
        do throws(ExpressionError) {
            _ = try Expression.compile(source, schema: schema)
            #expect(Bool(false), "\(source) was taken")
        } catch {
            #expect(error.position.column == column, "\(source): \(error)")
        }
    }

    @Test(arguments: [
        "'abc'.substring(2, 1)", "'abc'.charAt(4)", "[1].slice(0, 2)", "lists.range(-1)", "optional.none().value()",
        "regex.extract('a', '(a)(b)')", "regex.replace('a', 'a', '\\\\1')", "base64.decode('a')",
        "base64.decode('é===')",
        "'%d'.format(['x'])", "'%q'.format([1])", "'%s %s'.format([1])", "'%'.format([1])", "'%.2000f'.format([1.0])",
        "timestamp(0).getHours('Asia/' + 'Ho_Chi_Minh')", "[1, 'a'].map(x, dyn(x)).sort()",
        "math.abs(-9223372036854775807 - 1)",
        "tags.transformMapEntry(k, v, {'x': v})",
    ])
    func failsWithAReason(_ source: String) throws {
        let fault = try fault(source)
        #expect(fault != nil && fault?.description.isEmpty == false && fault != .overBudget, "\(source)")
    }

    /// No function of an extension does more than its budget pays.
    @Test(arguments: [
        "lists.range(1000000000)", "lists.range(300).map(i, lists.range(300)).flatten().size()",
        "lists.range(40000).map(i, 'a').join().replace('', 'aaaaaaaaaaaaaaaa').replace('a', 'aaaaaaaaaaaaaaaaaaaaaaaa')",
        "lists.range(9000).map(i, 9000 - i).sort().size()",
        "lists.range(3000).map(i, [i]).distinct().size()",
        "'%.1f%.1f%.1f%.1f%.1f'.format([1e300, 1e300, 1e300, 1e300, 1e300])",
        "lists.range(20000).map(i, 'ab').join().lastIndexOf(lists.range(9000).map(i, 'aa').join())",
        "sets.contains(lists.range(60000), lists.range(60000))",
    ])
    func costsWhatItDoes(_ source: String) throws {
        #expect(try fault(source) == .overBudget, "\(source)")
    }

    /// The digits of C's own printing.
    @Test func doublesArePrintedDigitForDigit() {
        var dice = SeededDice("doublesArePrintedDigitForDigit")
        for (number, digits, plain, scientific) in [
            (0.0, 2, "0.00", "0.00e+00"), (2.5, 0, "2", "2e+00"), (3.5, 0, "4", "4e+00"), (0.5, 0, "0", "5e-01"),
            (9.995, 2, "9.99", "9.99e+00"), (999.99, 1, "1000.0", "1.0e+03"), (-0.04, 1, "-0.0", "-4.0e-02"),
            (Double.leastNonzeroMagnitude, 3, "0.000", "4.941e-324"), (1.7976931348623157e308, 2, "", "1.80e+308"),
            (0.1, 20, "0.10000000000000000555", ""),
        ] as [(Double, Int, String, String)] {
            if !plain.isEmpty { #expect(DecimalText.of(number, digits: digits, isScientific: false) == plain) }
            if !scientific.isEmpty { #expect(DecimalText.of(number, digits: digits, isScientific: true) == scientific) }
        }
        // Seventeen digits are enough to read any double back.
        for _ in 0..<2_000 {
            let number = Double(bitPattern: dice.next())
            guard number.isFinite else { continue }
            #expect(Double(DecimalText.of(number, digits: 17, isScientific: true)) == number)
        }
    }
}
