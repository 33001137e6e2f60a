import Parcels

/// A list of the police, of a regulator or of the site: who or what is looked for, from when to when, and on what ground.
public struct WatchList: Sendable {
    public let id: String
    /// What rules call it by: bulletin, block.
    public let kind: String
    public let title: BilingualText
    public let source: String
    public let ground: String
    /// Nanoseconds UTC; the list counts from the first and until the second.
    public let validFrom: Int64
    public let validUntil: Int64?
    /// What is looked for, in normal form.
    public let keys: Set<ListKey>
}

/// A text in both languages.
public struct BilingualText: Sendable, Hashable {
    public let vi: String
    public let en: String

    public init(vi: String, en: String) {
        self.vi = vi
        self.en = en
    }
}

/// One thing that a list looks for, in the form in which it is compared.
public enum ListKey: Sendable, Hashable {
    /// Digits with a leading 0 for Vietnam.
    case phone(String)
    /// Words without marks: names and addresses are written in many ways.
    case words(String)
    case number(String)

    /// The forms in which a value of a parcel may stand in a list.
    static func forms(of value: String) -> [ListKey] {
        var forms: [ListKey] = []
        if let phone = PhoneNumber(value) { forms.append(.phone(phone.digits)) }
        if case .valid(let number) = Recognition.of(Array(value.utf8)) { forms.append(.number(number.description)) }
        let words = FoldedText.plain(value)
        if !words.isEmpty { forms.append(.words(words)) }
        return forms
    }
}

/// The lists that are valid at one moment, by kind.
struct ListIndex: Sendable {
    private var byKind: [String: [ListKey: Int]] = [:]
    private var lists: [WatchList] = []

    /// - Parameter moment: nanoseconds UTC; nil when the clock is not to be trusted: then nothing has ended yet, and
    ///   everything has begun.
    init(_ all: [WatchList], at moment: Int64?) {
        for list in all {
            if let moment {
                guard list.validFrom <= moment, list.validUntil.map({ moment < $0 }) ?? true else { continue }
            }
            for key in list.keys { byKind[list.kind, default: [:]][key] = lists.count }
            lists.append(list)
        }
    }

    func find(_ kind: String, _ value: String) -> WatchList? {
        guard let keys = byKind[kind] else { return nil }
        for form in ListKey.forms(of: value) { if let place = keys[form] { return lists[place] } }
        return nil
    }
}
