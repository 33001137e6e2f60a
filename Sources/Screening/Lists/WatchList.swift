import Parcels

/// A list of the police, of a regulator or of the site: who or what is looked for, from when to when, and on what ground.
public struct WatchList: Sendable {
    public let id: String
    /// What rules call it by: bulletin, block.
    public let kind: String
    public let title: BilingualText
    public let source: String
    public let ground: String
    /// Who answers for it.
    public let owner: String?
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
}

/// The lists that are valid at one moment, by kind.
struct ListIndex: Sendable {
    /// What lists of one kind look for, each with the place of its list. Only the forms that some list has are made of a
    /// parcel's values.
    private struct Kind {
        var phones: [String: Int] = [:]
        var words: [String: Int] = [:]
        var numbers: [String: Int] = [:]

        mutating func add(_ key: ListKey, _ place: Int) {
            switch key {
            case .phone(let digits): phones[digits] = place
            case .words(let words): self.words[words] = place
            case .number(let number): numbers[number] = place
            }
        }

        func find(_ value: String) -> Int? {
            if !phones.isEmpty, let phone = PhoneNumber(value), let place = phones[phone.digits] { return place }
            if !numbers.isEmpty {
                if case .valid(let number) = Recognition.of(Array(value.utf8)),
                    let place = numbers[number.description]
                {
                    return place
                }
                // Of an operator's own, in its canonical form.
                if let place = numbers[value] { return place }
            }
            return words.isEmpty ? nil : words[FoldedText.plain(value)]
        }
    }

    private var byKind: [String: Kind] = [:]
    private var lists: [WatchList] = []

    /// - Parameter moment: nanoseconds UTC; nil when the clock is not to be trusted: then nothing has ended yet, and
    ///   everything has begun.
    init(_ all: [WatchList], at moment: Int64?) {
        for list in all {
            if let moment {
                guard list.validFrom <= moment, list.validUntil.map({ moment < $0 }) ?? true else { continue }
            }
            for key in list.keys { byKind[list.kind, default: Kind()].add(key, lists.count) }
            lists.append(list)
        }
    }

    func find(_ kind: String, _ value: String) -> WatchList? {
        byKind[kind]?.find(value).map { lists[$0] }
    }
}
