import Screening

/// The rules' expression language: parser, checker and evaluation under a budget.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzExpressions(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    guard let parcel = Parcel.shared else { return 0 }
    let source = unsafe String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    guard let expression = try? Expression.compile(source, schema: parcel.schema, functions: parcel.functions) else {
        return 0
    }
    let result = expression.evaluate(parcel.facts, budget: 2_000)
    precondition(result == expression.evaluate(parcel.facts, budget: 2_000) || source.contains("nan"))
    var none = Facts(parcel.schema)
    none["weight_g"] = .int(.min)
    _ = expression.evaluate(none, budget: 50)
    return 0
}

private struct Parcel: Sendable {
    let schema: Schema
    let facts: Facts
    let functions: [HostFunction]

    static let shared = Parcel()

    init?() {
        let items = RecordType("item", [.init("description", .string), .init("weight_g", .int)])
        let declared: [RecordType.Field] = [
            .init("weight_g", .int), .init("pieces", .uint), .init("value", .double), .init("service", .string),
            .init("insured", .bool), .init("contents", .list(.string)), .init("tags", .map(.string, .int)),
            .init("items", .list(.record(items))), .init("accepted", .timestamp), .init("seal", .bytes),
            .init("any", .dyn),
            .init("receiver", .record(RecordType("receiver", [.init("phone", .string)]))),
        ]
        guard let schema = try? Schema(declared) else { return nil }
        self.schema = schema
        var facts = Facts(schema)
        facts["weight_g"] = 2100
        facts["pieces"] = .uint(3)
        facts["value"] = .double(-1.5)
        facts["service"] = "EMS"
        facts["insured"] = true
        facts["contents"] = ["nòng thép", "e\u{301}", "🐱"]
        facts["accepted"] = .timestamp(ExpressionTimestamp(unixNanoseconds: 1_700_000_000_123_456_789))
        facts["seal"] = .bytes([0, 255])
        facts["any"] = [1, "two", 3.0]
        self.facts = facts
        functions = [HostFunction("listed", [.string, .string], returns: .bool) { $0[0] == $0[1] ? true : false }]
    }
}
