import Parcels
import YAML

/// Lists and keywords as one document.
public struct ListDocument: Sendable {
    public let lists: [WatchList]
    public let keywords: KeywordMatcher

    public var packs: [KeywordPack] { keywords.packs }

    /// No lists and no keywords.
    public static let none = ListDocument(lists: [], keywords: .none)
}

/// Reads lists and keyword packs from YAML. Errors name file, line and column.
public enum ListFile {
    /// - Parameter utcOffset_s: seconds by which the site's time is ahead of UTC at a moment (seconds since 1970 UTC): a
    ///   plain day begins with its first moment there, whatever the season in which it is read.
    public static func parse(
        _ content: [UInt8], file: String, utcOffset_s: (Int64) -> Int = { _ in 0 }
    ) throws(YAMLError) -> ListDocument {
        var fields = try Fields(try YAMLParser.parse(content, file: file), expected: "lists and keywords")
        var lists: [WatchList] = []
        for node in try fields.optional("lists")?.list() ?? [] {
            let list = try list(node, utcOffset_s)
            guard !lists.contains(where: { $0.id == list.id }) else {
                throw node.problem(expected: "each list's id once")
            }
            lists.append(list)
        }
        let node = fields.optional("keywords")
        try fields.noMore()
        guard let node else { return ListDocument(lists: lists, keywords: .none) }
        let packs = try KeywordPackFile.parse(try node.list(), utcOffset_s)
        return ListDocument(lists: lists, keywords: KeywordMatcher(packs))
    }

    static func bilingual(_ node: Node) throws(YAMLError) -> BilingualText {
        var fields = try Fields(node, expected: "vi and en")
        let text = BilingualText(vi: try fields.required("vi").text(), en: try fields.required("en").text())
        try fields.noMore()
        return text
    }

    static func list(_ node: Node, _ utcOffset_s: (Int64) -> Int) throws(YAMLError) -> WatchList {
        var fields = try Fields(node, expected: "a list")
        var keys: Set<ListKey> = []
        for item in try fields.optional("phones")?.list() ?? [] {
            guard let phone = PhoneNumber(try item.text()) else { throw item.problem(expected: "a telephone number") }
            keys.insert(.phone(phone.digits))
        }
        for name in ["names", "addresses"] {
            for item in try fields.optional(name)?.list() ?? [] {
                let text = try item.text()
                let words = FoldedText.plain(text)
                guard !words.isEmpty else { throw item.problem(expected: "a text with words") }
                keys.insert(.words(words))
                if name == "names", let key = NameKey(text) { keys.insert(.name(key.text)) }
                if name == "addresses", let key = AddressKey(text) { keys.insert(.address(key.text)) }
            }
        }
        for item in try fields.optional("numbers")?.list() ?? [] {
            guard case .valid(let number) = Numbering.standard.identify(Array(try item.text().utf8)).outcome else {
                throw item.problem(expected: "a valid item number")
            }
            keys.insert(.number(number.canonical.description))
        }
        guard !keys.isEmpty else { throw node.problem(expected: "at least one of phones, names, addresses, numbers") }
        let list = WatchList(
            id: try fields.required("id").text(), kind: try fields.required("kind").text(),
            title: try bilingual(fields.required("title")), source: try fields.required("source").text(),
            ground: try fields.required("ground").text(), owner: try fields.optional("owner")?.text(),
            validFrom: try date(fields.required("valid_from"), utcOffset_s),
            validUntil: try fields.optional("valid_until").map { node throws(YAMLError) in try date(node, utcOffset_s)
            },
            keys: keys)
        try fields.noMore()
        return list
    }

    /// A day (`2026-11-24`, from its first moment at the site) or a moment (`2026-11-24T07:00:00+07:00`).
    static func date(_ node: Node, _ utcOffset_s: (Int64) -> Int) throws(YAMLError) -> Int64 {
        let text = try node.text("a date")
        let isDay = text.utf8.count == 10
        let epoch = ExpressionTimestamp(unixNanoseconds: 0)
        guard let moment = ExpressionTimestamp(text: isDay ? text + "T00:00:00Z" : text),
            let nanoseconds = moment.nanoseconds(since: epoch)
        else { throw node.problem(expected: "a date such as 2026-11-24 or 2026-11-24T07:00:00+07:00") }
        guard isDay else { return nanoseconds }
        let midnight = nanoseconds / 1_000_000_000
        let (first, isBeyond) = firstMoment(ofDay: midnight, utcOffset_s).multipliedReportingOverflow(by: 1_000_000_000)
        guard !isBeyond else { throw node.problem(expected: "a date before the year 2262") }
        return first
    }

    /// The first moment (seconds UTC) at which clocks at the site show that midnight or later: where they go forward at
    /// midnight, the day begins at one o'clock.
    private static func firstMoment(ofDay midnight: Int64, _ utcOffset_s: (Int64) -> Int) -> Int64 {
        let offsets = [utcOffset_s(midnight - 86_400), utcOffset_s(midnight + 86_400)].map { Int64($0) }
        let moments = offsets.map { midnight - $0 }.sorted()
        return moments.first { $0 + Int64(utcOffset_s($0)) >= midnight } ?? moments[1]
    }
}
