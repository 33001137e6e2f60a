import JSON
import Parcels

/// A bag was opened at a table. This entry's place names the bag.
public struct BagOpened: EntryContent, Hashable {
    public static let kind = EntryKind.bagOpened

    public let table: LineID
    /// The number on the bag; nil for a bag that has none but the one made here.
    public let label: BagLabel?
    public let by: AccountID

    public init(table: LineID, label: BagLabel?, by: AccountID) {
        self.table = table
        self.label = label
        self.by = by
    }

    public func write(to writer: inout JSONWriter) {
        writer.field("table", table.name)
        writer.field("label", ifThere: label?.text)
        writer.field("by", by.name)
    }
}

/// A parcel with a valid clear went into a bag.
public struct BagFilled: EntryContent, Hashable {
    public static let kind = EntryKind.bagFilled

    public let bag: BagID
    public let number: ParcelNumber
    /// The passage whose clear it was.
    public let passage: PassageID
    public let by: AccountID?

    public init(bag: BagID, number: ParcelNumber, passage: PassageID, by: AccountID?) {
        self.bag = bag
        self.number = number
        self.passage = passage
        self.by = by
    }

    public func write(to writer: inout JSONWriter) {
        writer.key("bag")
        writer.value(bag)
        writer.field("number", ifThere: number)
        writer.field("passage", ifThere: passage)
        writer.field("by", ifThere: by?.name)
    }
}

/// A parcel without a valid clear was kept out of a bag; its hold is raised or joined beside.
public struct BagRefused: EntryContent, Hashable {
    public static let kind = EntryKind.bagRefused

    public let bag: BagID
    public let number: ParcelNumber
    public let reasons: [Reason]
    public let by: AccountID?

    public init(bag: BagID, number: ParcelNumber, reasons: [Reason], by: AccountID?) {
        self.bag = bag
        self.number = number
        self.reasons = reasons
        self.by = by
    }

    public func write(to writer: inout JSONWriter) {
        writer.key("bag")
        writer.value(bag)
        writer.field("number", ifThere: number)
        writer.key("reasons")
        writer.value(reasons)
        writer.field("by", ifThere: by?.name)
    }
}

/// A parcel whose clear was withdrawn was taken out of its bag: it was scanned into the cage.
public struct BagEmptied: EntryContent, Hashable {
    public static let kind = EntryKind.bagEmptied

    public let bag: BagID
    public let number: ParcelNumber
    public let hold: HoldID

    public init(bag: BagID, number: ParcelNumber, hold: HoldID) {
        self.bag = bag
        self.number = number
        self.hold = hold
    }

    public func write(to writer: inout JSONWriter) {
        writer.key("bag")
        writer.value(bag)
        writer.field("number", ifThere: number)
        writer.key("hold")
        writer.value(hold)
    }
}

/// A bag was closed.
public struct BagClosed: EntryContent, Hashable {
    public static let kind = EntryKind.bagClosed

    public let bag: BagID
    /// In it.
    public let parcels: Int
    /// Kept out of it.
    public let refused: Int
    /// Taken out of it again.
    public let takenOut: Int
    public let by: AccountID

    public init(bag: BagID, parcels: Int, refused: Int, takenOut: Int, by: AccountID) {
        self.bag = bag
        self.parcels = parcels
        self.refused = refused
        self.takenOut = takenOut
        self.by = by
    }

    public func write(to writer: inout JSONWriter) {
        writer.key("bag")
        writer.value(bag)
        writer.field("parcels", parcels)
        writer.field("refused", refused)
        writer.field("takenOut", takenOut)
        writer.field("by", by.name)
    }
}
