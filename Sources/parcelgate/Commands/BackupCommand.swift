import Gateway
import Platform

/// Copies a site's data.
enum BackupCommand: Subcommand {
    static let name = "backup"
    static let summary = "copy a site's journal, manifests and pictures, sealed, while its gateway runs"
    static let help = """
        usage: parcelgate backup FOLDER [--keys FOLDER] --site FILE

        Copies the journal, the manifests and the pictures of held parcels into FOLDER, or brings FOLDER up to date. It may be run while the gateway works.
        Nothing in FOLDER can be read without the keys.
          --keys FOLDER    brings a copy of the keys up to date too: on another medium, kept apart, without generations, so
                           that what the site has erased is erased there as well

        example: parcelgate backup /mnt/backup/journal --keys /mnt/safe/keys --site /etc/parcelgate/site.yaml
        """

    static func run(_ arguments: inout Arguments) throws(Exit) {
        let folder = try arguments.next("FOLDER")
        let keys = try arguments.option("keys")
        let site = try JournalCommand.site(&arguments)
        try arguments.end()
        do throws(BackupError) {
            let note = try Backup.make(of: site.data, site: site.id, into: folder, keys: keys)
            Terminal.say(
                "\(folder): epoch \(note.epoch), \(note.sequence) entries, \(note.manifests.count) manifests, head \(note.hash)"
            )
            if keys == nil {
                Terminal.say(
                    "the keys are not in it: without a copy of them (--keys) a restored site shows no personal data")
            }
        } catch { throw BackupExit.of(error) }
    }
}

/// Makes a site's data anew from a backup.
enum RestoreCommand: Subcommand {
    static let name = "restore"
    static let summary = "make a site's data folder from a backup"
    static let help = """
        usage: parcelgate restore FOLDER [--keys FOLDER] [--accept-loss GROUND] --site FILE

        Makes the data folder that the site file names, which must be empty, from a backup: verifies every hash and the
        anchors, makes the records anew and imports the manifests again. The next epoch is above all that the site can have
        used, so that every older permit is void.
          --keys FOLDER          the keys that went with the backup; without them personal data stay sealed, and the first
                                 start makes a new administrator
          --accept-loss GROUND   goes on although an anchor knows of entries that the backup lacks; becomes an entry

        example: parcelgate restore /mnt/backup/journal --keys /mnt/safe/keys --accept-loss "disk failed" --site site.yaml
        """

    static func run(_ arguments: inout Arguments) throws(Exit) {
        let folder = try arguments.next("FOLDER")
        let keys = try arguments.option("keys")
        let ground = try arguments.option("accept-loss")
        let site = try JournalCommand.site(&arguments)
        try arguments.end()
        do throws(BackupError) {
            let result = try Restore.run(site, from: folder, keys: keys, ground: ground)
            Terminal.say(
                "\(site.data): \(result.entries) entries, head \(result.head.hash); the next epoch is above \(result.epoch)"
            )
            Terminal.say("\(result.manifests) of \(result.imports) imports were made again")
            if result.lost > 0 { Terminal.say("\(result.lost) entries that an anchor knows of are lost") }
        } catch { throw BackupExit.of(error) }
    }
}

private enum BackupExit {
    static func of(_ error: BackupError) -> Exit {
        switch error {
        case .system: .environment("\(error)")
        case .journal, .notSo: .notSo("\(error)")
        }
    }
}
