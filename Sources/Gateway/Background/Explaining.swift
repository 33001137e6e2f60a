import Entries
import Journal
import Parcels
import Passages
import People
import Platform
import Records
import Screening
import YAML

/// Says again what the rules of then said of a parcel, from the journal alone.
public enum Explaining {
    /// A decision of a parcel, and the documents that it names, ready to be asked.
    public struct Found: Sendable {
        public let parcel: DecidedParcel
        public let snapshot: ScreeningSnapshot
    }

    /// Why nothing can be said.
    public enum Nothing: Sendable, Hashable {
        case noParcel
        /// A document of that decision is not in the journal, or cannot be read any more: a list's key may be lost.
        case noDocument(DocumentKind, Int)
    }

    /// The newest decision about a parcel by rules, among the parcels of some hours.
    /// - Parameter number: in its canonical form.
    public static func find(
        _ site: SiteConfiguration, _ number: String, _ budget: HoldBudget
    ) throws(GatewayError) -> (found: Found?, nothing: Nothing?) {
        let decided = try Backtest.parcels(site, budget).last { $0.decision.number?.description == number }
        guard let parcel = decided else { return (nil, .noParcel) }
        let versions = parcel.decision.versions
        let paths = DataPaths(site.data)
        var books = DocumentBook()
        do throws(RecordsError) {
            let restored = try Restoration.read(
                paths.records, journal: JournalReader(folder: paths.journal), keys: KeyFolder(paths.keys),
                passedSince: .max, passedLimit: 1)
            for entry in restored.kept { books.note(entry.body) }
        } catch { throw .records(error) }
        func text(_ kind: DocumentKind, _ number: Int) -> [UInt8]? {
            books[kind, number].map { Array($0.text.utf8) }
        }
        func offset(_ moment: Int64) -> Int { site.utcOffset_s(at: moment) }
        guard let rules = text(.rules, versions.rules) else { return (nil, .noDocument(.rules, versions.rules)) }
        let lists = versions.lists == 0 ? [] : text(.lists, versions.lists)
        guard let lists else { return (nil, .noDocument(.lists, versions.lists)) }
        do throws(YAMLError) {
            let snapshot = try ScreeningSnapshot(
                rules: try RuleFile.parse(rules, file: "rules", utcOffset_s: offset), rulesVersion: versions.rules,
                lists: versions.lists == 0
                    ? .none : try ListFile.parse(lists, file: "lists", utcOffset_s: offset),
                listsVersion: versions.lists, at: parcel.at)
            return (Found(parcel: parcel, snapshot: snapshot), nil)
        } catch { return (nil, .noDocument(.lists, versions.lists)) }
    }
}
