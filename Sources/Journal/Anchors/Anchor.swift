import Crypto
import Foundation
import JSON
import Parcels

/// Where a journal stood at a moment, to be kept where whoever changes the journal cannot reach: a journal that is shorter
/// than its anchor, or has another entry at that place, was changed.
public struct Anchor: Sendable, Hashable {
    public static let format = "parcelgate-anchor-1"
    /// More bytes are no anchor.
    public static let sizeLimit = 4096

    public let site: String
    public let head: Head
    /// Nanoseconds UTC, and whether the clock was trusted.
    public let at: Int64
    public let trusted: Bool

    public init(site: String, head: Head, at: Int64, trusted: Bool) {
        self.site = site
        self.head = head
        self.at = at
        self.trusted = trusted
    }

    /// The statement that is signed: one JSON object and a line end.
    public var statement: [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("format")
        writer.value(Self.format)
        writer.key("site")
        writer.value(site)
        writer.key("epoch")
        writer.value(head.epoch)
        writer.key("sequence")
        writer.value(head.sequence)
        writer.key("hash")
        writer.value(head.hash.description)
        writer.key("at")
        writer.value(at)
        writer.key("trusted")
        writer.value(trusted)
        writer.endObject()
        return writer.bytes + [0x0A]
    }

    private struct Written: Decodable {
        let format: String
        let site: String
        let epoch: Epoch
        let sequence: UInt64
        let hash: String
        let at: Int64
        let trusted: Bool
    }

    /// Nil for anything but a statement.
    public init?(statement: [UInt8]) {
        guard statement.count <= Self.sizeLimit,
            let written = try? JSONDecoder().decode(Written.self, from: Data(statement)),
            written.format == Self.format, let hash = Hash(hexadecimal: written.hash)
        else { return nil }
        self.init(
            site: written.site, head: Head(epoch: written.epoch, sequence: written.sequence, hash: hash),
            at: written.at, trusted: written.trusted)
    }

    /// Later than another one of the same site: a restored journal has fewer entries and a higher epoch.
    public func isLater(than other: Anchor) -> Bool {
        (head.epoch, head.sequence) > (other.head.epoch, other.head.sequence)
    }

    /// The hash in groups that a person can read out.
    public var groupedHash: [String] {
        let digits = Array(head.hash.description)
        return stride(from: 0, to: digits.count, by: 16).map { line in
            stride(from: line, to: line + 16, by: 4).map { String(digits[$0..<($0 + 4)]) }.joined(separator: " ")
        }
    }
}

/// An anchor with its signature, as it leaves the machine.
public struct SignedAnchor: Sendable {
    public let anchor: Anchor
    public let statement: [UInt8]
    /// A minisign signature's file.
    public let signature: String

    public init(_ anchor: Anchor, by key: MinisignSecretKey) {
        self.anchor = anchor
        statement = anchor.statement
        signature = key.sign(
            statement, comment: "site \(anchor.site) epoch \(anchor.head.epoch) sequence \(anchor.head.sequence)")
    }

    /// Nil when the statement is none, or was not signed by this key.
    public init?(statement: [UInt8], signature: String, by key: MinisignKey) {
        guard let anchor = Anchor(statement: statement),
            (try? Minisign(Array(signature.utf8)).verify(statement, by: [key])) != nil
        else { return nil }
        self.anchor = anchor
        self.statement = statement
        self.signature = signature
    }
}
