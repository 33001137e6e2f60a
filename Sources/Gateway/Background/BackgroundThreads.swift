import Console
import Devices
import Entries
import Journal
import Parcels
import Passages
import Platform
import Records
import Screening

extension Gateway {
    /// The threads that work beside the lines.
    struct Background: Sendable {
        let lookUps: LookUps
        let imports: Imports
        let projection: Projection
        let documents: DocumentDesk
        let anchoring: Anchoring
        let eraser: Eraser
        let itemIndexing: ItemIndexing
        let pictures: Pictures
        let decoding: Decoding
        let replays: Replays
        let checks: DocumentChecks
        let ruleTrials: RuleTrials
        let ruleJudgements: RuleJudgements
        let explanations: Explanations
        let bulletins: Bulletins
        let rescreening: Rescreening
        let past: PastParcels
        let sampling: Sampling
    }
}

extension Gateway.Background {
    /// Starts those that work on what lines, people and each other hand over.
    func start(
        _ folder: borrowing DataFolder, _ reader: JournalReader, _ clock: ClockWatch,
        _ lines: LineThread, _ bulletins: BulletinsOfThen, _ say: @escaping @Sendable (String) -> Void
    ) throws(SystemError) {
        try lookUps.start(folder.manifest) { question, found in
            switch question {
            case .passage(let passage, let line, _): lines.offer(.conveyor(.lookedUp(passage, line: line, found)))
            case .counter(let counter, let passage, _):
                lines.offer(.conveyor(.counter(counter, .lookedUp(passage, found))))
            case .hold(let hold, let number): lines.offer(.conveyor(.lookedUpForHold(hold, number, found)))
            }
        }
        try projection.start(folder.records, journal: reader) {
            lines.noteHoldsChanged()
        } behind: { why in
            say("records: \(why); lists on the console are not up to date until they can be written")
            lines.offer(.conveyor(.record(.alarmRaised(AlarmRaised(.recordsBehind)), urgent: false, token: nil)))
        }
        try pictures.start(
            PictureFolder(folder.pictures),
            Pictures.Takers(
                record: { lines.offer(.conveyor(.record($0, urgent: false, token: nil))) },
                answer: { lines.offer(.made($0, $1, $2)) }, lose: { lines.notePictureLost() }))
        try itemIndexing.start(folder.itemIndex, manifest: folder.manifest)
        try documents.start { event in
            lines.offer(.conveyor(event))
            if case .screening(let snapshot) = event { rescreening.ask(snapshot) }
        }
        let parcels = ParcelReplay(records: folder.records, journal: reader, keys: KeyFolder(folder.keys))
        try replays.start(parcels, clock: clock) { replayed in
            lines.offer(.conveyor(.record(.documentReplayed(replayed), urgent: true, token: nil)))
        }
        try ruleTrials.start(parcels, clock: clock)
        try ruleJudgements.start(parcels, records: folder.records, clock: clock)
        try explanations.start(
            ParcelReplay(records: folder.records, journal: reader, keys: KeyFolder(folder.keys), pace: .later),
            earlier: parcels, documents: { lines.documents },
            bulletins: { bulletins.inForce($0, of: self.bulletins.taken) })
        try rescreening.start(
            parcels, records: folder.records, clock: clock,
            recall: { lines.offer(.conveyor(.record(.recallOrdered($0.order), urgent: true, token: nil))) },
            beyond: { count in
                let alarm = AlarmRaised(.recallLimit, detail: String(count))
                lines.offer(.conveyor(.record(.alarmRaised(alarm), urgent: false, token: nil)))
            })
        try imports.start(folder.manifest, keepingFilesIn: folder.manifestFiles, clock: clock) {
            imported, pending in
            lines.offer(.imported(imported, pending))
        }
    }
}
