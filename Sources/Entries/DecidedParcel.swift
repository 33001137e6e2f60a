import Parcels

/// A parcel that was decided, with what was known of it then, as its entries say: enough to ask about it again.
public struct DecidedParcel: Sendable {
    public let decision: Decision
    /// The sequence of the decision's entry.
    public let sequence: UInt64
    /// When it was decided: nanoseconds UTC.
    public let at: Int64
    /// Whether the clock was to be trusted then.
    public let trusted: Bool
    /// Every valid number that was read on it before.
    public let numbers: [ParcelNumber]
    /// The labels that were read on it before.
    public let reads: LabelReads
    public let length_mm: Int

    public init(
        decision: Decision, sequence: UInt64, at: Int64, trusted: Bool, numbers: [ParcelNumber],
        reads: LabelReads = LabelReads(), length_mm: Int
    ) {
        self.decision = decision
        self.sequence = sequence
        self.at = at
        self.trusted = trusted
        self.numbers = numbers
        self.reads = reads
        self.length_mm = length_mm
    }

    /// A parcel that got its number at a table and was asked about there: a decision that it stays held until a person has looked.
    /// Its passage is the place of that entry. Nil for an entry of another kind, and for one of before that says no place.
    public init?(screened entry: Entry) {
        guard case .holdScreened(let screened) = entry.body, let line = screened.line else { return nil }
        decision = Decision(
            passage: PassageID(epoch: entry.epoch, sequence: entry.sequence), line: line, stage: .automatic,
            outcome: .hold, number: screened.number, reasons: screened.reasons, held: [.identity], waived: [],
            versions: screened.versions, horizon: entry.sequence - 1, declared: screened.declared)
        sequence = entry.sequence
        at = entry.stamp.utc
        trusted = entry.stamp.trusted
        numbers = [screened.number]
        reads = LabelReads()
        length_mm = 0
    }

    /// The declaration that the decision used. Persons that have been erased are left empty.
    public var declaration: Declaration? {
        decision.number.flatMap { number in decision.declared.map { Declaration(number, $0) } }
    }

    /// Whether rules were asked about it: evidence is weighed where they were. A parcel that was held before was asked nothing.
    public var wereRulesAsked: Bool { !decision.held.isEmpty || !decision.waived.isEmpty }

    /// Whether its persons have been erased.
    public var isErased: Bool { decision.declared.map { $0.parties == nil } ?? false }
}

/// A parcel about which rules were asked with its declaration, on a line, at a table or when it got its number there: what a
/// history remembers.
public struct DeclaredParcel: Sendable {
    public let declaration: Declaration
    /// Measured; 0 where nothing measured it.
    public let length_mm: Int
    /// What speaks against it, and what was noted.
    public let said: [Reason]
    /// When: nanoseconds UTC.
    public let at: Int64
    public let trusted: Bool

    /// Nil for a parcel that had no declaration.
    public init?(_ parcel: DecidedParcel) {
        guard let declaration = parcel.declaration else { return nil }
        self.declaration = declaration
        length_mm = parcel.length_mm
        said = parcel.decision.reasons + parcel.decision.notes
        at = parcel.at
        trusted = parcel.trusted
    }

    /// Nil for an entry of another kind, and for a parcel that had no declaration.
    public init?(screened entry: Entry) {
        guard case .holdScreened(let screened) = entry.body, let declared = screened.declared else { return nil }
        declaration = Declaration(screened.number, declared)
        length_mm = 0
        said = screened.reasons
        at = entry.stamp.utc
        trusted = entry.stamp.trusted
    }
}

extension Declaration {
    /// As it stood when a decision used it. Persons that have been erased are left empty.
    init(_ number: ParcelNumber, _ declared: DeclaredFacts) {
        self.init(
            number: number, service: declared.service, origin: declared.origin, destination: declared.destination,
            sender: declared.parties?.sender ?? Party(), receiver: declared.parties?.receiver ?? Party(),
            contents: declared.contents, weight_g: declared.weight_g, length_mm: declared.length_mm,
            value_vnd: declared.value_vnd, paymentOnDelivery_vnd: declared.paymentOnDelivery_vnd,
            office: declared.office, source: declared.source)
    }
}

/// Gathers decided parcels from entries in their order. It is told of every entry of a stretch of the journal; a parcel
/// whose first eye lies before the stretch has no length.
public struct DecidedParcels: Sendable {
    private struct Open: Sendable {
        var numbers: [ParcelNumber] = []
        var reads = LabelReads()
        var length_mm: Int
    }

    private var open: [PassageID: Open] = [:]
    private var decided: Set<PassageID> = []

    public init() {}

    /// The kinds of entries that it looks at.
    public static let kinds: Set<EntryKind> = [.passageOpened, .readingReceived, .passageDecided, .passageEnded]

    /// - Returns: the parcel, when the entry decides one for the first time: by all that was asked of it.
    public mutating func take(_ entry: Entry) -> DecidedParcel? {
        switch entry.body {
        case .passageOpened(let opened):
            open[PassageID(epoch: entry.epoch, sequence: entry.sequence)] = Open(length_mm: opened.length_mm)
        case .readingReceived(let reading):
            guard let passage = reading.passage, !reading.noRead, !decided.contains(passage) else { break }
            open[passage]?.reads.add(
                LabelRead(device: reading.device.name, number: reading.number, quality: reading.sighting?.quality))
            guard let number = reading.number, open[passage]?.numbers.contains(number) == false else { break }
            open[passage]?.numbers.append(number)
        case .passageDecided(let decision):
            if case .needs = decision.outcome { break }
            guard decided.insert(decision.passage).inserted else { break }
            let known = open.removeValue(forKey: decision.passage)
            return DecidedParcel(
                decision: decision, sequence: entry.sequence, at: entry.stamp.utc, trusted: entry.stamp.trusted,
                numbers: known?.numbers ?? decision.number.map { [$0] } ?? [], reads: known?.reads ?? LabelReads(),
                length_mm: known?.length_mm ?? 0)
        case .passageEnded(let ended):
            open[ended.passage] = nil
            decided.remove(ended.passage)
        case .siteStarted: open = [:]
        default: break
        }
        return nil
    }
}
