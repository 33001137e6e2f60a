import Entries
import Parcels

/// What a person asks of a table without a belt.
public struct TableOrder: Sendable {
    public enum What: Sendable {
        /// Take the table for this kind of work, or leave it.
        case turn(TableMode)
        /// A label that was typed or scanned into the page: bytes as received.
        case scan([UInt8])
        /// The parcel has no label that can be read: hold it.
        case unread
        /// Nil for a bag without a number of its own.
        case openBag(BagLabel?)
        case closeBag
        /// Print a hold's tag again.
        case printTag(HoldID)
    }

    public let table: String
    public let what: What
    public let by: AccountID

    public init(table: String, what: What, by: AccountID) {
        self.table = table
        self.what = what
        self.by = by
    }
}
