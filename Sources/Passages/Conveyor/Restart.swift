import Entries
import Parcels
import Readings

extension Conveyor {
    /// Begins the epoch: records the start and ends what was open as held.
    public mutating func start(
        program: String, journalEpoch: Epoch, anchorEpoch: Epoch, open: [OpenPassage], now: Stamp
    ) -> [ConveyorEffect] {
        let started = SiteStarted(
            program: program, boot: now.boot, journalEpoch: journalEpoch, anchorEpoch: anchorEpoch)
        record(.siteStarted(started), now, urgent: true)
        for passage in open where passage.hasEnded { expectAgain(passage) }
        for passage in open where !passage.hasEnded {
            if isCounter(passage.line) { endAtCounter(passage, now) } else { endAsHeld(passage, now) }
        }
        return handle(.tick, now: now)
    }

    /// An escape of an earlier epoch that nobody has acknowledged still forbids permits.
    public mutating func forbidPermits(on line: LineID, until alarm: UInt64) {
        guard let place = lines.firstIndex(where: { $0.layout.id == line }) else { return }
        lines[place].escape = max(lines[place].escape ?? 0, alarm)
    }

    /// The sorter has worked with a later epoch than this journal knows: a restore from an old copy. Everything on the
    /// belts is in doubt, and a new epoch begins above the sorter's.
    mutating func raiseEpoch(above sorterEpoch: Epoch, _ now: Stamp) {
        var open: [OpenPassage] = []
        for line in lines.indices {
            for passage in lines[line].passages where !passage.isMissing {
                open.append(
                    OpenPassage(
                        passage: passage.id, line: id(line), track: passage.track, number: passage.number,
                        grantedPermit: passage.clearance?.grantedPermit(through: committed)))
            }
            lines[line].balance.removed += lines[line].passages.count - lines[line].missing
            lines[line].passages.removeAll { !$0.isMissing }
            lines[line].isAgreed = false
        }
        endCounters(now)
        let before = epoch
        epoch = sorterEpoch + 1
        permits = 0
        record(
            .siteStarted(
                SiteStarted(
                    program: "epoch raised above a sorter's", boot: now.boot, journalEpoch: before,
                    anchorEpoch: sorterEpoch)),
            now, urgent: true)
        for passage in open { endAsHeld(passage, now) }
    }

    /// A parcel that was on the belt at an earlier restart: it has its hold, and may not have left the belt yet.
    private mutating func expectAgain(_ passage: OpenPassage) {
        guard let line = lines.firstIndex(where: { $0.layout.id == passage.line }),
            let hold = standing.hold(of: passage.passage) ?? passage.number.flatMap({ standing.hold(on: $0) })
        else { return }
        lines[line].restarted[passage.track] = Line.Restarted(hold: hold, permit: passage.grantedPermit)
    }

    private mutating func endAsHeld(_ open: OpenPassage, _ now: Stamp) {
        record(
            .passageEnded(PassageEnded(passage: open.passage, how: .restarted, exit: nil, permit: open.grantedPermit)),
            now)
        let hold: HoldID
        if let existing = standing.hold(of: open.passage) ?? open.number.flatMap({ standing.hold(on: $0) }) {
            hold = existing
            note(.holdJoined(HoldJoined(hold: existing, passage: open.passage, reasons: [.restart])), now)
        } else {
            let raised = HoldRaised(
                line: open.line, passage: open.passage, number: open.number, reasons: [.restart],
                recall: open.grantedPermit != nil)
            hold = HoldID(epoch: epoch, sequence: note(.holdRaised(raised), now))
        }
        if let number = open.number {
            sightings.see(number, Sightings.Sighting(passage: open.passage, line: 0, state: .inspected))
        }
        guard let line = lines.firstIndex(where: { $0.layout.id == open.line }) else { return }
        // What a reader says of the first parcel of this run may be about the last one before it.
        lines[line].expectUnknown(before: .min + 1)
        lines[line].restarted[open.track] = Line.Restarted(hold: hold, permit: open.grantedPermit)
    }
}
