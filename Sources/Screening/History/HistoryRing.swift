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

/// By which account and on which device a remembered parcel was booked: places of rows. Few operators say so, and parcels of others
/// take no room for it.
struct HistoryBooking: Sendable {
    static let none = HistoryBooking()

    var account = HistoryEvent.nowhere
    /// Of the account with the receiver.
    var accountPair = HistoryEvent.nowhere
    var device = HistoryEvent.nowhere
    /// Of the device with the sender.
    var devicePair = HistoryEvent.nowhere

    var isNone: Bool { account == HistoryEvent.nowhere && device == HistoryEvent.nowhere }
}

/// The remembered parcels in their order, by running numbers.
struct HistoryRing: Sendable {
    private var chunks: [[HistoryEvent]] = []
    /// Of each chunk; empty for one whose parcels have none.
    private var bookings: [[HistoryBooking]] = []
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

    func booking(_ number: UInt32) -> HistoryBooking {
        let place = number &- base
        let chunk = bookings[Int(place / Self.chunk)]
        return chunk.isEmpty ? .none : chunk[Int(place % Self.chunk)]
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

    mutating func append(_ event: HistoryEvent, _ booking: HistoryBooking) {
        if chunks.last.map({ $0.count == Int(Self.chunk) }) ?? true {
            chunks.append([])
            chunks[chunks.count - 1].reserveCapacity(Int(Self.chunk))
            bookings.append([])
        }
        let last = chunks.count - 1
        if !booking.isNone, bookings[last].isEmpty {
            bookings[last] = Array(repeating: .none, count: Int(Self.chunk))
        }
        if !bookings[last].isEmpty { bookings[last][chunks[last].count] = booking }
        chunks[last].append(event)
        count += 1
    }

    mutating func removeFirst() {
        first &+= 1
        count -= 1
        guard first &- base == Self.chunk else { return }
        chunks.removeFirst()
        bookings.removeFirst()
        base = first
    }
}
