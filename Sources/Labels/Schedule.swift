import Readings

/// Which reader looks at which view of a picture, and in which order.
enum Schedule {
    enum Reader: Sendable, Hashable {
        case zbar(isFine: Bool)
        case zxing(ZXingScanner.Formats, ZXingScanner.Ways)
        case own
        /// Our own again, where another reader was alone.
        case witness
        /// Our own, at linear codes whose print nobody has measured yet.
        case measure
    }

    struct Step: Sendable, Hashable {
        let reader: Reader
        var pass = Symbol.Pass.whole
        /// Only where nothing was found yet.
        var isLast = false
    }

    /// Pictures with more pixels are looked at coarsely first.
    static let largePicture = 1 << 20

    static func steps(_ effort: Effort, pixels: Int) -> [Step] {
        let isSmall = pixels <= largePicture
        switch effort {
        // By measured cost on frames of 2048 × 1024: bars' places 3 to 5 ms, our own 5 to 11, zxing-cpp linear at two places 2 to 5 (in
        // the whole picture 6 to 18), matrix codes at their places 2 to 4 (in the whole picture 26 to 45), zbar 110 to 190.
        case .belt:
            return [
                Step(reader: isSmall ? .zxing(.linear, [.hard, .turned]) : .own),
                isSmall ? Step(reader: .own) : Step(reader: .zxing(.linear, [.hard, .turned]), pass: .bars),
                Step(reader: .zxing(.matrix, [.hard]), pass: isSmall ? .whole : .part),
            ] + (isSmall ? databar([.hard]) : []) + [Step(reader: .witness), Step(reader: .measure)]
        case .normal:
            return [
                Step(reader: .zbar(isFine: isSmall)), Step(reader: .zxing(.linear, [.hard, .turned])),
                Step(reader: .zxing(.matrix, [.hard, .turned, .reduced])), Step(reader: .own),
                Step(reader: .zbar(isFine: true), pass: .halved, isLast: true),
            ]
                + (isSmall
                    ? databar([.hard, .turned]) + [
                        Step(reader: .zbar(isFine: true), pass: .doubled, isLast: true),
                        Step(reader: .zxing(.matrix, [.hard]), pass: .doubled, isLast: true),
                        Step(reader: .zxing(.matrix, [.hard]), pass: .softened, isLast: true),
                        Step(reader: .zbar(isFine: true), pass: .softened, isLast: true),
                    ] : []) + [Step(reader: .witness), Step(reader: .measure)]
        case .hard:
            let all = [
                Step(reader: .zbar(isFine: true)), Step(reader: .zxing(.linear, [.hard, .turned])),
                Step(reader: .zxing(.matrix, [.hard, .turned, .reduced])), Step(reader: .own),
                Step(reader: .zxing(.databar, [.hard, .turned])), Step(reader: .zbar(isFine: false)),
                Step(reader: .zbar(isFine: true), pass: .halved),
                Step(reader: .zxing(.linear, [.hard, .turned]), pass: .halved),
                Step(reader: .zxing(.matrix, [.hard, .turned, .reduced]), pass: .halved),
                Step(reader: .zxing(.matrix, [.hard, .turned, .reduced, .globalThreshold])),
                Step(reader: .zbar(isFine: true), pass: .inverted, isLast: true),
                Step(reader: .zxing(.matrix, [.hard, .turned, .reduced]), pass: .inverted, isLast: true),
                Step(reader: .zxing(.linear, [.hard, .turned]), pass: .inverted, isLast: true),
                Step(reader: .zbar(isFine: true), pass: .sharpened, isLast: true),
                Step(reader: .zxing(.matrix, [.hard, .turned, .reduced]), pass: .sharpened, isLast: true),
                Step(reader: .zxing(.linear, [.hard, .turned]), pass: .sharpened, isLast: true),
                Step(reader: .zxing(.matrix, [.hard, .turned, .reduced]), pass: .softened, isLast: true),
                Step(reader: .zbar(isFine: true), pass: .softened, isLast: true),
            ]
            let doubled = [
                Step(reader: .zbar(isFine: true), pass: .doubled),
                Step(reader: .zxing(.linear, [.hard, .turned]), pass: .doubled),
                Step(reader: .zxing(.matrix, [.hard, .turned, .reduced]), pass: .doubled),
                Step(reader: .zxing(.databar, [.hard, .turned]), pass: .doubled),
            ]
            return (isSmall ? all + doubled : all) + [Step(reader: .witness), Step(reader: .measure)]
        }
    }

    /// zxing-cpp takes a DataBar from its first line: it is believed when another look finds it, too.
    private static func databar(_ ways: ZXingScanner.Ways) -> [Step] {
        [.whole, .doubled, .sharpened].map { Step(reader: .zxing(.databar, ways), pass: $0, isLast: true) }
    }
}
