import JSON
import Parcels

/// An authority's signed bulletin was taken in. Its text names persons: the file is kept under its hash.
public struct BulletinTaken: EntryContent, Hashable {
    public static let kind = EntryKind.bulletinTaken

    public let issuer: String
    public let serial: UInt64
    /// Nanoseconds UTC.
    public let issued: Int64
    public let validUntil: Int64
    public let isComplete: Bool
    /// How many lists it brings.
    public let lists: Int
    /// BLAKE2b-256 of the file, in hexadecimal; the file is kept under this name.
    public let hash: String
    /// The name of the key that signed it.
    public let key: String
    public let file: String
    /// Nil when it lay in the watched folder.
    public let by: AccountID?

    public init(
        issuer: String, serial: UInt64, issued: Int64, validUntil: Int64, isComplete: Bool, lists: Int, hash: String,
        key: String, file: String, by: AccountID?
    ) {
        self.issuer = issuer
        self.serial = serial
        self.issued = issued
        self.validUntil = validUntil
        self.isComplete = isComplete
        self.lists = lists
        self.hash = hash
        self.key = key
        self.file = file
        self.by = by
    }

    public func write(to writer: inout JSONWriter) {
        writer.field("issuer", issuer)
        writer.key("serial")
        writer.value(serial)
        writer.key("issued")
        writer.value(issued)
        writer.key("validUntil")
        writer.value(validUntil)
        writer.key("isComplete")
        writer.value(isComplete)
        writer.field("lists", lists)
        writer.field("hash", hash)
        writer.field("key", key)
        writer.field("file", file)
        writer.field("by", ifThere: by?.name)
    }
}

/// A file that should have been a bulletin was not taken in.
public struct BulletinRefused: EntryContent, Hashable {
    public static let kind = EntryKind.bulletinRefused

    /// BLAKE2b-256 of the file with its signature behind it, in hexadecimal.
    public let hash: String
    public let file: String
    /// The catalogue has words for it: `problem.` and the code.
    public let code: String
    /// What the words need: a line, a key, a serial number.
    public let detail: String
    public let by: AccountID?

    public init(hash: String, file: String, code: String, detail: String, by: AccountID?) {
        self.hash = hash
        self.file = file
        self.code = code
        self.detail = detail
        self.by = by
    }

    public func write(to writer: inout JSONWriter) {
        writer.field("hash", hash)
        writer.field("file", file)
        writer.field("code", code)
        writer.field("detail", detail)
        writer.field("by", ifThere: by?.name)
    }
}
