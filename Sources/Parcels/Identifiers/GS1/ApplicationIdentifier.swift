/// One of GS1's application identifiers: what the data behind it is, and how it is written (GS1 General Specifications, 3.2).
public final class ApplicationIdentifier: Sendable {
    /// What is checked of a component beside its size and characters.
    enum Check: Character, Sendable, CaseIterable {
        case modulo10 = "c"
        /// The two check characters of a global model number (7.9.5).
        case model = "a"
        /// A date as YYMMDD whose day may be 00 for the whole month.
        case month = "d"
        case day = "D"
        case fullDay = "Y"
        case hour = "h"
        case minute = "m"
        case time = "t"
        /// Begins with a company's prefix: four digits at least.
        case company = "k"
        case companyBehindOne = "K"
        case country = "r"
        case nonZero = "z"
        case zero = "Z"
        case yesNo = "y"
        case winding = "w"
        case hyphen = "-"
        case percentEncoded = "p"
        case account = "i"
        case sex = "s"
        case pieceOfTotal = "o"
        case placeInSequence = "/"
        case noLeadingZero = "n"
        case hasNonDigit = "e"
        case latitude = "g"
        case longitude = "G"
    }

    enum Characters: Character, Sendable {
        case digits = "n"
        case set82 = "x"
        case set39 = "y"
        case set64 = "z"
    }

    struct Component: Sendable {
        let characters: Characters
        let fewest: Int
        let most: Int
        let isOptional: Bool
        let checks: [Check]
    }

    /// Two to four digits.
    public let number: String
    /// GS1's data title, such as `SSCC` or `BEST BEFORE or BEST BY`.
    public let title: String
    /// Whether its size is one of those that GS1 has fixed for good: the next identifier follows without a separator.
    let isPredefined: Bool
    let components: [Component]
    let sizes: ClosedRange<Int>

    init(number: String, title: String, isPredefined: Bool, components: [Component]) {
        self.number = number
        self.title = title
        self.isPredefined = isPredefined
        self.components = components
        sizes =
            components.reduce(0) { $0 + ($1.isOptional ? 0 : $1.fewest) }...components.reduce(0) { $0 + $1.most }
    }
}

extension ApplicationIdentifier {
    static let all: [ApplicationIdentifier] = table.split(separator: "\n").flatMap { line in
        let words = line.split(separator: " ", maxSplits: 2)
        guard words.count >= 2 else { preconditionFailure("no application identifier in '\(line)'") }
        let isPredefined = words[0].hasSuffix("*")
        let components = words[1].split(separator: "+").map(component)
        return numbers(words[0].filter { $0 != "*" }).map { number in
            ApplicationIdentifier(
                number: number, title: words.count > 2 ? String(words[2]) : "", isPredefined: isPredefined,
                components: components)
        }
    }

    /// `3100-5` is 3100 to 3105.
    private static func numbers(_ text: String) -> [String] {
        let parts = text.split(separator: "-")
        guard parts.count == 2, let first = Int(parts[0].suffix(1)), let last = Int(parts[1]) else { return [text] }
        return (first...last).map { parts[0].dropLast() + String($0) }
    }

    private static func component(_ text: Substring) -> Component {
        let inner = text.filter { $0 != "[" && $0 != "]" }
        let sizes = inner.dropFirst().prefix { $0.isNumber || $0 == "-" }
        // A hyphen behind the sizes is a check.
        let isRange = sizes.split(separator: "-").count == 2
        let size = isRange ? sizes : sizes.prefix { $0.isNumber }
        let bounds = size.split(separator: "-").compactMap { Int($0) }
        guard let kind = inner.first.flatMap(Characters.init(rawValue:)), let first = bounds.first,
            let last = bounds.last
        else { preconditionFailure("no component in '\(text)'") }
        let checks = inner.dropFirst(1 + size.count).map { letter in
            guard let check = Check(rawValue: letter) else { preconditionFailure("no check '\(letter)'") }
            return check
        }
        return Component(
            characters: kind, fewest: first, most: last, isOptional: text.hasPrefix("["), checks: checks)
    }

    /// How many digits an identifier has that begins with these two; 0 where none does.
    private static let sizesByBeginning: [Int] = {
        var sizes = [Int](repeating: 0, count: 100)
        for one in all { sizes[Int(one.number.prefix(2)) ?? 0] = one.number.count }
        return sizes
    }()

    /// Places in `all` by number, filled up with zeros to four digits; -1 where there is none.
    private static let places: [Int16] = {
        var places = [Int16](repeating: -1, count: 10_000)
        for (place, one) in all.enumerated() {
            let filled = one.number + String(repeating: "0", count: 4 - one.number.count)
            places[Int(filled) ?? 0] = Int16(place)
        }
        return places
    }()

    /// The place in `all` of the identifier that stands at a place of a text, and its size.
    static func find(_ bytes: [UInt8], at start: Int, end: Int) -> (place: Int, size: Int)? {
        guard start + 2 <= end, isDigit(bytes[start]), isDigit(bytes[start + 1]) else { return nil }
        var number = Int(bytes[start] - 48) * 10 + Int(bytes[start + 1] - 48)
        let size = sizesByBeginning[number]
        guard size > 0, start + size <= end else { return nil }
        for place in 2..<4 {
            guard place < size else {
                number *= 10
                continue
            }
            guard isDigit(bytes[start + place]) else { return nil }
            number = number * 10 + Int(bytes[start + place] - 48)
        }
        let place = places[number]
        return place < 0 ? nil : (Int(place), size)
    }

    /// Places in `all` of a parcel's keys: logistic unit, shipment, consignment.
    static let unit = Int(places[0])
    static let shipment = Int(places[4020])
    static let consignment = Int(places[4010])

    static func named(_ number: String) -> ApplicationIdentifier? {
        let bytes = Array(number.utf8)
        guard let found = find(bytes, at: 0, end: bytes.count), found.size == bytes.count else { return nil }
        return all[found.place]
    }
}
