/// How a manifest file writes its letters.
public enum TextEncoding: String, Sendable, Hashable, CaseIterable {
    case utf8 = "utf-8"
    case utf16LittleEndian = "utf-16le"
    case utf16BigEndian = "utf-16be"
    /// TCVN 5712 VN3, the ABC fonts: one byte a letter.
    case tcvn3
    /// VNI-Windows: a vowel and a byte for its marks.
    case vni
    case windows1258 = "windows-1258"

    /// The name as a person writes it: capitals, underscores and spaces do not count.
    public init?(named name: String) {
        let plain = name.lowercased().filter { $0 != "_" && $0 != " " && $0 != "-" }
        guard let found = Self.allCases.first(where: { $0.rawValue.filter { $0 != "-" } == plain }) else { return nil }
        self = found
    }

    /// All names, for messages.
    public static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }

    /// As it is written in messages.
    var shown: String {
        switch self {
        case .utf8: "UTF-8"
        case .utf16LittleEndian: "UTF-16LE"
        case .utf16BigEndian: "UTF-16BE"
        case .tcvn3: "TCVN3"
        case .vni: "VNI"
        case .windows1258: "Windows-1258"
        }
    }

    /// Those with one byte for what Unicode gives a code point of its own, in which Vietnamese was written before Unicode.
    static let legacy: [TextEncoding] = [.tcvn3, .vni, .windows1258]
}
