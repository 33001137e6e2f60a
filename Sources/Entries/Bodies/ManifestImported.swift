import JSON
import Parcels

/// A manifest file was taken in, with or without the rows that had to be refused, or refused as a whole.
public struct ManifestImported: EntryContent, Hashable {
    public static let kind = EntryKind.manifestImported

    public let number: Int
    public let file: String
    /// BLAKE2b-256 of the file, in hexadecimal; the file is kept under this name.
    public let hash: String
    public let size: Int
    public let rows: Int
    public let added: Int
    public let updated: Int
    public let unchanged: Int
    public let withdrawn: Int
    /// Rows that could not be taken. The file was taken in without them, or refused for their sake.
    public let refused: Int
    /// The name of the file's encoding; nil where it is not known.
    public let encoding: String?
    /// Why the file was refused: the first error; nil when it was taken in.
    public let error: String?
    public let by: AccountID

    public init(
        number: Int, file: String, hash: String, size: Int, rows: Int, added: Int, updated: Int, unchanged: Int,
        withdrawn: Int = 0, refused: Int = 0, encoding: String? = nil, error: String?, by: AccountID
    ) {
        self.number = number
        self.file = file
        self.hash = hash
        self.size = size
        self.rows = rows
        self.added = added
        self.updated = updated
        self.unchanged = unchanged
        self.withdrawn = withdrawn
        self.refused = refused
        self.encoding = encoding
        self.error = error
        self.by = by
    }

    public func write(to writer: inout JSONWriter) {
        writer.field("number", number)
        writer.field("file", file)
        writer.field("hash", hash)
        writer.field("size", size)
        writer.field("rows", rows)
        writer.field("added", added)
        writer.field("updated", updated)
        writer.field("unchanged", unchanged)
        writer.field("withdrawn", withdrawn)
        writer.field("refused", refused)
        writer.field("encoding", ifThere: encoding)
        writer.field("error", ifThere: error)
        writer.field("by", by.name)
    }

    private enum Keys: String, CodingKey {
        case number, file, hash, size, rows, added, updated, unchanged, withdrawn, refused, encoding, error, by
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Keys.self)
        number = try fields.decode(Int.self, forKey: .number)
        file = try fields.decode(String.self, forKey: .file)
        hash = try fields.decode(String.self, forKey: .hash)
        size = try fields.decode(Int.self, forKey: .size)
        rows = try fields.decode(Int.self, forKey: .rows)
        added = try fields.decode(Int.self, forKey: .added)
        updated = try fields.decode(Int.self, forKey: .updated)
        unchanged = try fields.decode(Int.self, forKey: .unchanged)
        // Journals of the first version do not have these.
        withdrawn = try fields.decodeIfPresent(Int.self, forKey: .withdrawn) ?? 0
        refused = try fields.decodeIfPresent(Int.self, forKey: .refused) ?? 0
        encoding = try fields.decodeIfPresent(String.self, forKey: .encoding)
        error = try fields.decodeIfPresent(String.self, forKey: .error)
        by = try fields.decode(AccountID.self, forKey: .by)
    }
}
