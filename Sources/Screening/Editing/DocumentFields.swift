/// The fields of rules, lists and policies, as their readers take them. What each means stands in the message catalogue as
/// `document-field.NAME`, with hyphens for the underscores.
public enum DocumentFields {
    public static let rule = [
        "id", "version", "name", "text", "when", "optional", "action", "referral", "one_in", "severity", "ground",
        "life", "owner",
        "valid_from", "valid_until", "tests",
    ]
    public static let ruleTest = ["facts", "expect"]
    public static let list = [
        "id", "kind", "title", "source", "ground", "owner", "valid_from", "valid_until", "phones", "names",
        "addresses", "numbers",
    ]
    public static let pack = [
        "id", "version", "category", "title", "source", "ground", "owner", "valid_from", "valid_until", "beside",
        "strong", "weak", "everyday", "except", "tests",
    ]
    public static let packTests = ["held", "free"]
    public static let term = ["term", "except", "finds", "misses"]
    public static let languages = ["vi", "en"]

    /// All of a document of rules, each once.
    public static let ofRules = distinct(["rules"] + rule + languages + ruleTest)
    public static let ofLists = distinct(["lists", "keywords"] + list + pack + languages + packTests + term)

    /// Those of a policy, which `Passages` reads.
    public static let ofPolicy = [
        "flows", "name", "when", "requires", "stages", "manifest_max_age_min", "origin", "service", "line",
    ]

    private static func distinct(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }
}
