/// The kinds of entries. They are written in journals: a kind is never renamed and never used for something else.
public enum EntryKind: String, Sendable, Hashable, Codable, CaseIterable {
    case siteStarted = "site.started"
    case siteReady = "site.ready"
    case siteAlive = "site.alive"
    case clockChanged = "clock.changed"
    case journalVerified = "journal.verified"
    case loadRefused = "load.refused"

    case passageOpened = "passage.opened"
    case readingReceived = "reading.received"
    case passageDecided = "passage.decided"
    case permitAnswered = "permit.answered"
    case passageEnded = "passage.ended"
    case straySeen = "stray.seen"
    case lineBalanced = "line.balanced"

    case tableTurned = "table.turned"
    case passageScanned = "passage.scanned"
    case tagPrinted = "tag.printed"
    case bagOpened = "bag.opened"
    case bagFilled = "bag.filled"
    case bagRefused = "bag.refused"
    case bagEmptied = "bag.emptied"
    case bagClosed = "bag.closed"

    case holdRaised = "hold.raised"
    case holdJoined = "hold.joined"
    case holdStepped = "hold.stepped"
    case holdScreened = "hold.screened"

    case recallOrdered = "recall.ordered"
    case lineHalted = "line.halted"
    case lineOrderAsked = "order.asked"
    case lineOrdered = "order.confirmed"
    case inductionChanged = "induction.changed"

    case alarmRaised = "alarm.raised"
    case alarmAcknowledged = "alarm.acknowledged"

    case documentProposed = "document.proposed"
    case documentApproved = "document.approved"
    case documentActivated = "document.activated"
    case documentReplayed = "document.replayed"
    case documentReverted = "document.reverted"
    case bulletinTaken = "bulletin.taken"
    case bulletinRefused = "bulletin.refused"
    case manifestImported = "manifest.imported"

    case accountChanged = "account.changed"
    case sessionChanged = "session.changed"
    case personalShown = "personal.shown"

    case deviceChanged = "device.changed"
    case sorterChanged = "sorter.changed"

    case anchorSent = "anchor.sent"
    case journalAccepted = "journal.accepted"
    case erasureProposed = "erasure.proposed"
    case erasureApproved = "erasure.approved"
    case dataErased = "data.erased"
    case frameFailed = "frame.failed"
    case pictureStored = "picture.stored"
}
