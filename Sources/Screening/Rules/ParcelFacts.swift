import Parcels

/// The facts that a rule may ask of a parcel: one schema, and the way from a parcel to its facts.
enum ParcelFacts {
    private static let party = [
        RecordType.Field("name", .string), RecordType.Field("phone", .string), RecordType.Field("address", .string),
    ]

    private static let fields: [RecordType.Field] = [
        .init("line", .string), .init("number", .string), .init("scheme", .string),
        // What speaks for the number: `check-digit`, `structure` or `length`.
        .init("number_evidence", .string), .init("numbers", .list(.string)),
        .init("country", .string), .init("length_mm", .int),
        // Which devices read its number and what they say of the print, and labels that are no item numbers.
        .init("readers", .list(.string)), .init("label_quality", .list(.string)), .init("other_labels", .int),
        // What scales and dimensioners found; absent where none did.
        .init("measured_weight_g", .int), .init("measured_length_mm", .int), .init("measured_width_mm", .int),
        .init("measured_height_mm", .int),
        // From the declaration; absent where there is none.
        .init("service", .string), .init("origin", .string), .init("destination", .string), .init("office", .string),
        .init("contents", .list(.string)), .init("hs_codes", .list(.string)), .init("quantity", .int),
        .init("weight_g", .int), .init("declared_length_mm", .int), .init("value_vnd", .int), .init("cod_vnd", .int),
        .init(
            "sender", .record(RecordType("sender", party + [.init("account", .string), .init("device", .string)]))),
        .init("receiver", .record(RecordType("receiver", party))),
        .init(
            "manifest", .record(RecordType("manifest", [.init("version", .int), .init("age_min", .int)]))),
        // Terms of the keyword packs found in the contents, by category.
        .init(
            "keywords",
            .record(
                RecordType(
                    "keywords",
                    [
                        .init("strong", .map(.string, .list(.string))), .init("weak", .map(.string, .list(.string))),
                        .init("everyday", .map(.string, .list(.string))),
                        .init("flagged", .map(.string, .list(.string))),
                    ]))),
        // Earlier parcels.
        HistoryFacts.group,
    ]

    static let schema: Schema = {
        do throws(SchemaError) { return try Schema(fields) } catch {
            preconditionFailure("the parcel's facts are declared wrongly: \(error)")
        }
    }()

    private static let slots = Slots()

    /// Places of the facts, looked up once.
    private struct Slots: Sendable {
        let line = slot("line"), number = slot("number"), scheme = slot("scheme"), numbers = slot("numbers")
        let evidence = slot("number_evidence"), readers = slot("readers"), quality = slot("label_quality")
        let otherLabels = slot("other_labels"), measuredWeight = slot("measured_weight_g")
        let measuredLength = slot("measured_length_mm"), measuredWidth = slot("measured_width_mm")
        let measuredHeight = slot("measured_height_mm")
        let country = slot("country"), length = slot("length_mm"), service = slot("service"), origin = slot("origin")
        let destination = slot("destination"), office = slot("office"), contents = slot("contents")
        let codes = slot("hs_codes"), quantity = slot("quantity"), weight = slot("weight_g")
        let declaredLength = slot("declared_length_mm"), value = slot("value_vnd"), cod = slot("cod_vnd")
        let senderName = slot("sender.name"), senderPhone = slot("sender.phone"), senderAddress = slot("sender.address")
        let senderAccount = slot("sender.account"), senderDevice = slot("sender.device")
        let receiverName = slot("receiver.name"), receiverPhone = slot("receiver.phone")
        let receiverAddress = slot("receiver.address")
        let version = slot("manifest.version"), age = slot("manifest.age_min")
        let strong = slot("keywords.strong"), weak = slot("keywords.weak"), everyday = slot("keywords.everyday")
        let flagged = slot("keywords.flagged")

        private static func slot(_ name: String) -> Int {
            guard let slot = ParcelFacts.schema.slot(of: name) else { preconditionFailure("no fact '\(name)'") }
            return slot
        }
    }

    /// All facts, for whoever is no set of rules.
    static let all = FactSet(schema.facts.indices)

    private static let ofKeywords = FactSet([slots.strong, slots.weak, slots.everyday, slots.flagged])

    /// - Parameters:
    ///   - found: the keywords found in the contents.
    ///   - history: of the parcels before.
    ///   - asked: the facts that will be asked for; the others are not made.
    static func facts(
        _ subject: Subject, _ found: KeywordFindings, _ history: History, asked: FactSet
    ) -> Facts {
        var facts = AskedFacts(asked)
        facts.set(slots.line, .string(subject.line.name))
        facts.set(slots.numbers, .list(ExpressionList(subject.numbers.map { .string($0.description) })))
        facts.set(slots.length, .int(Int64(subject.length_mm)))
        // What is not all there is absent, and a rule that needs it holds the parcel.
        if subject.reads.isWhole {
            facts.set(slots.readers, list(subject.reads.of(subject.number).map(\.device)))
            facts.set(slots.quality, list(subject.reads.of(subject.number).compactMap(\.quality)))
        }
        facts.set(slots.otherLabels, .int(Int64(subject.reads.others)))
        if let measured = subject.measured {
            facts.set(slots.measuredWeight, measured.weight_g.map { .int(Int64($0)) })
            facts.set(slots.measuredLength, measured.length_mm.map { .int(Int64($0)) })
            facts.set(slots.measuredWidth, measured.width_mm.map { .int(Int64($0)) })
            facts.set(slots.measuredHeight, measured.height_mm.map { .int(Int64($0)) })
        }
        if let number = subject.number {
            facts.set(slots.number, .string(number.description))
            facts.set(slots.scheme, .string(number.scheme.rawValue))
            facts.set(slots.evidence, .string(number.evidence.rawValue))
            facts.set(slots.country, number.country.map { .string($0) })
        }
        if let declaration = subject.declaration {
            add(declaration, subject.now, to: &facts)
            if !asked.isDisjoint(with: ofKeywords) { add(found, to: &facts.facts) }
            if !asked.isDisjoint(with: HistoryFacts.all) {
                HistoryFacts.add(history, declaration, asked: asked, to: &facts.facts)
            }
        }
        return facts.facts
    }

