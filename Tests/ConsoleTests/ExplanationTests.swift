import Entries
import Parcels
import Screening
import Synchronization
import Testing

@testable import Console

/// Why rules spoke of a parcel, over the API.
@Suite("Explanations over the API")
struct ExplanationTests {
    private let rig: ConsoleRig
    private let passage = PassageID(epoch: 1, sequence: 2)
    private var path: String { "api/passages/\(passage)/explanation" }
    private var rulesPath: String { "api/passages/\(passage)/rules" }

    init() throws { rig = try ConsoleRig() }

    private static let rules = """
        rules:
          - id: heavy
            version: 3
            name: {vi: Nặng, en: Heavy}
            text: {vi: v, en: e}
            when: weight_g > 500 && receiver.phone.startsWith('09')
            ground: g
          - id: light
            version: 1
            name: {vi: Nhẹ, en: Light}
            text: {vi: v, en: e}
            when: weight_g < 500 || service == 'EMS' && cod_vnd > 0
            optional: [cod_vnd]
            ground: g
          - id: by-name
            version: 1
            name: {vi: Tên, en: Name}
            text: {vi: v, en: e}
            when: cod_vnd > size(sender.name)
            ground: g
        """

    /// A parcel of 900 g that was held by its weight.
    private func found(asked: Bool = true) throws -> ExplainedParcel {
        let number = try #require(ParcelNumber(scheme: .s10, canonical: Array("EB123456785VN".utf8)))
        let line = try #require(LineID("L1"))
        let declaration = Declaration(
            number: number, service: "EMS", origin: "VN", destination: "VN", sender: Party(name: "Nguyễn An"),
            receiver: Party(name: "Bình", phone: PhoneNumber("0912345678")),
            contents: [ContentLine(description: "sách")], weight_g: 900, length_mm: nil, value_vnd: nil,
            paymentOnDelivery_vnd: nil, office: "580000",
            source: ManifestReference(importNumber: 1, line: 1, version: 1, imported: 0))
        let reason = Reason.rule(RuleReference(id: "heavy", version: 3), vi: "v", en: "e")
        let parcel = DecidedParcel(
            decision: Decision(
                passage: passage, line: line, stage: .automatic, outcome: .hold, number: number, reasons: [reason],
                held: [.identity], waived: [], versions: Decision.Versions(policy: 1, rules: 4, lists: 0), horizon: 2,
                declared: DeclaredFacts(declaration)), sequence: 9, at: 5_000_000_000, trusted: true,
            numbers: [number], length_mm: 300)
        guard asked else { return ExplainedParcel(parcel, .notAsked) }
        let snapshot = try ScreeningSnapshot(
            rules: try RuleFile.parse(Array(Self.rules.utf8), file: "rules"), rulesVersion: 4, lists: .none,
            listsVersion: 0, at: nil)
        let subject = Subject(
            line: line, number: number, numbers: [number], declaration: declaration, length_mm: 300, now: nil)
        return ExplainedParcel(parcel, .asked(AskedParcel(snapshot, subject, nil), .unasked))
    }

    private func tell(_ explained: Explained) { rig.site.explanations.withLock { $0[passage] = explained } }

    private func rules(_ answer: Response) throws -> [[String: Any]] {
        try #require(try answer.json["rules"] as? [[String: Any]])
    }

    private func facts(_ rule: [String: Any], part: Int) throws -> [[String: Any]] {
        let parts = try #require((rule["condition"] as? [String: Any])?["parts"] as? [[String: Any]])
        return try #require(parts[part]["facts"] as? [[String: Any]])
    }

    @Test func aRuleThatSpokeIsToldWithWhatMadeItTrue() throws {
        tell(.parcel(try found()))
        let answer = rig.answer(.get, path, try rig.signIn("inspector"))
        let told = try answer.json
        #expect(told["state"] as? String == "asked" && told["number"] as? String == "EB123456785VN")
        #expect(told["rulesVersion"] as? Int == 4 && told["verdict"] as? String == "hold")
        let rules = try rules(answer)
        #expect(rules.map { $0["id"] as? String } == ["heavy", "by-name"])
        #expect(rules[0]["answer"] as? String == "speaks" && rules[0]["isInDecision"] as? Bool == true)
        let weight = try facts(rules[0], part: 0)
        #expect(weight.first?["name"] as? String == "weight_g" && weight.first?["value"] as? String == "900")
    }

