import Parcels
import Testing
import YAML

@testable import Screening

@Suite("Lists")
struct WatchListTests {
    private static func list(
        _ keys: String, _ more: String = "", id: String = "b", kind: String = "bulletin", from: String = "2026-11-01"
    ) -> String {
        "  - {id: \(id), kind: \(kind), title: {vi: bản tin, en: bulletin}, source: s, ground: g, valid_from: \(from), \(more)\(keys)}\n"
    }

    private static func index(_ lists: String..., at moment: Int64? = ScreeningRig.now, offset: Int = 0) throws
        -> ListIndex
    {
        let text = "lists:\n" + lists.joined()
        return ListIndex(
            try ListFile.parse(Array(text.utf8), file: "l", utcOffset_s: { _ in offset }).lists, at: moment)
    }

    /// The moment (seconds UTC) from which a list counts whose text names a day, in a zone of these offsets.
    private static func start(of day: String, _ utcOffset_s: (Int64) -> Int) throws -> Int64? {
        let text = "lists:\n" + list("phones: ['0905000111']", from: day)
        let lists = try ListFile.parse(Array(text.utf8), file: "l", utcOffset_s: utcOffset_s).lists
        return lists.first.map { $0.validFrom / 1_000_000_000 }
    }

    /// 25 October 2026, 01:00 UTC: Berlin goes back to winter time; 29 March 2026, 01:00 UTC: forward.
    private static func berlin(_ moment: Int64) -> Int {
        (1_774_746_000..<1_792_890_000).contains(moment) ? 7200 : 3600
    }

    @Test func aDayBeginsAtItsOwnMidnightInEverySeason() throws {
        // The offset is that of the day, not of the moment when the document was read.
        #expect(try Self.start(of: "2026-07-01", Self.berlin) == 1_782_856_800)  // 2026-06-30T22:00:00Z
        #expect(try Self.start(of: "2026-12-01", Self.berlin) == 1_796_079_600)  // 2026-11-30T23:00:00Z
        #expect(try Self.start(of: "2026-03-29", Self.berlin) == 1_774_738_800)  // 2026-03-28T23:00:00Z
        #expect(try Self.start(of: "2026-10-25", Self.berlin) == 1_792_879_200)  // 2026-10-24T22:00:00Z
    }

    /// Where clocks go from midnight to one o'clock, as in Cairo on 24 April 2026, the day begins with that moment; where
    /// they go back from midnight, with the second one.
    @Test func aDayWhoseMidnightIsMissingOrComesTwiceBeginsOnce() throws {
        let forward: Int64 = 1_776_981_600  // 2026-04-23T22:00:00Z
        #expect(try Self.start(of: "2026-04-24") { $0 < forward ? 7200 : 10_800 } == forward)
        let back: Int64 = 1_793_307_600  // 2026-10-29T21:00:00Z: midnight of 30 October becomes 23 o'clock
        #expect(try Self.start(of: "2026-10-30") { $0 < back ? 10_800 : 7200 } == back + 3600)
    }

