import Parcels
import Screening
import TestSupport

/// Rules as sites write them and parcels as belts carry them, all from one seed.
struct RulesWorld {
    static let seed: UInt64 = 20_261_129

    private static let services = ["LETTER", "EMS", "PARCEL", "COD", "DOC", "EXPRESS", "FREIGHT", "RETURN"]
    private static let countries = ["VN", "CN", "TH", "KH", "LA", "US", "JP", "KR", "DE", "FR", "SG", "MY"]
    private static let categories = ["ARM", "ARM-PART", "TOOL", "EXPL", "FIRE", "DRUG", "DOC", "TOBA"]
    private static let kinds = ["bulletin", "block", "watch"]
    private static let schemes = ["s10", "sscc", "vnpost", "imb"]
    private static let goods = [
        "sách giáo khoa", "đồ chơi trẻ em", "quần áo nữ", "giày thể thao", "điện thoại di động", "ốp lưng silicon",
        "mỹ phẩm",
        "cà phê rang xay", "hạt điều", "linh kiện xe máy", "tai nghe bluetooth", "bánh tráng trộn",
        "thực phẩm chức năng",
        "phụ tùng ô tô", "máy khoan cầm tay", "đèn led", "kính mát", "túi xách da", "vải may mặc", "hồ sơ xin việc",
        "nước mắm",
        "trà ô long", "pin sạc dự phòng", "cáp usb", "khăn choàng", "nón bảo hiểm", "súng phun nước", "nòng thép 20 cm",
        "kính ngắm",
        "pháo hoa giấy",
    ]

    /// The lists and keywords that the rules ask.
    static func lists() -> String {
        var text = "lists:\n"
        let listed = listed()
        for kind in kinds {
            let phones = (listed[kind] ?? []).map { "'\($0)'" }.joined(separator: ", ")
            let names = (0..<500).map { "'Người Không Có Thật \(kind) \($0)'" }.joined(separator: ", ")
            text += """
                  - {id: \(kind)-1, kind: \(kind), title: {vi: v, en: e}, source: s, ground: g, valid_from: 2026-01-01,
                     phones: [\(phones)], names: [\(names)]}

                """
        }
        text += """
            keywords:
              - {category: ARM, strong: [súng hơi, súng cồn, súng điện], weak: [airsoft, colt], except: [súng phun nước]}
              - {category: ARM-PART, strong: [nòng súng, nòng thép, báng súng, kim hỏa], weak: [kính ngắm, bộ cò], except: [nòng nọc]}
              - {category: TOOL, strong: [dùi cui điện, bình xịt hơi cay, roi điện]}
              - {category: EXPL, strong: [thuốc nổ, kíp nổ, dây cháy chậm]}
              - {category: FIRE, strong: [pháo nổ, thuốc pháo, kclo3], weak: [pháo hoa], except: [pháo hoa giấy]}
              - {category: DRUG, strong: [ma túy, thuốc lắc, ketamine, cần sa]}
              - {category: DOC, strong: [phôi bằng, bằng giả], weak: [con dấu, chứng chỉ]}
              - {category: TOBA, strong: [thuốc lá điện tử, shisha]}

            """
        return text
    }

    /// The telephone numbers of each kind of list.
    static func listed() -> [String: [String]] {
        var dice = SeededDice(seed: seed)
        return kinds.reduce(into: [:]) { listed, kind in listed[kind] = (0..<2_000).map { _ in phone(&dice) } }
    }

    // MARK: Rules

    /// The document with one rule for each condition.
    static func rules(_ conditions: [String]) -> String {
        "rules:\n"
            + conditions.enumerated().map { place, condition in
                let optional = ["weight_g", "value_vnd", "cod_vnd", "receiver.phone", "sender.phone", "sender.name"]
                    .filter {
                        condition.contains($0)
                    }
                return """
                      - id: r\(place)
                        version: 1
                        name: {vi: quy tắc, en: rule}
                        text: {vi: "nặng {grouped(weight_g, 'vi')} g", en: "weighs {grouped(weight_g, 'en')} g"}
                        when: "\(condition)"
                        optional: [\(optional.joined(separator: ", "))]
                        ground: kế hoạch

                    """
            }.joined()
    }

    static func conditions(_ count: Int) -> [String] {
        var dice = SeededDice(seed: seed &+ 1)
        return (0..<count).map { _ in condition(&dice) }
    }

