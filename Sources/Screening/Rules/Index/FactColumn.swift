/// The rules that want something of one fact.
///
/// A class, so that a walk over all columns counts one reference of each.
final class FactColumn: Sendable {
    let slot: Int
    private let whenAbsent: [Int32]
    private let whenPresent: [Int32]
    private let exact: SignTable
    private let beginnings: SignTable
    /// The lengths of the beginnings, a bit each.
    private let lengths: UInt64
    /// Rising: all up to the fact's own number are reached.
    private let atLeast: [Bound]
    /// Falling.
    private let atMost: [Bound]
    private let listed: [(kind: String, rules: [Int32])]

    private struct Bound {
        let number: Int64
        let rule: Int32
    }

    /// Longer beginnings are looked up by so many bytes: enough, because the rule itself is asked then.
    private static let longest = 63

    init(_ slot: Int, _ wishes: [(wanted: RuleGuard.Wanted, rule: Int32)], whenAbsent: [Int32]) {
        self.slot = slot
        self.whenAbsent = whenAbsent
        var (whenPresent, atLeast, atMost) = ([Int32](), [Bound](), [Bound]())
        var (exact, beginnings) = ([UInt64: [Int32]](), [UInt64: [Int32]]())
        var lengths: UInt64 = 0
        var listed: [String: [Int32]] = [:]
        for (wanted, rule) in wishes {
            switch wanted {
            case .text(let text): exact[SignHash.of(text.utf8), default: []].append(rule)
            case .number(let number): exact[SignHash.of(number), default: []].append(rule)
            case .prefix(let text):
                let bytes = text.utf8.prefix(Self.longest)
                lengths |= 1 << UInt64(bytes.count)
                beginnings[SignHash.of(bytes), default: []].append(rule)
            case .atLeast(let number): atLeast.append(Bound(number: number, rule: rule))
            case .atMost(let number): atMost.append(Bound(number: number, rule: rule))
            case .listed(let kind): listed[kind, default: []].append(rule)
            case .present: whenPresent.append(rule)
            // Counted among `whenAbsent` by the index.
            case .absent: break
            }
        }
        self.whenPresent = whenPresent
        self.exact = SignTable(exact)
        self.beginnings = SignTable(beginnings)
        self.lengths = lengths
        self.atLeast = atLeast.sorted { $0.number < $1.number }
        self.atMost = atMost.sorted { $0.number > $1.number }
        self.listed = listed.map { ($0.key, $0.value) }
    }

    /// Adds the rules whose signs a fact has.
    func find(_ facts: Facts, _ lists: ListIndex, _ places: inout PlaceSet) {
        switch facts.values[slot] {
        case nil:
            for rule in whenAbsent { places.insert(rule) }
            return
        case .string(let text)?:
            look(text, &places)
            for (kind, rules) in listed where lists.has(kind, text) {
                for rule in rules { places.insert(rule) }
            }
        case .int(let number)?:
            exact.find(SignHash.of(number), &places)
            for bound in atLeast {
                guard bound.number <= number else { break }
                places.insert(bound.rule)
            }
            for bound in atMost {
                guard bound.number >= number else { break }
                places.insert(bound.rule)
            }
        case .list(let list)?:
            for element in list.elements {
                if case .string(let text) = element { look(text, &places) }
            }
        case .map(let map)?:
            for entry in map.entries {
                if case .string(let text) = entry.key { look(text, &places) }
            }
        // Rules want nothing else.
        default: break
        }
        for rule in whenPresent { places.insert(rule) }
    }

    private func look(_ text: String, _ places: inout PlaceSet) {
        guard !exact.isEmpty || lengths != 0 else { return }
        let bytes = text.utf8.span
        var hash = SignHash()
        for index in bytes.indices {
            hash.add(bytes[index])
            if index < Self.longest, lengths >> UInt64(index + 1) & 1 == 1 { beginnings.find(hash.value, &places) }
        }
        exact.find(hash.value, &places)
    }
}
