import Crypto
import Entries
import Foundation
import Glibc
import Journal
import Parcels
import Platform
import Records

/// Makes a site's data folder from a backup.
public enum Restore {
    public struct Result: Sendable {
        public let entries: Int
        public let head: Head
        /// Entries that an anchor knows of and the backup lacks.
        public let lost: UInt64
        /// Manifests that are there again, of those that were imported.
        public let manifests: Int
        public let imports: Int
        /// The next start's epoch is above this one.
        public let epoch: Epoch
    }

    /// Restores into a data folder that must be empty.
    /// - Parameters:
    ///   - backup: the folder that `Backup.make` made.
    ///   - keys: the folder with the keys; without them personal data stay sealed.
    ///   - ground: accepts that entries which the anchors know of are lost; nil where that was not said.
    public static func run(
        _ site: SiteConfiguration, from backup: String, keys: String?, ground: String?
    ) throws(BackupError) -> Result {
        try requireEmpty(site.data)
        let note = try readNote(backup)
        guard note.site == site.id else {
            throw .notSo("\(backup): a backup of site '\(note.site)', not '\(site.id)'")
        }
        // All or nothing: the folder gets its name when everything in it is durable.
        let new = site.data + ".restoring"
        do throws(SystemError) { try remove(new) } catch { throw .system(error) }
        let verified = try copyJournal(backup, note, to: new)
        let newest = try checkAnchors(site, backup, verified.head, data: new)
        let lost = newest.map { $0.head.sequence > note.sequence ? $0.head.sequence - note.sequence : 0 } ?? 0
        let isBehind = newest.map { ($0.head.epoch, $0.head.sequence) > (verified.head.epoch, note.sequence) } ?? false
        if isBehind, ground == nil {
            do throws(SystemError) { try remove(new) } catch { throw .system(error) }
            throw .notSo(
                "the last anchor knows of entry \(newest?.head.sequence ?? 0) of epoch \(newest?.head.epoch ?? 0), the backup ends with entry \(note.sequence) of epoch \(note.epoch): say --accept-loss \"GROUND\" to go on without what came after"
            )
        }
        let epoch = max(verified.head.epoch, newest?.head.epoch ?? 0) + AcceptedJournal.leap
        do throws(SystemError) {
            if let keys {
                try KeyFolder(keys).mirror(to: new + "/keys")
                let key = try Files.read(keys + "/anchor-key", limit: 256)
                try Files.replace(new + "/anchor-key", with: key, mode: 0o600)
                let pub = try Files.read(backup + "/anchors/anchor.pub", limit: 1024)
                try Files.replace(new + "/anchor.pub", with: pub, mode: 0o644)
            }
            try AcceptedJournal(
                how: .restored, ground: ground ?? "", epoch: epoch, anchorEpoch: newest?.head.epoch ?? 0,
                anchorSequence: newest?.head.sequence ?? 0
            ).write(to: new)
        } catch { throw .system(error) }
        do throws(SystemError) { try PictureCopies.bring(from: backup + "/pictures", to: new + "/pictures") } catch {
            throw .system(error)
        }
        do throws(SystemError) { try bringBulletins(from: backup, note, to: new) } catch { throw .system(error) }
        let imports = try project(backup, note, new)
        do throws(SystemError) {
            _ = unsafe unlink(site.data + "/lock")
            guard Files.move(new, to: site.data) else { throw SystemError("rename \(new)") }
            try Files.syncDirectory(of: site.data)
        } catch { throw .system(error) }
        return Result(
            entries: verified.entries, head: verified.head, lost: lost, manifests: imports.restored,
            imports: imports.all, epoch: epoch)
    }

    private static func requireEmpty(_ data: String) throws(BackupError) {
        guard Files.exists(data) else { return }
        do throws(SystemError) {
            guard try Files.names(in: data).allSatisfy({ $0 == "lock" }) else {
                throw SystemError("restore into \(data): it is not empty; move it away first", code: ENOTEMPTY)
            }
        } catch { throw .system(error) }
    }

    private static func readNote(_ backup: String) throws(BackupError) -> BackupNote {
        let text: [UInt8]
        do throws(SystemError) { text = try Files.read(backup + "/backup.json", limit: 64 << 20) } catch {
            throw .system(error)
        }
        guard let note = try? JSONDecoder().decode(BackupNote.self, from: Data(text)),
            note.format == BackupNote.format,
            [note.manifests, note.bulletins ?? [:]].joined().allSatisfy({
                !$0.key.contains("/") && !$0.value.contains("/")
            })
        else { throw .notSo("\(backup)/backup.json: not what 'parcelgate backup' writes") }
        return note
    }

    /// Copies the segments and verifies every hash of the copy.
    private static func copyJournal(
        _ backup: String, _ note: BackupNote, to new: String
    ) throws(BackupError) -> JournalReader.Verified {
        do throws(StorageFailure) {
            let target = SegmentFolder(new + "/journal")
            try SegmentFolder(backup + "/journal").restore(to: target)
            let verified = try JournalReader(folder: target.path).verify(site: note.site)
            guard verified.head.sequence == note.sequence, verified.head.hash.description == note.hash else {
                throw .broken(
                    "\(backup): its journal ends with entry \(verified.head.sequence), backup.json says \(note.sequence)"
                )
            }
            return verified
        } catch { throw .journal(error) }
    }

