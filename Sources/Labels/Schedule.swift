import Readings

/// Which reader looks at which view of a picture, and in which order.
enum Schedule {
    enum Reader: Sendable, Hashable {
        case zbar(isFine: Bool)
        case zxing(ZXingScanner.Formats, ZXingScanner.Ways)
        /// zxing-cpp again, where it alone saw such a code.
        case again(ZXingScanner.Formats, ZXingScanner.Ways)
        case own
        /// Our own again, where another reader was alone.
        case witness
        /// Our own, at linear codes whose print nobody has measured yet.
        case measure
    }

    struct Step: Sendable, Hashable {
        let reader: Reader
        var pass = Symbol.Pass.whole
        var need = Need.always
    }

    enum Need {
        case always
        /// Only where nothing was found yet.
        case ifNothing
        /// Only where something was.
        case ifSomething
    }

    /// Pictures with more pixels are looked at coarsely first.
    static let largePicture = 1 << 20

    static func steps(_ effort: Effort, pixels: Int) -> [Step] {
        let isSmall = pixels <= largePicture
        switch effort {
        // By measured cost on frames of 2048 × 1024: bars' places 3 to 5 ms, our own 4 to 9, zxing-cpp linear in two strips 1 to 3 (in
        // the whole picture 6 to 18), matrix codes at their places 2 to 4 (in the whole picture 26 to 45), zbar 110 to 190.
        case .belt:
            let ways: ZXingScanner.Ways = [.hard, .turned]
            return [
                Step(reader: .own),
                Step(reader: .zxing(.linear, [.hard]), pass: .bars),
                Step(reader: .zxing(.matrix, [.hard]), pass: .part, need: isSmall ? .ifSomething : .always),
            ]
                + (isSmall
                    ? [
                        Step(reader: .zxing(.matrix, [.hard]), need: .ifNothing),
                        Step(reader: .zxing(.linear, ways), need: .ifNothing),
                        Step(reader: .zxing(.databar, [.hard]), need: .ifNothing),
                    ] + again(.databar, ways) + again(.unchecked, ways.union(.fourLines)) : []) + [
                    Step(reader: .witness), Step(reader: .measure),
                ]
        case .normal:
            return [
                Step(reader: .zbar(isFine: isSmall)), Step(reader: .zxing(.linear, [.hard, .turned])),
                Step(reader: .zxing(.matrix, [.hard, .turned, .reduced])), Step(reader: .own),
                Step(reader: .zbar(isFine: true), pass: .halved, need: .ifNothing),
            ]
                + (isSmall
                    ? databar([.hard, .turned]) + [
                        Step(reader: .zbar(isFine: true), pass: .doubled, need: .ifNothing),
                        Step(reader: .zxing(.matrix, [.hard]), pass: .doubled, need: .ifNothing),
                        Step(reader: .zxing(.matrix, [.hard]), pass: .softened, need: .ifNothing),
                        Step(reader: .zbar(isFine: true), pass: .softened, need: .ifNothing),
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
                Step(reader: .zbar(isFine: true), pass: .inverted, need: .ifNothing),
                Step(reader: .zxing(.matrix, [.hard, .turned, .reduced]), pass: .inverted, need: .ifNothing),
                Step(reader: .zxing(.linear, [.hard, .turned]), pass: .inverted, need: .ifNothing),
                Step(reader: .zbar(isFine: true), pass: .sharpened, need: .ifNothing),
                Step(reader: .zxing(.matrix, [.hard, .turned, .reduced]), pass: .sharpened, need: .ifNothing),
                Step(reader: .zxing(.linear, [.hard, .turned]), pass: .sharpened, need: .ifNothing),
                Step(reader: .zxing(.matrix, [.hard, .turned, .reduced]), pass: .softened, need: .ifNothing),
                Step(reader: .zbar(isFine: true), pass: .softened, need: .ifNothing),
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

    /// A DataBar is believed on a second look. Of Code 39 and Codabar four lines must say the same in one look: the same few again say
    /// nothing new. Not of interleaved 2 of 5: of a piece of one zxing-cpp sees four lines as well as two.
    private static func again(_ formats: ZXingScanner.Formats, _ ways: ZXingScanner.Ways) -> [Step] {
        [.part, .doubled, .sharpened].map { Step(reader: .again(formats, ways), pass: $0) }
    }

    /// zxing-cpp takes a DataBar from its first line: it is believed when another look finds it, too.
    private static func databar(_ ways: ZXingScanner.Ways) -> [Step] {
        [.whole, .doubled, .sharpened].map { Step(reader: .zxing(.databar, ways), pass: $0, need: .ifNothing) }
    }
}