    /// Whoever asks: names, telephone numbers and addresses are shown by the other way alone, which writes it down.
    @Test func personsAreMasked() throws {
        tell(.parcel(try found()))
        for role in ["inspector", "security-officer"] {
            let answer = rig.answer(.get, path, try rig.signIn(role))
            #expect(!answer.text.contains("0912345678") && !answer.text.contains("Nguyễn"))
            let rules = try rules(answer)
            let phone = try facts(rules[0], part: 1)
            #expect(phone.first?["isMasked"] as? Bool == true && phone.first?["value"] == nil)
            #expect(rules[1]["answer"] as? String == "fails" && rules[1]["why"] == nil, "the reason may name persons")
        }
        #expect(rig.site.performed.isEmpty)
    }

    @Test func aSilentRuleIsToldWhenItIsAskedFor() throws {
        tell(.parcel(try found()))
        let visitor = try rig.signIn("inspector")
        let rule = try #require(try rules(rig.answer(.get, path, visitor, query: ["rule": "light"])).first)
        #expect(rule["answer"] as? String == "silent" && rule["isInDecision"] as? Bool == false)
        let parts = try #require((rule["condition"] as? [String: Any])?["parts"] as? [[String: Any]])
        #expect(parts.map { $0["outcome"] as? String } == ["no", "failed"])
        let none = rig.answer(.get, path, visitor, query: ["rule": "none"])
        #expect(none.status == 404 && none.code == "unknown-rule")
    }

    @Test func theRulesOfThenAreFoundByIdAndName() throws {
        tell(.parcel(try found()))
        let visitor = try rig.signIn("inspector")
        func ids(_ text: String) throws -> [String?] {
            try rules(rig.answer(.get, rulesPath, visitor, query: ["text": text])).map {
                $0["id"] as? String
            }
        }
        #expect(try ids("") == ["heavy", "light", "by-name"] && ids("nhe") == ["light"])
        #expect(try ids("HEAVY") == ["heavy"] && ids("x").isEmpty)
        let long = rig.answer(
            .get, rulesPath, visitor, query: ["text": String(repeating: "x", count: 201)])
        #expect(long.status == 400)
    }

    @Test func aLookAtPersonsIsWrittenDownFirst() throws {
        tell(.parcel(try found()))
        let visitor = try rig.signIn("inspector")
        let refused = rig.answer(.post, path + "/personal", visitor, body: "{\"ground\":\"authority\"}")
        #expect(refused.code == "ground-needs-note" && rig.site.performed.isEmpty)
        let answer = rig.answer(.post, path + "/personal", visitor, body: "{\"ground\":\"inspection\"}")
        guard case .showPersonal(let shown)? = rig.site.performed.first else {
            Issue.record("\(rig.site.performed)")
            return
        }
        #expect(shown.account.name == "inspector" && shown.number?.description == "EB123456785VN")
        // The rig's journal has no such entry: what cannot be read any more is not shown from memory.
        #expect(answer.status == 410 && answer.code == "erased")
    }

    /// What has passed is in the journal alone, and so it is for those who may search that.
    @Test func aParcelThatWasNotHeldIsForThoseWhoSearchTheJournal() throws {
        tell(.parcel(try found()))
        let answer = rig.answer(.get, path, try rig.signIn("operator"))
        #expect(answer.status == 403)
        #expect(try answer.json["arguments"] as? [String: String] == ["permission": "search-journal"])
    }

    @Test func whatCannotBeToldIsSaidSo() throws {
        let visitor = try rig.signIn("inspector")
        func state() throws -> String? { try rig.answer(.get, path, visitor).json["state"] as? String }
        let parcel = try found(asked: false)
        tell(.parcel(parcel))
        #expect(try state() == "not-asked")
        tell(.parcel(ExplainedParcel(parcel.parcel, .noDocument(.lists, 7))))
        let told = try rig.answer(.get, path, visitor).json
        #expect(told["state"] as? String == "no-document" && told["document"] as? String == "lists")
        #expect(told["documentVersion"] as? Int == 7)
        for (explained, code) in [(Explained.reading, "reading"), (.undecided, "undecided"), (.failed, "failed")] {
            tell(explained)
            #expect(try state() == code)
            #expect(rig.answer(.get, rulesPath, visitor).code == "not-explained")
        }
        tell(.unknown)
        #expect(rig.answer(.get, path, visitor).code == "unknown-passage")
        tell(.busy)
        #expect(rig.answer(.get, path, visitor).status == 503)
        #expect(rig.answer(.get, "api/passages/x/explanation", visitor).status == 404)
    }
}
