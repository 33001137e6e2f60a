import Testing

@testable import Screening

@Suite("Expression checker")
struct ExpressionCheckerTests {
    private let schema: Schema

    init() throws {
        let item = RecordType("item", [.init("description", .string), .init("weight_g", .int)])
        let address = RecordType("address", [.init("province", .string), .init("street", .string)])
        schema = try Schema([
            .init("weight_g", .int), .init("service", .string), .init("value", .double),
            .init("contents", .list(.string)),
            .init("tags", .map(.string, .int)), .init("items", .list(.record(item))), .init("accepted", .timestamp),
            .init("any", .dyn), .init("insured", .bool),
            .init(
                "receiver",
                .record(
                    RecordType(
                        "receiver",
                        [
                            .init("phone", .string), .init("name", .string), .init("address", .record(address)),
                        ]))),
        ])
    }

    private func type(_ source: String, _ functions: [HostFunction] = []) throws -> String {
        try Expression.compile(source, schema: schema, functions: functions).type.description
    }

    private func refusal(_ source: String, _ functions: [HostFunction] = []) -> String? {
        let error = #expect(throws: ExpressionError.self) {
            try Expression.compile(source, schema: schema, functions: functions)
        }
        return error?.description
    }

    @Test(arguments: [
        ("weight_g + 1", "int"), ("value / 2.0", "double"), ("receiver.phone + 'x'", "string"),
        ("weight_g > 2", "bool"),
        ("contents", "list(string)"), ("contents[0]", "string"), ("contents.map(c, size(c))", "list(int)"),
        ("contents.filter(c, c != '')", "list(string)"), ("contents.exists(c, c == 'a')", "bool"),
        ("tags.a", "int"), ("tags['a']", "int"), ("tags.map(k, k)", "list(string)"), ("items[0].weight_g", "int"),
        ("items.map(i, i.description)", "list(string)"), ("[1, 2u]", "list(dyn)"), ("[]", "list(dyn)"),
        ("[[], [1]]", "list(list(int))"), ("{}", "map(dyn, dyn)"), ("{'a': [1.5]}", "map(string, list(double))"),
        ("any", "dyn"), ("any.a.b[0]", "dyn"), ("any + 1", "int"), ("any + any", "dyn"), ("any > 1", "bool"),
        ("dyn(1)", "dyn"),
        ("type(1)", "type(int)"),
        ("int", "type(int)"), ("accepted + duration('1h')", "timestamp"), ("accepted - accepted", "duration"),
        ("accepted.getHours('+07:00')", "int"), ("insured ? 1 : 2", "int"), ("insured ? any : 2", "dyn"),
        ("insured ? [] : [1]", "list(int)"), ("has(receiver.address)", "bool"), ("null", "null_type"),
        ("accepted == null", "bool"), ("contents + ['a']", "list(string)"),
    ])
    func findsTypes(source: String, expected: String) throws {
        #expect(try type(source) == expected)
    }

    @Test(arguments: [
        ("receiver.phon == ''", "1:10: unknown field 'phon' of receiver; did you mean 'phone'?"),
        ("receiver.address.provinec", "1:18: unknown field 'provinec' of receiver.address; did you mean 'province'?"),
        ("receiver.zip", "1:10: unknown field 'zip' of receiver"),
        ("receiver.phon.x", "1:10: unknown field 'phon' of receiver; did you mean 'phone'?"),
        ("has(receiver.phon)", "1:14: unknown field 'phon' of receiver; did you mean 'phone'?"),
        ("items.exists(i, i.weight > 1)", "1:19: unknown field 'weight' of item; did you mean 'weight_g'?"),
        ("items.exists(i, i.wieght_g > 1)", "1:19: unknown field 'wieght_g' of item; did you mean 'weight_g'?"),
        ("wieght_g > 1", "1:1: unknown name 'wieght_g'; did you mean 'weight_g'?"),
        ("contents.exists(content, contnet == '')", "1:26: unknown name 'contnet'; did you mean 'content'?"),
        ("nothing_like_it", "1:1: unknown name 'nothing_like_it'"),
        ("has(servcie)", "1:5: unknown name 'servcie'; did you mean 'service'?"),
        (
            "receiver == 'a'",
            "1:1: 'receiver' is a group of facts, not a value; expected one of its fields: "
                + "receiver.phone, receiver.name, receiver.address"
        ),
        (
            "size(receiver.address)",
            "1:15: 'receiver.address' is a group of facts, not a value; expected one of its fields: "
                + "receiver.address.province, receiver.address.street"
        ),
        ("weight_g.x", "1:10: a value of type int has no fields; expected a map or a record before the dot"),
        ("dyn", "1:1: unknown name 'dyn'"),
    ])
    func namesWhatIsUnknownAndWhatWasMeant(source: String, expected: String) {
        #expect(refusal(source) == expected)
    }

    @Test(arguments: [
        (
            "weight_g + 1.0",
            "1:10: there is no int + double; expected int + int, uint + uint, double + double, string + string, bytes + bytes, list(A) + list(A), timestamp + duration, duration + timestamp and 1 more"
        ),
        ("-service", "1:1: there is no -string; expected -int, -double"),
        ("!weight_g", "1:1: there is no !int; expected !bool"),
        ("service == 1", "1:9: both sides of '==' must have one type: expected string, found int"),
        ("service == null", "1:9: both sides of '==' must have one type: expected string, found null_type"),
        ("contents[service]", "1:9: there is no list(string)[string]; expected list(A)[int], map(A, B)[A]"),
        ("1 in contents", "1:3: there is no int in list(string); expected A in list(A), A in map(A, B)"),
        ("service.contains(1)", "1:9: there is no string.contains(int); expected string.contains(string)"),
        ("contains(service, 'a')", "1:1: there is no contains(string, string); expected string.contains(string)"),
        ("bytes(1)", "1:1: there is no bytes(int); expected bytes(bytes), bytes(string)"),
        ("weight_g && insured", "1:1: each side of '&&': expected bool, found int"),
        ("insured || service", "1:12: each side of '||': expected bool, found string"),
        ("weight_g ? 1 : 2", "1:1: the condition before '?': expected bool, found int"),
        ("insured ? 1 : 'a'", "1:15: both results of '?:' must have one type: expected int, found string"),
        ("contents.exists(c, size(c))", "1:20: the condition of 'exists': expected bool, found int"),
        ("weight_g.map(x, x)", "1:1: 'map' walks over its target: expected a list or a map, found int"),
        ("{1.5: 2}", "1:2: a map's key: expected bool, int, uint or string, found double"),
        ("sizze(contents)", "1:1: unknown function 'sizze'; did you mean 'size'?"),
        ("service.startWith('a')", "1:9: unknown function 'startWith'; did you mean 'startsWith'?"),
        ("math.hypotenuse(1)", "1:6: unknown function 'math.hypotenuse'"),
        ("optional.maybe().x", "1:10: unknown function 'optional.maybe'"),
        ("service.matches('a(')", "1:17: not a regular expression of RE2's syntax: missing ): a("),
        ("Parcel{}", "1:1: messages are not part of the gateway's rule language"),
    ])
    func saysWhatWasFoundAndExpected(source: String, expected: String) {
        #expect(refusal(source) == expected)
    }

    @Test func refusesAnotherTypeThanTheHostNeeds() throws {
        let error = #expect(throws: ExpressionError.self) {
            try Expression.compile("weight_g + 1", schema: schema, expecting: .bool)
        }
        #expect(error?.description == "1:10: the whole expression: expected bool, found int")
        _ = try Expression.compile("any", schema: schema, expecting: .bool)
    }

    @Test func tellsWhichFactsAnExpressionAsksFor() throws {
        let source =
            "has(receiver.address) && (receiver.phone == '' || contents.exists(c, c == service)) && weight_g > 1"
        let expression = try Expression.compile(source, schema: schema)
        #expect(
            expression.facts.map(\.name) == [
                "weight_g", "service", "contents", "receiver.phone", "receiver.address.province",
                "receiver.address.street",
            ])
    }

    @Test func resolvesOverloadsOfHostFunctions() throws {
        let functions = [
            HostFunction("listed", [.string, .string], returns: .bool) { _ in true },
            HostFunction("bulletin.level", [.int], returns: .string) { _ in "a" },
            HostFunction("top", [.list(.parameter("T"))], returns: .parameter("T"), isMember: true) { _ in 1 },
            HostFunction("size", [.int], returns: .int) { _ in 1 },
        ]
        #expect(try type("listed('phones', receiver.phone)", functions) == "bool")
        #expect(try type("bulletin.level(weight_g)", functions) == "string")
        #expect(try type("contents.top()", functions) == "string")
        #expect(try type("size(weight_g) + size(service)", functions) == "int")
        #expect(
            refusal("listed('phones')", functions)
                == "1:1: there is no listed(string); expected listed(string, string)")
        #expect(refusal("lited('a', 'b')", functions) == "1:1: unknown function 'lited'; did you mean 'listed'?")
    }

    @Test func refusesTwoFunctionsForTheSameArguments() {
        let one = HostFunction("size", [.list(.int)], returns: .int) { _ in 1 }
        #expect(refusal("1", [one]) == "1:1: the function 'size' is declared twice for the same arguments")
    }

    @Test func letsVariablesOfMacrosHideFacts() throws {
        #expect(try type("contents.map(receiver, receiver)") == "list(string)")
        #expect(try type("[{'phone': 1}].map(receiver, receiver.phone)") == "list(int)")
        #expect(try type("contents.map(weight_g, .weight_g)") == "list(int)")
        #expect(refusal("contents.exists(x, true) && x == ''") == "1:29: unknown name 'x'")
    }

    @Test func forgetsWhatAFailedAttemptToFitTypesFound() {
        var unifier = TypeUnifier()
        let open = unifier.freshVariable()
        let fitsPartly = unifier.assign(.map(open, .string), to: .map(.int, .int))
        #expect(!fitsPartly && unifier.final(open) == .dyn)
        let tried = unifier.result(open, assigning: [open], to: [.int])
        #expect(tried == .int && unifier.final(open) == .dyn)
        let fits = unifier.assign(.map(open, .string), to: .map(.int, .string))
        #expect(fits && unifier.final(open) == .int)
        let contradicts = unifier.assign(.list(open), to: .list(.string))
        #expect(!contradicts)
    }

    @Test func refusesSchemasThatNoExpressionCouldUse() {
        #expect(throws: SchemaError.notAName("a-b")) { try Schema([.init("a-b", .int)]) }
        #expect(throws: SchemaError.notAName("package")) { try Schema([.init("package", .int)]) }
        #expect(throws: SchemaError.notAName("a.in")) { try Schema([.init("a.in", .int)]) }
        #expect(throws: SchemaError.notAName("a.")) { try Schema([.init("a.", .int)]) }
        #expect(throws: SchemaError.declaredTwice("a.b")) {
            try Schema([.init("a.b", .int), .init("a", .record(RecordType("a", [.init("b", .int)])))])
        }
    }
}
