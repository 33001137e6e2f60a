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
    ) throws(GatewayError) -> RuleQuality {
        let findings: [UInt64: Finding]
        do throws(RecordsError) { findings = try RecordsReader(DataPaths(site.data).records).findings() } catch {
            throw .records(error)
        }
        var quality = RuleQuality(snapshot)
        var history = History()
        try Backtest.forEachParcel(
            of: site, budget, remember: snapshot.asksHistory ? { history.note(PastParcel($0)) } : nil
        ) { parcel in
            if parcel.trusted { history.advance(to: parcel.at) }
            quality.add(Subject(parcel), history, outcome(findings[parcel.decision.passage.sequence]))
        }
        return quality
    }

    private static func outcome(_ finding: Finding?) -> RuleQuality.Outcome {
        guard let finding else { return .unknown }
        return finding.isHarmless ? .harmless : .found
    }
}
