import Entries
import Journal
import Parcels
import Passages
import People
import Records
import Screening

/// Draws again what rules drew by lot, from the journal alone: by the secrets that have been shown since, each of which must
/// fit the hash that stood in the journal before it was used.
public struct DrawCheck: Sendable {
    /// A parcel of which the journal says something else than the draw.
    public struct Difference: Sendable, Hashable {
        public let passage: PassageID
        public let number: ParcelNumber
        public let rule: String
        /// Whether it was drawn, and should not have been; otherwise the other way round.
        public let isDrawn: Bool
    }

    /// Parcels about which rules that draw were asked.
    public private(set) var parcels = 0
    /// Draws of parcels that agree.
    public private(set) var drawn = 0
    /// Parcels whose secret has not been shown yet.
    public private(set) var unshown = 0
    /// Parcels that were decided after a start and before its first secret: every one is held for each rule that draws.
    public private(set) var unseeded = 0
    /// Parcels whose documents cannot be read any more.
    public private(set) var unread = 0
    public private(set) var differences: [Difference] = []
    /// The entries of secrets that do not fit their hash.
    public private(set) var broken: [UInt64] = []

    /// From one secret to the next.
    struct Period {
        let first: UInt64
        /// Of the run whose secret it is.
        let epoch: Epoch
        let seed: SamplingSeed?
    }

    /// What inspectors may have answered: a parcel that comes again is not held for it once more.
    private var answered: Set<String> = []

    public static func run(_ site: SiteConfiguration, _ budget: HoldBudget) throws(GatewayError) -> DrawCheck {
        var check = DrawCheck()
        let kept = try Backtest.kept(of: site)
        let ofThen = Explaining.kept(site, kept)
        let periods = check.periods(site, kept)
        var snapshots: [Decision.Versions: ScreeningSnapshot] = [:]
        var history = History()
        try Backtest.forEachParcel(of: site, budget, remember: { history.note(PastParcel($0)) }) { parcel in
            let decision = parcel.decision
            if parcel.trusted { history.advance(to: parcel.at) }
            guard parcel.wereRulesAsked else { return }
            if let old = snapshots[decision.versions], let change = old.changesAt, parcel.at >= change {
                snapshots[decision.versions] = nil
            }
            let snapshot =
                snapshots[decision.versions]
                ?? (try? ofThen(decision.versions, parcel.at).get()).flatMap { $0.lacksBulletins ? nil : $0.snapshot }
            snapshots[decision.versions] = snapshot
            check.compare(parcel, snapshot, history, periods.last { $0.first <= decision.horizon })
        }
        return check
    }

    /// The secrets by the entries that named their hashes, oldest first.
    private mutating func periods(_ site: SiteConfiguration, _ kept: [Entry]) -> [Period] {
        let reader = EntryReader(
            journal: JournalReader(folder: DataPaths(site.data).journal), keys: KeyFolder(DataPaths(site.data).keys))
        var periods: [Period] = []
        var next = kept.last { if case .samplingSeeded = $0.body { true } else { false } }
        var shown: String?
        while let entry = next, case .samplingSeeded(let seeded) = entry.body {
            let seed = shown.flatMap { SamplingSeed(hexadecimal: $0) }
            let fits = seed.map { $0.commitment == seeded.commitment } ?? (shown == nil)
            if !fits { broken.append(entry.sequence) }
            periods.append(Period(first: entry.sequence, epoch: entry.epoch, seed: fits ? seed : nil))
            shown = seeded.revealed
            // Each names the one before.
            next = seeded.of.flatMap { $0 < entry.sequence ? reader.entry($0, personal: false) : nil }
        }
        return periods.reversed()
    }

    mutating func compare(
        _ parcel: DecidedParcel, _ snapshot: ScreeningSnapshot?, _ history: History, _ period: Period?
    ) {
        guard let snapshot else {
            unread += 1
            return
        }
        guard snapshot.drawsByLot, let number = parcel.decision.number else { return }
        parcels += 1
        let found = Self.drawn(parcel.decision.reasons + parcel.decision.notes)
        // A run draws by no secret of another one. Where the epoch alone was raised, the secret is still that of the run.
        if period?.epoch != parcel.decision.passage.epoch,
            found == Self.drawn(snapshot.screen(Subject(parcel, seed: nil), history).holds)
        {
            unseeded += 1
            return
        }
        guard let seed = period?.seed else {
            unshown += 1
            return
        }
        let expected = Self.drawn(snapshot.screen(Subject(parcel, seed: seed), history).holds)
        for rule in expected.union(found).sorted() {
            let name = "\(number) \(rule)"
            if found.contains(rule) == expected.contains(rule) {
                drawn += 1
            } else if found.contains(rule) || !answered.contains(name) {
                differences.append(
                    Difference(
                        passage: parcel.decision.passage, number: number, rule: rule, isDrawn: found.contains(rule)))
            }
            answered.insert(name)
        }
    }

    private static func drawn(_ reasons: [Reason]) -> Set<String> {
        Set(reasons.filter { $0.code == .sample }.compactMap { $0.rule?.id })
    }
}
