import Crypto
import Parcels
import Screening
import YAML

/// Whose bulletins a site takes in.
public struct BulletinSettings: Sendable {
    public struct Issuer: Sendable {
        public let id: String
        public let name: BilingualText
        public let keys: [MinisignKey]
        /// The first serial number that is taken; nil for whichever comes first.
        public let firstSerial: UInt64?
    }

    public var issuers: [Issuer] = []
    /// Watched for bulletins; nil where they come through the console only.
    public var folder: String?

    var firstSerials: [String: UInt64] {
        Dictionary(uniqueKeysWithValues: issuers.compactMap { issuer in issuer.firstSerial.map { (issuer.id, $0) } })
    }
}

extension SiteFile {
    static func bulletins(_ node: Node, in folder: String) throws(YAMLError) -> BulletinSettings {
        var fields = try Fields(node, expected: "issuers, and a folder that is watched")
        var settings = BulletinSettings()
        if let node = fields.optional("folder") { settings.folder = resolve(try node.text("a folder"), in: folder) }
        let list = try fields.required("issuers")
        try fields.noMore()
        for node in try list.list() {
            let issuer = try issuer(node)
            guard !settings.issuers.contains(where: { $0.id == issuer.id }) else {
                throw node.problem(expected: "each issuer's id once")
            }
            settings.issuers.append(issuer)
        }
        guard !settings.issuers.isEmpty else { throw list.problem(expected: "at least one issuer") }
        return settings
    }

    private static func issuer(_ node: Node) throws(YAMLError) -> BulletinSettings.Issuer {
        var fields = try Fields(node, expected: "an issuer of bulletins")
        let idNode = try fields.required("id")
        let id = try idNode.text()
        guard (1...32).contains(id.utf8.count),
            id.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == 45 })
        else { throw idNode.problem(expected: "1 to 32 small letters, digits and hyphens") }
        let name = try text(fields.required("name"))
        var keys: [MinisignKey] = []
        let keyList = try fields.required("keys")
        for node in try keyList.list() {
            guard let key = MinisignKey(try node.text("a public key")) else {
                throw node.problem(
                    expected: "a public key of minisign, which begins with RW",
                    advice: "it is the second line of the .pub file")
            }
            keys.append(key)
        }
        guard !keys.isEmpty else { throw keyList.problem(expected: "at least one public key") }
        let first: UInt64? = try fields.optional("first_serial")?.integer(in: 1...UInt64(Int64.max))
        try fields.noMore()
        return BulletinSettings.Issuer(id: id, name: name, keys: keys, firstSerial: first)
    }
}
