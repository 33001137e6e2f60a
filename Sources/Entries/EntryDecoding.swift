import JSON
import Parcels
import Readings

/// What an entry's bytes do not say as they should.
public enum EntryFault: Error, Sendable, CustomStringConvertible {
    case notAnEntry(String)
    case laterVersion(kind: String, version: Int)

    public var description: String {
        switch self {
        case .notAnEntry(let why): "not a journal entry: \(why)"
        case .laterVersion(let kind, let version):
            "an entry of kind \(kind), version \(version), was written by a newer program; read it with that one"
        }
    }
}

extension Entry {
    /// Reads an entry's content back.
    /// - Parameter open: gives the plain personal part for a key slot, or nil when it was erased or may not be seen.
    /// - Throws: `EntryFault`.
    public static func read(
        _ content: [UInt8], open: (_ slot: UInt64) -> [UInt8]? = { _ in nil }
    ) throws(EntryFault) -> Entry {
        var reader = JSONReader()
        do {
            let written = try reader.read(Written.self, from: content)
            guard let personal = written.entry.slot.flatMap(open) else { return written.entry }
            // Only now it is known which slot: read once more, with what it opens.
            if let key = Written.personal { reader.userInfo[key] = personal }
            return try reader.read(Written.self, from: content).entry
        } catch let fault as EntryFault {
            throw fault
        } catch {
            throw .notAnEntry("\(error)")
        }
    }

    /// An entry as it is written, read in one pass.
    private struct Written: Decodable {
        static let personal = CodingUserInfoKey(rawValue: "personal")

        let entry: Entry

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: EntryField.self)
            let name = try fields.decode(String.self, forKey: .kind)
            let version = try fields.decode(Int.self, forKey: .version)
            guard let kind = EntryKind(rawValue: name) else {
                throw EntryFault.laterVersion(kind: name, version: version)
            }
            let personal = Self.personal.flatMap { decoder.userInfo[$0] as? [UInt8] }
            entry = Entry(
                epoch: try fields.decode(Epoch.self, forKey: .epoch),
                sequence: try fields.decode(UInt64.self, forKey: .sequence),
                stamp: try fields.decode(Stamp.self, forKey: .at),
                body: try EntryBody.read(kind, version: version, fields, personal),
                slot: try fields.decodeIfPresent(UInt64.self, forKey: .slot))
        }
    }
}

private enum EntryField: String, CodingKey {
    case epoch, sequence, at, kind, version, slot, body
}

extension EntryBody {
    fileprivate static func read(
        _ kind: EntryKind, version: Int, _ fields: KeyedDecodingContainer<EntryField>, _ personal: [UInt8]?
    ) throws -> EntryBody {
        func content<Content: EntryContent>(_ type: Content.Type) throws -> Content {
            guard version <= Content.version else {
                throw EntryFault.laterVersion(kind: kind.rawValue, version: version)
            }
            var content = try fields.decode(Content.self, forKey: .body)
            if let personal { try content.attach(personal: personal) }
            return content
        }
        switch kind {
        case .siteStarted: return .siteStarted(try content(SiteStarted.self))
        case .siteReady: return .siteReady(try content(SiteReady.self))
        case .siteAlive: return .siteAlive(try content(SiteAlive.self))
        case .clockChanged: return .clockChanged(try content(ClockChanged.self))
        case .journalVerified: return .journalVerified(try content(JournalVerified.self))
        case .loadRefused: return .loadRefused(try content(LoadRefused.self))
        case .passageOpened: return .passageOpened(try content(PassageOpened.self))
        case .readingReceived: return .readingReceived(try content(ReadingReceived.self))
        case .parcelMeasured: return .parcelMeasured(try content(ParcelMeasured.self))
        case .passageDecided: return .passageDecided(try content(Decision.self))
        case .permitAnswered: return .permitAnswered(try content(PermitAnswered.self))
        case .passageEnded: return .passageEnded(try content(PassageEnded.self))
        case .straySeen: return .straySeen(try content(StraySeen.self))
        case .lineBalanced: return .lineBalanced(try content(LineBalanced.self))
        case .tableTurned: return .tableTurned(try content(TableTurned.self))
        case .passageScanned: return .passageScanned(try content(PassageScanned.self))
        case .tagPrinted: return .tagPrinted(try content(TagPrinted.self))
        case .bagOpened: return .bagOpened(try content(BagOpened.self))
        case .bagFilled: return .bagFilled(try content(BagFilled.self))
        case .bagRefused: return .bagRefused(try content(BagRefused.self))
        case .bagEmptied: return .bagEmptied(try content(BagEmptied.self))
        case .bagClosed: return .bagClosed(try content(BagClosed.self))
        case .holdRaised: return .holdRaised(try content(HoldRaised.self))
        case .holdJoined: return .holdJoined(try content(HoldJoined.self))
        case .holdStepped: return .holdStepped(try content(HoldStepped.self))
        case .holdScreened: return .holdScreened(try content(HoldScreened.self))
        case .recallOrdered: return .recallOrdered(try content(RecallOrdered.self))
        case .lineHalted: return .lineHalted(try content(LineHalted.self))
        case .lineOrderAsked: return .lineOrderAsked(try content(LineOrderAsked.self))
        case .lineOrdered: return .lineOrdered(try content(LineOrdered.self))
        case .inductionChanged: return .inductionChanged(try content(InductionChanged.self))
        case .alarmRaised: return .alarmRaised(try content(AlarmRaised.self))
        case .alarmAcknowledged: return .alarmAcknowledged(try content(AlarmAcknowledged.self))
        case .documentProposed: return .documentProposed(try content(DocumentProposed.self))
        case .documentApproved: return .documentApproved(try content(DocumentApproved.self))
        case .documentActivated: return .documentActivated(try content(DocumentActivated.self))
        case .documentReplayed: return .documentReplayed(try content(DocumentReplayed.self))
        case .documentReverted: return .documentReverted(try content(DocumentReverted.self))
        case .bulletinTaken: return .bulletinTaken(try content(BulletinTaken.self))
        case .bulletinRefused: return .bulletinRefused(try content(BulletinRefused.self))
        case .manifestImported: return .manifestImported(try content(ManifestImported.self))
        case .accountChanged: return .accountChanged(try content(AccountChanged.self))
        case .sessionChanged: return .sessionChanged(try content(SessionChanged.self))
        case .personalShown: return .personalShown(try content(PersonalShown.self))
        case .deviceChanged: return .deviceChanged(try content(DeviceChanged.self))
        case .deviceCounted: return .deviceCounted(try content(DeviceCounted.self))
        case .deviceChecked: return .deviceChecked(try content(DeviceChecked.self))
        case .deviceIdentified: return .deviceIdentified(try content(DeviceIdentified.self))
        case .sorterChanged: return .sorterChanged(try content(SorterChanged.self))
        case .anchorSent: return .anchorSent(try content(AnchorSent.self))
        case .journalAccepted: return .journalAccepted(try content(JournalAccepted.self))
        case .erasureProposed: return .erasureProposed(try content(ErasureProposed.self))
        case .erasureApproved: return .erasureApproved(try content(ErasureApproved.self))
        case .dataErased: return .dataErased(try content(DataErased.self))
        case .samplingSeeded: return .samplingSeeded(try content(SamplingSeeded.self))
        case .frameFailed: return .frameFailed(try content(FrameFailed.self))
        case .pictureStored: return .pictureStored(try content(PictureStored.self))
        }
    }
}
