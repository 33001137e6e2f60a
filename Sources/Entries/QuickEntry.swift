import JSON
import Parcels
import Readings

extension Entry {
    /// Reads an entry of those kinds that tell of parcels, as this program writes them, without `Codable`; nil for
    /// anything else, and then `read` says what it is.
    public static func readQuickly(_ content: [UInt8]) -> Entry? {
        do throws(JSONUnsure) { return try QuickEntry(JSONDocument(content)).entry() } catch { return nil }
    }

    /// The entry with the persons of its sealed part, where it is one that names them; nil where the part is not plain.
    public func withQuickly(personal: [UInt8]) -> Entry? {
        guard case .passageDecided(var decision) = body else { return nil }
        do throws(JSONUnsure) {
            let document = try JSONDocument(personal)
            let quick = QuickEntry(document)
            let sender = try quick.party(try document.required(JSONDocument.root, "sender"))
            let receiver = try quick.party(try document.required(JSONDocument.root, "receiver"))
            decision.attach(parties: DeclaredFacts.Parties(sender: sender, receiver: receiver))
            return Entry(epoch: epoch, sequence: sequence, stamp: stamp, body: .passageDecided(decision), slot: slot)
        } catch { return nil }
    }
}

/// Reads the plain form of the entries that tell of parcels.
private struct QuickEntry {
    private let json: JSONDocument

    init(_ json: JSONDocument) { self.json = json }

    func entry() throws(JSONUnsure) -> Entry {
        let root = JSONDocument.root
        let body = try json.required(root, "body")
        let version: Int = try json.integer(json.required(root, "version"))
        let content: EntryBody
        switch try json.text(json.required(root, "kind")) {
        case EntryKind.passageOpened.rawValue: content = .passageOpened(try opened(body, version))
        case EntryKind.readingReceived.rawValue: content = .readingReceived(try reading(body, version))
        case EntryKind.passageDecided.rawValue: content = .passageDecided(try decision(body, version))
        case EntryKind.passageEnded.rawValue: content = .passageEnded(try ended(body, version))
        default: throw JSONUnsure()
        }
        let at = try json.required(root, "at")
        guard let boot = BootID(try json.text(json.required(at, "boot"))) else { throw JSONUnsure() }
        // Nanoseconds since 1970 have 19 digits.
        let stamp = Stamp(
            utc: try long(at, "utc"), boot: boot, monotonic: try long(at, "monotonic"),
            trusted: try json.flag(json.required(at, "trusted")))
        return Entry(
            epoch: try json.integer(json.required(root, "epoch")),
            sequence: try json.integer(json.required(root, "sequence")), stamp: stamp, body: content,
            slot: try integer(root, "slot"))
    }

    private func opened(_ body: Int, _ version: Int) throws(JSONUnsure) -> PassageOpened {
        try require(version, PassageOpened.version)
        return PassageOpened(
            line: try line(body), track: try track(body), front: try integer(body, "front"),
            tail: try integer(body, "tail"), plc_ms: try json.integer(json.required(body, "plc_ms")),
            length_mm: try json.integer(json.required(body, "length_mm")), gap_mm: try integer(body, "gap_mm"))
    }

    private func ended(_ body: Int, _ version: Int) throws(JSONUnsure) -> PassageEnded {
        try require(version, PassageEnded.version)
        guard let passage = try passage(body), try json.member(body, "by") == nil,
            let how = PassageEnded.How(rawValue: try json.text(json.required(body, "how")))
        else { throw JSONUnsure() }
        let permit: UInt32? = try integer(body, "permit")
        return PassageEnded(
            passage: passage, how: how, exit: try integer(body, "exit"), permit: permit.map { PermitNumber($0) })
    }

    /// A label that is just its number; others are for the careful reader.
    private func reading(_ body: Int, _ version: Int) throws(JSONUnsure) -> ReadingReceived {
        try require(version, ReadingReceived.version)
        for other in ["noRead", "trouble", "frame", "seen"] as [StaticString] {
            guard try json.member(body, other) == nil else { throw JSONUnsure() }
        }
        var symbology: SymbologyIdentifier?
        if let place = try json.member(body, "symbology") {
            symbology = SymbologyIdentifier(try json.text(place))
            guard symbology != nil else { throw JSONUnsure() }
        }
        guard let device = DeviceID(try json.text(json.required(body, "device"))),
            let number = try number(body)
        else { throw JSONUnsure() }
        let size: Int = try json.integer(json.required(body, "size"))
        let label = number.canonical.bytes
        guard size == label.count else { throw JSONUnsure() }
        return ReadingReceived(
            device: device, passage: try passage(body), symbology: symbology, number: number, label: label)
    }

