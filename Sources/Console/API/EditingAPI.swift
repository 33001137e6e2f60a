import Entries
import JSON
import Parcels
import Records
import Screening
import Words

extension API {
    /// What is wrong with a document that is being written.
    func check(_ kindText: String, _ request: Request) throws -> Response {
        guard let kind = DocumentKind(rawValue: kindText) else { throw Refusal(404, "unknown-document") }
        guard let check = site.check(kind, try document(request)) else { throw Refusal(503, "unavailable") }
        return json { writer in
            writer.beginObject()
            writer.list("faults", check.faults) { writer, fault in fault.write(&writer) }
            writer.key("hasMoreFaults")
            writer.value(check.hasMoreFaults)
            writer.list("rules", check.rules) { writer, rule in
                writer.field("id", rule.id)
                writer.field("line", rule.line)
            }
            writer.list("tests", check.tests) { writer, test in
                writer.field("rule", test.rule)
                writer.field("line", test.line)
                writer.field("expected", test.expected)
                writer.field("found", test.found)
                if let why = test.why { writer.fault("why", why) }
                writer.key("isPassed")
                writer.value(test.isPassed)
            }
            writer.field("testsLeft", check.testsLeft)
            writer.endObject()
        }
    }

    func ruleLanguage() -> Response {
        let vocabulary = site.vocabulary()
        return json { writer in
            writer.beginObject()
            writer.list("facts", FactCatalogue.all) { writer, fact in
                writer.field("name", fact.name)
                writer.field("type", fact.type)
                writer.field("example", fact.example)
                if !fact.elementFields.isEmpty {
                    writer.list("fields", fact.elementFields) { writer, field in
                        writer.field("name", field.name)
                        writer.field("type", field.type)
                    }
                }
                writer.meaning("fact.", fact.name)
            }
            writer.list("functions", RuleLanguage.functions) { writer, function in
                writer.field("name", function.name)
                writer.texts("signatures", function.signatures)
                writer.key("isMember")
                writer.value(function.isMember)
                writer.key("isMacro")
                writer.value(function.isMacro)
                writer.meaning("function.", function.name)
            }
            writer.key("fields")
            writer.beginObject()
            for kind in DocumentKind.allCases {
                writer.list(kind.rawValue, DocumentFields.names(of: kind)) { writer, name in
                    writer.field("name", name)
                    if let values = DocumentFields.values(of: name, in: kind) { writer.texts("values", values) }
                    // A name may mean something else in one kind of document.
                    let own = kind.rawValue + "-" + name
                    let isOwn = Catalogue.phrase("document-field." + own) != nil
                    writer.meaning("document-field.", isOwn ? own : name)
                }
            }
            writer.endObject()
            writer.texts("listKinds", vocabulary.kinds)
            writer.texts("categories", vocabulary.categories)
            writer.endObject()
        }
    }

    /// Begins to ask a rule about the parcels of the last month.
    func tryRule(_ request: Request) throws -> Response {
        guard let id = request.query["rule"], (1...64).contains(id.utf8.count) else {
            throw Refusal(400, "unknown-rule")
        }
        let number = site.tryRule(id, in: try document(request))
        return json(status: 202) { writer in
            writer.beginObject()
            writer.field("number", number)
            writer.endObject()
        }
    }

    func tried(_ numberText: String) throws -> Response {
        guard let number = Int(numberText), let tried = site.tried(number) else { throw Refusal(404, "unknown-trial") }
        // Links are looked up once it has ended: until then the page asks every moment.
        let records = tried.state == .running ? nil : try? self.records()
        return json { writer in
            writer.beginObject()
            writer.field("state", tried.state.rawValue)
            writer.field("days", tried.days)
            writer.field("limit", tried.limit)
            writer.field("asked", tried.asked)
            writer.field("speaks", tried.speaks)
            writer.field("speaksHeld", tried.speaksHeld)
            writer.field("fails", tried.fails)
            writer.field("failsHeld", tried.failsHeld)
            writer.field("erased", tried.erased)
            if let from = tried.from { writer.field("from_ms", Int(from / 1_000_000)) }
            if let to = tried.to { writer.field("to_ms", Int(to / 1_000_000)) }
            writer.list("examples", tried.examples) { writer, example in
                writer.field("passage", example.passage.description)
                if let number = example.number { writer.field("number", number.description) }
                writer.field("at_ms", Int(example.at / 1_000_000))
                writer.key("wasHeld")
                writer.value(example.wasHeld)
                if let says = example.says { writer.both("says", vi: says.vi, en: says.en) }
                if let why = example.why { writer.fault("why", why) }
                if let hold = try? records?.hold(of: example.passage) { writer.field("hold", hold.description) }
            }
            writer.endObject()
        }
    }

    /// The text of a request; an empty one is a document without anything.
    private func document(_ request: Request) throws(Refusal) -> [UInt8] {
        switch request.body {
        case .none: return []
        case .bytes(let bytes) where String(validating: bytes, as: UTF8.self) != nil: return bytes
        case .bytes, .file: throw Refusal(400, "body-malformed")
        }
    }
}

extension DocumentFields {
    fileprivate static func names(of kind: DocumentKind) -> [String] {
        switch kind {
        case .rules: ofRules
        case .lists: ofLists
        case .policy: ofPolicy
        }
    }

    /// The words that a field takes; nil where they are not few.
    fileprivate static func values(of name: String, in kind: DocumentKind) -> [String]? {
        switch (kind, name) {
        case (.rules, "action"): RuleLanguage.actions
        case (.rules, "referral"): RuleLanguage.referrals
        case (.rules, "severity"): RuleLanguage.severities
        case (.rules, "life"): RuleLanguage.lives
        case (.rules, "expect"): RuleLanguage.answers
        case (.policy, "requires"): Evidence.allCases.map(\.rawValue)
        default: nil
        }
    }
}

extension DocumentFault {
    fileprivate func write(_ writer: inout JSONWriter) {
        writer.field("line", line)
        writer.field("column", column)
        writer.fault("expected", expected)
        writer.fault("found", found)
        if !advice.isEmpty { writer.fault("advice", advice) }
    }
}

extension JSONWriter {
    /// What a name of the language means.
    fileprivate mutating func meaning(_ prefix: String, _ name: String) {
        let key = prefix + name.map { $0 == "_" ? "-" : String($0) }.joined()
        field("vi", Catalogue.text(key, .vietnamese))
        field("en", Catalogue.text(key, .english))
    }
}
