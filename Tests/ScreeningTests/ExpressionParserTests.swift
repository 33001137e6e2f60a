import Testing

@testable import Screening

@Suite("Expression parser")
struct ExpressionParserTests {
    /// The tree in a form where every node has its parentheses.
    private func shape(_ source: String) throws -> String { try Self.shape(Parser.parse(source)) }

    private static func shape(_ syntax: Syntax) -> String {
        func row(_ nodes: [Syntax], _ separator: String) -> String {
            nodes.map(shape).joined(separator: separator)
        }
        switch syntax.kind {
        case .literal(let value): return value.description
        case .name(let name, let absolute): return (absolute ? "." : "") + name
        case .select(let operand, let field): return "\(shape(operand)).\(field)"
        case .optionalSelect(let operand, let field): return "\(shape(operand)).?\(field)"
        case .optionalElement(let element): return "?\(shape(element))"
        case .binding(let binding):
            return "<\(binding.sort.rawValue) \(binding.variable) \(shape(binding.source)) \(shape(binding.body))>"
        case .hasField(let operand, let field): return "has(\(shape(operand)).\(field))"
        case .hasName(let name, _): return "has(\(name))"
        case .call(let name, let absolute, let arguments):
            return "\(absolute ? "." : "")\(name)(\(row(arguments, ", ")))"
        case .memberCall(let target, let name, let arguments):
            return "\(shape(target)).\(name)(\(row(arguments, ", ")))"
        case .operation(let operation, let operands): return "(\(operation.rawValue) \(row(operands, " ")))"
        case .logic(let logic, let terms): return "(\(logic.rawValue) \(row(terms, " ")))"
        case .conditional(let condition, let first, let second):
            return "(? \(shape(condition)) \(shape(first)) \(shape(second)))"
        case .list(let elements): return "[\(row(elements, ", "))]"
        case .map(let entries):
            return "{\(entries.map { "\(shape($0.key)): \(shape($0.value))" }.joined(separator: ", "))}"
        case .comprehension(let comprehension):
            let parts = [comprehension.predicate, comprehension.transform].map { $0.map(shape) ?? "-" }
            let range = shape(comprehension.range)
            let variables = comprehension.variable + (comprehension.second.map { ",\($0)" } ?? "")
            return "<\(comprehension.sort.rawValue) \(variables) \(range) \(parts[0]) \(parts[1])>"
        case .notBuilt(let feature): return "<\(feature)>"
        }
    }

    private func problem(_ source: String) -> ExpressionError? {
        #expect(throws: ExpressionError.self) { try Parser.parse(source) }
    }

    @Test(arguments: [
        ("1 + 2 * 3", "(+ 1 (* 2 3))"), ("1 * 2 + 3", "(+ (* 1 2) 3)"), ("1 - 2 - 3", "(- (- 1 2) 3)"),
        ("(1 - 2) - 3 % 4", "(- (- 1 2) (% 3 4))"), ("a < b == c", "(== (< a b) c)"),
        ("1 in [1] == true", "(== (in 1 [1]) true)"),
        ("a && b || c && d", "(|| (&& a b) (&& c d))"), ("a || b || c", "(|| a b c)"),
        ("a && (b && c)", "(&& a (&& b c))"),
        ("a ? b : c ? d : e", "(? a b (? c d e))"), ("a ? b || c : d && e", "(? a (|| b c) (&& d e))"),
        ("!a.b", "(! a.b)"), ("!!a", "(! (! a))"), ("-a.b()", "(-_ a.b())"), ("-1", "-1"), ("- 1", "-1"),
        ("--1", "(-_ -1)"),
        ("-1.5", "-1.5"), ("-1u", "(-_ 1u)"), ("1-1", "(- 1 1)"), ("1 - -1", "(- 1 -1)"), ("-1.abs()", "-1.abs()"),
        ("a[0].b[c]", "([] ([] a 0).b c)"), ("a.b(c).d(e, f)", "a.b(c).d(e, f)"), (".a.b", ".a.b"), (".f(1)", ".f(1)"),
        ("[1, 2,]", "[1, 2]"), ("[]", "[]"), ("{'a': 1, 'b': 2,}", "{'a': 1, 'b': 2}"), ("{}", "{}"),
        ("a.`x-y`.in1", "a.x-y.in1"), ("a.if().package", "a.if().package"),
        ("null == true", "(== null true)"),
    ])
    func readsPrecedenceAndGrouping(source: String, expected: String) throws {
        #expect(try shape(source) == expected)
    }

