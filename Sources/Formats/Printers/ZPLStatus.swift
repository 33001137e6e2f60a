/// What a label printer says of itself: its answer to `~HS` (ZPL II Programming Guide, "Host Status Return"). Three strings, each
/// between STX and ETX, fields with commas between.
public struct ZPLStatus: Sendable, Hashable {
    public enum Trouble: String, Sendable, Hashable, CaseIterable {
        case paperOut = "paper-out"
        case paused
        case headUp = "head-up"
        case ribbonOut = "ribbon-out"
    }

    /// The question.
    public static let command: [UInt8] = Array("~HS\r\n".utf8)
    /// No answer is longer, in bytes.
    public static let sizeLimit = 256

    public let troubles: [Trouble]

    /// Nil where the bytes are no whole answer.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count <= Self.sizeLimit else { return nil }
        var strings: [[String]] = []
        var rest = bytes[...]
        while strings.count < 2, let begin = rest.firstIndex(of: 0x02), let end = rest[begin...].firstIndex(of: 0x03) {
            let fields = rest[(begin + 1)..<end].split(separator: 0x2C, omittingEmptySubsequences: false)
            strings.append(fields.map { String(decoding: $0, as: UTF8.self) })
            rest = rest[(end + 1)...]
        }
        // String 1 has 12 fields, string 2 has 11.
        guard strings.count == 2, strings[0].count == 12, strings[1].count == 11 else { return nil }
        let flags: [(Trouble, String)] = [
            (.paperOut, strings[0][1]), (.paused, strings[0][2]), (.headUp, strings[1][2]), (.ribbonOut, strings[1][3]),
        ]
        guard flags.allSatisfy({ $0.1 == "0" || $0.1 == "1" }) else { return nil }
        troubles = flags.filter { $0.1 == "1" }.map(\.0)
    }
}
