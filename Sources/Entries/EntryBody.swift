import JSON

/// What one kind of entry says.
public protocol EntryContent: Sendable, Decodable {
    static var kind: EntryKind { get }
    /// The version of the fields; a reader of the future knows by it what to expect.
    static var version: Int { get }

    /// Writes the fields of the body object.
    func write(to writer: inout JSONWriter)

    /// Writes the personal part as one JSON object.
    /// - Returns: false, with nothing written, when there is none.
    func writePersonal(to writer: inout JSONWriter) -> Bool

    /// Takes the personal part up again, as `writePersonal` wrote it.
    mutating func attach(personal: [UInt8]) throws
}

extension EntryContent {
    public static var version: Int { 1 }
    public func writePersonal(to writer: inout JSONWriter) -> Bool { false }
    public mutating func attach(personal: [UInt8]) throws {}
}

/// The body of an entry.
public enum EntryBody: Sendable {
    case siteStarted(SiteStarted)
    case siteReady(SiteReady)
    case siteAlive(SiteAlive)
    case clockChanged(ClockChanged)
    case journalVerified(JournalVerified)
    case loadRefused(LoadRefused)
    case passageOpened(PassageOpened)
    case readingReceived(ReadingReceived)
    case parcelMeasured(ParcelMeasured)
    case passageDecided(Decision)
    case permitAnswered(PermitAnswered)
    case passageEnded(PassageEnded)
    case straySeen(StraySeen)
    case lineBalanced(LineBalanced)
    case tableTurned(TableTurned)
    case passageScanned(PassageScanned)
    case tagPrinted(TagPrinted)
    case bagOpened(BagOpened)
    case bagFilled(BagFilled)
    case bagRefused(BagRefused)
    case bagEmptied(BagEmptied)
    case bagClosed(BagClosed)
    case holdRaised(HoldRaised)
    case holdJoined(HoldJoined)
    case holdStepped(HoldStepped)
    case holdScreened(HoldScreened)
    case recallOrdered(RecallOrdered)
    case lineHalted(LineHalted)
    case lineOrderAsked(LineOrderAsked)
    case lineOrdered(LineOrdered)
    case inductionChanged(InductionChanged)
    case alarmRaised(AlarmRaised)
    case alarmAcknowledged(AlarmAcknowledged)
    case documentProposed(DocumentProposed)
    case documentApproved(DocumentApproved)
    case documentActivated(DocumentActivated)
    case documentReplayed(DocumentReplayed)
    case documentReverted(DocumentReverted)
    case bulletinTaken(BulletinTaken)
    case bulletinRefused(BulletinRefused)
    case manifestImported(ManifestImported)
    case accountChanged(AccountChanged)
    case sessionChanged(SessionChanged)
    case personalShown(PersonalShown)
    case deviceChanged(DeviceChanged)
    case deviceCounted(DeviceCounted)
    case deviceChecked(DeviceChecked)
    case deviceIdentified(DeviceIdentified)
    case sorterChanged(SorterChanged)
    case anchorSent(AnchorSent)
    case journalAccepted(JournalAccepted)
    case erasureProposed(ErasureProposed)
    case erasureApproved(ErasureApproved)
    case dataErased(DataErased)
    case frameFailed(FrameFailed)
    case samplingSeeded(SamplingSeeded)
    case pictureStored(PictureStored)

    /// The one place that lists what each case holds.
    @inline(__always)
    private func visit<Result>(_ visitor: (any EntryContent) -> Result) -> Result {
        switch self {
        case .siteStarted(let content): visitor(content)
        case .siteReady(let content): visitor(content)
        case .siteAlive(let content): visitor(content)
        case .clockChanged(let content): visitor(content)
        case .journalVerified(let content): visitor(content)
        case .loadRefused(let content): visitor(content)
        case .passageOpened(let content): visitor(content)
        case .readingReceived(let content): visitor(content)
        case .parcelMeasured(let content): visitor(content)
        case .passageDecided(let content): visitor(content)
        case .permitAnswered(let content): visitor(content)
        case .passageEnded(let content): visitor(content)
        case .straySeen(let content): visitor(content)
        case .lineBalanced(let content): visitor(content)
        case .tableTurned(let content): visitor(content)
        case .passageScanned(let content): visitor(content)
        case .tagPrinted(let content): visitor(content)
        case .bagOpened(let content): visitor(content)
        case .bagFilled(let content): visitor(content)
        case .bagRefused(let content): visitor(content)
        case .bagEmptied(let content): visitor(content)
        case .bagClosed(let content): visitor(content)
        case .holdRaised(let content): visitor(content)
        case .holdJoined(let content): visitor(content)
        case .holdStepped(let content): visitor(content)
        case .holdScreened(let content): visitor(content)
        case .recallOrdered(let content): visitor(content)
        case .lineHalted(let content): visitor(content)
        case .lineOrderAsked(let content): visitor(content)
        case .lineOrdered(let content): visitor(content)
        case .inductionChanged(let content): visitor(content)
        case .alarmRaised(let content): visitor(content)
        case .alarmAcknowledged(let content): visitor(content)
        case .documentProposed(let content): visitor(content)
        case .documentApproved(let content): visitor(content)
        case .documentActivated(let content): visitor(content)
        case .documentReplayed(let content): visitor(content)
        case .documentReverted(let content): visitor(content)
        case .bulletinTaken(let content): visitor(content)
        case .bulletinRefused(let content): visitor(content)
        case .manifestImported(let content): visitor(content)
        case .accountChanged(let content): visitor(content)
        case .sessionChanged(let content): visitor(content)
        case .personalShown(let content): visitor(content)
        case .deviceChanged(let content): visitor(content)
        case .deviceCounted(let content): visitor(content)
        case .deviceChecked(let content): visitor(content)
        case .deviceIdentified(let content): visitor(content)
        case .sorterChanged(let content): visitor(content)
        case .anchorSent(let content): visitor(content)
        case .journalAccepted(let content): visitor(content)
        case .erasureProposed(let content): visitor(content)
        case .erasureApproved(let content): visitor(content)
        case .dataErased(let content): visitor(content)
        case .frameFailed(let content): visitor(content)
        case .samplingSeeded(let content): visitor(content)
        case .pictureStored(let content): visitor(content)
        }
    }

    public var kind: EntryKind { visit { type(of: $0).kind } }

    public var version: Int { visit { type(of: $0).version } }

    func write(to writer: inout JSONWriter) { visit { $0.write(to: &writer) } }

    func writePersonal(to writer: inout JSONWriter) -> Bool { visit { $0.writePersonal(to: &writer) } }
}
