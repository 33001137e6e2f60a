import Parcels
import YAML

/// Rules as read: not yet bound to the lists that they ask.
public struct RuleDocument: Sendable {
    struct Draft: Sendable {
        let node: Node
        let reference: RuleReference
        let name: BilingualText
        let text: BilingualText
        let condition: Node
        let action: Rule.Action
        let referral: Referral
        let oneIn: Int
        let severity: Rule.Severity
        let ground: String
        /// Who answers for it.
        let owner: String?
        let life: Rule.Life
        let validity: Validity
        let optional: [(name: String, node: Node)]
        let tests: [RuleTest]
    }

    let drafts: [Draft]

    /// No rules.
    public static let none = RuleDocument(drafts: [])

    public var count: Int { drafts.count }
}

/// Reads rules from YAML. Errors name file, line and column, those inside of an expression too.
public enum RuleFile {
    public static let ruleLimit = 10_000

    /// - Parameter utcOffset_s: seconds by which the site's time is ahead of UTC at a moment (seconds since 1970 UTC), for plain days.
    public static func parse(
        _ content: [UInt8], file: String, utcOffset_s: (Int64) -> Int = { _ in 0 }
    ) throws(YAMLError) -> RuleDocument {
        var fields = try Fields(try YAMLParser.parse(content, file: file), expected: "rules")
        let list = try fields.required("rules")
        try fields.noMore()
        var drafts: [RuleDocument.Draft] = []
        var ids: Set<String> = []
        for node in try list.list() {
            let draft = try rule(node, utcOffset_s)
            guard ids.insert(draft.reference.id).inserted else {
                throw node.problem(expected: "each rule's id once")
            }
            guard drafts.count < ruleLimit else { throw node.problem(expected: "at most \(ruleLimit) rules") }
            drafts.append(draft)
        }
        return RuleDocument(drafts: drafts)
    }

    static func rule(_ node: Node, _ utcOffset_s: (Int64) -> Int) throws(YAMLError) -> RuleDocument.Draft {
        var fields = try Fields(node, expected: "a rule")
        let idNode = try fields.required("id")
        let id = try idNode.text()
        guard (1...64).contains(id.utf8.count),
            id.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == 45 })
        else { throw idNode.problem(expected: "small letters, digits and hyphens") }
        var optional: [(name: String, node: Node)] = []
        for item in try fields.optional("optional")?.list() ?? [] {
            let name = try item.text("a fact's name")
            guard ParcelFacts.schema.slot(of: name) != nil else {
                throw item.problem(expected: "the name of a fact")
            }
            optional.append((name, item))
        }
        let testNodes = try fields.optional("tests")?.list() ?? []
        guard testNodes.count <= RuleTest.limit else {
            throw node.problem(expected: "at most \(RuleTest.limit) tests of a rule")
        }
        var tests: [RuleTest] = []
        for item in testNodes { tests.append(try RuleTest.read(item)) }
        let (action, referral, oneIn) = try action(&fields, node)
        let draft = RuleDocument.Draft(
            node: node,
            reference: RuleReference(id: id, version: try fields.required("version").integer(in: 1...1_000_000)),
            name: try ListFile.bilingual(fields.required("name")),
            text: try ListFile.bilingual(fields.required("text")),
            condition: try fields.required("when"),
            action: action, referral: referral, oneIn: oneIn,
            severity: try fields.optional("severity")?.word([
                "low": Rule.Severity.low, "medium": .medium, "high": .high,
            ]) ?? .medium, ground: try fields.required("ground").text(), owner: try fields.optional("owner")?.text(),
            life: try fields.optional("life")?.word(["shadow": Rule.Life.shadow, "live": .live, "retired": .retired])
                ?? .live,
            validity: try Validity.read(&fields, utcOffset_s), optional: optional, tests: tests)
        try fields.noMore()
        return draft
    }

    /// What follows when the rule speaks, with what that wants to know more.
    private static func action(
        _ fields: inout Fields, _ node: Node
    ) throws(YAMLError) -> (Rule.Action, Referral, oneIn: Int) {
        let action =
            try fields.optional("action")?.word([
                "do-not-open": Rule.Action.doNotOpen, "hold": .hold, "refer": .refer, "sample": .sample, "note": .note,
            ]) ?? .hold
        let referral = fields.optional("referral")
        let oneIn = fields.optional("one_in")
        if action != .refer, let referral { throw referral.problem(expected: "a referral where the action is refer") }
        if action != .sample, let oneIn { throw oneIn.problem(expected: "one_in where the action is sample") }
        var kind = Referral.screening
        if action == .refer {
            guard let referral else { throw node.problem(expected: "a referral: rfi, rfs or dnl") }
            kind = try referral.word(["rfi": Referral.information, "rfs": .screening, "dnl": .doNotLoad])
        }
        guard action == .sample else { return (action, kind, 1) }
        guard let oneIn else { throw node.problem(expected: "one_in, the number of parcels of which one is drawn") }
        return (action, kind, try oneIn.integer(in: 1...1_000_000))
    }
}