    @Test func aDayBeyondAllClocksIsRefused() {
        let text = "lists:\n" + Self.list("phones: ['0905000111']", from: "2262-04-12")
        #expect(throws: YAMLError.self) {
            try ListFile.parse(Array(text.utf8), file: "l.yaml", utcOffset_s: { _ in -43_200 })
        }
        let last = "lists:\n" + Self.list("phones: ['0905000111']", from: "2262-04-11")
        #expect(throws: YAMLError.self) {
            try ListFile.parse(Array(last.utf8), file: "l.yaml", utcOffset_s: { _ in -43_200 * 2 })
        }
    }

    private static func error(_ text: String) -> String? {
        #expect(throws: YAMLError.self) { try ListFile.parse(Array(text.utf8), file: "l.yaml") }?.description
    }

    @Test(arguments: ["0905000111", "+84905000111", "84 905 000 111", "0905.000.111"])
    func telephoneNumbersAreComparedInTheirOneForm(text: String) throws {
        for listed in ["0905000111", "+84 905 000 111"] {
            let index = try Self.index(Self.list("phones: ['\(listed)']"))
            #expect(index.find("bulletin", text) != nil, "\(text) in \(listed)")
            #expect(index.find("bulletin", "0905000112") == nil)
        }
    }

    @Test(arguments: [
        "Nguyễn Văn Á", "NGUYỄN VĂN Á", "nguyen van a", " Nguyễn  Văn\tÁ ", "Nguyê\u{303}n Văn Á", "Nguyễn-Văn.Á",
        // The family name behind, as abroad.
        "Văn Á Nguyễn", "Van A, Nguyen",
    ])
    func namesAreComparedWithoutMarksCapitalsSpacesAndOrder(text: String) throws {
        let index = try Self.index(Self.list("names: [Nguyễn Văn Á]"))
        #expect(index.find("bulletin", text) != nil)
    }

    @Test func aNameIsComparedAsAWhole() throws {
        let index = try Self.index(Self.list("names: [Nguyễn Văn Á]"))
        for text in ["Nguyễn Văn", "Nguyễn Văn Á Châu", "Nguyễn Nguyễn Văn Á", "Văn Á", "Nguyễn Vă Ná", ""] {
            #expect(index.find("bulletin", text) == nil, "\(text)")
        }
    }

    @Test func addressesAreComparedAsNamesAre() throws {
        let index = try Self.index(Self.list("addresses: ['1 đường Lê Lợi, Kon Tum']", kind: "block"))
        #expect(index.find("block", "1 Duong Le Loi - Kon Tum") != nil)
        #expect(index.find("block", "số 1 Lê Lợi, phường Kon Tum, tỉnh Quảng Ngãi") != nil)
        #expect(index.find("block", "11 đường Lê Lợi, Kon Tum") == nil)
    }

    @Test func itemNumbersAreComparedInTheirOneForm() throws {
        let index = try Self.index(Self.list("numbers: [EB 123 456 785 VN]"))
        #expect(index.find("bulletin", "eb123456785vn") != nil)
        #expect(index.find("bulletin", "RB123456785GB") == nil)
    }

    @Test func kindsAreApart() throws {
        let index = try Self.index(Self.list("names: [An]"), Self.list("names: [Bình]", id: "s", kind: "block"))
        #expect(index.find("bulletin", "An")?.id == "b" && index.find("block", "An") == nil)
        #expect(index.find("block", "Bình")?.id == "s" && index.find("other", "Bình") == nil)
    }

    @Test func aListCountsFromItsBeginningUntilItsEnd() throws {
        let list = Self.list("names: [An]", "valid_until: 2026-11-25, ", from: "2026-11-24")
        let start = ScreeningRig.now
        #expect(try Self.index(list, at: start - 1).find("bulletin", "An") == nil)
        #expect(try Self.index(list, at: start).find("bulletin", "An") != nil)
        #expect(try Self.index(list, at: start + ScreeningRig.day - 1).find("bulletin", "An") != nil)
        #expect(try Self.index(list, at: start + ScreeningRig.day).find("bulletin", "An") == nil)
    }

    /// "The wall clock is not trusted": nothing expires, and "valid from" counts as reached.
    @Test func withoutATrustedClockNothingHasEndedAndAllHasBegun() throws {
        let past = Self.list("names: [An]", "valid_until: 2020-01-02, ", from: "2020-01-01")
        let coming = Self.list("names: [Bình]", id: "c", from: "2099-01-01")
        let index = try Self.index(past, coming, at: nil)
        #expect(index.find("bulletin", "An") != nil && index.find("bulletin", "Bình") != nil)
        let trusted = try Self.index(past, coming)
        #expect(trusted.find("bulletin", "An") == nil && trusted.find("bulletin", "Bình") == nil)
    }

    @Test func aDayBeginsAtTheSitesMidnight() throws {
        let list = Self.list("names: [An]", from: "2026-11-24")
        let midnight = ScreeningRig.now - 7 * 3_600_000_000_000
        #expect(try Self.index(list, at: midnight - 1, offset: 25_200).find("bulletin", "An") == nil)
        #expect(try Self.index(list, at: midnight, offset: 25_200).find("bulletin", "An") != nil)
    }

    @Test func aMomentSaysItsOwnOffset() throws {
        let list = Self.list("names: [An]", from: "2026-11-24T07:00:00+07:00")
        #expect(try Self.index(list, at: ScreeningRig.now - 1, offset: 25_200).find("bulletin", "An") == nil)
        #expect(try Self.index(list, at: ScreeningRig.now, offset: 25_200).find("bulletin", "An") != nil)
    }

    @Test(arguments: [
        ("  - {id: b}\n", "l.yaml:2:5: expected at least one of phones, names, addresses, numbers, found a mapping"),
        (Self.list("phones: ['12']"), "l.yaml:2:120: expected a telephone number, found '12'"),
        (Self.list("names: ['…']"), "l.yaml:2:119: expected a text with words, found '…'"),
        (Self.list("numbers: [EB123456789VN]"), "l.yaml:2:121: expected a valid item number, found 'EB123456789VN'"),
        (Self.list("names: [An], who: me"), "l.yaml:2:124: expected one of"),
        (
            Self.list("names: [An]") + Self.list("names: [An]"),
            "l.yaml:3:5: expected each list's id once, found a mapping"
        ),
        (
            Self.list("names: [An]", from: "24/11/2026"),
            "l.yaml:2:99: expected a date such as 2026-11-24 or 2026-11-24T07:00:00+07:00, found '24/11/2026'"
        ),
        (Self.list("names: [An]", from: "2026-02-30"), "l.yaml:2:99: expected a date"),
        ("  - {id: b, kind: k, title: {vi: x}, names: [An]}\n", "l.yaml:2:29: expected a field 'en', found none here"),
        ("  - x\n", "l.yaml:2:5: expected a list, found 'x'"),
    ])
    func errorsNameLineColumnAndExpectation(lists: String, message: String) {
        let found = Self.error("lists:\n" + lists)
        #expect(found?.hasPrefix(message) == true, "\(found ?? "")")
    }

    @Test(arguments: [
        (
            "keywords: [{category: X, strong: ['…']}]\n",
            "l.yaml:1:35: expected a term with at least one letter or digit, found '…'"
        ),
        (
            "keywords: [{category: X, except: [' ']}]\n",
            "l.yaml:1:35: expected a phrase with at least one letter or digit, found ' '"
        ),
        ("keywords: [{strong: [a]}]\n", "l.yaml:1:12: expected a field 'category', found none here"),
        (
            "keywords: [{category: X, medium: [a]}]\n",
            """
            l.yaml:1:26: expected one of beside, category, everyday, except, ground, id, owner, source, strong, tests, title, \
            valid_from, valid_until, version, weak, found an unknown field 'medium'
            """
        ),
        ("rules: []\n", "l.yaml:1:1: expected one of keywords, lists, found an unknown field 'rules'"),
    ])
    func errorsInKeywordsNameLineColumnAndExpectation(text: String, message: String) {
        #expect(Self.error(text) == message)
    }

    @Test func anEmptyDocumentHasNoListsAndNoKeywords() throws {
        let document = try ListFile.parse(Array("{}".utf8), file: "l")
        #expect(document.lists.isEmpty && document.keywords.isEmpty)
    }
}
