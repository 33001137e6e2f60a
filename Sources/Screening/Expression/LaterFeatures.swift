/// The features of the suite that are not built yet, each recognised by the syntax or functions that only it has.
enum LaterFeatures {
    /// The first of these features that an expression uses.
    static func first(in syntax: Syntax) -> String? {
        if let feature = feature(of: syntax.kind) { return feature }
        for child in syntax.kind.children {
            if let feature = first(in: child) { return feature }
        }
        return nil
    }

    private static func feature(of kind: Syntax.Kind) -> String? {
        switch kind {
        case .notBuilt(let feature): return feature
        case .call(let name, _, _): return functions[name]
        case .memberCall(let target, let name, _):
            if let path = target.qualifiedName?.path, let feature = functions["\(path).\(name)"] { return feature }
            return functions[name]
        default: return nil
        }
    }

    private static let functions: [String: String] = {
        let byFeature = [
            "network addresses": [
                "ip", "cidr", "isIP", "isCIDR", "ip.isCanonical", "family", "containsIP", "containsCIDR", "masked",
                "prefixLength", "isLoopback", "isUnspecified", "isGlobalUnicast", "isLinkLocalUnicast",
                "isLinkLocalMulticast",
            ]
        ]
        let pairs = byFeature.flatMap { feature, names in names.map { ($0, feature) } }
        return Dictionary(uniqueKeysWithValues: pairs)
    }()
}
