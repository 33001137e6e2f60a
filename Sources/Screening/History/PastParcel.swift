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
