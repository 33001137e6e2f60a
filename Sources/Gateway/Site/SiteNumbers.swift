import Parcels
import YAML

/// Reads what a site says about numbers: `numbers`, with the operators' own forms and the schemes that say which parcel this is.
public enum NumberReader {
    public static let operatorLimit = 64

    public static func numbering(_ node: Node) throws(YAMLError) -> Numbering {
        var fields = try Fields(node, expected: "identity, shipped or operators")
        let isShipped = try fields.optional("shipped")?.boolean() ?? true
        var operators: [OperatorProfile] = []
        if let list = fields.optional("operators") {
            let nodes = try list.list()
            guard nodes.count <= operatorLimit else {
                throw list.problem(expected: "at most \(operatorLimit) operators")
            }
            for node in nodes {
                let found = try profile(node)
                guard !operators.contains(where: { $0.scheme == found.scheme }) else {
                    throw node.problem(expected: "each operator's scheme once")
                }
                operators.append(found)
            }
        }
        // What the site says about an operator counts, not what the program has shipped about it.
        let own = Set(operators.map(\.scheme))
        if isShipped { operators += OperatorProfile.shipped.filter { !own.contains($0.scheme) } }
        var identity: [Scheme] = []
        for node in try fields.optional("identity")?.list() ?? [] { identity.append(try scheme(node, of: operators)) }
        try fields.noMore()
        return Numbering(identity: identity, operators: operators)
    }

    /// A scheme whose numbers may say which parcel this is.
    private static func scheme(_ node: Node, of operators: [OperatorProfile]) throws(YAMLError) -> Scheme {
        guard let scheme = Scheme(rawValue: try node.text()) else {
            throw node.problem(expected: "the name of a scheme, such as s10 or usps-impb")
        }
        if KnownScheme(scheme) != nil { return scheme }
        guard let profile = operators.first(where: { $0.scheme == scheme }) else {
            throw node.problem(expected: "s10, sscc, another scheme of the program, or one of the operators")
        }
        guard profile.isConfirmed else {
            throw node.problem(
                expected: "an operator whose numbers are confirmed",
                advice: "look at its labels, then put it under 'operators' with 'confirmed: true'")
        }
        return scheme
    }

    private static func profile(_ node: Node) throws(YAMLError) -> OperatorProfile {
        var fields = try Fields(node, expected: "an operator")
        let schemeNode = try fields.required("scheme")
        guard let scheme = Scheme(rawValue: try schemeNode.text()) else {
            throw schemeNode.problem(
                expected: "1 to \(Scheme.sizeLimit) small letters, digits and hyphens, such as viettel-post")
        }
        guard KnownScheme(scheme) == nil, scheme != .gs1 else {
            throw schemeNode.problem(expected: "a name that no scheme of the program has")
        }
        let name = try SiteFile.text(fields.required("name"))
        let masksNode = try fields.required("masks")
        let nodes = try masksNode.list()
        guard (1...OperatorProfile.maskLimit).contains(nodes.count) else {
            throw masksNode.problem(expected: "1 to \(OperatorProfile.maskLimit) masks")
        }
        var masks: [NumberMask] = []
        for node in nodes { masks.append(try mask(node)) }
        let isConfirmed = try fields.required("confirmed").boolean()
        try fields.noMore()
        return OperatorProfile(scheme: scheme, vi: name.vi, en: name.en, masks: masks, isConfirmed: isConfirmed)
    }

    private static func mask(_ node: Node) throws(YAMLError) -> NumberMask {
        let text = try node.text()
        do throws(NumberMask.Fault) { return try NumberMask(text) } catch {
            throw node.problem(
                expected: error.expected, advice: "# is a digit, @ a letter, * either, {6,14} repeats; put it in quotes"
            )
        }
    }
}
