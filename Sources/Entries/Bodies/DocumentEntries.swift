import JSON
import Parcels

/// The documents that decide what is cleared. Each kind has one in force.
public enum DocumentKind: String, Sendable, Hashable, Codable, CaseIterable {
    case policy
    case rules
    case lists
}

/// A version of a document was put forward. Versions count from 1 for each kind.
public struct DocumentProposed: EntryContent, Hashable {
    public static let kind = EntryKind.documentProposed

    public let document: DocumentKind
    public let number: Int
    /// The YAML text.
    public let text: String
    /// BLAKE2b-256 of the text, in hexadecimal.
    public let hash: String
    public let by: AccountID

    private enum CodingKeys: String, CodingKey {
        case document, number, text, hash, by
    }

    public init(document: DocumentKind, number: Int, text: String, hash: String, by: AccountID) {
        self.document = document
        self.number = number
        self.text = text
        self.hash = hash
        self.by = by
    }

    public func write(to writer: inout JSONWriter) {
        writer.field("document", document.rawValue)
        writer.field("number", number)
        writer.field("text", text)
        writer.field("hash", hash)
        writer.field("by", by.name)
    }
}

/// A person stands behind a proposed version.
public struct DocumentApproved: EntryContent, Hashable {
    public static let kind = EntryKind.documentApproved

    public let document: DocumentKind
    public let number: Int
    public let by: AccountID

    public init(document: DocumentKind, number: Int, by: AccountID) {
        self.document = document
        self.number = number
        self.by = by
    }

    public func write(to writer: inout JSONWriter) {
        writer.field("document", document.rawValue)
        writer.field("number", number)
        writer.field("by", by.name)
    }
}

/// A version came into force, with the approvals it had.
public struct DocumentActivated: EntryContent, Hashable {
    public static let kind = EntryKind.documentActivated

    public let document: DocumentKind
    public let number: Int
    public let approvals: [AccountID]

    public init(document: DocumentKind, number: Int, approvals: [AccountID]) {
        self.document = document
        self.number = number
        self.approvals = approvals
    }

    public func write(to writer: inout JSONWriter) {
        writer.field("document", document.rawValue)
        writer.field("number", number)
        writer.key("approvals")
        writer.beginArray()
        for account in approvals { writer.value(account.name) }
        writer.endArray()
    }
}
