import Parcels
import YAML

/// Reads an evidence policy from YAML.
public enum PolicyFile {
    public static func parse(_ content: [UInt8], file: String) throws(YAMLError) -> EvidencePolicy {
        let root = try YAMLParser.parse(content, file: file)
        var fields = try Fields(root, expected: "a policy with flows")
        let list = try fields.required("flows")
        try fields.noMore()
        var flows: [EvidencePolicy.Flow] = []
        for node in try list.list() { flows.append(try flow(node)) }
        guard let policy = EvidencePolicy(flows: flows) else {
            throw list.problem(expected: "a last flow without 'when', for the parcels that fit no other")
        }
        return policy
    }

    private static func flow(_ node: Node) throws(YAMLError) -> EvidencePolicy.Flow {
        var fields = try Fields(node, expected: "a flow")
        let name = try fields.required("name").text()
        var origins: Set<String> = []
        var services: Set<String> = []
        var lines: Set<LineID> = []
        if let when = fields.optional("when") {
            var conditions = try Fields(when, expected: "origin, service or line")
            origins = try words(conditions.optional("origin"))
            services = try words(conditions.optional("service"))
            if let node = conditions.optional("line") {
                for word in try words(node) {
                    guard let line = LineID(word) else { throw node.problem(expected: "names of lines") }
                    lines.insert(line)
                }
            }
            try conditions.noMore()
        }
        var required: Set<Evidence> = []
        for item in try fields.required("requires").list() {
            guard let evidence = Evidence(rawValue: try item.text("a kind of evidence")) else {
                throw item.problem(expected: "one of " + Evidence.allCases.map(\.rawValue).joined(separator: ", "))
            }
            required.insert(evidence)
        }
        var stages = [Stage.automatic]
        if let node = fields.optional("stages") {
            stages = []
            for item in try node.list() {
                stages.append(try item.word(["automatic": Stage.automatic, "image": Stage.image]))
            }
            guard stages.first == .automatic, zip(stages, stages.dropFirst()).allSatisfy({ $0 < $1 }) else {
                throw node.problem(expected: "automatic, and image after it where the site has it")
            }
        }
        let limit: Int? = try fields.optional("manifest_max_age_min")?.integer(in: 1...10_000_000)
        try fields.noMore()
        return EvidencePolicy.Flow(
            name: name, origins: origins, services: services, lines: lines, required: required, stages: stages,
            manifestLimit_min: limit)
    }

    /// One word or a list of them.
    private static func words(_ node: Node?) throws(YAMLError) -> Set<String> {
        guard let node else { return [] }
        if case .sequence(let items) = node.content {
            var words: Set<String> = []
            for item in items { words.insert(try item.text("a word")) }
            return words
        }
        return [try node.text("a word or a list of words")]
    }
}
