/// The languages that the program speaks.
public enum Language: String, Sendable, CaseIterable, Codable {
    case vietnamese = "vi"
    case english = "en"
}
