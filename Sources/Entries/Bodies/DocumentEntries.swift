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
    /// The YAML text. A list's names persons, and is sealed with the personal part; without it the text is empty.
    public private(set) var text: String
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

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        document = try fields.decode(DocumentKind.self, forKey: .document)
        number = try fields.decode(Int.self, forKey: .number)
        text = try fields.decodeIfPresent(String.self, forKey: .text) ?? ""
        hash = try fields.decode(String.self, forKey: .hash)
        by = try fields.decode(AccountID.self, forKey: .by)
    }

    public func write(to writer: inout JSONWriter) {
        writer.field("document", document.rawValue)
        writer.field("number", number)
        if document != .lists { writer.field("text", text) }
        writer.field("hash", hash)
        writer.field("by", by.name)
    }

    private struct Personal: Codable {
        let text: String
    }

    public func writePersonal(to writer: inout JSONWriter) -> Bool {
        guard document == .lists, !text.isEmpty else { return false }
        writer.beginObject()
        writer.field("text", text)
        writer.endObject()
        return true
    }

    public mutating func attach(personal: [UInt8]) throws {
        text = try PersonalPart.read(Personal.self, personal).text
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
