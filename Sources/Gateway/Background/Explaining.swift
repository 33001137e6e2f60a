import Console
import Entries
import Oversight
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

    /// Rules, lists and bulletins of a decision.
    struct Documents {
        let snapshot: ScreeningSnapshot
        /// Bulletins were in force and cannot be read any more.
        let lacksBulletins: Bool
    }

    /// The newest decision about a parcel for which rules were asked, among the parcels of some hours.
    /// - Parameter number: in its canonical form.
    public static func find(
        _ site: SiteConfiguration, _ number: String, _ budget: HoldBudget
    ) throws(GatewayError) -> ExplainedParcel? {
        var newest: DecidedParcel?
        func take(_ parcel: DecidedParcel) {
            if parcel.wereRulesAsked, parcel.decision.number?.description == number { newest = parcel }
        }
        try Backtest.forEachParcel(of: site, budget, screened: take, take)
        guard let parcel = newest else { return nil }
        let made = kept(site, try Backtest.kept(of: site))(parcel.decision.versions, parcel.at)
        switch made {
        case .failure(let none): return ExplainedParcel(parcel, .noDocument(none.kind, none.version))
        case .success(let documents):
            guard documents.snapshot.asksHistory else { return explained(parcel, documents, nil, .unasked) }
            let history: History
            do throws(RecordsError) { history = try Self.history(Backtest.parcels(of: site), parcel) } catch {
                throw .records(error)
            }
            return explained(parcel, documents, history, .known)
        }
    }

    /// The documents of a site by its kept entries: of the versions of a decision and its moment.
    static func kept(
        _ site: SiteConfiguration, _ entries: [Entry]
    ) -> (Decision.Versions, Int64) -> Result<Documents, NoDocument> {
        var books = DocumentBook()
        var bulletins = BulletinBook(first: site.bulletins.firstSerials)
        for entry in entries {
            books.note(entry.body)
            bulletins.note(entry.body)
        }
        let ofThen = BulletinsOfThen(
            site.bulletins, keptIn: DataPaths(site.data).bulletinFiles, utcOffset_s: { site.utcOffset_s(at: $0) })
        return { [books, taken = bulletins.all] versions, moment in
            documents(site.utcOffset_s, books, { ofThen.inForce($0, of: taken) }, versions, at: moment)
        }
    }

    static func explained(
        _ parcel: DecidedParcel, _ documents: Documents, _ history: History?, _ earlier: ExplainedParcel.Earlier
    ) -> ExplainedParcel {
        ExplainedParcel(
            parcel, .asked(AskedParcel(documents.snapshot, Subject(parcel), history), earlier),
            lacksBulletins: documents.lacksBulletins)
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

    /// Rules, lists and bulletins as they were.
    /// - Parameters:
    ///   - utcOffset_s: of the site's time at a moment (seconds since 1970 UTC).
    ///   - bulletins: what so many added up to; nil when they cannot be read any more.
    ///   - moment: of the decision, nanoseconds UTC.
    static func documents(
        _ utcOffset_s: (Int64) -> Int, _ books: DocumentBook, _ bulletins: (Int) -> BulletinsInForce?,
        _ versions: Decision.Versions, at moment: Int64
    ) -> Result<Documents, NoDocument> {
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
        let inForce = versions.bulletins.map { bulletins($0) } ?? BulletinsInForce.none
        guard let rules,
            let snapshot = try? ScreeningSnapshot(
                rules: rules, rulesVersion: versions.rules, lists: lists, listsVersion: versions.lists,
                bulletins: inForce ?? .none, at: moment)
        else { return .failure(NoDocument(kind: .rules, version: versions.rules)) }
        return .success(Documents(snapshot: snapshot, lacksBulletins: inForce == nil))
    }
}
