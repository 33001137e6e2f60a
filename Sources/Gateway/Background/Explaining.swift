import Console
import Entries
import Passages
import People
import Records
import Screening

/// Says again what the rules of then said of a parcel, from the journal alone.
public enum Explaining {
    /// A document of a decision that is not in the journal, or cannot be read any more.
    struct NoDocument: Error {
        let kind: DocumentKind
        let version: Int
    }

    /// The newest decision about a parcel for which rules were asked, among the parcels of some hours.
    /// - Parameter number: in its canonical form.
    public static func find(
        _ site: SiteConfiguration, _ number: String, _ budget: HoldBudget
    ) throws(GatewayError) -> ExplainedParcel? {
        var newest: DecidedParcel?
        try Backtest.forEachParcel(of: site, budget) { parcel in
            if parcel.wereRulesAsked, parcel.decision.number?.description == number { newest = parcel }
        }
        guard let parcel = newest else { return nil }
        let made = snapshot(site.utcOffset_s, try Backtest.books(of: site), parcel.decision.versions, at: parcel.at)
        switch made {
        case .failure(let none): return ExplainedParcel(parcel, .noDocument(none.kind, none.version))
        case .success(let snapshot):
            guard snapshot.asksHistory else { return explained(parcel, snapshot, nil, .unasked) }
            let history: History
            do throws(RecordsError) { history = try Self.history(Backtest.parcels(of: site), parcel) } catch {
                throw .records(error)
            }
            return explained(parcel, snapshot, history, .known)
        }
    }

    static func explained(
        _ parcel: DecidedParcel, _ snapshot: ScreeningSnapshot, _ history: History?, _ earlier: ExplainedParcel.Earlier
    ) -> ExplainedParcel {
        ExplainedParcel(parcel, .asked(AskedParcel(snapshot, Subject(parcel), history), earlier))
    }

    /// The parcels before a decision, as its rules knew them.
    static func history(
        _ parcels: ParcelReplay, _ parcel: DecidedParcel, while goesOn: () -> Bool = { true }
    ) throws(RecordsError) -> History {
        var history = History()
        try parcels.forEachDeclared(before: parcel.at, through: parcel.decision.horizon, while: goesOn) {
            history.note(PastParcel($0))
            return true
        }
        if parcel.trusted { history.advance(to: parcel.at) }
        return history
    }

    /// Rules and lists as they were.
    /// - Parameters:
    ///   - utcOffset_s: of the site's time at a moment (seconds since 1970 UTC).
    ///   - moment: of the decision, nanoseconds UTC.
    static func snapshot(
        _ utcOffset_s: (Int64) -> Int, _ books: DocumentBook, _ versions: Decision.Versions, at moment: Int64
    ) -> Result<ScreeningSnapshot, NoDocument> {
        let rules = books[.rules, versions.rules].flatMap {
            try? RuleFile.parse(Array($0.text.utf8), file: "rules", utcOffset_s: utcOffset_s)
        }
        var lists: ListDocument? = ListDocument.none
        if versions.lists > 0 {
            lists = books[.lists, versions.lists].flatMap {
                try? ListFile.parse(Array($0.text.utf8), file: "lists", utcOffset_s: utcOffset_s)
            }
        }
        guard let lists else { return .failure(NoDocument(kind: .lists, version: versions.lists)) }
        guard let rules,
            let snapshot = try? ScreeningSnapshot(
                rules: rules, rulesVersion: versions.rules, lists: lists, listsVersion: versions.lists, at: moment)
        else { return .failure(NoDocument(kind: .rules, version: versions.rules)) }
        return .success(snapshot)
    }
}
