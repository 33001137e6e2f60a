import Crypto
import Glibc
import Parcels
import Platform

/// A folder, best on another machine, that keeps a site's anchors: `anchor-<epoch>-<sequence>.json`, its signature beside it
/// as `….json.minisig`, and the public key as `anchor.pub`.
public struct AnchorFolder: Sendable {
    public let path: String
    /// So many are kept; the oldest go first.
    public let limit: Int

    public init(_ path: String, keeping limit: Int) {
        self.path = path
        self.limit = max(1, limit)
    }

    /// Keeps an anchor, durable before it returns. The signature comes first: a statement is never without it.
    public func keep(_ signed: SignedAnchor, key: MinisignKey) throws(SystemError) {
        // A share that is not mounted must not look like one that keeps anchors.
        let names = try Files.names(in: path)
        if (try? AnchorKey.readPublic(path + "/anchor.pub")) != key {
            try Files.replace(path + "/anchor.pub", with: Array(key.file.utf8), mode: 0o644)
        }
        let name = Self.name(signed.anchor.head)
        try Files.replace("\(path)/\(name).minisig", with: Array(signed.signature.utf8), mode: 0o644)
        try Files.replace("\(path)/\(name)", with: signed.statement, mode: 0o644)
        let kept = Self.anchors(names).filter { $0 != name }
        for old in kept.dropLast(limit - 1) {
            _ = unsafe unlink("\(path)/\(old)")
            _ = unsafe unlink("\(path)/\(old).minisig")
        }
    }

    /// The newest anchor of the site that this key signed; nil where there is none.
    public func newest(site: String, key: MinisignKey) throws(SystemError) -> Anchor? {
        for name in Self.anchors(try Files.names(in: path)).reversed() {
            if let anchor = try? read("\(path)/\(name)", key: key), anchor.site == site { return anchor }
        }
        return nil
    }

    /// Reads one anchor's file, with its signature beside it.
    /// - Returns: nil when it is no anchor, or not by this key.
    public static func read(_ path: String, key: MinisignKey) throws(SystemError) -> Anchor? {
        let statement = try Files.read(path, limit: Anchor.sizeLimit)
        let signature = String(decoding: try Files.read(path + ".minisig", limit: Anchor.sizeLimit), as: UTF8.self)
        return SignedAnchor(statement: statement, signature: signature, by: key)?.anchor
    }

    private func read(_ path: String, key: MinisignKey) throws(SystemError) -> Anchor? {
        try Self.read(path, key: key)
    }

    /// By epoch and sequence, since a restored journal has fewer entries and a higher epoch.
    private static func anchors(_ names: [String]) -> [String] {
        names.filter { $0.hasPrefix("anchor-") && $0.hasSuffix(".json") }.sorted()
    }

    private static func name(_ head: Head) -> String {
        "anchor-\(padded(UInt64(head.epoch), 10))-\(padded(head.sequence, 20)).json"
    }

    private static func padded(_ number: UInt64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
