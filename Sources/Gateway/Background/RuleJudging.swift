import Entries
import Parcels
import Passages
import Platform
import Records
import Screening

/// Judges rules by a site's own parcels and by what was found in them, beside a gateway that may be running.
public enum RuleJudging {
    /// - Parameters:
    ///   - snapshot: of the rules that are judged.
    ///   - budget: which parcels are asked about.
    public static func run(
        _ site: SiteConfiguration, _ snapshot: ScreeningSnapshot, _ budget: HoldBudget
    ) throws(GatewayError) -> RuleQuality.Result {
        var judge: RuleJudge
        do throws(RecordsError) {
            judge = RuleJudge(snapshot, try RecordsReader(DataPaths(site.data).records).findings())
        } catch { throw .records(error) }
        try Backtest.forEachParcel(
            of: site, budget, remember: snapshot.asksHistory ? { judge.remember($0) } : nil
        ) { judge.ask($0) }
        return judge.quality.result
    }
}

/// Rules in the making of a judgement: told of one parcel after the other, the oldest first.
struct RuleJudge {
    private(set) var quality: RuleQuality
    private var history = History()
    /// By the sequence of the passage.
    private let findings: [UInt64: Finding]

    init(_ snapshot: ScreeningSnapshot, _ findings: [UInt64: Finding]) {
        quality = RuleQuality(snapshot)
        self.findings = findings
    }

    mutating func remember(_ parcel: DeclaredParcel) { history.note(PastParcel(parcel)) }

    mutating func ask(_ parcel: DecidedParcel) {
        if parcel.trusted { history.advance(to: parcel.at) }
        let finding = findings[parcel.decision.passage.sequence]
        quality.add(Subject(parcel), history, finding.map { $0.isHarmless ? .harmless : .found } ?? .unknown)
    }
}
