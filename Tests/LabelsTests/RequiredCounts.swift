import PrintedLabels

/// What must be read, for each symbology and each way to get worse, of so many pictures made from fixed seeds; wrong reads are not
/// allowed anywhere. A change that reads more raises the numbers here.
enum RequiredCounts {
    struct Row: Sendable, CustomStringConvertible {
        let kind: PrintedKind
        let degradation: Degradation
        let level: Double
        let required: Int

        var description: String { "\(kind.rawValue) \(degradation.rawValue) \(level)" }
    }

    static let picturesPerRow = 5

    /// Nil where a line is not `degradation level count count …`.
    static let rows: [Row] = table.split(separator: "\n").flatMap { line -> [Row] in
        let words = line.split(separator: " ")
        guard words.count == kinds.count + 2, let degradation = Degradation(rawValue: String(words[0])),
            let level = Double(words[1])
        else { return [] }
        return zip(kinds, words.dropFirst(2)).compactMap { kind, word in
            Int(word).map { Row(kind: kind, degradation: degradation, level: level, required: $0) }
        }
    }

    static let kinds: [PrintedKind] = [.s10, .gs1_128, .itf14, .code39, .ean13, .codabar, .qrcode]

    //                  s10  gs1  itf  c39  ean  coda qr
    private static let table = """
        resolution 1.6       5    5    5    5    5    5    5
        resolution 1.4       5    5    5    5    5    1    1
        resolution 1.2       5    5    5    5    5    0    0
        defocus 0.4          5    5    5    5    5    5    5
        defocus 0.6          5    5    5    5    5    0    0
        motion 1.25          5    5    5    5    5    1    5
        motion 1.75          5    5    0    1    5    0    0
        contrast 20          5    5    5    5    5    5    5
        contrast 7           5    5    1    1    5    2    0
        rotation 12          5    5    5    5    5    5    5
        rotation 33          5    5    5    5    5    5    5
        rotation 91          5    5    5    5    5    5    5
        dead-dots 50         5    5    5    5    5    5    -
        dead-dots-along 1    5    5    5    5    5    5    5
        tears 80             5    5    5    5    5    5    -
        tears 92             5    3    0    3    5    3    -
        torn-ends 0.5        5    5    5    5    5    4    1
        fading 90            5    5    5    5    5    5    3
        wrinkles 8           5    5    5    5    5    5    2
        creases 1.2          3    4    5    4    5    0    0
        dirt 25              5    5    4    5    5    3    0
        glare 400            1    1    1    1    1    1    1
        perspective 15       5    5    5    5    5    5    5
        scaling 310          5    5    5    5    5    5    5
        """
}
