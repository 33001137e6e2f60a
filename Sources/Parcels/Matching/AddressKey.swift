/// An address in the form in which its ways of writing are the same: marks, capitals, the order of its parts, abbreviations
/// (P., Q., TP.HCM), the province of before and that of today, and with or without the district, which there is none of since
/// 1 July 2025.
///
/// House, street and province make it. The ward is a part of it only where there is no house number: wards have been
/// merged and renamed, and most people leave them out. So two houses of one number in two streets of one name in one
/// province are the same: what is counted by addresses is rather too much than too little.
public struct AddressKey: Sendable, Hashable {
    public let text: String

    /// Nil when less than a street or a village is left.
    public init?(_ address: String) {
        var reader = AddressReader(PlainWords(address))
        guard let key = reader.key() else { return nil }
        text = key
    }
}

/// Takes an address apart.
private struct AddressReader {
    private typealias Word = PlainWords.Word

    private enum Kind { case province, district, ward, place }

    private let source: PlainWords
    private var province: Int?
    private var places: [[UInt8]] = []
    private var ward: [[UInt8]] = []

    init(_ source: PlainWords) { self.source = source }

    mutating func key() -> String? {
        for part in parts() {
            var part = part
            let kind = takeKind(&part)
            let found = takeProvince(&part, of: kind)
            // What says that it is a province is believed rather than what may be a town of one's name.
            province = kind == .province ? found ?? province : province ?? found
            switch kind {
            case .district, .province: continue
            case .ward: addNames(part, to: &ward)
            case .place: addNames(part, to: &places)
            }
        }
        if !places.contains(where: { $0.contains { $0 < 58 } }) { places += ward }
        guard !places.isEmpty else { return nil }
        var key: [UInt8] = []
        for place in places.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            if !key.isEmpty { key.append(32) }
            key += place
        }
        key.append(UInt8(ascii: "|"))
        return String(decoding: key, as: UTF8.self) + (province.map(String.init) ?? "")
    }

    /// What is left of a part without its idle words. Numbers that follow one another are one: 12/3 is not 3/12.
    private func addNames(_ part: Range<Int>, to names: inout [[UInt8]]) {
        var isAfterNumber = false
        for place in part where !Signs.idle.contains(source.words[place].short) {
            let word = source.words[place]
            if word.beginsWithDigit, isAfterNumber {
                names[names.count - 1].append(UInt8(ascii: "/"))
                names[names.count - 1] += source.text(of: word)
            } else {
                names.append(Array(source.text(of: word)))
            }
            isAfterNumber = word.beginsWithDigit
        }
    }

    /// The parts of what stands between commas: a new one begins at each word that says what a part is.
    private func parts() -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var start = 0
        var index = 0
        while index < source.words.count {
            if index > start, source.words[index].piece != source.words[start].piece || begins(index) {
                parts.append(start..<index)
                start = index
            }
            var count = 1
            // What follows a beginning belongs to it: P. Phương Liên.
            if index == start, !source.words[index].isNumbered, let found = kind(at: index, before: end(index)) {
                count = found.count + 1
            }
            index = min(end(index), index + count)
        }
        if start < source.words.count { parts.append(start..<source.words.count) }
        return parts
    }

    /// Where the piece of a word ends.
    private func end(_ index: Int) -> Int {
        var end = index + 1
        while end < source.words.count, source.words[end].piece == source.words[index].piece { end += 1 }
        return end
    }

    /// Whether a part begins in the middle of a piece. "xa" alone does not: it is a part of street names (Xã Đàn).
    private func begins(_ index: Int) -> Bool {
        let word = source.words[index].short
        return word != Signs.xa && word != Signs.x && kind(at: index, before: end(index)) != nil
    }

    private func takeKind(_ part: inout Range<Int>) -> Kind {
        guard let found = kind(at: part.lowerBound, before: part.upperBound) else { return .place }
        // P12 and Q1 keep their number.
        if !source.words[part.lowerBound].isNumbered { part = part.lowerBound + found.count..<part.upperBound }
        return found.kind
    }

    /// What the first words say a part is, and how many they are.
    private func kind(at index: Int, before end: Int) -> (kind: Kind, count: Int)? {
        let first = source.words[index]
        if first.isNumbered { return (source.bytes[Int(first.start)] == UInt8(ascii: "p") ? .ward : .district, 1) }
        // What is only a beginning is a name: somebody's street may be called Thanh.
        guard first.short != 0, index + 1 < end else { return nil }
        let second = source.words[index + 1].short
        switch first.short {
        case Signs.thanh where second == Signs.pho:
            return index + 2 < end ? (cityKind(index + 2..<end), 2) : nil
        case Signs.thi where second == Signs.xa: return (.district, 2)
        case Signs.thi where second == Signs.tran, Signs.dac where second == Signs.khu: return (.ward, 2)
        case Signs.tp: return (cityKind(index + 1..<end), 1)
        case Signs.tinh: return (.province, 1)
        case Signs.quan, Signs.q, Signs.huyen, Signs.h, Signs.tx: return (.district, 1)
        case Signs.phuong, Signs.p, Signs.xa, Signs.x, Signs.tt: return (.ward, 1)
        default: return nil
        }
    }

    /// A city is a province, or what was a district's.
    private func cityKind(_ words: Range<Int>) -> Kind {
        for count in stride(from: min(words.count, Province.longestName), to: 0, by: -1)
        where code(words.prefix(count)) != nil {
            return .province
        }
        return .district
    }

    private func code(_ words: Range<Int>) -> Int? {
        var hash = Province.noHash
        for place in words {
            for byte in source.text(of: source.words[place]) { hash = Province.hash(hash, byte) }
            hash = Province.hash(hash, 32)
        }
        return Province.codes[hash]
    }

    /// Takes a province's name from the end of a part. Streets and wards are called after provinces, too (15 Nguyễn Huệ): inside
    /// a part it counts where there is but one piece, and enough is left for a street.
    private func takeProvince(_ part: inout Range<Int>, of kind: Kind) -> Int? {
        if kind == .place || kind == .province, isVietnam(part) {
            part = part.upperBound..<part.upperBound
            return nil
        }
        for count in stride(from: min(part.count, Province.longestName), to: 0, by: -1) {
            if kind == .province {
                if let code = code(part.prefix(count)) { return code }
                continue
            }
            guard let code = code(part.suffix(count)) else { continue }
            let left = part.dropLast(count).count { !source.words[$0].hasDigit }
            let isWhole = kind == .place && count == part.count
            let isTail = source.pieces == 1 && (kind == .place ? left > 1 : part.count > count)
            guard isWhole || isTail else { continue }
            part = part.dropLast(count)
            return code
        }
        return nil
    }

    private func isVietnam(_ part: Range<Int>) -> Bool {
        guard let first = part.first else { return false }
        let word = source.words[first].short
        if part.count == 2 { return word == Signs.viet && source.words[first + 1].short == Signs.nam }
        return part.count == 1 && (word == Signs.vietnam || word == Signs.vn)
    }
}

