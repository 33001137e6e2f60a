import Parcels
import Readings

/// A scanner while it is put into service: it hears what arrives when the labels of the sheet are scanned, in any order, and says
/// what is wrong.
public struct Commissioning: Sendable {
    /// Raw bytes that are kept, to see what a driver's framing makes nothing of.
    static let rawLimit = 8_192

    private let expectation: ScannerExpectation
    private let variants: [(label: CommissioningLabel, variants: [LabelVariants.Variant])]
    private var seen: [(alteration: Alteration, labels: [String])] = []
    private var arrived: Set<String> = []
    private var right: Set<String> = []
    private var raw: [UInt8] = []
    private var signs: [String] = []
    /// Labels that are none of the sheet's, or were not known again.
    public private(set) var strangers = 0

    public init(_ expectation: ScannerExpectation) {
        self.expectation = expectation
        variants = CommissioningLabel.all.map { ($0, LabelVariants.of($0, expectation)) }
    }

    /// The labels that this device can send at all.
    public var wanted: [CommissioningLabel] { CommissioningLabel.all.filter(expectation.canCarry) }

    /// Whether each of them has arrived.
    public var isComplete: Bool { wanted.allSatisfy { arrived.contains($0.name) } }

    /// Those that have not, by their letters.
    public var open: [String] { wanted.map(\.name).filter { !arrived.contains($0) } }

    /// Takes one label as the device's driver gave it.
    /// - Returns: which it is; nil for one that is none of the sheet's.
    public mutating func take(_ bytes: [UInt8], _ symbology: SymbologyIdentifier?) -> LabelRecognition? {
        guard let found = LabelRecognition(bytes, symbology, expectation, variants) else {
            strangers += 1
            return nil
        }
        let name = found.label.name
        arrived.insert(name)
        if found.alterations.isEmpty { right.insert(name) }
        for alteration in found.alterations {
            if let place = seen.firstIndex(where: { $0.alteration == alteration }) {
                if !seen[place].labels.contains(name) { seen[place].labels.append(name) }
            } else {
                seen.append((alteration, [name]))
            }
        }
        return found
    }

    /// Takes bytes as they came over the wire, before any framing.
    public mutating func take(raw bytes: [UInt8]) {
        raw += bytes
        if raw.count > Self.rawLimit { raw.removeFirst(raw.count - Self.rawLimit) }
    }

    /// Takes what the device's driver says is wrong.
    public mutating func take(_ trouble: Trouble) {
        if trouble.code == .typesLikePerson, !signs.contains(trouble.fact) { signs.append(trouble.fact) }
    }

    // MARK: Findings

    /// What is wrong, the widest first; empty for a device that is right.
    public var findings: [CommissioningFinding] {
        var found = signs.map(Self.finding)
        if arrived.isEmpty {
            if found.isEmpty, let more = outside { found.append(more) }
            return found
        }
        let altered = together.sorted { $0.labels.count > $1.labels.count }.map {
            CommissioningFinding($0.alteration, $0.labels.sorted(), expectation)
        }
        return found + altered + absent
    }

    /// What was seen, with one word for a layout that nobody has described: some labels alone look like those of another.
    private var together: [(alteration: Alteration, labels: [String])] {
        var changes: [Alteration.Change] = []
        var labels: Set<String> = []
        var rest: [(alteration: Alteration, labels: [String])] = []
        for each in seen {
            switch each.alteration {
            case .characters(let more):
                changes += more.filter { !changes.contains($0) }
                labels.formUnion(each.labels)
            default: rest.append(each)
            }
        }
        guard !changes.isEmpty else { return seen }
        rest.removeAll {
            guard case .layout = $0.alteration else { return false }
            labels.formUnion($0.labels)
            return true
        }
        return [(.characters(changes.sorted { $0.printed < $1.printed }), labels.sorted())] + rest
    }