    private static func condition(_ dice: inout SeededDice) -> String {
        let service = "service == '\(some(services, &dice))'"
        let office = "office == '\(Self.office(&dice))'"
        let category = "'\(some(categories, &dice))' in keywords.strong"
        let (origin, destination) = (some(countries, &dice), some(countries, &dice))
        let (heavy, dear) = (20_000 + dice.below(10_000), (50 + dice.below(200)) * 1_000_000)
        let party = dice.happens(50) ? "receiver" : "sender"
        switch dice.below(100) {
        case ..<16: return "\(service) && weight_g > \(heavy)"
        case ..<30: return "\(office) && value_vnd > \(dear)"
        case ..<38: return "origin == '\(origin)' && destination == '\(destination)' && weight_g > \(heavy)"
        case ..<44: return "scheme == '\(some(schemes, &dice))' && country == '\(origin)' && value_vnd > \(dear)"
        case ..<54: return "\(category) && origin == '\(origin)'"
        case ..<60:
            return "\(category) && weight_g > \(heavy) || '\(some(categories, &dice))' in keywords.weak && \(office)"
        case ..<70: return "listed('\(some(kinds, &dice))', \(party).phone) && \(service)"
        case ..<72: return "listed('\(some(kinds, &dice))', sender.name)"
        case ..<80: return "value_vnd > \(dear) && weight_g < \(50 + dice.below(100))"
        case ..<90: return "\(party).phone.startsWith('0\(10_000 + dice.below(80_000))') && cod_vnd > \(dear)"
        case ..<94: return "office in ['\(Self.office(&dice))', '\(Self.office(&dice))'] && weight_g > \(heavy)"
        case ..<97: return "hs_codes.exists(h, h.startsWith('\(1_000 + dice.below(8_999))')) && value_vnd > \(dear)"
        case ..<99: return "\(service) && \(office) && contents.exists(c, c.contains('\(some(goods, &dice))'))"
        default: return "length_mm > \(1_200 + dice.below(500)) && !has(receiver.address)"
        }
    }

    // MARK: Parcels

    /// Declared parcels.
    static func parcels(_ count: Int) throws -> [Subject] {
        var dice = SeededDice(seed: seed &+ 2)
        guard let number = ParcelNumber(scheme: .s10, canonical: Array("EB123456785VN".utf8)), let line = LineID("L1")
        else { throw BenchFault("no number") }
        return (0..<count).map { _ in
            let contents = (0...dice.below(4)).map { _ in
                ContentLine(
                    description: some(goods, &dice), quantity: 1 + dice.below(5),
                    hsCode: "\(100_000 + dice.below(899_999))")
            }
            let declaration = Declaration(
                number: number, service: some(services, &dice), origin: some(countries, &dice),
                destination: dice.happens(80) ? "VN" : some(countries, &dice), sender: party(&dice),
                receiver: party(&dice), contents: contents,
                weight_g: dice.happens(95) ? 20 << dice.below(10) + dice.below(500) : nil, length_mm: nil,
                value_vnd: dice.happens(80) ? 20_000 << dice.below(12) : nil,
                paymentOnDelivery_vnd: dice.happens(40) ? dice.below(5_000_000) : nil, office: office(&dice),
                source: ManifestReference(importNumber: 1, line: 2, version: 1, imported: 0))
            return Subject(
                line: line, number: number, numbers: [number], declaration: declaration,
                length_mm: 100 + dice.below(1_000), now: 7_200_000_000_000)
        }
    }

    private static func party(_ dice: inout SeededDice) -> Party {
        let families = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Võ"]
        return Party(
            name: "\(some(families, &dice)) Văn \(dice.below(1_000))", phone: PhoneNumber(phone(&dice)),
            address: "\(dice.below(300)) đường Lê Lợi, phường \(dice.below(20))")
    }

    private static func phone(_ dice: inout SeededDice) -> String { "09\(10_000_000 + dice.below(89_999_999))" }

    /// One of 200 post offices.
    private static func office(_ dice: inout SeededDice) -> String { "\(10 + dice.below(20))\(10 + dice.below(10))00" }

    private static func some(_ words: [String], _ dice: inout SeededDice) -> String { words[dice.below(words.count)] }
}
