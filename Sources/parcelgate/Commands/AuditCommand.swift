import Foundation
import Gateway
import Journal
import Platform

/// Checks the journal.
enum AuditCommand: Subcommand {
    static let name = "audit"
    static let summary = "verify the journal, or show its entries"
    static let help = """
        usage: parcelgate audit verify [--anchor FILE [--key FILE]] (--site FILE | --data FOLDER --id SITE)
               parcelgate audit show --from SEQUENCE [--count N] (--site FILE | --data FOLDER --id SITE)

        Verify checks every hash of every segment, that none is missing and that each segment begins where the one before
        ends. With --anchor it checks the anchor's signature (by the data folder's anchor.pub, or --key) and that the journal
        has the anchor's entry unchanged. Show prints entries as they are stored; sealed personal parts stay sealed.
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
            let anchor = try readAnchor(&arguments, site, data)
            try arguments.end()
            do throws(StorageFailure) {
                let verified = try reader.verify(site: site)
                if let anchor { try compare(anchor, reader, verified.head.sequence) }
                Terminal.say(
                    "ok: \(verified.entries) entries in \(verified.segments) segments, epoch \(verified.head.epoch), head \(verified.head.hash)"
                )
            } catch { throw .notSo("\(error)") }
            if let anchor {
                Terminal.say("ok: anchor of epoch \(anchor.head.epoch), entry \(anchor.head.sequence), fits")
            }
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

    private static func readAnchor(_ arguments: inout Arguments, _ site: String, _ data: String) throws(Exit) -> Anchor?
    {
        let keyPath = try arguments.option("key")
        guard let path = try arguments.option("anchor") else { return nil }
        let found: Anchor?
        do throws(SystemError) {
            found = try AnchorFolder.read(path, key: try AnchorKey.readPublic(keyPath ?? data + "/anchor.pub"))
        } catch { throw .environment("\(error)") }
        guard let anchor = found else {
            throw .notSo("\(path): no anchor, or not signed by this key (its signature is \(path).minisig)")
        }
        guard anchor.site == site else {
            throw .notSo("\(path): an anchor of site '\(anchor.site)', not '\(site)'")
        }
        return anchor
    }

    private static func compare(_ anchor: Anchor, _ reader: JournalReader, _ head: UInt64) throws(StorageFailure) {
        switch try AnchorCheck.compare(anchor, with: reader, head: head) {
        case .fits: return
        case .shorter(let head):
            throw .broken("it ends with entry \(head), the anchor names entry \(anchor.head.sequence)")
        case .differs: throw .broken("entry \(anchor.head.sequence) is not the one that the anchor names")
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
