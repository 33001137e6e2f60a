import Parcels

/// A parcel that was decided, as the history remembers it.
public struct PastParcel: Sendable {
    public let number: ParcelNumber
    public let keys: PartyKeys
    public let office: String
    public let weight_g: Int?
    public let value_vnd: Int?
    public let paymentOnDelivery_vnd: Int?
    /// Measured; 0 where nothing measured it.
    public let length_mm: Int
    /// The rules that spoke of it, in rising order, each once.
    public let rules: [String]
    /// Seconds UTC; nil where the clock was not to be trusted.
    public let second: Int64?

    /// - Parameters:
    ///   - said: what its decision says against it and notes about it.
    ///   - now: nanoseconds UTC; nil where the clock is not to be trusted.
    public init(_ declaration: Declaration, length_mm: Int, said: [Reason], now: Int64?) {
        number = declaration.number
        keys = declaration.keys
        office = declaration.office
        weight_g = declaration.weight_g
        value_vnd = declaration.value_vnd
        paymentOnDelivery_vnd = declaration.paymentOnDelivery_vnd
        self.length_mm = length_mm
        // A rule on trial says nothing that counts.
        rules = said.isEmpty ? [] : Set(said.filter(\.code.isSaid).compactMap { $0.rule?.id }).sorted()
        second = now.map { $0 / 1_000_000_000 }
    }
}

/// A remembered parcel in little room: places of rows instead of keys.
struct HistoryEvent: Sendable {
    static let nowhere = UInt32.max

    var second: UInt32
    let number: UInt32
    let sender: UInt32
    let receiver: UInt32
    let address: UInt32
    let office: UInt32
    let pair: UInt32
    /// The parcels before it of the same sender and of the same receiver.
    let senderBefore: UInt32
    let receiverBefore: UInt32
    /// `nowhere` for what was not declared.
    let weight_g: UInt32
    let value_vnd: UInt32
    let cod_vnd: UInt32
    let length_mm: UInt16
    /// The place of the rules that spoke of it.
    let rules: UInt32
}

/// The remembered parcels in their order, by running numbers.
struct HistoryRing: Sendable {
    private var chunks: [[HistoryEvent]] = []
    /// The number of the first event of the first chunk.
    private var base: UInt32 = 0
    /// The number of the oldest event.
    private(set) var first: UInt32 = 0
    private(set) var count = 0

    private static let chunk: UInt32 = 4096

    /// The number that the next one gets. Numbers wrap around; the ring never holds half of them.
    var next: UInt32 { first &+ UInt32(truncatingIfNeeded: count) }

    func contains(_ number: UInt32) -> Bool { number &- first < UInt32(truncatingIfNeeded: count) }

    subscript(number: UInt32) -> HistoryEvent {
        let place = number &- base
        return chunks[Int(place / Self.chunk)][Int(place % Self.chunk)]
    }

    /// Dates the events from one on.
    mutating func date(from number: UInt32, second: UInt32) {
        var number = contains(number) ? number : first
        while contains(number) {
            let place = number &- base
            chunks[Int(place / Self.chunk)][Int(place % Self.chunk)].second = second
            number &+= 1
        }
    }

    mutating func append(_ event: HistoryEvent) {
        if chunks.last.map({ $0.count == Int(Self.chunk) }) ?? true {
            chunks.append([])
            chunks[chunks.count - 1].reserveCapacity(Int(Self.chunk))
        }
        chunks[chunks.count - 1].append(event)
        count += 1
    }

    mutating func removeFirst() {
        first &+= 1
        count -= 1
        guard first &- base == Self.chunk else { return }
        chunks.removeFirst()
        base = first
    }
}

/// The sets of rules that have spoken of parcels, each kept once for as long as a parcel has it.
struct RuleSets: Sendable {
    private var places: [[String]: UInt32] = [:]
    private var sets: [(rules: [String], uses: Int)] = [([], 1)]
    private var free: [UInt32] = []

    subscript(place: UInt32) -> [String] { sets[Int(place)].rules }

    mutating func use(_ rules: [String]) -> UInt32 {
        if rules.isEmpty { return 0 }
        if let place = places[rules] {
            sets[Int(place)].uses += 1
            return place
        }
        let place = free.popLast() ?? UInt32(truncatingIfNeeded: sets.count)
        if Int(place) == sets.count { sets.append((rules, 1)) } else { sets[Int(place)] = (rules, 1) }
        places[rules] = place
        return place
    }

    mutating func drop(_ place: UInt32) {
        if place == 0 { return }
        sets[Int(place)].uses -= 1
        guard sets[Int(place)].uses == 0 else { return }
        places[sets[Int(place)].rules] = nil
        sets[Int(place)].rules = []
        free.append(place)
    }
}
