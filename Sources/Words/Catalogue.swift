/// Every text that a person sees. A page or a room asks for a key; there is no text beside the catalogue.
public enum Catalogue {
    public static let all: [Phrase] =
        reasons + evidence + readiness + permitAnswers + findings + shortReasons + tags + doctorOfMachine
        + doctorOfDevices + doctorOfPrinters + doctorOfConsole + commissioningSheet + commissioningOfText
        + commissioningOfScanners + cameras + keeping + console + numbers + facts + functions + documentFields
        + explaining + ruleEditor

    private static let byKey: [String: Phrase] = Dictionary(uniqueKeysWithValues: all.map { ($0.key, $0) })

    public static func phrase(_ key: String) -> Phrase? { byKey[key] }

    /// The text for a key; the key itself where the catalogue has none, so that a gap is seen and nothing stops.
    public static func text(
        _ key: String, _ language: Language, _ arguments: [(name: String, value: String)] = []
    ) -> String {
        byKey[key]?.text(language, arguments) ?? key
    }
}
