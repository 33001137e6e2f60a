import Parcels

/// What an anchor says of a journal.
public enum AnchorCheck: Sendable, Hashable {
    /// The journal has the anchor's entry, unchanged.
    case fits
    /// The journal ends before the anchor.
    case shorter(head: UInt64)
    /// Another entry stands at the anchor's place.
    case differs

    /// Compares a journal with an anchor of its site.
    public static func compare(
        _ anchor: Anchor, with journal: JournalReader, head: UInt64
    ) throws(StorageFailure) -> AnchorCheck {
        if anchor.head.sequence == 0 { return .fits }
        guard anchor.head.sequence <= head,
            let record = try journal.records(from: anchor.head.sequence, limit: 1).first
        else { return .shorter(head: head) }
        guard record.sequence == anchor.head.sequence, record.hash == anchor.head.hash else { return .differs }
        return .fits
    }
}
