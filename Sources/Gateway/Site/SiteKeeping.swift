import Entries
import YAML

/// Where the journal's anchors go, and how often.
public struct AnchorSettings: Sendable {
    public struct Folder: Sendable {
        public let path: String
        public let limit: Int
    }

    public struct Webhook: Sendable {
        public let url: String
        public let timeout_s: Int
        /// A file with the token that goes with each call.
        public let tokenFile: String?
    }

    public var every_s = 300
    public var folders: [Folder] = []
    public var webhooks: [Webhook] = []
}

/// How long one kind of personal data is kept.
public struct RetentionRule: Sendable, Hashable {
    public let data: PersonalKind
    public let days: Int
    /// Why so long, as the site states it.
    public let reason: String
}

/// Reads what the site file says about anchors and about personal data.
enum KeepingReader {
    static func anchors(_ node: Node, folder: String) throws(YAMLError) -> AnchorSettings {
        var fields = try Fields(node, expected: "anchors: every_s and to")
        var settings = AnchorSettings()
        if let node = fields.optional("every_s") { settings.every_s = try node.integer(in: 1...86_400) }
        for node in try fields.required("to").list() {
            var target = try Fields(node, expected: "a folder or a webhook")
            if let path = target.optional("folder") {
                let limit: Int = try target.optional("keep")?.integer(in: 1...1_000_000) ?? 2_000
                settings.folders.append(
                    AnchorSettings.Folder(path: SiteFile.resolve(try path.text("a folder"), in: folder), limit: limit))
            } else {
                let url = try target.required("webhook")
                let text = try url.text("an address")
                guard text.hasPrefix("https://") || text.hasPrefix("http://127.0.0.1") else {
                    throw url.problem(expected: "an address that begins with https://")
                }
                let timeout: Int = try target.optional("timeout_s")?.integer(in: 1...60) ?? 10
                let token = try target.optional("token_file")?.text("a file")
                settings.webhooks.append(
                    AnchorSettings.Webhook(
                        url: text, timeout_s: timeout, tokenFile: token.map { SiteFile.resolve($0, in: folder) }))
            }
            try target.noMore()
        }
        try fields.noMore()
        return settings
    }

    static func retention(_ node: Node) throws(YAMLError) -> [RetentionRule] {
        var rules: [RetentionRule] = []
        for node in try node.list() {
            var fields = try Fields(node, expected: "data, days and reason")
            let dataNode = try fields.required("data")
            let word = try dataNode.text("a kind of personal data")
            guard let data = PersonalKind(rawValue: word) else {
                throw dataNode.problem(
                    expected: "one of " + PersonalKind.allCases.map(\.rawValue).joined(separator: ", "))
            }
            guard !rules.contains(where: { $0.data == data }) else {
                throw dataNode.problem(expected: "each kind of personal data once")
            }
            let days: Int = try fields.required("days").integer(in: 1...36_500)
            let reasonNode = try fields.required("reason")
            let reason = try reasonNode.text("why it is kept so long")
            guard !reason.allSatisfy(\.isWhitespace) else {
                throw reasonNode.problem(expected: "why it is kept so long")
            }
            try fields.noMore()
            rules.append(RetentionRule(data: data, days: days, reason: reason))
        }
        return rules
    }
}