    /// The newest anchor that can be found; one that contradicts the backup ends the restore.
    private static func checkAnchors(
        _ site: SiteConfiguration, _ backup: String, _ head: Head, data: String
    ) throws(BackupError) -> Anchor? {
        let state: AnchorState
        let own: Anchor?
        do throws(SystemError) {
            let key = try AnchorKey.readPublic(backup + "/anchors/anchor.pub")
            state = try AnchorState.read(site.anchors, site: site.id, data: data, key: key)
            own = try AnchorFolder(backup + "/anchors", keeping: 4).newest(site: site.id, key: key)
        } catch { throw .system(error) }
        guard let own else { throw .notSo("\(backup)/anchors: no anchor that its key signed") }
        let reader = JournalReader(folder: data + "/journal")
        do throws(StorageFailure) {
            guard try AnchorCheck.compare(own, with: reader, head: head.sequence) == .fits else {
                throw .broken("\(backup): its journal is not the one that its anchor names")
            }
            if let newest = state.newest,
                try AnchorCheck.compare(newest, with: reader, head: head.sequence) == .differs
            {
                throw .broken(
                    "entry \(newest.head.sequence) of the backup is not the one that the site's last anchor names")
            }
        } catch { throw .journal(error) }
        guard let newest = state.newest else { return own }
        return newest.isLater(than: own) ? newest : own
    }

    /// Puts the bulletins back that the keys open; flows that need another one clear nothing until it is taken in again.
    private static func bringBulletins(from backup: String, _ note: BackupNote, to data: String) throws(SystemError) {
        let keys = KeyFolder(data + "/keys")
        for (name, copy) in note.bulletins ?? [:] {
            guard let key = keys.existingFileKey(Backup.hash(of: name)), Backup.copy(copy, isSealedWith: key) else {
                continue
            }
            guard let plain = try Backup.unseal("\(backup)/bulletins/\(copy)", key) else {
                throw SystemError("open \(backup)/bulletins/\(copy): it was changed after it was made", code: EIO)
            }
            try Files.makeDirectory(data + "/bulletins", mode: 0o700)
            try Files.replace("\(data)/bulletins/\(name)", with: plain, mode: 0o600)
        }
    }

    /// Makes the records anew, and the manifests from their files in the order of their imports.
    private static func project(
        _ backup: String, _ note: BackupNote, _ data: String
    ) throws(BackupError) -> (restored: Int, all: Int) {
        do throws(RecordsError) {
            let journal = JournalReader(folder: data + "/journal")
            let records = data + "/records.db"
            try Projector.rebuild(records, from: journal)
            let keys = KeyFolder(data + "/keys")
            let entries = EntryReader(journal: journal, keys: keys)
            let importer = try ManifestImporter(data + "/manifest.db", keepingFilesIn: data + "/manifests")
            var sequences: [UInt64] = []
            var query = JournalQuery(limit: JournalQuery.longestPage)
            query.kind = .manifestImported
            let reader = try RecordsReader(records)
            while true {
                let page = try reader.search(query)
                sequences += page.lines.map(\.sequence)
                guard let next = page.next else { break }
                query.before = next
            }
            var restored = 0
            for sequence in sequences.reversed() {
                guard let entry = entries.entry(sequence, personal: false),
                    case .manifestImported(let imported) = entry.body
                else { continue }
                if try take(imported, at: entry.stamp.utc, backup, note, data, importer, keys) { restored += 1 }
            }
            return (restored, sequences.count)
        } catch {
            if case .system(let error) = error { throw .system(error) }
            throw .notSo("\(error)")
        }
    }

    private static func take(
        _ imported: ManifestImported, at: Int64, _ backup: String, _ note: BackupNote, _ data: String,
        _ importer: ManifestImporter, _ keys: KeyFolder
    ) throws(RecordsError) -> Bool {
        // A copy that was sealed with a key that is erased by now is what it should be: nobody's to read.
        guard let copy = note.manifests[imported.hash], let key = keys.existingFileKey(imported.hash),
            Backup.copy(copy, isSealedWith: key)
        else { return false }
        do {
            guard let plain = try Backup.unseal("\(backup)/manifests/\(copy)", key) else {
                throw SystemError(
                    "open \(backup)/manifests/\(copy): it was changed after it was made", code: EIO)
            }
            let path = data + "/manifests/restoring"
            try Files.replace(path, with: plain, mode: 0o600)
            _ = try importer.take(path, name: imported.file, by: imported.by, now: at, number: imported.number)
            try importer.markJournalled(imported.number)
            return true
        } catch let error as SystemError {
            throw .system(error)
        } catch let error as RecordsError {
            throw error
        } catch {
            throw .entry("\(error)")
        }
    }

    /// Takes away what an earlier restore, cut short, has left.
    private static func remove(_ folder: String) throws(SystemError) {
        guard Files.exists(folder) else { return }
        do { try FileManager.default.removeItem(atPath: folder) } catch {
            throw SystemError("remove \(folder): \(error)", code: EIO)
        }
    }
}
