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
        let paths = DataPaths(site.data)
        let journal = JournalReader(folder: paths.journal)
        let keys = KeyFolder(paths.keys)
        let now = Clocks.wall()
        do throws(RecordsError) {
            let restored = try Restoration.read(
                paths.records, journal: journal, keys: keys, passedSince: .max, passedLimit: 1)
            var books = DocumentBook()
            for entry in restored.kept { books.note(entry.body) }
            let desk: DocumentDesk
            do throws(SystemError) {
                desk = try DocumentDesk(utcOffset_s: { site.utcOffset_s(at: $0) }, moment: now)
            } catch {
                throw .system(error)
            }
            _ = desk.prepare(books.active)
            guard let by = AccountID("backtest") else { return nil }
            let document = DocumentVersion(
                kind: kind, number: books.nextNumber(kind), text: String(decoding: text, as: UTF8.self), hash: "",
                by: by)
            guard let question = desk.question(document) else { return nil }
            var replay = Replay(question)
            let parcels = ParcelReplay(records: paths.records, journal: journal, keys: keys)
            try parcels.forEach(
                since: now - Int64(budget.hours) * 3_600_000_000_000, limit: budget.parcels
            ) { parcel in
                replay.ask(parcel)
                return replay.parcels < budget.parcels
            }
            return replay.result(
                kind, document.number, budget_percent: budget.percent, versions: desk.versions(with: document))
        } catch { throw .records(error) }
    }

    /// The parcels of a site's last hours, the oldest first.
    public static func parcels(_ site: SiteConfiguration, _ budget: HoldBudget) throws(GatewayError) -> [DecidedParcel]
    {
        let paths = DataPaths(site.data)
        let replay = ParcelReplay(
            records: paths.records, journal: JournalReader(folder: paths.journal), keys: KeyFolder(paths.keys))
        var parcels: [DecidedParcel] = []
        do throws(RecordsError) {
            try replay.forEach(
                since: Clocks.wall() - Int64(budget.hours) * 3_600_000_000_000, limit: budget.parcels
            ) { parcel in
                parcels.append(parcel)
                return parcels.count < budget.parcels
            }
        } catch { throw .records(error) }
        return parcels
    }
}