    /// Each text once, in the order of the first.
    private static func list(_ texts: some Sequence<String>) -> ExpressionValue {
        var known: [String] = []
        for text in texts where !known.contains(text) { known.append(text) }
        return .list(ExpressionList(known.map { .string($0) }))
    }

    private static func add(_ declaration: Declaration, _ now: Int64?, to facts: inout AskedFacts) {
        facts.set(slots.service, .string(declaration.service))
        facts.set(slots.origin, .string(declaration.origin))
        facts.set(slots.destination, .string(declaration.destination))
        facts.set(slots.office, .string(declaration.office))
        facts.set(slots.contents, .list(ExpressionList(declaration.contents.map { .string($0.description) })))
        facts.set(slots.codes, .list(ExpressionList(declaration.contents.compactMap { $0.hsCode.map { .string($0) } })))
        facts.set(slots.quantity, .int(Int64(declaration.contents.reduce(0) { $0 + ($1.quantity ?? 1) })))
        facts.set(slots.weight, declaration.weight_g.map { .int(Int64($0)) })
        facts.set(slots.declaredLength, declaration.length_mm.map { .int(Int64($0)) })
        facts.set(slots.value, declaration.value_vnd.map { .int(Int64($0)) })
        facts.set(slots.cod, declaration.paymentOnDelivery_vnd.map { .int(Int64($0)) })
        facts.set(slots.senderName, text(declaration.sender.name))
        facts.set(slots.senderPhone, declaration.sender.phone.map { .string($0.digits) })
        facts.set(slots.senderAddress, text(declaration.sender.address))
        facts.set(slots.senderAccount, declaration.sender.account.map { .string($0) })
        facts.set(slots.senderDevice, declaration.sender.device.map { .string($0) })
        facts.set(slots.receiverName, text(declaration.receiver.name))
        facts.set(slots.receiverPhone, declaration.receiver.phone.map { .string($0.digits) })
        facts.set(slots.receiverAddress, text(declaration.receiver.address))
        facts.set(slots.version, .int(Int64(declaration.source.version)))
        let age_min = now.map { max(0, ($0 - declaration.source.imported) / 60_000_000_000) } ?? 0
        facts.set(slots.age, .int(age_min))
    }

    /// An empty name or address was not given.
    private static func text(_ text: String) -> ExpressionValue? { text.isEmpty ? nil : .string(text) }

    /// Finds the keywords in contents that were written down for a test, where the test names none itself.
    static func addKeywords(ofContents facts: inout Facts, by matcher: KeywordMatcher, valid: [Bool]) {
        guard case .list(let lines) = facts[slots.contents] else { return }
        let texts = lines.elements.map { line -> [FoldedText] in
            if case .string(let text) = line { return FoldedText.readings(of: text) }
            return []
        }
        add(matcher.findings(in: texts, valid: valid), to: &facts)
    }

    private static let noKeywords = (try? ExpressionMap([])).map { ExpressionValue.map($0) } ?? .null

    /// Adds what was found by its weight and category. What a test names itself stays.
    private static func add(_ found: KeywordFindings, to facts: inout Facts) {
        for (slot, weight) in [
            (slots.strong, KeywordTerm.Weight.strong), (slots.weak, .weak), (slots.everyday, .everyday),
        ] where facts[slot] == nil {
            let terms = found.matches.lazy.map(\.term).filter { $0.weight == weight }
            facts[slot] = found.matches.isEmpty ? noKeywords : byCategory(terms.map { ($0.category, $0.text) })
        }
        if facts[slots.flagged] == nil {
            let flagged = found.categories.filter(\.isFlagged)
            facts[slots.flagged] = byCategory(flagged.flatMap { held in held.terms.map { (held.code, $0.text) } })
        }
    }

    private static func byCategory(_ found: [(category: String, term: String)]) -> ExpressionValue {
        if found.isEmpty { return noKeywords }
        var terms: [(category: String, terms: [String])] = []
        for (category, term) in found {
            let place = terms.firstIndex { $0.category == category } ?? terms.count
            if place == terms.count { terms.append((category, [])) }
            if !terms[place].terms.contains(term) { terms[place].terms.append(term) }
        }
        let entries = terms.map {
            ExpressionMap.Entry(.string($0.category), .list(ExpressionList($0.terms.map { .string($0) })))
        }
        // The categories are distinct strings, so that they always make a map.
        return (try? ExpressionMap(entries)).map { .map($0) } ?? .null
    }
}

/// Facts of one parcel in the making: only those that are asked for.
private struct AskedFacts {
    var facts = Facts(ParcelFacts.schema)
    private let asked: FactSet

    init(_ asked: FactSet) { self.asked = asked }

    @inline(__always)
    mutating func set(_ slot: Int, _ value: @autoclosure () -> ExpressionValue?) {
        if asked.contains(slot) { facts[slot] = value() }
    }
}