    /// One without reasons and notes: most are.
    private func decision(_ body: Int, _ version: Int) throws(JSONUnsure) -> Decision {
        try require(version, Decision.version)
        for other in ["reasons", "notes", "next", "controlled"] as [StaticString] {
            guard try json.member(body, other) == nil else { throw JSONUnsure() }
        }
        guard let passage = try passage(body), let stage = Stage(rawValue: try json.text(json.required(body, "stage")))
        else { throw JSONUnsure() }
        let line = try line(body)
        let outcome: Decision.Outcome
        switch try json.text(json.required(body, "verdict")) {
        case "hold": outcome = .hold
        case "clear":
            let permit = try json.required(body, "permit")
            let expiry: Expiry
            if let encoder: UInt32 = try integer(permit, "encoder") {
                expiry = .encoder(EncoderCount(encoder))
            } else {
                expiry = .afterInduction(milliseconds: try integer(permit, "after_ms") ?? 0)
            }
            outcome = .clear(
                Permit(
                    line: line, track: try track(permit), epoch: passage.epoch,
                    number: PermitNumber(try json.integer(json.required(permit, "number"))), passage: passage,
                    expiry: expiry))
        default: throw JSONUnsure()
        }
        let versions = try json.required(body, "versions")
        return Decision(
            passage: passage, line: line, stage: stage, outcome: outcome, number: try number(body), reasons: [],
            held: try evidence(body, "held"), waived: try evidence(body, "waived"),
            versions: Decision.Versions(
                policy: try json.integer(json.required(versions, "policy")),
                rules: try json.integer(json.required(versions, "rules")),
                lists: try json.integer(json.required(versions, "lists")),
                bulletins: try integer(versions, "bulletins")),
            horizon: try json.integer(json.required(body, "horizon")),
            declared: try json.member(body, "declared").map { place throws(JSONUnsure) in try declared(place) },
            measured: try json.member(body, "measured").map { place throws(JSONUnsure) in try measured(place) })
    }

    private func measured(_ place: Int) throws(JSONUnsure) -> ParcelMeasure {
        let told = ParcelMeasure(
            weight_g: try integer(place, "weight_g"), length_mm: try integer(place, "length_mm"),
            width_mm: try integer(place, "width_mm"), height_mm: try integer(place, "height_mm"))
        guard let told else { throw JSONUnsure() }
        return told
    }

    private func declared(_ place: Int) throws(JSONUnsure) -> DeclaredFacts {
        var contents: [ContentLine] = []
        for line in try json.elements(json.required(place, "contents")) {
            contents.append(
                ContentLine(
                    description: try json.text(json.required(line, "description")),
                    quantity: try integer(line, "quantity"), hsCode: try text(line, "hsCode")))
        }
        let source = try json.required(place, "source")
        return DeclaredFacts(
            service: try json.text(json.required(place, "service")),
            origin: try json.text(json.required(place, "origin")),
            destination: try json.text(json.required(place, "destination")),
            office: try json.text(json.required(place, "office")), contents: contents,
            weight_g: try integer(place, "weight_g"), length_mm: try integer(place, "length_mm"),
            value_vnd: try integer(place, "value_vnd"),
            paymentOnDelivery_vnd: try integer(place, "paymentOnDelivery_vnd"),
            source: ManifestReference(
                importNumber: try json.integer(json.required(source, "importNumber")),
                line: try json.integer(json.required(source, "line")),
                version: try json.integer(json.required(source, "version")), imported: try long(source, "imported")))
    }

    func party(_ place: Int) throws(JSONUnsure) -> Party {
        var phone: PhoneNumber?
        if let digits = try text(place, "phone") {
            phone = PhoneNumber(digits)
            guard phone != nil else { throw JSONUnsure() }
        }
        return Party(
            name: try json.text(json.required(place, "name")), phone: phone,
            address: try json.text(json.required(place, "address")), account: try text(place, "account"),
            device: try text(place, "device"))
    }

    // MARK: Values

    private func require(_ version: Int, _ newest: Int) throws(JSONUnsure) {
        guard version <= newest else { throw JSONUnsure() }
    }

    private func integer<Number: FixedWidthInteger>(_ object: Int, _ name: StaticString) throws(JSONUnsure) -> Number? {
        guard let place = try json.member(object, name) else { return nil }
        return try json.integer(place)
    }

    private func text(_ object: Int, _ name: StaticString) throws(JSONUnsure) -> String? {
        guard let place = try json.member(object, name) else { return nil }
        return try json.text(place)
    }

    private func long(_ object: Int, _ name: StaticString) throws(JSONUnsure) -> Int64 {
        try json.integer(json.required(object, name))
    }

    private func line(_ object: Int) throws(JSONUnsure) -> LineID {
        guard let line = LineID(try json.text(json.required(object, "line"))) else { throw JSONUnsure() }
        return line
    }

    private func track(_ object: Int) throws(JSONUnsure) -> TrackID {
        guard let track = TrackID(try json.integer(json.required(object, "track"))) else { throw JSONUnsure() }
        return track
    }

    /// `epoch/sequence`
    private func passage(_ object: Int) throws(JSONUnsure) -> PassageID? {
        guard let text = try text(object, "passage") else { return nil }
        let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.count == 2, let epoch = Epoch(Substring(parts[0])), let sequence = UInt64(Substring(parts[1]))
        else {
            throw JSONUnsure()
        }
        return PassageID(epoch: epoch, sequence: sequence)
    }

    private func number(_ object: Int) throws(JSONUnsure) -> ParcelNumber? {
        guard let place = try json.member(object, "number") else { return nil }
        guard let scheme = Scheme(rawValue: try json.text(json.required(place, "scheme"))),
            let number = ParcelNumber(
                scheme: scheme, canonical: Array(try json.text(json.required(place, "number")).utf8))
        else { throw JSONUnsure() }
        return number
    }

    private func evidence(_ object: Int, _ name: StaticString) throws(JSONUnsure) -> [Evidence] {
        var evidence: [Evidence] = []
        for place in try json.elements(json.required(object, name)) {
            guard let one = Evidence(rawValue: try json.text(place)) else { throw JSONUnsure() }
            evidence.append(one)
        }
        return evidence
    }
}
