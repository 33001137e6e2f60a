import Foundation
import Gateway
import Journal
import Platform

/// Checks the journal.
enum AuditCommand: Subcommand {
    static let name = "audit"
    static let summary = "verify the journal, or show its entries"
    static let help = """
        usage: parcelgate audit verify (--site FILE | --data FOLDER --id SITE)
               parcelgate audit show --from SEQUENCE [--count N] (--site FILE | --data FOLDER --id SITE)

        Verify checks every hash of every segment, that none is missing and that each segment begins where the one before
        ends. Show prints entries as they are stored; sealed personal parts stay sealed.
        It may be run while the gateway works. docs/developer/verify_journal.py does the same without this program.

        example: parcelgate audit verify --site /etc/parcelgate/site.yaml
        """

    static func run(_ arguments: inout Arguments) throws(Exit) {
        let what = try arguments.next("verify or show")
        guard what == "verify" || what == "show" else { throw .usage("expected verify or show, found '\(what)'") }
        let (data, site) = try place(&arguments)
        let folder = data + "/journal"
        // A journal that is not there has no error in it: that must not look like one that was verified.
        do throws(SystemError) { _ = try Files.names(in: folder) } catch { throw .environment("\(error)") }
        let reader = JournalReader(folder: folder)
        if what == "verify" {
            try arguments.end()
            do throws(StorageFailure) {
                let verified = try reader.verify(site: site)
                Terminal.say(
                    "ok: \(verified.entries) entries in \(verified.segments) segments, epoch \(verified.head.epoch), head \(verified.head.hash)"
                )
            } catch { throw .notSo("\(error)") }
        } else {
            guard let from = try arguments.number("from", in: 1...Int.max) else { throw .usage("--from is missing") }
            let count = try arguments.number("count", in: 1...100_000) ?? 20
            try arguments.end()
            do throws(StorageFailure) {
                for record in try reader.records(from: UInt64(from), limit: count) {
                    Terminal.say(String(decoding: record.content, as: UTF8.self))
                }
            } catch { throw .environment("\(error)") }
        }
    }

    private static func place(_ arguments: inout Arguments) throws(Exit) -> (data: String, site: String) {
        if let path = try arguments.option("site") {
            do throws(SiteFile.Fault) {
                let site = try SiteFile.read(path)
                return (site.data, site.id)
            } catch { throw .environment("\(error)") }
        }
        return (try arguments.required("data"), try arguments.required("id"))
    }
}