/// Words that say what a part of an address is.
private enum Signs {
    static let thanh = PlainWords.short("thanh"), pho = PlainWords.short("pho"), thi = PlainWords.short("thi")
    static let xa = PlainWords.short("xa"), x = PlainWords.short("x"), tran = PlainWords.short("tran")
    static let dac = PlainWords.short("dac"), khu = PlainWords.short("khu"), tp = PlainWords.short("tp")
    static let tinh = PlainWords.short("tinh"), quan = PlainWords.short("quan"), q = PlainWords.short("q")
    static let huyen = PlainWords.short("huyen"), h = PlainWords.short("h"), tx = PlainWords.short("tx")
    static let phuong = PlainWords.short("phuong"), p = PlainWords.short("p"), tt = PlainWords.short("tt")
    static let viet = PlainWords.short("viet"), nam = PlainWords.short("nam"), vn = PlainWords.short("vn")
    static let vietnam = PlainWords.short("vietnam")

    /// They say what a part is and no more.
    static let idle: Set<UInt64> = [
        PlainWords.short("so"), PlainWords.short("nha"), PlainWords.short("duong"), PlainWords.short("d"), pho,
        PlainWords.short("ngo"), PlainWords.short("ngach"), PlainWords.short("hem"), PlainWords.short("kiet"),
        PlainWords.short("thon"), PlainWords.short("ap"), PlainWords.short("to"), khu, PlainWords.short("kp"),
        tp,
        vn,
    ]
}
