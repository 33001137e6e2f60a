/// A key in two halves, so that a row takes no more room than its fields do.
private struct PackedKey: Sendable {
    private let high: UInt32
    private let low: UInt32

    init(_ key: UInt64) { (high, low) = (UInt32(truncatingIfNeeded: key >> 32), UInt32(truncatingIfNeeded: key)) }

    var key: UInt64 { UInt64(high) << 32 | UInt64(low) }
}

/// How many parcels of somebody were decided, in each window, and with how many different others.
struct PartyRow: HistoryRow {
    private let packed: PackedKey
    var day: UInt32 = 0
    var week: UInt32 = 0
    var month: UInt32 = 0
    var othersInWeek: UInt32 = 0
    var othersInMonth: UInt32 = 0
    /// The number of the newest parcel.
    var newest: UInt32 = 0

    init(key: UInt64) { packed = PackedKey(key) }

    var key: UInt64 { packed.key }
}

/// How many parcels there were of an address or an office.
struct PlaceRow: HistoryRow {
    private let packed: PackedKey
    var day: UInt32 = 0
    var week: UInt32 = 0
    var month: UInt32 = 0

    init(key: UInt64) { packed = PackedKey(key) }

    var key: UInt64 { packed.key }
}

/// How many parcels there were from one sender to one receiver.
struct PairRow: HistoryRow {
    private let packed: PackedKey
    var week: UInt32 = 0
    var month: UInt32 = 0

    init(key: UInt64) { packed = PackedKey(key) }

    var key: UInt64 { packed.key }
}

/// Which of the remembered parcels has a parcel number.
struct NumberRow: HistoryRow {
    private let packed: PackedKey
    var parcel: UInt32 = 0

    init(key: UInt64) { packed = PackedKey(key) }

    var key: UInt64 { packed.key }
}

/// The spans of time for which parcels are counted.
enum HistoryWindow: Int, CaseIterable, Sendable {
    case day, week, month

    var seconds: UInt32 {
        switch self {
        case .day: 86_400
        case .week: 7 * 86_400
        case .month: 30 * 86_400
        }
    }
}

extension PartyRow {
    /// - Parameter step: 1, or −1 as it wraps around.
    @inline(__always)
    mutating func count(_ window: HistoryWindow, _ step: UInt32, _ others: UInt32) {
        switch window {
        case .day: day &+= step
        case .week:
            week &+= step
            othersInWeek &+= others
        case .month:
            month &+= step
            othersInMonth &+= others
        }
    }
}

extension PlaceRow {
    @inline(__always)
    mutating func count(_ window: HistoryWindow, _ step: UInt32) {
        switch window {
        case .day: day &+= step
        case .week: week &+= step
        case .month: month &+= step
        }
    }
}