    /// Nothing became a label: whether bytes came at all, and what stands around the labels among them.
    private var outside: CommissioningFinding? {
        guard let framing = expectation.framing, !raw.isEmpty else { return CommissioningFinding(.silence) }
        let (start, end) = (CommissioningFinding.text(framing.start), CommissioningFinding.text(framing.end))
        guard let around = surroundings else {
            return CommissioningFinding(
                .noise, [], [("bytes", String(raw.count)), ("start", start.isEmpty ? "–" : start), ("end", end)])
        }
        let seen = [around.before, around.behind].map { $0.isEmpty ? "–" : CommissioningFinding.text($0) }
        return CommissioningFinding(
            .framing, around.labels,
            [("start", start.isEmpty ? "–" : start), ("end", end), ("seen_start", seen[0]), ("seen_end", seen[1])])
    }

    /// What stands before and behind each label in the raw bytes.
    private var surroundings: (before: [UInt8], behind: [UInt8], labels: [String])? {
        var places: [(range: Range<Int>, name: String)] = []
        for label in CommissioningLabel.all {
            var start = 0
            while start + label.content.count <= raw.count {
                let range = start..<(start + label.content.count)
                if raw[start] == label.content.first, raw[range].elementsEqual(label.content) {
                    places.append((range, label.name))
                    start = range.upperBound
                } else {
                    start += 1
                }
            }
        }
        places.sort { $0.range.lowerBound < $1.range.lowerBound }
        guard let first = places.first, let last = places.last else { return nil }
        let before = Array(raw[..<first.range.lowerBound].suffix(LabelRecognition.extraLimit))
        var behind = Array(raw[last.range.upperBound...].prefix(LabelRecognition.extraLimit))
        // Between two labels stands the end of the one and the start of the next.
        if places.count > 1 {
            let between = Array(raw[first.range.upperBound..<max(first.range.upperBound, places[1].range.lowerBound)])
            if between.count >= before.count, between.suffix(before.count).elementsEqual(before) {
                behind = between.dropLast(before.count).suffix(LabelRecognition.extraLimit)
            }
        }
        return (before, behind, Array(Set(places.map(\.name))).sorted())
    }

    /// Labels that never came, although others did.
    private var absent: [CommissioningFinding] {
        var found: [CommissioningFinding] = []
        var rest = wanted.filter { !arrived.contains($0.name) && !isExplained($0) }
        func remove(_ names: [String]) { rest.removeAll { names.contains($0.name) } }
        for kind in CommissioningLabel.Kind.allCases {
            let all = wanted.filter { $0.kind == kind }
            let missing = rest.filter { $0.kind == kind }.map(\.name)
            guard !all.isEmpty, missing.count == all.count else { continue }
            found.append(
                CommissioningFinding(kind.isOptional ? .kindAbsent : .kindOff, missing, [("kind", kind.rawValue)]))
            remove(missing)
        }
        if rest.contains(where: { $0.name == "K" }), arrived.contains("L") {
            found.append(CommissioningFinding(.checkRequired, ["K"]))
            remove(["K"])
        }
        for kind in [CommissioningLabel.Kind.code128, .qr] {
            let lengths = wanted.filter { $0.kind == kind }.sorted { $0.content.count < $1.content.count }
            let longest = lengths.last { arrived.contains($0.name) }.map(\.content.count) ?? 0
            let beyond = rest.filter { $0.kind == kind && $0.content.count > longest && $0.content.count >= 40 }
            guard longest > 0, !beyond.isEmpty else { continue }
            found.append(
                CommissioningFinding(
                    .lengthLimit, beyond.map(\.name), [("kind", kind.rawValue), ("count", String(longest))]))
            remove(beyond.map(\.name))
        }
        if !rest.isEmpty { found.append(CommissioningFinding(.missing, rest.map(\.name))) }
        return found
    }

    /// Keys of a wrong layout may make a label void: that it is missing says nothing more.
    private func isExplained(_ label: CommissioningLabel) -> Bool {
        guard let reading = expectation.layout else { return false }
        for case .layout(let name) in seen.map(\.alteration) {
            guard let typing = expectation.layouts.first(where: { $0.name == name }) else { continue }
            if LabelVariants.retyped(label.content, typing, reading) == nil { return true }
        }
        return false
    }

    private static func finding(_ sign: String) -> CommissioningFinding {
        if sign == "no end key" { return CommissioningFinding(.endKey) }
        let code: CommissioningFinding.Code =
            sign.hasSuffix("ms between keys") ? .slowKeys : sign.contains("Ctrl") ? .controlKeys : .person
        return CommissioningFinding(code, [], [("sign", sign)])
    }
}
