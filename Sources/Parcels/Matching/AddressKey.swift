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
        var province: Int?
        var places: [String] = []
        var ward: [Substring] = []
        let pieces = address.split { $0 == "," || $0 == ";" || $0.isNewline || $0 == "–" }
        for part in pieces.flatMap({ Self.parts($0) }) {
            var words = part
            let kind = Self.takeKind(&words)
            let found = Self.takeProvince(&words, of: kind, isOnlyPiece: pieces.count == 1)
            // What says that it is a province is believed rather than what may be a town of one's name.
            province = kind == .province ? found ?? province : province ?? found
            switch kind {
            case .district, .province: continue
            case .ward: ward += words
            case .place: places += Self.names(words)
            }
        }
        let isNumbered = places.contains { word in word.utf8.contains { (48...57).contains($0) } }
        if !isNumbered { places += Self.names(ward) }
        guard !places.isEmpty else { return nil }
        text = places.sorted().joined(separator: " ") + "|" + (province.map(String.init) ?? "")
    }

    /// What is left of a part without its idle words. Numbers that follow one another are one: 12/3 is not 3/12.
    private static func names(_ words: [Substring]) -> [String] {
        var names: [String] = []
        var isAfterNumber = false
        for word in words where !idle.contains(word) {
            let isNumber = word.utf8.first.map { (48...57).contains($0) } ?? false
            if isNumber, isAfterNumber { names[names.count - 1] += "/" + word } else { names.append(String(word)) }
            isAfterNumber = isNumber
        }
        return names
    }

    private enum Kind { case province, district, ward, place }

    /// The parts of what stands between commas: a new one begins at each word that says what a part is.
    private static func parts(_ piece: Substring) -> [[Substring]] {
        let words = FoldedText.plain(String(piece)).split(separator: " ").map { $0 }
        var parts: [[Substring]] = []
        var part: [Substring] = []
        var index = 0
        while index < words.count {
            if !part.isEmpty, begins(words[index...]) {
                parts.append(part)
                part = []
            }
            var count = 1
            // What follows a beginning belongs to it: P. Phương Liên.
            if part.isEmpty, !isNumbered(words[index]), let found = kind(of: words[index...]) {
                count = found.count + 1
            }
            part += words[index..<min(words.count, index + count)]
            index += count
        }
        if !part.isEmpty { parts.append(part) }
        return parts
    }

    /// Whether a part begins in the middle of a piece. "xa" alone does not: it is a part of street names (Xã Đàn).
    private static func begins(_ words: ArraySlice<Substring>) -> Bool {
        guard words.count > 1 || isNumbered(words.first) else { return false }
        return words.first != "xa" && words.first != "x" && kind(of: words) != nil
    }

    private static func takeKind(_ words: inout [Substring]) -> Kind {
        guard let found = kind(of: words[...]) else { return .place }
        if isNumbered(words.first) {
            // P12, Q1
            words[0] = words[0].drop { $0.isLetter }
        } else {
            words.removeFirst(found.count)
        }
        return found.kind
    }

    private static func isNumbered(_ word: Substring?) -> Bool {
        guard let word, let first = word.first, first == "p" || first == "q", word.count > 1, word.count < 4 else {
            return false
        }
        return word.dropFirst().utf8.allSatisfy { (48...57).contains($0) }
    }

    /// What the first words say a part is, and how many they are.
    private static func kind(of words: ArraySlice<Substring>) -> (kind: Kind, count: Int)? {
        guard let first = words.first else { return nil }
        let second = words.dropFirst().first
        if isNumbered(first) { return (first.first == "p" ? .ward : .district, 1) }
        // What is only a beginning is a name: somebody's street may be called Thanh.
        guard let second else { return nil }
        switch (first, second) {
        case ("thanh", "pho"): return words.count > 2 ? (cityKind(words.dropFirst(2)), 2) : nil
        case ("thi", "xa"): return (.district, 2)
        case ("thi", "tran"), ("dac", "khu"): return (.ward, 2)
        case ("tp", _): return (cityKind(words.dropFirst()), 1)
        case ("tinh", _): return (.province, 1)
        case ("quan", _), ("q", _), ("huyen", _), ("h", _), ("tx", _): return (.district, 1)
        case ("phuong", _), ("p", _), ("xa", _), ("x", _), ("tt", _): return (.ward, 1)
        default: return nil
        }
    }

    /// A city is a province, or what was a district's.
    private static func cityKind(_ words: ArraySlice<Substring>) -> Kind {
        for count in stride(from: min(words.count, Province.longestName), to: 0, by: -1)
        where Province.code(words.prefix(count).joined(separator: " ")) != nil {
            return .province
        }
        return .district
    }

    /// Takes a province's name from the end of a part. Streets and wards are called after provinces, too (15 Nguyễn Huệ): inside
    /// a part it counts where there is but one piece, and enough is left for a street.
    private static func takeProvince(_ words: inout [Substring], of kind: Kind, isOnlyPiece: Bool) -> Int? {
        if kind == .place || kind == .province, words == ["viet", "nam"] || words == ["vietnam"] || words == ["vn"] {
            words = []
            return nil
        }
        for count in stride(from: min(words.count, Province.longestName), to: 0, by: -1) {
            if kind == .province {
                guard let code = Province.code(words.prefix(count).joined(separator: " ")) else { continue }
                return code
            }
            guard let code = Province.code(words.suffix(count).joined(separator: " ")) else { continue }
            let left = words.dropLast(count).filter { word in !word.utf8.contains { (48...57).contains($0) } }.count
            let isWhole = kind == .place && count == words.count
            let isTail = isOnlyPiece && (kind == .place ? left > 1 : words.count > count)
            guard isWhole || isTail else { continue }
            words.removeLast(count)
            return code
        }
        return nil
    }

    /// Words that say what a part is and no more.
    private static let idle: Set<Substring> = [
        "so", "nha", "duong", "d", "pho", "ngo", "ngach", "hem", "kiet", "thon", "ap", "to", "khu", "kp", "tp", "vn",
    ]
}
