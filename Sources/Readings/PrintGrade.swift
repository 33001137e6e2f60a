/// How well a linear symbol is printed, in the terms of ISO/IEC 15416: its grade, and the parameter that set it. As a text, which
/// readings carry: `4`, or `2/MOD`.
public struct PrintGrade: Sendable, Hashable, CustomStringConvertible {
    /// What is measured on a scan reflectance profile (ISO/IEC 15416, 5.4), by the standard's abbreviations.
    public enum Parameter: String, Sendable, Hashable, CaseIterable {
        case contrast = "SC"
        case edgeContrast = "EC"
        case modulation = "MOD"
        case defects = "DEF"
        case decodability = "DEC"

        public var name: String {
            switch self {
            case .edgeContrast: "edge-contrast"
            default: "\(self)"
            }
        }
    }

    /// From 4 (A) to 0 (F).
    public let grade: Int
    /// The lowest one, the first of them in the standard's order; nil where all have the highest grade.
    public let parameter: Parameter?

    /// Nil unless the grade is 0 to 4, and a parameter is named for each but the highest.
    public init?(_ grade: Int, _ parameter: Parameter?) {
        guard (0...4).contains(grade), (grade == 4) == (parameter == nil) else { return nil }
        self.grade = grade
        self.parameter = parameter
    }

    /// Nil for any other text: other devices write grades of their own.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard let first = parts.first, first.utf8.count == 1, let grade = Int(first), parts.count <= 2 else {
            return nil
        }
        let parameter = parts.count == 2 ? Parameter(rawValue: String(parts[1])) : nil
        guard parts.count == 1 || parameter != nil else { return nil }
        self.init(grade, parameter)
    }

    public var description: String { parameter.map { "\(grade)/\($0.rawValue)" } ?? String(grade) }
}
