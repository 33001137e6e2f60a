/// The 34 provinces and cities of Vietnam since 1 July 2025, by their codes, and the names of the 63 before
/// (Resolution 202/2025/QH15) that labels and declarations still carry.
enum Province {
    /// No name has more words.
    static let longestName = 4

    /// The codes of provinces, old and new, by the hash of their names without marks, a space behind each word.
    static let codes: [UInt64: Int] = {
        var codes: [UInt64: Int] = [:]
        for (code, names) in names {
            for name in names { codes[(name + " ").utf8.reduce(noHash) { hash($0, $1) }] = code }
        }
        return codes
    }()

    /// FNV-1a, 64 bits.
    static let noHash: UInt64 = 0xCBF2_9CE4_8422_2325

    @inline(__always)
    static func hash(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }

    /// The name of today first, then those that became a part of it, then short forms.
    private static let names: [(code: Int, names: [String])] = [
        (1, ["ha noi", "hanoi", "hn"]), (4, ["cao bang"]), (8, ["tuyen quang", "ha giang"]), (11, ["dien bien"]),
        (12, ["lai chau"]), (14, ["son la"]), (15, ["lao cai", "yen bai"]),
        (19, ["thai nguyen", "bac kan", "bac can"]),
        (20, ["lang son"]), (22, ["quang ninh"]), (24, ["bac ninh", "bac giang"]),
        (25, ["phu tho", "hoa binh", "vinh phuc"]), (31, ["hai phong", "haiphong", "hai duong"]),
        (33, ["hung yen", "thai binh"]), (37, ["ninh binh", "ha nam", "nam dinh"]), (38, ["thanh hoa"]),
        (40, ["nghe an"]), (42, ["ha tinh"]), (44, ["quang tri", "quang binh"]), (46, ["hue", "thua thien hue"]),
        (48, ["da nang", "danang", "quang nam"]), (51, ["quang ngai", "kon tum", "kontum"]),
        (52, ["gia lai", "binh dinh"]), (56, ["khanh hoa", "ninh thuan"]),
        (66, ["dak lak", "dac lac", "daklak", "phu yen"]),
        (68, ["lam dong", "dak nong", "dac nong", "daknong", "binh thuan"]), (75, ["dong nai", "binh phuoc"]),
        (
            79,
            [
                "ho chi minh", "hcm", "tphcm", "sai gon", "saigon", "sg", "hochiminh", "binh duong", "ba ria vung tau",
                "brvt",
            ]
        ), (80, ["tay ninh", "long an"]), (82, ["dong thap", "tien giang"]),
        (86, ["vinh long", "ben tre", "tra vinh"]), (91, ["an giang", "kien giang"]),
        (92, ["can tho", "soc trang", "hau giang"]), (96, ["ca mau", "bac lieu"]),
    ]
}
