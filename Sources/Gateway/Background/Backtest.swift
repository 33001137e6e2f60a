import Entries
import Journal
import Parcels
import Passages
import People
import Platform
import Records

/// Tries a document that nobody has proposed yet on a site's own parcels, beside a gateway that may be running.
public enum Backtest {
    /// - Parameters:
    ///   - kind: what the text is.
    ///   - budget: which parcels are asked about.
    /// - Returns: what the document would do; nil when it does not read.
    public static func run(
        _ site: SiteConfiguration, _ kind: DocumentKind, _ text: [UInt8], _ budget: HoldBudget
    ) throws(GatewayError) -> DocumentReplayed? {
        let books = try books(of: site)
        let desk: DocumentDesk
        do throws(SystemError) {
            desk = try DocumentDesk(utcOffset_s: { site.utcOffset_s(at: $0) }, moment: Clocks.wall())
        } catch { throw .system(error) }
        _ = desk.prepare(books.active)
        guard let by = AccountID("backtest") else { return nil }
        let document = DocumentVersion(
            kind: kind, number: books.nextNumber(kind), text: String(decoding: text, as: UTF8.self), hash: "", by: by)
        guard let question = desk.question(document) else { return nil }
        var replay = Replay(question)
        let remembers = replay.asksHistory
        try forEachParcel(of: site, budget, remember: remembers ? { replay.remember($0) } : nil) { replay.ask($0) }
        return replay.result(
            kind, document.number, budget_percent: budget.percent, versions: desk.versions(with: document))
    }

    /// All documents of a site, as its journal has them.
    static func books(of site: SiteConfiguration) throws(GatewayError) -> DocumentBook {
        var books = DocumentBook()
        for entry in try kept(of: site) { books.note(entry.body) }
        return books
    }

    /// The entries of a site that a start reads again, oldest first.
    static func kept(of site: SiteConfiguration) throws(GatewayError) -> [Entry] {
        let paths = DataPaths(site.data)
        do throws(RecordsError) {
            return try Restoration.read(
                paths.records, journal: JournalReader(folder: paths.journal), keys: KeyFolder(paths.keys),
                passedSince: .max, passedLimit: 1
            ).kept
        } catch { throw .records(error) }
    }

    /// Calls `take` for the parcels of a site's last hours, the oldest first.
    /// - Parameters:
    ///   - remember: told of those that had a declaration, and of those of 30 days before.
    ///   - screened: told of those that were asked about at a table.
    public static func forEachParcel(
        of site: SiteConfiguration, _ budget: HoldBudget, remember: ((DeclaredParcel) -> Void)? = nil,
        screened: ((DecidedParcel) -> Void)? = nil, _ take: (DecidedParcel) -> Void
    ) throws(GatewayError) {
        let parcels = parcels(of: site)
        var count = 0
        do throws(RecordsError) {
            try parcels.forEach(
                since: Clocks.wall() - Int64(budget.hours) * 3_600_000_000_000, limit: budget.parcels,
                remember: remember, screened: screened
            ) { parcel in
                take(parcel)
                count += 1
                return count < budget.parcels
            }
        } catch { throw .records(error) }
    }

    static func parcels(of site: SiteConfiguration) -> ParcelReplay {
        let paths = DataPaths(site.data)
        return ParcelReplay(
            records: paths.records, journal: JournalReader(folder: paths.journal), keys: KeyFolder(paths.keys))
    }
}
