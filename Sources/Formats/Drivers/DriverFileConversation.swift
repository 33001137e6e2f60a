import Patterns
import YAML

/// What the gateway says to devices that send text.
extension DriverFile {
    static func conversation(
        _ fields: inout Fields, _ medium: DriverProfile.TextFamily.Medium, _ pulse: TextConversation.Pulse?,
        tellsNoReads: Bool
    ) throws(YAMLError) -> TextConversation {
        var conversation = TextConversation()
        conversation.pulse = pulse
        conversation.tellsNoReads = tellsNoReads
        conversation.gap_ms = try fields.optional("command_gap_ms")?.integer(in: 0...5_000) ?? 0
        if let node = fields.optional("on_connect") {
            guard medium != .udp else { throw connectionless(node) }
            for step in try node.list() { conversation.onConnect.append(try self.step(step)) }
        }
        if let node = fields.optional("identity") {
            guard medium != .udp else { throw connectionless(node) }
            for question in try node.list() { conversation.identity.append(try self.question(question)) }
        }
        if let node = fields.optional("poll") {
            guard medium != .udp else { throw connectionless(node) }
            conversation.poll = try poll(node)
        }
        if let node = fields.optional("pack_index") {
            guard medium != .udp else { throw connectionless(node) }
            conversation.packIndex = try packIndex(node)
        }
        conversation.commands = try commands(&fields, sizeLimit: 65_536)
        return conversation
    }

    private static func connectionless(_ node: Node) -> YAMLError {
        node.problem(
            expected: "no such field over UDP", advice: "there is no connection to begin, and none to count over")
    }

    private static func step(_ node: Node) throws(YAMLError) -> TextConversation.Step {
        var fields = try Fields(node, expected: "send, and expect, refused, limit_ms, on_refusal")
        let expected = try fields.optional("expect").map { node throws(YAMLError) in try pattern(node) }
        let refusedNode = fields.optional("refused")
        if expected == nil, let refusedNode {
            throw refusedNode.problem(expected: "an expect beside refused", advice: "else nobody waits for an answer")
        }
        let step = TextConversation.Step(
            send: try bytes(fields.required("send")), expected: expected,
            refused: try refusedNode.map { node throws(YAMLError) in try pattern(node) },
            limit_ms: try fields.optional("limit_ms")?.integer(in: 50...60_000) ?? 2_000,
            refusal: try fields.optional("on_refusal")?.word([
                "ignore": TextConversation.Step.Refusal.ignore, "trouble": .trouble, "disconnect": .disconnect,
            ]) ?? .trouble)
        try fields.noMore()
        return step
    }

    private static func question(_ node: Node) throws(YAMLError) -> TextConversation.Question {
        var fields = try Fields(node, expected: "send, answer, and refused, limit_ms")
        let answer = try pattern(fields.required("answer"), groups: TextConversation.Question.names)
        let question = TextConversation.Question(
            send: try bytes(fields.required("send")), answer: answer,
            refused: try fields.optional("refused").map { node throws(YAMLError) in try pattern(node) },
            limit_ms: try fields.optional("limit_ms")?.integer(in: 50...60_000) ?? 2_000)
        try fields.noMore()
        return question
    }

    private static func poll(_ node: Node) throws(YAMLError) -> TextConversation.Poll {
        var fields = try Fields(node, expected: "send, every_ms, answer, and limit_ms, wrap")
        let answer = try pattern(fields.required("answer"), groups: TextConversation.Poll.names)
        let poll = TextConversation.Poll(
            send: try bytes(fields.required("send")),
            period_ms: try fields.required("every_ms").integer(in: 500...600_000),
            limit_ms: try fields.optional("limit_ms")?.integer(in: 50...60_000) ?? 2_000, answer: answer,
            wrap: try fields.optional("wrap")?.integer(in: 2...Int(UInt32.max) + 1) ?? 65_536)
        try fields.noMore()
        return poll
    }

    /// A pattern that has at least one of these groups, and no other.
    private static func pattern(_ node: Node, groups: [String]) throws(YAMLError) -> BytePattern {
        let found = try pattern(node)
        guard !found.names.isEmpty, found.names.isSubset(of: groups) else {
            throw node.problem(
                expected: "a pattern with at least one of the groups " + groups.joined(separator: ", ")
                    + " and no other")
        }
        return found
    }

    private static func packIndex(_ node: Node) throws(YAMLError) -> TextConversation.PackIndex {
        var fields = try Fields(node, expected: "request, header, terminator, and wrap")
        let headerNode = try fields.required("header")
        let terminatorNode = try fields.required("terminator")
        let header = try bytes(headerNode), terminator = try bytes(terminatorNode)
        guard header.count <= 128 else { throw headerNode.problem(expected: "at most 128 bytes") }
        guard (1...128).contains(terminator.count) else { throw terminatorNode.problem(expected: "1 to 128 bytes") }
        let index = TextConversation.PackIndex(
            request: try pattern(fields.required("request")), header: header, terminator: terminator,
            wrap: try fields.optional("wrap")?.integer(in: 100...1_000_000_000) ?? 10_000)
        try fields.noMore()
        return index
    }
}
