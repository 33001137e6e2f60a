import Parcels
import Readings

/// What an entry is about, for those who search: places of other entries, names, numbers.
public struct EntrySubject: Sendable, Hashable {
    public var line: LineID?
    public var number: ParcelNumber?
    public var passage: PassageID?
    public var hold: HoldID?
    public var device: DeviceID?
    public var account: AccountID?
    /// The number is the passage's or the hold's own from here on, and not just one that was seen on it.
    public var settlesNumber = false

    public init() {}
}

extension Entry {
    public var subject: EntrySubject {
        var subject = body.subject
        // The entry that opens a passage or raises a hold names it.
        switch body {
        case .passageOpened, .passageScanned: subject.passage = PassageID(epoch: epoch, sequence: sequence)
        case .holdRaised: subject.hold = HoldID(epoch: epoch, sequence: sequence)
        default: break
        }
        return subject
    }
}

extension EntryBody {
    fileprivate var subject: EntrySubject {
        var subject = EntrySubject()
        switch self {
        case .passageOpened(let opened): subject.line = opened.line
        case .passageScanned(let scanned):
            subject.line = scanned.table
            subject.device = scanned.device
            subject.account = scanned.by
        case .tableTurned(let turned):
            subject.line = turned.table
            subject.account = turned.by
        case .tagPrinted(let printed):
            subject.hold = printed.hold
            subject.device = printed.printer
        case .bagOpened(let opened):
            subject.line = opened.table
            subject.account = opened.by
        case .bagFilled(let filled):
            subject.number = filled.number
            subject.passage = filled.passage
            subject.account = filled.by
        case .bagRefused(let refused):
            subject.number = refused.number
            subject.account = refused.by
        case .bagEmptied(let emptied):
            subject.number = emptied.number
            subject.hold = emptied.hold
        case .bagClosed(let closed): subject.account = closed.by
        case .readingReceived(let reading):
            subject.device = reading.device
            subject.passage = reading.passage
            subject.number = reading.number
        case .parcelMeasured(let measured):
            subject.device = measured.device
            subject.passage = measured.passage
        case .passageDecided(let decision):
            subject.line = decision.line
            subject.passage = decision.passage
            subject.number = decision.number
            subject.settlesNumber = true
        case .permitAnswered(let answered): subject.passage = answered.passage
        case .passageEnded(let ended):
            subject.passage = ended.passage
            subject.account = ended.by
        case .straySeen(let stray): subject.line = stray.line
        case .lineBalanced(let balance): subject.line = balance.line
        case .holdRaised(let raised):
            subject.line = raised.line
            subject.passage = raised.passage
            subject.number = raised.number
        case .holdJoined(let joined):
            subject.hold = joined.hold
            subject.passage = joined.passage
        case .holdStepped(let stepped):
            subject.hold = stepped.hold
            subject.account = stepped.by
            subject.number = stepped.number
            subject.settlesNumber = true
        case .holdScreened(let screened):
            subject.hold = screened.hold
            subject.number = screened.number
        case .recallOrdered(let order):
            subject.line = order.line
            subject.number = order.number
            subject.passage = order.passage
            subject.account = order.by
        case .lineHalted(let halted):
            subject.line = halted.lines.first
            subject.hold = halted.hold
            subject.passage = halted.passage
            subject.account = halted.by
        case .lineOrderAsked(let asked):
            subject.line = asked.line
            subject.hold = asked.hold
            subject.account = asked.by
        case .lineOrdered(let ordered):
            subject.line = ordered.line
            subject.hold = ordered.hold
            subject.account = ordered.by
        case .inductionChanged(let changed): subject.line = changed.line
        case .alarmRaised(let alarm):
            subject.line = alarm.line
            subject.passage = alarm.passage
            subject.device = alarm.device
        case .alarmAcknowledged(let acknowledged): subject.account = acknowledged.by
        case .documentProposed(let proposed): subject.account = proposed.by
        case .documentApproved(let approved): subject.account = approved.by
        case .documentReverted(let reverted): subject.account = reverted.by
        case .bulletinTaken(let taken): subject.account = taken.by
        case .bulletinRefused(let refused): subject.account = refused.by
        case .manifestImported(let imported): subject.account = imported.by
        case .accountChanged(let changed): subject.account = changed.account
        case .sessionChanged(let session): subject.account = session.account
        case .personalShown(let shown):
            subject.account = shown.account
            subject.hold = shown.hold
            subject.number = shown.number
            subject.device = shown.device
        case .deviceChanged(let changed): subject.device = changed.device
        case .deviceCounted(let counted): subject.device = counted.device
        case .deviceIdentified(let identified): subject.device = identified.device
        case .deviceChecked(let checked):
            subject.device = checked.device
            subject.account = checked.by
        case .sorterChanged(let changed): subject.line = changed.line
        case .erasureProposed(let proposed):
            subject.account = proposed.by
            subject.number = proposed.number
        case .erasureApproved(let approved): subject.account = approved.by
        case .frameFailed(let failed): subject.device = failed.device
        case .pictureStored(let stored):
            subject.hold = stored.hold
            subject.passage = stored.passage
            subject.device = stored.device
            subject.account = stored.by
        default: break
        }
        return subject
    }
}
