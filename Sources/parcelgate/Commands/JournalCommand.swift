import Crypto
import Foundation
import Gateway
import Journal
import Platform
import Records
import Words

/// What is done with a site's journal at the machine itself.
enum JournalCommand: Subcommand {
    static let name = "journal"
    static let summary = "print the journal's anchor, make the records anew, accept a journal as it is"
    static let help = """
        usage: parcelgate journal anchor --print --site FILE [--language vi|en]
               parcelgate journal rebuild --site FILE
               parcelgate journal accept --ground TEXT --site FILE

        anchor   prints where the journal stands, in groups that a person can read out, for the shift's report; may be run
                 while the gateway works
        rebuild  makes records.db anew from the journal's entries; the gateway must not run
        accept   lets the gateway go on with a journal that does not fit its last anchor, when there is no backup: what is
                 missing stays missing, the epoch rises, and the ground becomes an entry; the gateway must not run

        example: parcelgate journal anchor --print --site /etc/parcelgate/site.yaml
        """

    static func run(_ arguments: inout Arguments) throws(Exit) {
        switch try arguments.next("anchor, rebuild or accept") {
        case "anchor":
            guard arguments.flag("print") else { throw .usage("--print is missing") }
            let word = try arguments.option("language") ?? "vi"
            guard let language = Language(rawValue: word) else {
                throw .usage("--language: expected vi or en, found '\(word)'")
            }
            let site = try site(&arguments)
            try arguments.end()
            try printAnchor(site, language)
        case "rebuild":
            let site = try site(&arguments)
            try arguments.end()
            let folder = try hold(site)
            do throws(RecordsError) {
                let taken = try Projector.rebuild(folder.records, from: JournalReader(folder: folder.journal))
                Terminal.say("\(folder.records): made anew from \(taken) entries")
            } catch { throw .environment("\(error)") }
        case "accept":
            let ground = try arguments.required("ground")
            let site = try site(&arguments)
            try arguments.end()
            try accept(site, ground)
        case let other: throw .usage("expected anchor, rebuild or accept, found '\(other)'")
        }
    }

    static func site(_ arguments: inout Arguments) throws(Exit) -> SiteConfiguration {
        let path = try arguments.required("site")
        do throws(SiteFile.Fault) { return try SiteFile.read(path) } catch { throw .environment("\(error)") }
    }

    /// Holds the data folder: no gateway runs on it.
    static func hold(_ site: SiteConfiguration) throws(Exit) -> DataFolder {
        do throws(SystemError) {
            guard Files.exists(site.data + "/journal") else {
                throw SystemError("open \(site.data)/journal", code: ENOENT)
            }
            return try DataFolder.open(site.data)
        } catch { throw .environment("\(error)") }
    }

    private static func printAnchor(_ site: SiteConfiguration, _ language: Language) throws(Exit) {
        let reader = JournalReader(folder: site.data + "/journal")
        let key: MinisignSecretKey
        let last: Record?
        do throws(SystemError) {
            _ = try Files.names(in: site.data + "/journal")
            key = try AnchorKey.open(in: site.data)
        } catch { throw .environment("\(error)") }
        do throws(StorageFailure) { last = try reader.last() } catch { throw .environment("\(error)") }
        guard let last, let epoch = try? EpochOfEntry.read(last.content) else {
            throw .notSo("the journal has no entry yet")
        }
        let head = Head(epoch: epoch, sequence: last.sequence, hash: last.hash)
        let anchor = Anchor(
            site: site.id, head: head, at: Clocks.wall(), trusted: Clocks.wallIsSynchronised())
        Terminal.say(AnchorText.lines(SignedAnchor(anchor, by: key), zone: site.zone, language).joined(separator: "\n"))
    }

    private static func accept(_ site: SiteConfiguration, _ ground: String) throws(Exit) {
        guard !ground.allSatisfy(\.isWhitespace) else { throw .usage("--ground: say why") }
        let folder = try hold(site)
        do throws(SystemError) {
            let key = try AnchorKey.open(in: folder.path)
            let state = try AnchorState.read(
                site.anchors, site: site.id, data: folder.path, key: key.publicKey)
            let fault: String?
            do throws(StorageFailure) {
                let reader = JournalReader(folder: folder.journal)
                fault = try state.fault(reader, head: try reader.last()?.sequence ?? 0)
            } catch { throw SystemError("\(error)", code: EIO) }
            guard let fault else {
                Terminal.say("the journal fits its last anchor: there is nothing to accept")
                return
            }
            let newest = state.newest?.head
            try AcceptedJournal(
                how: .accepted, ground: ground, epoch: newest?.epoch ?? 0, anchorEpoch: newest?.epoch ?? 0,
                anchorSequence: newest?.sequence ?? 0
            ).write(to: folder.path)
            Terminal.say("accepted (\(fault)); the gateway's next start records it")
        } catch { throw .environment("\(error)") }
    }
}

private enum EpochOfEntry {
    private struct Written: Decodable {
        let epoch: UInt32
    }

    static func read(_ content: [UInt8]) throws -> UInt32 {
        try JSONDecoder().decode(Written.self, from: Data(content)).epoch
    }
}

/// An anchor as a person reads it out, writes it down or compares it.
enum AnchorText {
    static func lines(_ signed: SignedAnchor, zone: String, _ language: Language) -> [String] {
        let anchor = signed.anchor
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(identifier: zone)
        formatter.dateFormat = "yyyy-MM-dd HH:mm:ss xxx"
        let time = formatter.string(from: Date(timeIntervalSince1970: Double(anchor.at) / 1e9))
        let arguments: [(name: String, value: String)] = [
            ("site", anchor.site), ("epoch", String(anchor.head.epoch)), ("sequence", String(anchor.head.sequence)),
            ("time", time),
        ]
        return [
            Catalogue.text("anchor.heading", language, arguments), Catalogue.text("anchor.place", language, arguments),
        ]
            + [Catalogue.text(anchor.trusted ? "anchor.time" : "anchor.time-untrusted", language, arguments)]
            + anchor.groupedHash.map { "    " + $0 }
            + signed.signature.split(separator: "\n").map { "  " + $0 }
    }
}
