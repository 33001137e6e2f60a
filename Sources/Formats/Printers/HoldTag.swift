import Parcels
import Words

/// What is stuck on a held parcel: the hold's short number to be scanned, and why, in few words and both languages. It has no
/// personal data: everybody at the cage reads it.
public struct HoldTag: Sendable {
    public let hold: HoldID
    public let number: ParcelNumber?
    public let reasons: [Reason]
    public let ruleNames: RuleNames
    /// The site's name in Vietnamese.
    public let site: String
    /// Day and time in the site's zone.
    public let time: String

    public init(
        hold: HoldID, number: ParcelNumber?, reasons: [Reason], ruleNames: RuleNames = RuleNames(), site: String,
        time: String
    ) {
        self.hold = hold
        self.number = number
        self.reasons = reasons
        self.ruleNames = ruleNames
        self.site = site
        self.time = time
    }

    /// A font of label printers that has Vietnamese letters.
    public static let font = "E:TT0003M_.FNT"
    static let reasonLimit = 3

    /// 100 × 70 mm at 203 dots an inch.
    public func zpl() -> [UInt8] {
        var label = ZPL(width: 800, length: 560)
        let font = Self.font
        label.box(x: 30, y: 20, width: 740, height: 12)
        label.text(
            Catalogue.text("tag.title", .vietnamese) + " · " + Catalogue.text("tag.title", .english), x: 30, y: 45,
            height: 48, font: font)
        label.code128(hold.description, x: 30, y: 110, module: 3, height: 120)
        label.text(hold.description, x: 30, y: 240, height: 64, font: font)
        label.text(
            number?.description ?? Catalogue.text("tag.no-number", .vietnamese), x: 30, y: 315, height: 36, font: font)
        var y = 365
        for words in short(.vietnamese, .english) {
            label.text(words, x: 30, y: y, height: 28, font: font, width: 740, lines: 1)
            y += 36
        }
        label.text("\(time) · \(site)", x: 30, y: 515, height: 26, font: font, width: 740, lines: 1)
        label.end()
        return label.bytes
    }

    private func short(_ languages: Language...) -> [String] {
        var lines: [String] = []
        for reason in reasons {
            let line = languages.map { ruleNames.short(reason, $0) }.joined(separator: " · ")
            if !lines.contains(line) { lines.append(line) }
        }
        guard lines.count > Self.reasonLimit else { return lines }
        let more = lines.count - Self.reasonLimit
        return lines.prefix(Self.reasonLimit) + ["+\(more)"]
    }
}

/// The names of rules, by which a reason is said in few words, without what it knows of the parcel: for tags and for the sign
/// at a table.
public struct RuleNames: Sendable {
    private var names: [String: (vi: String, en: String)] = [:]

    public init() {}

    public mutating func name(_ rule: String, vi: String, en: String) { names[rule] = (vi, en) }

    /// A rule that has no name any more is named by its id.
    public func short(_ reason: Reason, _ language: Language) -> String {
        let id = reason.rule?.id ?? ""
        let name = names[id].map { language == .vietnamese ? $0.vi : $0.en } ?? id
        return Catalogue.text("stop." + reason.code.rawValue, language, [("rule", name)])
    }
}
