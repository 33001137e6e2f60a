import Console
import Entries
import Inspection
import Journal
import Oversight
import Parcels
import Passages
import People
import Platform
import Readings
import Records
import SQLite
import Screening

/// What the entries of the time before add up to.
struct Past {
    let books: Books
    let standing: Standing
    let sightings: Sightings
    let open: [OpenPassage]
    /// Escapes that nobody has acknowledged: they still forbid permits.
    let escapes: [(line: LineID, alarm: UInt64)]
    let manifest: (items: Int, newest: Int64?)
    /// Pictures that ended a worker, once for each time.
    let killers: [FrameID]
    let bulletins: BulletinBook
    /// Hashes of files that were no good bulletins.
    let refusedBulletins: Set<String>
    let clears: Clears
    let tables: [CounterPast]
    /// What was counted of each device.
    let counted: [DeviceCounted]
    /// What each device last said of itself.
    let identified: [DeviceIdentified]
    /// By which the run before drew parcels, and the entry that named its hash.
    let seed: (seed: SamplingSeed, sequence: UInt64)?

    /// Opens the journal for a new epoch, above its own last one and the given one.
    static func openLedger(
        _ site: String, _ folder: borrowing DataFolder, above epoch: Epoch = 0
    ) throws(GatewayError) -> sending Ledger<SegmentedStorage, FileKeys> {
        do throws(StorageFailure) {
            let storage = try SegmentedStorage.open(folder: folder.journal, site: site) { max($0, epoch) + 1 }
            let head = storage.head
            return Ledger(site: site, head: head, storage: storage, keys: try FileKeys.open(KeyFolder(folder.keys)))
        } catch { throw .journal(error) }
    }

    /// Brings the records up to date and reads them.
    static func read(_ site: SiteConfiguration, _ folder: borrowing DataFolder, _ now: Stamp) throws(GatewayError)
        -> Past
    {
        let journal = JournalReader(folder: folder.journal)
        let keyFolder = KeyFolder(folder.keys)
        do throws(RecordsError) {
            try Projector(folder.records).catchUp(from: journal)
            let window = Int64(site.settings.copyWindow_s) * 1_000_000_000
            let restored = try Restoration.read(
                folder.records, journal: journal, keys: keyFolder, passedSince: now.trusted ? now.utc - window : .min,
                passedLimit: site.settings.sightingLimit)
            var books = Books(budget: site.holdBudget)
            var standing = Standing()
            var bulletins = BulletinBook(first: site.bulletins.firstSerials)
            var refused: Set<String> = []
            for entry in restored.kept {
                books.note(entry)
                bulletins.note(entry.body)
                if case .bulletinRefused(let bulletin) = entry.body { refused.insert(bulletin.hash) }
            }
            for hold in restored.holds {
                books.note(hold.body, epoch: hold.epoch, sequence: hold.sequence, at: 0)
                standing.note(hold.body, epoch: hold.epoch, sequence: hold.sequence)
            }
            // The halts were read before the holds that they are about.
            for halt in books.orders.halts {
                books.holds.note(.lineHalted(halt.halted), epoch: halt.halted.hold.epoch, sequence: halt.sequence)
            }
            books.restore(try RecordsReader(folder.records).openAlarms(limit: Books.alarmLimit))
            var sightings = Sightings(limit: site.settings.sightingLimit)
            // By a clock that is not to be trusted nothing has expired, and nobody passed later than now or before the one
            // ahead of him.
            var latest = Int64.min
            for passed in restored.passed {
                latest = now.trusted ? max(latest, min(passed.at, now.utc)) : now.utc
                let at = now.monotonic - (now.utc - latest)
                sightings.see(
                    passed.number, Sightings.Sighting(passage: passed.passage, line: 0, state: .passed(at: at)))
            }
            let rested = try PastTables.read(site, folder.records, now)
            let lookup = try ManifestLookup(folder.manifest)
            return Past(
                books: books, standing: standing, sightings: sightings, open: restored.open,
                escapes: restored.openAlarms.compactMap { alarm in
                    alarm.code == .escape ? alarm.line.map { ($0, alarm.sequence) } : nil
                }, manifest: (try lookup.count(), try lookup.newestImport()),
                killers: restored.kept.compactMap { entry in
                    if case .frameFailed(let failed) = entry.body { failed.frame } else { nil }
                }, bulletins: bulletins, refusedBulletins: refused, clears: rested.clears, tables: rested.tables,
                counted: restored.kept.compactMap { entry in
                    if case .deviceCounted(let counted) = entry.body { counted } else { nil }
                },
                identified: restored.kept.compactMap { entry in
                    if case .deviceIdentified(let identified) = entry.body { identified } else { nil }
                },
                seed: restored.kept.compactMap { entry -> (seed: SamplingSeed, sequence: UInt64)? in
                    guard case .samplingSeeded(let seeded) = entry.body,
                        let seed = seeded.secret.flatMap({ SamplingSeed(hexadecimal: $0) })
                    else { return nil }
                    return (seed, entry.sequence)
                }.last)
        } catch { throw .records(error) }
    }
}