    @Test(arguments: [
        ("has(a.b.c)", "has(a.b.c)"), ("has(a)", "has(a)"), ("l.all(x, x > 0)", "<all x l (> x 0) ->"),
        ("l.exists(x, p)", "<exists x l p ->"), ("l.exists_one(x, p)", "<exists_one x l p ->"),
        ("l.map(x, t)", "<map x l - t>"), ("l.map(x, p, t)", "<map x l p t>"), ("l.filter(x, p)", "<filter x l p ->"),
        ("l.map(x)", "l.map(x)"), ("l.exists(i, v, p)", "<exists i,v l p ->"), ("all(x, p)", "all(x, p)"),
        ("m.transformMap(k, v, p, t)", "<transformMap k,v m p t>"), ("o.optMap(x, t)", "<optMap x o t>"),
        ("cel.bind(x, 1, x + x)", "<cel.bind x 1 (+ x x)>"), ("a.?b[?0].c", "([?] a.?b 0).c"),
        ("[?a, b]", "[?a, b]"), ("{?'k': a.?b}", "{'k': ?a.?b}"),
        ("math.greatest(1, 2, 3)", "math.greatest([1, 2, 3])"), ("math.least(1, 2)", "math.least(1, 2)"),
    ])
    func expandsMacrosByNameAndCount(source: String, expected: String) throws {
        #expect(try shape(source) == expected)
    }

    @Test(arguments: [
        "Parcel{}", "x.y.Parcel{a: 1, ?b: 2,}", ".Parcel{`a-b`: 1}",
    ])
    func readsSyntaxThatIsNotBuiltYet(source: String) throws {
        guard case .notBuilt = try Parser.parse(source).kind else {
            Issue.record("\(source) was read as something else")
            return
        }
    }

    @Test func placesEachNodeWhereItIsWritten() throws {
        let syntax = try Parser.parse("weight_g > 2000 &&\n  receiver.phone.startsWith('09')")
        #expect(syntax.position == Position(line: 1, column: 17))
        guard case .logic(_, let terms) = syntax.kind, case .operation(_, let operands) = terms[0].kind,
            case .memberCall(let target, _, let arguments) = terms[1].kind
        else {
            Issue.record("another shape")
            return
        }
        #expect(terms[0].position == Position(line: 1, column: 10))
        #expect(operands.map(\.position) == [Position(line: 1, column: 1), Position(line: 1, column: 12)])
        #expect(terms[1].position == Position(line: 2, column: 18))
        #expect(target.position == Position(line: 2, column: 12))
        #expect(arguments[0].position == Position(line: 2, column: 29))
    }

    @Test(arguments: [
        ("", 1, 1, "a value, a name or '('", "the end of the expression"),
        ("1 +", 1, 4, "a value, a name or '('", "the end of the expression"),
        ("(1 + 2", 1, 7, "')' to close the '(' at 1:1", "the end of the expression"),
        ("[1, 2}", 1, 6, "']' to close the '[' at 1:1", "'}'"),
        ("{1: 2", 1, 6, "'}' to close the '{' at 1:1", "the end of the expression"),
        ("{1}", 1, 3, "':'", "'}'"), ("a ? b", 1, 6, "':'", "the end of the expression"),
        ("f(1, )", 1, 6, "a value, a name or '('", "')'"),
        ("a b", 1, 3, "an operator or the end of the expression", "'b'"),
        ("a.1", 1, 2, "an operator or the end of the expression", "a number"),
        ("a.true", 1, 3, "a field or function after the dot", "'true'"),
        ("1 == in", 1, 6, "a value, a name or '('", "'in'"),
        ("!-a", 1, 2, "a value, a name or '('", "'-'"),
        ("a.`b`()", 1, 6, "an operator or the end of the expression", "'('"),
        ("`a`", 1, 1, "a value, a name or '('", "`a`"),
    ])
    func saysWhatItExpectedAndFound(source: String, line: Int, column: Int, expected: String, found: String) {
        let error = problem(source)
        #expect(error?.problem == .unexpected(found: found, expected: expected))
        #expect(error?.position == Position(line: line, column: column))
        #expect(error?.description == "\(line):\(column): expected \(expected), found \(found)")
    }

    @Test func refusesReservedWordsAsNames() {
        #expect(problem("a + package")?.problem == .reservedWord("package"))
        #expect(problem("while(1)")?.problem == .reservedWord("while"))
    }

    @Test func refusesMacrosWithUnsuitableArguments() {
        #expect(problem("l.exists(a.b, true)")?.problem == .macroNeedsName(macro: "exists"))
        #expect(problem("l.map(1, true)")?.position == Position(line: 1, column: 7))
        #expect(problem("has(a[0])")?.problem == .hasNeedsField)
        #expect(problem("has(a, b)")?.problem == .macroArguments(macro: "has", found: 2, expected: "one argument"))
    }

    @Test func boundsIntegersBySign() throws {
        #expect(try shape("-9223372036854775808") == "-9223372036854775808")
        #expect(problem("9223372036854775808")?.problem == .numberOutOfRange("int"))
        #expect(problem("-9223372036854775809")?.problem == .numberOutOfRange("int"))
    }
}
