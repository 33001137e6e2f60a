import Parcels
import Patterns
import YAML

/// Families that send text, over a network or a serial port.
extension DriverFile {
    /// - Parameter talks: whether the gateway leads a dialogue with the device; on the USB bus its packing does.
    static func text(
        _ fields: inout Fields, _ medium: DriverProfile.TextFamily.Medium, talks: Bool = true
    ) throws(YAMLError) -> DriverProfile.TextFamily {
        let modelsNode = medium == .serial ? fields.optional("models") : nil
        let models = try modelsNode.map { _ throws(YAMLError) in try self.models(&fields) } ?? []
        guard models.allSatisfy({ $0.product != nil }) else {
            throw (modelsNode ?? fields.node).problem(
                expected: "a product for each model", advice: "a vendor makes other things with a serial port too")
        }
        let everyParcel = try fields.required("reports").word(["every-parcel": true, "on-read": false])
        let heartbeat = fields.optional("heartbeat")
        let (dialect, pulse) = try dialect(&fields, medium)
        if !talks, pulse != nil, let heartbeat { throw heartbeat.problem(expected: "a list of texts") }
        return DriverProfile.TextFamily(
            medium: medium, models: models, dialect: dialect,
            conversation: try talks
                ? conversation(&fields, medium, pulse, tellsNoReads: everyParcel) : TextConversation(),
            defaultPort: medium == .serial ? nil : try fields.optional("port")?.integer(in: 1...UInt16.max),
            reportsEveryParcel: everyParcel, latency_ms: try fields.optional("latency_ms")?.integer(in: 0...5_000) ?? 0)
    }

    /// What telegrams mean, and how often the device lets itself be heard.
    static func dialect(
        _ fields: inout Fields, _ medium: DriverProfile.TextFamily.Medium
    ) throws(YAMLError) -> (TextDialect, TextConversation.Pulse?) {
        let framing =
            if medium == .udp, fields.optional("framing") == nil {
                TextFraming(.datagram)
            } else {
                try self.framing(try fields.required("framing"))
            }
        let separatorNode = fields.optional("separator")
        let separator = try separatorNode.map { node throws(YAMLError) in try bytes(node) }
        if let separatorNode, let separator, !(1...8).contains(separator.count) {
            throw separatorNode.problem(expected: "1 to 8 bytes")
        }
        let (beats, beatPattern, pulse) = try heartbeat(fields.optional("heartbeat"))
        guard let framing else { throw fields.node.problem(expected: "a framing") }
        var dialect = TextDialect(
            framing: framing, noRead: try list(fields.optional("no_read")), heartbeat: beats, separator: separator,
            hasSymbology: try fields.optional("symbology_prefix")?.boolean() ?? false)
        dialect.heartbeatPattern = beatPattern
        dialect.noReadPattern = try fields.optional("no_read_pattern").map { node throws(YAMLError) in try pattern(node)
        }
        dialect.telegram = try fields.optional("telegram").map { node throws(YAMLError) in
            guard let groups = TelegramGroups(try pattern(node)) else {
                throw node.problem(
                    expected:
                        "a pattern with a group codes or codes_base64, or of a scale weight, length, width or height, and of the groups "
                        + TelegramGroups.names.sorted().joined(separator: ", ") + " only")
            }
            return groups
        }
        dialect.units = try units(&fields, dialect.telegram)
        dialect.code = try fields.optional("code").map { node throws(YAMLError) in
            guard let groups = CodeGroups(try pattern(node)) else {
                throw node.problem(
                    expected: "a pattern with a group label or label_base64, and of the groups "
                        + CodeGroups.names.sorted().joined(separator: ", ") + " only")
            }
            return groups
        }
        for node in try fields.optional("answers")?.list() ?? [] { dialect.answers.append(try pattern(node)) }
        for node in try fields.optional("complaints")?.list() ?? [] {
            var complaint = try Fields(node, expected: "pattern and means")
            dialect.complaints.append(
                TextDialect.Complaint(
                    pattern: try pattern(complaint.required("pattern")), words: try complaint.required("means").text()))
            try complaint.noMore()
        }
        if let node = fields.optional("symbologies") {
            for (name, symbol) in try Fields(node, expected: "the device's names of symbologies").all {
                dialect.symbologies[try bytes(name)] = try symbology(symbol)
            }
        }
        dialect.hasBootText = try fields.optional("boot_text")?.boolean() ?? false
        return (dialect, pulse)
    }

    /// The units of what the pattern of a telegram tells: each that it needs, and no other.
    private static func units(_ fields: inout Fields, _ telegram: TelegramGroups?) throws(YAMLError) -> MeasureUnits? {
        let weight = try unit(&fields, "weight_unit", MeasureUnits.weights, isTold: telegram?.tellsWeight ?? false)
        let side = try unit(&fields, "side_unit", MeasureUnits.sides, isTold: telegram?.tellsSides ?? false)
        return weight == nil && side == nil ? nil : MeasureUnits(weight_g: weight, side_mm: side)
    }

