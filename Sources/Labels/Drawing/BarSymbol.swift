/// A linear bar code as it is drawn: how wide each bar and space is.
public struct BarSymbol: Sendable, Hashable {
    /// In modules; a bar first, then a space, and a bar last.
    public let widths: [UInt8]
    /// Blank modules that must stand before and behind it.
    public let quietBefore: Int
    public let quietBehind: Int

    init(_ widths: [UInt8], quiet: (before: Int, behind: Int) = (10, 10)) {
        self.widths = widths
        quietBefore = quiet.before
        quietBehind = quiet.behind
    }

    /// Modules from the first bar to the last, without the quiet zones.
    public var width: Int { widths.reduce(0) { $0 + Int($1) } }

    /// Modules with the quiet zones.
    public var wholeWidth: Int { quietBefore + width + quietBehind }

    /// Whether each module is dark, without the quiet zones.
    public var modules: [Bool] {
        widths.enumerated().flatMap { place, width in [Bool](repeating: place & 1 == 0, count: Int(width)) }
    }

    /// The widths that a pattern of digits stands for, as standards print them: `212222`.
    static func widths(_ pattern: String) -> [UInt8] { pattern.utf8.map { $0 - 0x30 } }
}
