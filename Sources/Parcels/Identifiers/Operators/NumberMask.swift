/// The form of an operator's numbers, in a language that reads like the number itself: `#` is a digit, `@` a letter, `*` either;
/// everything else stands for itself; `{6}` or `{6,14}` behind a character repeats it. `VTP*{6,14}` is VTP and 6 to 14 letters or
/// digits. A mask of `*` alone does not fit digits alone: whoever means those writes `#`.
///
/// A text is looked at once from left to right: a run takes all that it can, so that what follows one of changing length must be
/// something that the run cannot take.
public struct NumberMask: Sendable, Hashable {
    public static let sizeLimit = 80

    enum Kind: Sendable, Hashable {
        case literal(UInt8)
        case digit, letter, either

        func takes(_ byte: UInt8) -> Bool {
            switch self {
            case .literal(let own): byte == own
            case .digit: isDigit(byte)
            case .letter: isLetter(byte)
            case .either: isDigit(byte) || isLetter(byte)
            }
        }

        func overlaps(_ other: Kind) -> Bool { (UInt8.min...UInt8.max).contains { takes($0) && other.takes($0) } }
    }

    struct Run: Sendable, Hashable {
        let kind: Kind
        let fewest: Int
        let most: Int
    }

    /// Why a text is no mask.
    public struct Fault: Error, Sendable, Hashable, CustomStringConvertible {
        public let expected: String
        public var description: String { expected }
    }

    public let text: String
    let runs: [Run]
    private let isEither: Bool
    /// How long its numbers are.
    public let lengths: ClosedRange<Int>

    public init(_ text: String) throws(Fault) {
        guard text.utf8.count <= Self.sizeLimit else {
            throw Fault(expected: "a mask of at most \(Self.sizeLimit) characters")
        }
        var runs: [Run] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            let kind = try Self.kind(byte)
            let (fewest, most) = try Self.repetition(&rest)
            if let last = runs.last, last.fewest != last.most, last.kind.overlaps(kind) {
                throw Fault(
                    expected: "a run of changing length only at the end, or before something that it cannot take")
            }
            runs.append(Run(kind: kind, fewest: fewest, most: most))
        }
        let fewest = runs.reduce(0) { $0 + $1.fewest }
        let most = runs.reduce(0) { $0 + $1.most }
        guard (4...CanonicalNumber.sizeLimit).contains(fewest) else {
            throw Fault(expected: "a mask of numbers of 4 to \(CanonicalNumber.sizeLimit) characters")
        }
        self.text = text
        self.runs = runs
        isEither = runs.allSatisfy { $0.kind == .either }
        lengths = fewest...min(most, CanonicalNumber.sizeLimit)
    }

    private static func kind(_ byte: UInt8) throws(Fault) -> Kind {
        switch byte {
        case 0x23: return .digit
        case 0x40: return .letter
        case 0x2A: return .either
        default:
            guard CanonicalNumber.isAllowed(byte) else {
                throw Fault(expected: "# (a digit), @ (a letter), * (either), capital letters, digits, dots, hyphens")
            }
            return .literal(byte)
        }
    }

    /// What stands in braces behind a character; once if nothing does.
    private static func repetition(_ rest: inout ArraySlice<UInt8>) throws(Fault) -> (fewest: Int, most: Int) {
        guard rest.first == 0x7B else { return (1, 1) }
        let fault = Fault(expected: "{6} or {6,14} behind a character, of at most \(CanonicalNumber.sizeLimit)")
        guard let close = rest.firstIndex(of: 0x7D) else { throw fault }
        let parts = rest[rest.index(after: rest.startIndex)..<close].split(
            separator: 0x2C, omittingEmptySubsequences: false)
        rest = rest[rest.index(after: close)...]
        let numbers = parts.compactMap { part in
            (1...2).contains(part.count) && part.allSatisfy(isDigit)
                ? part.reduce(0) { $0 * 10 + Int($1 - 48) } : nil
        }
        guard numbers.count == parts.count, let first = numbers.first, let last = numbers.last, numbers.count <= 2,
            first <= last, (1...CanonicalNumber.sizeLimit).contains(last)
        else { throw fault }
        return (first, last)
    }

    /// Whether a number has a letter, digit or sign of its own, or only so many characters.
    public var evidence: NumberEvidence {
        runs.contains { if case .literal = $0.kind { $0.fewest > 0 } else { false } } ? .structure : .length
    }

    /// Whether its numbers are digits alone, and all of one length.
    var isDigitsOfOneLength: Bool {
        runs.allSatisfy { run in
            guard run.fewest == run.most else { return false }
            switch run.kind {
            case .digit: return true
            case .literal(let byte): return isDigit(byte)
            case .letter, .either: return false
            }
        }
    }

    @inline(__always)
    func matches(_ number: NumberText) -> Bool {
        guard lengths.contains(number.count), !(isEither && number.isDigits) else { return false }
        var place = 0
        for run in runs {
            var taken = 0
            while taken < run.most, place < number.count, run.kind.takes(number[place]) {
                taken += 1
                place += 1
            }
            guard taken >= run.fewest else { return false }
        }
        return place == number.count
    }
}

extension NumberMask: CustomStringConvertible {
    public var description: String { text }
}
