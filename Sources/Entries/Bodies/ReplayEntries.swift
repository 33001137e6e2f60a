import JSON
import Parcels

/// A proposed document was asked about the parcels of the last shift, before anybody could put it in force.
public struct DocumentReplayed: EntryContent, Hashable {
    public static let kind = EntryKind.documentReplayed

    /// What one rule, or one kind of evidence that the policy asks for, would do.
    public struct Share: Sendable, Hashable, Codable {
        /// A rule's id, or `evidence.` and the evidence's code.
        public let what: String
        /// How many parcels it would hold.
        public let held: Int
        /// How many of them had passed.
        public let fresh: Int
        /// Some of those that had passed.
        public let examples: [PassageID]

        public init(what: String, held: Int, fresh: Int, examples: [PassageID]) {
            self.what = what
            self.held = held
            self.fresh = fresh
            self.examples = examples
        }
    }

    public let document: DocumentKind
    public let number: Int
    /// The site's hold budget at that time: percent of the parcels.
    public let budget_percent: Int
    /// How many parcels were asked about.
    public let parcels: Int
    /// How many of them were held at that time, and how many would be held now, for whatever reason.
    public let heldThen: Int
    public let heldNow: Int
    /// How many the proposed document itself would hold.
    public let byDocument: Int
    /// Parcels that had passed and would be held, and the other way round.
    public let newlyHeld: Int
    public let newlyFree: Int
    /// Parcels whose persons have been erased: what a rule says about persons could not be asked.
    public let erased: Int
    /// When the first and the last of them were decided: nanoseconds UTC; nil without parcels.
    public let from: Int64?
    public let to: Int64?
    /// The other documents that it was tried with.
    public let versions: Decision.Versions
    /// Those that would hold most come first.
    public let shares: [Share]
    /// Why the parcels could not be asked about; nil when they were.
    public let error: String?

    public init(
        document: DocumentKind, number: Int, budget_percent: Int, parcels: Int, heldThen: Int, heldNow: Int,
        byDocument: Int, newlyHeld: Int, newlyFree: Int, erased: Int, from: Int64?, to: Int64?,
        versions: Decision.Versions, shares: [Share], error: String? = nil
    ) {
        self.document = document
        self.number = number
        self.budget_percent = budget_percent
        self.parcels = parcels
        self.heldThen = heldThen
        self.heldNow = heldNow
        self.byDocument = byDocument
        self.newlyHeld = newlyHeld
        self.newlyFree = newlyFree
        self.erased = erased
        self.from = from
        self.to = to
        self.versions = versions
        self.shares = shares
        self.error = error
    }

    /// Whether the document would hold more than the site's hold budget. What could not be tried counts as too much.
    public var isOverBudget: Bool { error != nil || byDocument * 100 > budget_percent * parcels }

    public func write(to writer: inout JSONWriter) {
        writer.field("document", document.rawValue)
        writer.field("number", number)
        writer.field("budget_percent", budget_percent)
        writer.field("parcels", parcels)
        writer.field("heldThen", heldThen)
        writer.field("heldNow", heldNow)
        writer.field("byDocument", byDocument)
        writer.field("newlyHeld", newlyHeld)
        writer.field("newlyFree", newlyFree)
        writer.field("erased", erased)
        writer.field("from", ifThere: from.map(Int.init))
        writer.field("to", ifThere: to.map(Int.init))
        writer.key("versions")
        versions.write(to: &writer)
        writer.key("shares")
        writer.beginArray()
        for share in shares {
            writer.beginObject()
            writer.field("what", share.what)
            writer.field("held", share.held)
            writer.field("fresh", share.fresh)
            writer.key("examples")
            writer.beginArray()
            for passage in share.examples { writer.value(passage) }
            writer.endArray()
            writer.endObject()
        }
        writer.endArray()
        writer.field("error", ifThere: error)
    }
}

/// A person took a version out of force that held too much, and the version before came back. What it held stays held.
public struct DocumentReverted: EntryContent, Hashable {
    public static let kind = EntryKind.documentReverted

    public let document: DocumentKind
    public let number: Int
    /// The version that is in force again.
    public let to: Int
    /// The alarm that called for it.
    public let alarm: UInt64
    public let by: AccountID

    public init(document: DocumentKind, number: Int, to: Int, alarm: UInt64, by: AccountID) {
        self.document = document
        self.number = number
        self.to = to
        self.alarm = alarm
        self.by = by
    }

    public func write(to writer: inout JSONWriter) {
        writer.field("document", document.rawValue)
        writer.field("number", number)
        writer.field("to", to)
        writer.key("alarm")
        writer.value(alarm)
        writer.field("by", by.name)
    }
}
