import Entries
import Parcels
import Screening

/// Asks a proposed document about parcels that have been decided: what it would hold, and what had passed.
public struct Replay: Sendable {
    /// What is proposed, with what it would work beside.
    public enum Question: Sendable {
        case screening(ScreeningSnapshot)
        case policy(EvidencePolicy)
    }

    static let exampleLimit = 3
    static let shareLimit = 40

    private struct Count: Sendable {
        var held = 0
        var fresh = 0
        var examples: [PassageID] = []
    }

    private let question: Question
    /// The parcels of before, as the lines knew them.
    private var history = History()
    public private(set) var parcels = 0
    private var heldThen = 0
    private var heldNow = 0
    private var byDocument = 0
    private var newlyHeld = 0
    private var newlyFree = 0
    private var erased = 0
    private var from: Int64?
    private var to: Int64?
    private var counts: [String: Count] = [:]

    public init(_ question: Question) { self.question = question }

    /// Whether it wants to be told of the parcels of the history's time before those that it is asked about.
    public var asksHistory: Bool {
        if case .screening(let snapshot) = question { snapshot.asksHistory } else { false }
    }

    /// A parcel is remembered for those that come behind it.
    public mutating func remember(_ parcel: DeclaredParcel) { history.note(PastParcel(parcel)) }

    /// What the proposed document says against a parcel, by rule or evidence.
    static func objections(_ question: Question, _ parcel: DecidedParcel, _ history: inout History) -> [String] {
        let decision = parcel.decision
        switch question {
        case .screening(let snapshot):
            if parcel.trusted { history.advance(to: parcel.at) }
            return snapshot.screen(Subject(parcel), history).holds.map { $0.rule?.id ?? $0.code.rawValue }
        case .policy(let policy):
            // A parcel that was held before its evidence was weighed says nothing about a policy.
            guard !decision.held.isEmpty else { return [] }
            return policy.lacking(parcel).map { "evidence." + $0.rawValue }
        }
    }

    public mutating func ask(_ parcel: DecidedParcel) {
        let decision = parcel.decision
        var wasHeld = false
        if case .hold = decision.outcome { wasHeld = true }
        let objections = Self.objections(question, parcel, &history)
        let remains = decision.reasons.contains { !concerns($0) }
        let isHeld = !objections.isEmpty || remains
        parcels += 1
        heldThen += wasHeld ? 1 : 0
        heldNow += isHeld ? 1 : 0
        byDocument += objections.isEmpty ? 0 : 1
        newlyHeld += isHeld && !wasHeld ? 1 : 0
        newlyFree += wasHeld && !isHeld ? 1 : 0
        erased += parcel.isErased ? 1 : 0
        from = from ?? parcel.at
        to = parcel.at
        for what in Set(objections) {
            counts[what, default: Count()].held += 1
            guard !wasHeld else { continue }
            counts[what]?.fresh += 1
            if counts[what]?.examples.count ?? 0 < Self.exampleLimit { counts[what]?.examples.append(decision.passage) }
        }
    }

    /// Whether a reason of that time was given by a document of the proposed kind: then the proposed one decides instead.
    private func concerns(_ reason: Reason) -> Bool {
        switch question {
        case .screening: reason.code.isOfRules
        case .policy: reason.code.isOfEvidence
        }
    }

    /// What the parcels say, as the journal keeps it.
    public func result(
        _ document: DocumentKind, _ number: Int, budget_percent: Int, versions: Decision.Versions,
        error: String? = nil
    ) -> DocumentReplayed {
        let shares = counts.sorted { ($1.value.held, $0.key) < ($0.value.held, $1.key) }.prefix(Self.shareLimit).map {
            DocumentReplayed.Share(
                what: $0.key, held: $0.value.held, fresh: $0.value.fresh, examples: $0.value.examples)
        }
        return DocumentReplayed(
            document: document, number: number, budget_percent: budget_percent, parcels: parcels, heldThen: heldThen,
            heldNow: heldNow, byDocument: byDocument, newlyHeld: newlyHeld, newlyFree: newlyFree, erased: erased,
            from: from, to: to, versions: versions, shares: shares, error: error)
    }
}

extension Subject {
    /// A parcel as its rules were asked about it.
    /// - Parameter seed: by which parcels are drawn.
    public init(_ parcel: DecidedParcel, seed: SamplingSeed? = .ofReplays) {
        self.init(
            line: parcel.decision.line, number: parcel.decision.number, numbers: parcel.numbers,
            reads: parcel.reads, declaration: parcel.declaration, length_mm: parcel.length_mm,
            measured: parcel.decision.measured, now: parcel.at,
            seed: seed)
    }
}

extension EvidencePolicy {
    /// The evidence that this policy would have asked for and that was not there. Bulletins are the site's, not the
    /// parcel's: what they were then says nothing about now.
    func lacking(_ parcel: DecidedParcel) -> [Evidence] {
        let decision = parcel.decision
        let flow = flow(
            line: decision.line, origin: decision.declared?.origin ?? decision.number?.country ?? "",
            service: decision.declared?.service ?? "")
        var wanted = flow.required.subtracting([.bulletin])
        if flow.stages.contains(.image) { wanted.insert(.image) }
        var lacking = Evidence.allCases.filter { wanted.contains($0) && !decision.held.contains($0) }
        if let limit = flow.manifestLimit_min, let declared = decision.declared, wanted.contains(.manifest),
            (parcel.at - declared.source.imported) / 60_000_000_000 > Int64(limit)
        {
            lacking.append(.manifest)
        }
        return lacking
    }
}
