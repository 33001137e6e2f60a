import JSON
import Parcels

/// The journal's head left the machine: a receipt.
public struct AnchorSent: EntryContent, Hashable {
    public static let kind = EntryKind.anchorSent

    /// The epoch and the sequence of the anchored entry; its hash in hexadecimal.
    public let epoch: Epoch
    public let sequence: UInt64
    public let hash: String
    /// Where it went: `folder`, `webhook`, or `print`.
    public let target: String
    /// What the other side said: a file's name, an HTTP status.
    public let receipt: String

    public init(epoch: Epoch, sequence: UInt64, hash: String, target: String, receipt: String) {
        self.epoch = epoch
        self.sequence = sequence
        self.hash = hash
        self.target = target
        self.receipt = receipt
    }

    public func write(to writer: inout JSONWriter) {
        writer.field("epoch", Int(epoch))
        writer.key("sequence")
        writer.value(sequence)
        writer.field("hash", hash)
        writer.field("target", target)
        writer.field("receipt", receipt)
    }
}

/// The journal goes on although entries are lost: it was restored from a backup, or accepted as it was found.
public struct JournalAccepted: EntryContent, Hashable {
    public static let kind = EntryKind.journalAccepted

    /// The last entry that there is.
    public let sequence: UInt64
    public let hash: String
    /// The anchor that it falls short of, or contradicts; both 0 where there is none.
    public let anchorEpoch: Epoch
    public let anchorSequence: UInt64
    /// `restored` from a backup, or `accepted` as it was.
    public let how: String
    /// Why, as whoever was at the machine wrote it.
    public let ground: String

    public init(
        sequence: UInt64, hash: String, anchorEpoch: Epoch, anchorSequence: UInt64, how: String, ground: String
    ) {
        self.sequence = sequence
        self.hash = hash
        self.anchorEpoch = anchorEpoch
        self.anchorSequence = anchorSequence
        self.how = how
        self.ground = ground
    }

    public func write(to writer: inout JSONWriter) {
        writer.key("sequence")
        writer.value(sequence)
        writer.field("hash", hash)
        writer.field("anchorEpoch", Int(anchorEpoch))
        writer.key("anchorSequence")
        writer.value(anchorSequence)
        writer.field("how", how)
        writer.field("ground", ground)
    }
}

/// Kinds of personal data, each with its own time to live.
public enum PersonalKind: String, Sendable, Hashable, Codable, CaseIterable {
    /// Names, telephone numbers and addresses that decisions used.
    case declarations
    /// The bytes of labels that are no item number.
    case labels
    /// What people wrote about holds.
    case notes
    /// Pictures of held parcels: labels show names and addresses.
    case pictures
    /// Items of manifests, and the files they came in.
    case manifests
}

/// Somebody asks that the personal data of one parcel be erased.
public struct ErasureProposed: EntryContent, Hashable {
    public static let kind = EntryKind.erasureProposed

    /// Erasures count from 1.
    public let erasure: Int
    public let number: ParcelNumber
    public let by: AccountID
    /// Why; personal, since it may name people.
    public private(set) var ground: String?

    private enum CodingKeys: String, CodingKey {
        case erasure, number, by
    }

    public init(erasure: Int, number: ParcelNumber, by: AccountID, ground: String?) {
        self.erasure = erasure
        self.number = number
        self.by = by
        self.ground = ground
    }

    public func write(to writer: inout JSONWriter) {
        writer.field("erasure", erasure)
        writer.field("number", ifThere: number)
        writer.field("by", by.name)
    }

    private struct Personal: Codable {
        let ground: String
    }

    public func writePersonal(to writer: inout JSONWriter) -> Bool {
        guard let ground else { return false }
        writer.beginObject()
        writer.field("ground", ground)
        writer.endObject()
        return true
    }

    public mutating func attach(personal: [UInt8]) throws {
        ground = try PersonalPart.read(Personal.self, personal).ground
    }
}

/// A second person stands behind it: the data are erased.
public struct ErasureApproved: EntryContent, Hashable {
    public static let kind = EntryKind.erasureApproved

    public let erasure: Int
    public let by: AccountID

    public init(erasure: Int, by: AccountID) {
        self.erasure = erasure
        self.by = by
    }

    public func write(to writer: inout JSONWriter) {
        writer.field("erasure", erasure)
        writer.field("by", by.name)
    }
}

/// Personal data are gone: key slots were overwritten, items and files taken away. The chain is as it was.
public struct DataErased: EntryContent, Hashable {
    public static let kind = EntryKind.dataErased

    public let data: PersonalKind
    /// The erasure that two persons ordered; nil for what the policy's time ended.
    public let erasure: Int?
    /// Key slots overwritten, items of manifests removed, files removed or made blank.
    public let slots: Int
    public let items: Int
    public let files: Int
    /// By the policy: entries up to this sequence were looked at. 0 for an order.
    public let through: UInt64
    /// Entries up to there that still have their personal part because their hold is open.
    public let kept: [UInt64]

    public init(
        data: PersonalKind, erasure: Int?, slots: Int, items: Int, files: Int, through: UInt64, kept: [UInt64]
    ) {
        self.data = data
        self.erasure = erasure
        self.slots = slots
        self.items = items
        self.files = files
        self.through = through
        self.kept = kept
    }

    public func write(to writer: inout JSONWriter) {
        writer.field("data", data.rawValue)
        writer.field("erasure", ifThere: erasure)
        writer.field("slots", slots)
        writer.field("items", items)
        writer.field("files", files)
        writer.key("through")
        writer.value(through)
        writer.key("kept")
        writer.beginArray()
        for sequence in kept { writer.value(sequence) }
        writer.endArray()
    }
}
