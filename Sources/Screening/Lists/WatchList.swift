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
    /// Words without marks.
    case words(String)
    /// Names and addresses are written in many ways (`NameKey`, `AddressKey`).
    case name(String)
    case address(String)
    case number(String)
}

/// The lists that are valid at one moment, by kind. A class: what asks it counts one reference.
final class ListIndex: Sendable {
    /// What lists of one kind look for, each with the place of its list. Only the forms that some list has are made of a
    /// parcel's values.
    private final class Kind: Sendable {
        let phones: TextTable
        let words: TextTable
        let names: TextTable
        let addresses: TextTable
        /// A look-up with any text that a parcel has: equal as Swift's strings are.
        let numbers: [String: Int]

        init(_ keys: [(key: ListKey, place: Int)]) {
            var (phones, words, numbers) = ([String: Int](), [String: Int](), [String: Int]())
            var (names, addresses) = ([String: Int](), [String: Int]())
            for (key, place) in keys {
                switch key {
                case .phone(let digits): phones[digits] = place
                case .words(let text): words[text] = place
                case .name(let text): names[text] = place
                case .address(let text): addresses[text] = place
                case .number(let number): numbers[number] = place
                }
            }
            self.phones = TextTable(phones)
            self.words = TextTable(words)
            self.names = TextTable(names)
            self.addresses = TextTable(addresses)
            self.numbers = numbers
        }

        func find(_ value: String) -> Int? {
            // Its number and its words are what it is.
            if value.isPlainPhone, numbers.isEmpty {
                let hash = TextTable.hash(value)
                return phones.find(value, hash) ?? words.find(value, hash)
            }
            if !phones.isEmpty, value.mayBePhone, let phone = PhoneNumber(value), let place = phones[phone.digits] {
                return place
            }
            if !numbers.isEmpty {
                if case .valid(let number) = Recognition.of(Array(value.utf8)),
                    let place = numbers[number.description]
                {
                    return place
                }
                // Of an operator's own, in its canonical form.
                if let place = numbers[value] { return place }
            }
            if !words.isEmpty, let place = words[FoldedText.plain(value)] { return place }
            if !names.isEmpty, let key = NameKey(value), let place = names[key.text] { return place }
            if !addresses.isEmpty, let key = AddressKey(value), let place = addresses[key.text] { return place }
            return nil
        }
    }

    private let places: TextTable
    /// The same, equal as Swift's strings are: for a rule that writes a kind in other code points.
    private let names: [String: Int]
    private let kinds: [Kind]
    private let lists: [WatchList]

    /// - Parameter moment: nanoseconds UTC; nil when the clock is not to be trusted: then nothing has ended yet, and
    ///   everything has begun.
    init(_ all: [WatchList], at moment: Int64?, foreseeing: Bool = false) {
        lists = all.filter {
            Validity(from: $0.validFrom, until: $0.validUntil).holds(at: moment, foreseeing: foreseeing)
        }
        var keys: [String: [(key: ListKey, place: Int)]] = [:]
        for (place, list) in lists.enumerated() { keys[list.kind, default: []] += list.keys.map { ($0, place) } }
        let ordered = keys.keys.sorted()
        names = Dictionary(uniqueKeysWithValues: ordered.enumerated().map { ($0.element, $0.offset) })
        places = TextTable(names)
        kinds = ordered.map { Kind(keys[$0] ?? []) }
    }

    func find(_ kind: String, _ value: String) -> WatchList? {
        place(of: kind).flatMap { kinds[$0].find(value).map { lists[$0] } }
    }

    private func place(of kind: String) -> Int? {
        if let place = places[kind] { return place }
        return names[kind]
    }

    /// The same without its list.
    func has(_ kind: String, _ value: String) -> Bool {
        guard let place = place(of: kind) else { return false }
        return kinds[place].find(value) != nil
    }
}

extension String {
    /// Whether the text is a telephone number in normal form already, which most are: it stays as it is as a number and as words.
    fileprivate var isPlainPhone: Bool {
        let bytes = utf8.span
        guard (6...15).contains(bytes.count), bytes[0] == 48, bytes[1] != 48 else { return false }
        for index in bytes.indices where bytes[index] < 48 || bytes[index] > 57 { return false }
        return true
    }

    /// Whether it has as many digits as a telephone number.
    fileprivate var mayBePhone: Bool {
        let bytes = utf8.span
        var count = 0
        for index in bytes.indices where bytes[index] >= 48 && bytes[index] <= 57 { count += 1 }
        return count >= 6
    }
}
