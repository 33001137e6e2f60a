import Parcels

/// A parcel that was decided, with what was known of it then, as its entries say: enough to ask about it again.
public struct DecidedParcel: Sendable {
    public let decision: Decision
    /// The sequence of the decision's entry.
    public let sequence: UInt64
    /// When it was decided: nanoseconds UTC.
    public let at: Int64
    /// Every valid number that was read on it before.
    public let numbers: [ParcelNumber]
    public let length_mm: Int

    public init(decision: Decision, sequence: UInt64, at: Int64, numbers: [ParcelNumber], length_mm: Int) {
        self.decision = decision
        self.sequence = sequence
        self.at = at
        self.numbers = numbers
        self.length_mm = length_mm
    }

    /// The declaration that the decision used. Persons that have been erased are left empty.
    public var declaration: Declaration? {
        guard let number = decision.number, let declared = decision.declared else { return nil }
        return Declaration(
            number: number, service: declared.service, origin: declared.origin, destination: declared.destination,
            sender: declared.parties?.sender ?? Party(), receiver: declared.parties?.receiver ?? Party(),
            contents: declared.contents, weight_g: declared.weight_g, length_mm: declared.length_mm,
            value_vnd: declared.value_vnd, paymentOnDelivery_vnd: declared.paymentOnDelivery_vnd,
            office: declared.office, source: declared.source)
    }

    /// Whether its persons have been erased.
    public var isErased: Bool { decision.declared.map { $0.parties == nil } ?? false }
}

/// Gathers decided parcels from entries in their order. It is told of every entry of a stretch of the journal; a parcel
/// whose first eye lies before the stretch has no length.
public struct DecidedParcels: Sendable {
    private struct Open: Sendable {
        var numbers: [ParcelNumber] = []
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
            guard let passage = reading.passage, let number = reading.number, !decided.contains(passage) else { break }
            if open[passage]?.numbers.contains(number) == false { open[passage]?.numbers.append(number) }
        case .passageDecided(let decision):
            if case .needs = decision.outcome { break }
            guard decided.insert(decision.passage).inserted else { break }
            let known = open.removeValue(forKey: decision.passage)
            return DecidedParcel(
                decision: decision, sequence: entry.sequence, at: entry.stamp.utc,
                numbers: known?.numbers ?? decision.number.map { [$0] } ?? [], length_mm: known?.length_mm ?? 0)
        case .passageEnded(let ended):
            open[ended.passage] = nil
            decided.remove(ended.passage)
        case .siteStarted: open = [:]
        default: break
        }
        return nil
    }
}