    private static func unit(
        _ fields: inout Fields, _ name: String, _ known: KeyValuePairs<String, Double>, isTold: Bool
    ) throws(YAMLError) -> Double? {
        if isTold { return try fields.required(name).word(known) }
        guard let node = fields.optional(name) else { return nil }
        throw node.problem(
            expected: "no unit, since the pattern of the telegram tells nothing in it",
            advice: "give the pattern a group for it")
    }

    static func framing(_ node: Node) throws(YAMLError) -> TextFraming {
        var fields = try Fields(node, expected: "start, end and check, or start and length_bytes")
        let limit: Int = try fields.optional("size_limit")?.integer(in: 1...65_536) ?? 4096
        let kind: TextFraming.Kind
        if let lengthNode = fields.optional("length_bytes") {
            let startNode = try fields.required("start")
            let size = try lengthNode.word(["1": 1, "2": 2, "4": 4])
            let hasXOR: Bool = try fields.optional("check")?.word(["xor": true, "none": false]) ?? false
            guard
                let counted = TextFraming.Counted(start: try bytes(startNode), lengthSize: size, hasXOR: hasXOR)
            else { throw startNode.problem(expected: "1 to 8 bytes") }
            let beside = try fields.optional("beside").map { node throws(YAMLError) in
                var fields = try Fields(node, expected: "start and end")
                let beside = try delimited(&fields)
                guard !beside.start.isEmpty else { throw node.problem(expected: "a start of 1 to 8 bytes") }
                try fields.noMore()
                return beside
            }
            kind = .counted(counted, beside: beside)
        } else {
            let check = try fields.optional("check").map { node throws(YAMLError) in try blockCheck(node) }
            kind = .delimited(try delimited(&fields, check))
        }
        try fields.noMore()
        guard let framing = TextFraming(kind, sizeLimit: limit) else { throw node.problem(expected: "a framing") }
        return framing
    }

    /// A check behind or before the end of each telegram.
    private static func blockCheck(_ node: Node) throws(YAMLError) -> BlockCheck {
        var fields = try Fields(node, expected: "place and over")
        let place = try fields.required("place").word([
            "behind-end": BlockCheck.Place.behindEnd, "before-end": .beforeEnd,
        ])
        let overNode = try fields.required("over")
        var over: Set<String> = []
        for part in try overNode.list() {
            over.insert(try part.word(["start": "start", "content": "content", "end": "end"]))
        }
        guard over.contains("content") else { throw overNode.problem(expected: "content, and start, end") }
        try fields.noMore()
        return BlockCheck(place, coversStart: over.contains("start"), coversEnd: over.contains("end"))
    }

    private static func delimited(
        _ fields: inout Fields, _ check: BlockCheck? = nil
    ) throws(YAMLError) -> TextFraming.Delimited {
        let start = try fields.optional("start").map { node throws(YAMLError) in try bytes(node) } ?? []
        let endNode = try fields.required("end")
        let ends: [[UInt8]]
        if case .sequence = endNode.content { ends = try list(endNode) } else { ends = [try bytes(endNode)] }
        guard let delimited = TextFraming.Delimited(start: start, ends: ends, check: check) else {
            throw endNode.problem(expected: "1 to 8 bytes, or a list of at most 4 such ends, and a start of at most 8")
        }
        return delimited
    }

    /// A list of texts, or what a device that lets itself be heard sends and within which time.
    private static func heartbeat(
        _ node: Node?
    ) throws(YAMLError) -> (texts: [[UInt8]], pattern: BytePattern?, TextConversation.Pulse?) {
        guard let node else { return ([], nil, nil) }
        if case .sequence = node.content { return (try list(node), nil, nil) }
        var fields = try Fields(node, expected: "a list of texts, or text, pattern, limit_ms, send, every_ms")
        let texts = try list(fields.optional("text"))
        let pattern = try fields.optional("pattern").map { node throws(YAMLError) in try self.pattern(node) }
        let limit: Int? = try fields.optional("limit_ms")?.integer(in: 200...600_000)
        let send = try fields.optional("send").map { node throws(YAMLError) in try bytes(node) }
        let period: Int? = try fields.optional("every_ms")?.integer(in: 100...600_000)
        try fields.noMore()
        guard (send == nil) == (period == nil) else { throw node.problem(expected: "send and every_ms together") }
        if let limit, let period, period >= limit {
            throw node.problem(expected: "an every_ms below limit_ms", advice: "else each silence looks like a death")
        }
        return (texts, pattern, TextConversation.Pulse(limit_ms: limit, send: send, period_ms: period ?? 0))
    }

    static func list(_ node: Node?) throws(YAMLError) -> [[UInt8]] {
        var found: [[UInt8]] = []
        for item in try node?.list() ?? [] { found.append(try bytes(item)) }
        return found
    }

    static func pattern(_ node: Node) throws(YAMLError) -> BytePattern {
        let text = try node.text("a pattern")
        do throws(PatternError) { return try BytePattern(text) } catch {
            throw node.problem(expected: "a pattern in RE2's syntax (\(error.reason))")
        }
    }
}
