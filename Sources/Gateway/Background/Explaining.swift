import Entries
import Parcels
import Passages
import People
import Records
import Screening

/// Says again what the rules of then said of a parcel, from the journal alone.
public enum Explaining {
    /// A decision of a parcel, and the documents that it names, ready to be asked.
    public struct Found: Sendable {
        public let parcel: DecidedParcel
        public let snapshot: ScreeningSnapshot
        /// What the lines knew of earlier parcels.
        public let history: History
    }

    /// Why nothing can be said.
    public enum Nothing: Sendable, Hashable {
        case noParcel
        /// A document of that decision is not in the journal, or cannot be read any more: a list's key may be lost.
        case noDocument(DocumentKind, Int)
    }

    /// The newest decision about a parcel for which rules were asked, among the parcels of some hours.
    /// - Parameter number: in its canonical form.
    public static func find(
        _ site: SiteConfiguration, _ number: String, _ budget: HoldBudget
    ) throws(GatewayError) -> (found: Found?, nothing: Nothing?) {
        var newest: DecidedParcel?
        try Backtest.forEachParcel(of: site, budget) { parcel in
            // Evidence is weighed where rules were asked; a parcel that was held before was asked nothing.
            let wasAsked = !parcel.decision.held.isEmpty || !parcel.decision.waived.isEmpty
            if wasAsked, parcel.decision.number?.description == number { newest = parcel }
        }
        guard let parcel = newest else { return (nil, .noParcel) }
        let made = snapshot(site, try Backtest.books(of: site), parcel.decision.versions, at: parcel.at)
        guard let snapshot = made.snapshot else { return (nil, made.nothing) }
        return (Found(parcel: parcel, snapshot: snapshot, history: try history(site, parcel, snapshot)), nil)
    }

    /// The parcels before a decision, where its rules ask about them.
    private static func history(
        _ site: SiteConfiguration, _ parcel: DecidedParcel, _ snapshot: ScreeningSnapshot
    ) throws(GatewayError) -> History {
        var history = History()
        guard snapshot.asksHistory else { return history }
        do throws(RecordsError) {
            try Backtest.parcels(of: site).forEachDeclared(before: parcel.at, through: parcel.decision.horizon) {
                history.note(PastParcel($0))
                return true
            }
        } catch { throw .records(error) }
        if parcel.trusted { history.advance(to: parcel.at) }
        return history
    }

    /// Rules and lists as they were.
    /// - Parameter moment: of the decision, nanoseconds UTC.
    static func snapshot(
        _ site: SiteConfiguration, _ books: DocumentBook, _ versions: Decision.Versions, at moment: Int64
    ) -> (snapshot: ScreeningSnapshot?, nothing: Nothing?) {
        func offset(_ moment: Int64) -> Int { site.utcOffset_s(at: moment) }
        let rules = books[.rules, versions.rules].flatMap {
            try? RuleFile.parse(Array($0.text.utf8), file: "rules", utcOffset_s: offset)
        }
        var lists: ListDocument? = ListDocument.none
        if versions.lists > 0 {
            lists = books[.lists, versions.lists].flatMap {
                try? ListFile.parse(Array($0.text.utf8), file: "lists", utcOffset_s: offset)
            }
        }
        guard let rules else { return (nil, .noDocument(.rules, versions.rules)) }
        guard let lists else { return (nil, .noDocument(.lists, versions.lists)) }
        let snapshot = try? ScreeningSnapshot(
            rules: rules, rulesVersion: versions.rules, lists: lists, listsVersion: versions.lists, at: moment)
        return (snapshot, snapshot == nil ? .noDocument(.rules, versions.rules) : nil)
    }
}
