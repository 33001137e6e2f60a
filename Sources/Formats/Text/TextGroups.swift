import Patterns

/// The pattern of a whole telegram: `codes` or `codes_base64`, what is said once for all its codes, and what the parcel weighs and
/// measures. A scale's has no codes.
public struct TelegramGroups: Sendable, Hashable {
    public let pattern: BytePattern
    /// Nil where it holds none.
    let codes: Int?
    let isBase64: Bool
    let common: CommonGroups
    let measures: MeasureGroups?

    public static let names: Set<String> = CommonGroups.names.union(MeasureGroups.names).union([
        "codes", "codes_base64", "serial",
    ])

    /// Whether it tells a weight, and whether any side.
    public var tellsWeight: Bool { measures?.hasWeight ?? false }
    public var tellsSides: Bool { measures?.hasSides ?? false }

    /// Nil unless the pattern has one of the groups `codes` and `codes_base64`, or tells what a parcel weighs or measures, and
    /// has none that is unknown.
    public init?(_ pattern: BytePattern) {
        guard pattern.names.isSubset(of: Self.names) else { return nil }
        let codes = pattern.either("codes", "codes_base64")
        measures = MeasureGroups(pattern)
        if codes == nil, measures == nil || !pattern.names.isDisjoint(with: ["codes", "codes_base64"]) { return nil }
        self.pattern = pattern
        self.codes = codes?.group
        isBase64 = codes?.isBase64 ?? false
        common = CommonGroups(pattern)
    }
}

/// The pattern of a single code: `label` or `label_base64`, and what is said about it.
public struct CodeGroups: Sendable, Hashable {
    public let pattern: BytePattern
    let label: Int
    let isBase64: Bool
    let symbology: Int?
    private let x: Int?
    private let y: Int?
    private let corners: Int?
    private let angle: Int?
    private let common: CommonGroups

    public static let names: Set<String> = CommonGroups.names.union([
        "label", "label_base64", "symbology", "x", "y", "corners", "angle",
    ])

    /// Nil unless the pattern has one of the groups `label` and `label_base64`, and none that is unknown.
    public init?(_ pattern: BytePattern) {
        guard pattern.names.isSubset(of: Self.names),
            let (label, isBase64) = pattern.either("label", "label_base64")
        else { return nil }
        self.pattern = pattern
        self.label = label
        self.isBase64 = isBase64
        symbology = pattern.group("symbology")
        x = pattern.group("x")
        y = pattern.group("y")
        corners = pattern.group("corners")
        angle = pattern.group("angle")
        common = CommonGroups(pattern)
    }

    /// - Returns: whether there was any.
    func read(
        _ text: ArraySlice<UInt8>, _ found: BytePattern.Captures, into facts: inout TextCode.Facts
    ) -> Bool {
        let number = { (group: Int?) in group.flatMap { found[$0] }.flatMap { Decimal.value(text[$0]) } }
        if let x = number(x), let y = number(y) { facts.place = TextCode.Facts.Point(x: x, y: y) }
        facts.angle = number(angle)
        if let place = corners.flatMap({ found[$0] }) {
            let numbers = Decimal.values(text[place], limit: 2 * TextCode.Facts.cornerLimit)
            facts.corners = stride(from: 0, to: numbers.count - 1, by: 2).map {
                TextCode.Facts.Point(x: numbers[$0], y: numbers[$0 + 1])
            }
        }
        let hasCommon = common.read(text, found, into: &facts)
        return hasCommon || facts.place != nil || facts.angle != nil || !facts.corners.isEmpty
    }
}

/// What may stand beside the codes of a telegram, or beside each code.
struct CommonGroups: Sendable, Hashable {
    let serial: Int?
    private let quality: Int?
    private let reader: Int?
    private let pack: Int?

    static let names: Set<String> = ["quality", "reader", "pack"]

    init(_ pattern: BytePattern) {
        serial = pattern.group("serial")
        quality = pattern.group("quality")
        reader = pattern.group("reader")
        pack = pattern.group("pack")
    }

    /// - Returns: whether there was any.
    func read(
        _ text: ArraySlice<UInt8>, _ found: BytePattern.Captures, into facts: inout TextCode.Facts
    ) -> Bool {
        let bytes = { (group: Int?) in group.flatMap { found[$0] }.map { text[$0] } }
        if let grade = bytes(quality) { facts.quality = Array(grade.prefix(TextCode.Facts.qualityLimit)) }
        if let node = bytes(reader).flatMap({ Decimal.whole($0) }) { facts.reader = node }
        if let index = bytes(pack) { facts.pack = Array(index.prefix(TextCode.Facts.packLimit)) }
        return facts.quality != nil || facts.reader != nil || facts.pack != nil
    }
}

extension BytePattern {
    fileprivate func either(_ plain: String, _ base64: String) -> (group: Int, isBase64: Bool)? {
        switch (group(plain), group(base64)) {
        case (let group?, nil): (group, false)
        case (nil, let group?): (group, true)
        default: nil
        }
    }
}

/// Numbers as devices write them.
enum Decimal {
    /// A whole number of 1 to 9 digits.
    static func whole(_ text: ArraySlice<UInt8>) -> Int? {
        guard (1...9).contains(text.count), text.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return text.reduce(0) { $0 * 10 + Int($1) - 48 }
    }

    /// A number with a point and a sign or without, of at most 16 characters.
    static func value(_ text: ArraySlice<UInt8>) -> Double? {
        guard (1...16).contains(text.count), text.allSatisfy(isPart) else { return nil }
        return Double(String(decoding: text, as: UTF8.self))
    }

    /// All the numbers in a text, whatever parts them.
    static func values(_ text: ArraySlice<UInt8>, limit: Int) -> [Double] {
        text.split(maxSplits: 256) { !isPart($0) }.prefix(limit).compactMap { value($0) }
    }

    private static func isPart(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
    }
}
