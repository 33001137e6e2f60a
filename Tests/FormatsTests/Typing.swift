import Formats
import TestSupport

/// A scanner that types: the reports of a boot keyboard for a text, with what a scanner's firmware does.
struct Typing {
    let layout: KeyboardLayout

    static func layout(_ name: String) throws -> KeyboardLayout {
        let path = "drivers/keyboard-layouts/\(name).yaml"
        return try KeyboardLayoutFile.parse(try TestFiles.content(path), file: path)
    }

    init(_ name: String) throws { layout = try Self.layout(name) }

    static func report(_ modifiers: UInt8 = 0, _ keys: UInt8...) -> [UInt8] {
        [modifiers, 0] + keys + [UInt8](repeating: 0, count: 6 - keys.count)
    }

    /// Press and release for each key that the text needs; nil when the layout lacks one.
    func reports(_ text: some Collection<UInt8>) -> [[UInt8]]? { reports(text.map { Unicode.Scalar($0) }) }

    func reports(_ text: [Unicode.Scalar]) -> [[UInt8]]? {
        var reports: [[UInt8]] = []
        for character in text {
            guard let strokes = layout.strokes(for: character) else { return nil }
            for stroke in strokes {
                let modifiers: UInt8 = (stroke.shift ? 0x02 : 0) | (stroke.altGr ? 0x40 : 0)
                reports += [Self.report(modifiers, stroke.key), Self.report()]
            }
        }
        return reports
    }

    static let enter = [report(0, 0x28), report()]
    static let tab = [report(0, 0x2B), report()]
}

extension KeyboardDecoder {
    /// Takes reports one after another.
    /// - Parameter gap_ms: from each to the next.
    mutating func take(_ reports: [[UInt8]], from start: Int64 = 0, gap_ms: Int64 = 4) -> [Outcome] {
        reports.enumerated().flatMap { take($1, now: start + Int64($0) * gap_ms * 1_000_000) }
    }
}
