import Parcels
import TestSupport

@testable import Screening

/// Writes rules at random, of all that makes one silent, speak or fail, and parcels that they meet.
struct RuleWriter {
    var dice: SeededDice

    static let lists = """
        lists:
          - {id: b, kind: bulletin, title: {vi: v, en: e}, source: s, ground: g, valid_from: 2026-01-01, phones: ["0905000001", "0905000002"], names: [Trần B]}
          - {id: n, kind: block, title: {vi: v, en: e}, source: s, ground: g, valid_from: 2026-01-01, addresses: [1 Lê Lợi]}
        keywords:
          - {category: ARM, strong: [súng hơi], weak: [kính ngắm]}
          - {category: FIRE, strong: [pháo nổ]}
        """

    /// Facts that a rule may excuse, each with no other's name in its own.
    private static let facts = [
        "service", "origin", "office", "weight_g", "value_vnd", "cod_vnd", "receiver.phone", "sender.phone",
        "receiver.name",
        "receiver.address", "keywords.strong", "keywords.weak", "hs_codes", "contents", "numbers",
    ]
    private static let services = ["EMS", "LETTER", "COD"]
    private static let texts = ["súng hơi", "sách", "pháo nổ", "kính ngắm", "490110"]

    mutating func rules(_ count: Int) -> String {
        "rules:\n" + (0..<count).map { rule("r\($0)") }.joined()
    }

    private mutating func rule(_ id: String) -> String {
        var condition = condition(1 + dice.below(3))
        if dice.happens(60) { condition = dice.happens(70) ? "\(leaf()) && \(condition)" : "\(condition) && \(leaf())" }
        let optional = Self.facts.filter { condition.contains($0) && dice.happens(50) }
        return """
              - id: \(id)
                version: 1
                name: {vi: v, en: e}
                text: {vi: "nặng {string(weight_g)}", en: "of {receiver.name}"}
                when: "\(condition)"
                optional: [\(optional.joined(separator: ", "))]
                action: \(some(["hold", "hold", "note", "do-not-open"]))
                ground: g

            """
    }

    private mutating func condition(_ depth: Int) -> String {
        guard depth > 0 else { return leaf() }
        switch dice.below(12) {
        case ..<5:
            return "(" + (0...1 + dice.below(2)).map { _ in condition(depth - 1) }.joined(separator: " && ") + ")"
        case ..<8:
            return "(" + (0...1 + dice.below(2)).map { _ in condition(depth - 1) }.joined(separator: " || ") + ")"
        case 8: return "!(\(condition(depth - 1)))"
        case 9: return "(\(condition(depth - 1)) ? \(condition(depth - 1)) : \(condition(depth - 1)))"
        case 10: return "cel.bind(b, \(condition(depth - 1)), b && \(condition(depth - 1)))"
        default: return leaf()
        }
    }

    private mutating func leaf() -> String {
        let (service, text, sign) = (some(Self.services), some(Self.texts), some(["<", "<=", ">", ">=", "==", "!="]))
        let number = some(["0", "1", "500", "1200", "9223372036854775807", "-9223372036854775808"])
        switch dice.below(34) {
        case ..<4: return "service == '\(service)'"
        case 4: return "'\(service)' == service"
        case 5: return "service in ['\(service)', 'X']"
        case 6: return "service in []"
        case 7: return "origin != 'VN'"
        case 8, 9: return "weight_g \(sign) \(number)"
        case 10: return "\(number) \(sign) value_vnd"
        case 11: return "cod_vnd in [0, \(number)]"
        case 12, 13: return "'\(some(["ARM", "FIRE"]))' in keywords.strong"
        case 14: return "has(keywords.weak.ARM)"
        case 15: return "listed('\(some(["bulletin", "block", "none"]))', \(some(["receiver.phone", "sender.phone"])))"
        case 16: return "listed('\(some(["bulletin", "block"]))', \(some(["receiver.name", "receiver.address"])))"
        case 17: return "has(receiver.address)"
        case 18: return "!has(receiver.phone)"
        case 19: return "hs_codes.exists(h, h.startsWith('4\(dice.below(10))') || h == '930100')"
        case 20: return "contents.exists(c, c == '\(text)' && size(c) \(sign) 4)"
        case 21: return "contents.exists(c, c in ['\(text)', 'x'] || '\(text)' == c)"
        case 22: return "'\(some(["EB123456785VN", "x"]))' in numbers"
        case 23: return "office.startsWith('\(some(["5", "580000", "5800001", "1"]))')"
        case 24: return "1 / (weight_g - 1200) > 0"
        case 25: return "receiver.phone.matches('^09')"
        case 26: return "contents[1] == '\(text)'"
        case 27: return "size(keywords.strong['ARM']) > 0"
        case 28: return "contents.all(c, size(c) < 50)"
        case 29: return "receiver.phone.startsWith('0905000\(some(["", "0", "001"]))')"
        case 30: return dice.happens(50) ? "true" : "false"
        // Above any budget, whatever the parcel; not often, because that takes its time.
        case 31 where dice.happens(25):
            let list = "[" + (0..<40).map(String.init).joined(separator: ",") + "]"
            return "\(list).all(a, \(list).all(b, \(list).all(c, a >= 0 && b >= 0 && c >= 0)))"
        // Above it for a large parcel.
        case 32:
            return "(" + Array(repeating: "receiver.address.contains('x')", count: 16).joined(separator: " || ") + ")"
        default: return "contents.exists(c, c.contains('x') || contents.exists(d, d == c + 'x'))"
        }
    }

    mutating func parcel() throws -> Subject {
        var rig = ScreeningRig()
        rig.isDeclared = dice.happens(85)
        rig.origin = some(["VN", "CN"])
        rig.service = some(Self.services)
        rig.office = some(["580000", "5", "100000", ""])
        rig.weight_g = dice.happens(70) ? some([0, 1, 500, 501, 1_200, 5_000]) : nil
        rig.value_vnd = dice.happens(70) ? some([0, 1, 500, .max]) : nil
        rig.cod_vnd = dice.happens(50) ? some([0, 1, 500]) : nil
        rig.receiver = Party(
            name: some(["", "Trần B", "An"]), phone: dice.happens(70) ? PhoneNumber("090500000\(dice.below(4))") : nil,
            address: some(["", "1 Lê Lợi", "2 Lê Lợi"]))
        rig.sender = Party(name: "An", phone: dice.happens(70) ? PhoneNumber("090500000\(dice.below(4))") : nil)
        rig.contents = (0..<dice.below(4)).map { _ in some(Self.texts) }
        // Facts at the limits that the index reckons with, and far above them.
        if dice.happens(6) {
            rig.receiver.address = String(
                repeating: "a", count: some([FactLimits.textBytes, FactLimits.textBytes + 1, 100_000]))
        }
        if dice.happens(6) {
            rig.contents = Array(repeating: "sách", count: some([FactLimits.elements, FactLimits.elements + 1, 400]))
        }
        return try rig.subject()
    }

    private mutating func some<T>(_ values: [T]) -> T { values[dice.below(values.count)] }
}
