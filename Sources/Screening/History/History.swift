import Parcels

/// The parcels of the last 30 days that were decided with a declaration, counted by who sent and got them and where: what rules
/// ask as `history.…`.
///
/// A parcel counts once, as it was first decided, from then until a day, a week and 30 days later, to the second. A
/// question about a parcel does not count the parcel itself. Counts are exact; nothing is sampled or estimated. No name,
/// number or address is kept: persons are numbers of this run (`PartyKeys`).
///
/// Time is that of the decisions, never going back: what a wrong clock stamped later than the next one stays until its own
/// time has passed. A decision by a clock that is not to be trusted ends nothing, and counts as made when the clock was first
/// to be trusted again: it may count for too long, and never too short.
public struct History: Sendable {
    private var ring = HistoryRing()
    /// For each window the number of the oldest event in it.
    private var oldest: [UInt32] = [0, 0, 0]
    private var numbers = HistoryTable<NumberRow>()
    private var senders = HistoryTable<PartyRow>()
    private var receivers = HistoryTable<PartyRow>()
    private var accounts = HistoryTable<PartyRow>()
    private var devices = HistoryTable<PartyRow>()
    private var pairs = HistoryTable<PairRow>()
    private var places = HistoryTable<PlaceRow>()
    private var rules = RuleSets()
    private let limit: Int
    /// The latest moment that it knows of: seconds UTC.
    public private(set) var second: UInt32 = 0
    /// The number of the first of the newest events whose time nobody knows yet.
    private var undated: UInt32?
    /// When the newest parcel was decided that had to be forgotten before its time, in seconds UTC.
    private var forgotten: UInt32?
    /// Whether that parcel's time is not known either: the next decision dates it, too.
    private var isForgottenUndated = false

    /// No more parcels than this are remembered by default: 100,000 parcels a day.
    public static let limit = 3_000_000

    /// - Parameter limit: how many parcels are remembered at most.
    public init(limit: Int = History.limit) { self.limit = min(max(1, limit), HistoryTable<NumberRow>.limit / 3) }

    /// How many parcels it remembers.
    public var count: Int { ring.count }

    /// Whether it has every parcel of its longest window: none had to be forgotten for want of room.
    public var isWhole: Bool { !isForgottenUndated && wasWhole }

    private var wasWhole: Bool { forgotten.map { second - $0 >= HistoryWindow.month.seconds } ?? true }

    /// Parcels of this moment were not noted: it has not every one any more, until their time is over.
    public mutating func lose() { isForgottenUndated = true }

    /// Time has come to a moment, in nanoseconds UTC of a trusted clock: that of a decision.
    public mutating func advance(to now: Int64) { advance(second: UInt32(clamping: now / 1_000_000_000)) }

    /// Time has passed without a decision: what is over leaves the counts now, so that the next decision need not wait for it.
    /// Parcels whose time nobody knows wait for a decision's: then a start that reads them from the journal dates them alike.
    public mutating func rest(at now: Int64) { if undated == nil { advance(to: now) } }

    private mutating func advance(second now: UInt32) {
        if let first = undated {
            ring.date(from: first, second: max(now, second))
            undated = nil
        }
        if isForgottenUndated {
            forgotten = max(now, second)
            isForgottenUndated = false
        }
        guard now > second else { return }
        second = now
        expire()
    }

    /// Remembers a parcel, unless it does already.
    public mutating func note(_ parcel: PastParcel) {
        if let second = parcel.second { advance(second: UInt32(clamping: second)) }
        let key = HistoryKey.of(parcel.number)
        guard numbers.find(key) == nil else { return }
        if ring.count == limit { forgetOldest() }
        if parcel.second == nil, undated == nil { undated = ring.next }
        add(parcel, key)
    }

    // MARK: - Questions

    /// What is known of earlier parcels of a declaration's persons and places.
    func seen(_ declaration: Declaration) -> HistorySeen {
        let ownNumber = numbers.find(HistoryKey.of(declaration.number)).map { numbers[$0].parcel }
        let own = ownNumber.map { ring[$0] }
        var seen = HistorySeen()
        let keys = declaration.keys
        if let sender = keys.sender {
            let place = senders.find(sender)
            seen.sender = counts(place.map { senders[$0] }, own, own?.pair, isOwn: own?.sender == place)
            seen.sender?.elsewhere = receivers.find(sender).map { receivers[$0].month } ?? 0
            if let own, receivers.find(sender) == own.receiver, own.receiver != HistoryEvent.nowhere {
                seen.sender?.elsewhere -= 1
            }
        }
        if let receiver = keys.receiver {
            let place = receivers.find(receiver)
            seen.receiver = counts(place.map { receivers[$0] }, own, own?.pair, isOwn: own?.receiver == place)
            seen.receiver?.elsewhere = senders.find(receiver).map { senders[$0].month } ?? 0
            if let own, senders.find(receiver) == own.sender, own.sender != HistoryEvent.nowhere {
                seen.receiver?.elsewhere -= 1
            }
        }
        if keys.sender != nil, keys.receiver != nil {
            let place = HistoryKey.pair(keys).flatMap { pairs.find($0) }
            let row = place.map { pairs[$0] }
            let isOwn = place != nil && own?.pair == place
            seen.pair = (
                week: (row?.week ?? 0) - (isOwn ? isIn(.week, own) : 0),
                month: (row?.month ?? 0) - (isOwn ? 1 : 0)
            )
        }
        if let address = keys.receiverAddress {
            let place = places.find(HistoryKey.address(address))
            seen.address = counts(place.map { places[$0] }, own, isOwn: own?.address == place)
        }
        let booking = ownNumber.map { ring.booking($0) }
        if let account = keys.account {
            let place = accounts.find(account)
            seen.account = counts(
                place.map { accounts[$0] }, own, booking?.accountPair, isOwn: booking?.account == place)
        }
        if let device = keys.device {
            let place = devices.find(device)
            seen.device = counts(place.map { devices[$0] }, own, booking?.devicePair, isOwn: booking?.device == place)
        }
        if !declaration.office.isEmpty {
            let key = HistoryKey.office(declaration.office)
            let place = places.find(key)
            seen.office = counts(place.map { places[$0] }, own, isOwn: own?.office == place)
            if let weight = declaration.weight_g {
                let place = places.find(HistoryKey.weight(UInt32(clamping: weight), office: key))
                let isOwn = own?.office == places.find(key) && own?.weight_g == UInt32(clamping: weight)
                seen.sameWeight = counts(place.map { places[$0] }, own, isOwn: isOwn)
            }
        }
        return seen
    }

    /// The newest earlier parcels of a declaration's sender or receiver, the newest first.
    func recent(_ declaration: Declaration, ofSender isSender: Bool) -> [HistorySeen.Past]? {
        guard let key = isSender ? declaration.keys.sender : declaration.keys.receiver else { return nil }
        guard let place = isSender ? senders.find(key) : receivers.find(key) else { return [] }
        let own = numbers.find(HistoryKey.of(declaration.number)).map { numbers[$0].parcel }
        let other =
            isSender
            ? declaration.keys.receiver.flatMap { receivers.find($0) }
            : declaration.keys.sender.flatMap { senders.find($0) }
        let office = declaration.office.isEmpty ? nil : places.find(HistoryKey.office(declaration.office))
        var past: [HistorySeen.Past] = []
        var number = isSender ? senders[place].newest : receivers[place].newest
        while ring.contains(number), past.count < HistorySeen.recentLimit {
            let event = ring[number]
            if number != own {
                past.append(
                    HistorySeen.Past(
                        age_min: Int(second - event.second) / 60, event: event, rules: rules[event.rules],
                        isWithSame: other != nil && (isSender ? event.receiver : event.sender) == other,
                        isFromSameOffice: office != nil && event.office == office))
            }
            let before = isSender ? event.senderBefore : event.receiverBefore
            // An event without one before it names itself.
            guard before != number else { break }
            number = before
        }
        return past
    }

    /// - Parameters:
    ///   - own: the parcel itself, if it is remembered; `isOwn`: whether it is one of those that are counted.
    ///   - pair: of the parcel itself with one of those others that are counted.
    private func counts(
        _ row: PartyRow?, _ own: HistoryEvent?, _ pair: UInt32?, isOwn: Bool
    ) -> HistorySeen.Counts {
        guard let row else { return HistorySeen.Counts() }
        var counts = HistorySeen.Counts(
            day: row.day, week: row.week, month: row.month, othersInWeek: row.othersInWeek,
            othersInMonth: row.othersInMonth)
        guard let own, isOwn else { return counts }
        counts.day -= isIn(.day, own)
        counts.week -= isIn(.week, own)
        counts.month -= 1
        guard let pair, pair != HistoryEvent.nowhere else { return counts }
        // The only one of its pair in a window took the other person into it.
        if pairs[pair].week == 1 { counts.othersInWeek -= isIn(.week, own) }
        if pairs[pair].month == 1 { counts.othersInMonth -= 1 }
        return counts
    }

    private func counts(_ row: PlaceRow?, _ own: HistoryEvent?, isOwn: Bool) -> HistorySeen.Counts {
        guard let row else { return HistorySeen.Counts() }
        var counts = HistorySeen.Counts(day: row.day, week: row.week, month: row.month)
        guard let own, isOwn else { return counts }
        counts.day -= isIn(.day, own)
        counts.week -= isIn(.week, own)
        counts.month -= 1
        return counts
    }

    /// One, if an event is in a window.
    private func isIn(_ window: HistoryWindow, _ event: HistoryEvent?) -> UInt32 {
        event.map { second - $0.second < window.seconds ? 1 : 0 } ?? 0
    }

    // MARK: - Counting

    private mutating func add(_ parcel: PastParcel, _ key: UInt64) {
        let number = ring.next
        let nowhere = HistoryEvent.nowhere
        let numberPlace = numbers.place(key)
        numbers[numberPlace].parcel = number
        let sender = parcel.keys.sender.map { senders.place($0) } ?? nowhere
        let receiver = parcel.keys.receiver.map { receivers.place($0) } ?? nowhere
        let address = parcel.keys.receiverAddress.map { places.place(HistoryKey.address($0)) } ?? nowhere
        let office = parcel.office.isEmpty ? nowhere : places.place(HistoryKey.office(parcel.office))
        let pairPlace = HistoryKey.pair(parcel.keys).map { pairs.place($0) } ?? nowhere
        let booking = place(of: parcel.keys)
        // Somebody's first parcel has itself before it.
        var (senderBefore, receiverBefore) = (number, number)
        if sender != nowhere {
            if senders[sender].month > 0 { senderBefore = senders[sender].newest }
            senders[sender].newest = number
        }
        if receiver != nowhere {
            if receivers[receiver].month > 0 { receiverBefore = receivers[receiver].newest }
            receivers[receiver].newest = number
        }
        let event = HistoryEvent(
            second: second, number: numberPlace, sender: sender, receiver: receiver, address: address, office: office,
            pair: pairPlace, senderBefore: senderBefore, receiverBefore: receiverBefore,
            weight_g: Self.amount(parcel.weight_g), value_vnd: Self.amount(parcel.value_vnd),
            cod_vnd: Self.amount(parcel.paymentOnDelivery_vnd), length_mm: UInt16(clamping: parcel.length_mm),
            rules: rules.use(parcel.rules))
        ring.append(event, booking)
        for window in HistoryWindow.allCases { count(event, booking, in: window, isNew: true) }
    }

    private mutating func place(of keys: PartyKeys) -> HistoryBooking {
        var booking = HistoryBooking.none
        if let account = keys.account {
            booking.account = accounts.place(account)
            if let receiver = keys.receiver { booking.accountPair = pairs.place(HistoryKey.pair(account, receiver)) }
        }
        if let device = keys.device {
            booking.device = devices.place(device)
            if let sender = keys.sender { booking.devicePair = pairs.place(HistoryKey.pair(device, sender)) }
        }
        return booking
    }

    private static func amount(_ number: Int?) -> UInt32 { number.map { min(UInt32(clamping: $0), .max - 1) } ?? .max }

    private mutating func expire() {
        for window in HistoryWindow.allCases {
            while ring.contains(oldest[window.rawValue]) {
                let event = ring[oldest[window.rawValue]]
                guard second - event.second >= window.seconds else { break }
                end(event, in: window)
            }
        }
    }

    /// The oldest parcel makes room.
    private mutating func forgetOldest() {
        let event = ring[ring.first]
        let number = ring.first
        // Numbers wrap around: one that is not before the first undated is less than half of them behind it.
        if let first = undated, number &- first < 1 << 31 {
            isForgottenUndated = true
        } else {
            forgotten = event.second
        }
        for window in HistoryWindow.allCases where oldest[window.rawValue] == number { end(event, in: window) }
    }

    /// The oldest event of a window leaves it.
    private mutating func end(_ event: HistoryEvent, in window: HistoryWindow) {
        let booking = ring.booking(oldest[window.rawValue])
        count(event, booking, in: window, isNew: false)
        oldest[window.rawValue] &+= 1
        guard window == .month else { return }
        ring.removeFirst()
        if !booking.isNone { remove(booking) }
        numbers.remove(event.number)
        rules.drop(event.rules)
        let nowhere = HistoryEvent.nowhere
        if event.sender != nowhere, senders[event.sender].month == 0 { senders.remove(event.sender) }
        if event.receiver != nowhere, receivers[event.receiver].month == 0 { receivers.remove(event.receiver) }
        if event.pair != nowhere, pairs[event.pair].month == 0 { pairs.remove(event.pair) }
        if event.address != nowhere, places[event.address].month == 0 { places.remove(event.address) }
        guard event.office != nowhere else { return }
        let office = places[event.office].key
        if places[event.office].month == 0 { places.remove(event.office) }
        if let weight = weightPlace(event, office: office), places[weight].month == 0 { places.remove(weight) }
    }

    /// Rows that nothing counts in any more are taken away.
    private mutating func remove(_ booking: HistoryBooking) {
        let nowhere = HistoryEvent.nowhere
        if booking.account != nowhere, accounts[booking.account].month == 0 { accounts.remove(booking.account) }
        if booking.device != nowhere, devices[booking.device].month == 0 { devices.remove(booking.device) }
        for pair in [booking.accountPair, booking.devicePair] where pair != nowhere && pairs[pair].month == 0 {
            pairs.remove(pair)
        }
    }

    private mutating func count(
        _ event: HistoryEvent, _ booking: HistoryBooking, in window: HistoryWindow, isNew: Bool
    ) {
        let step: UInt32 = isNew ? 1 : .max
        let nowhere = HistoryEvent.nowhere
        if booking.account != nowhere {
            let pair = booking.accountPair
            let others = pair == nowhere ? 0 : countPair(pair, in: window, step, isNew: isNew)
            accounts[booking.account].count(window, step, others)
        }
        if booking.device != nowhere {
            let pair = booking.devicePair
            let others = pair == nowhere ? 0 : countPair(pair, in: window, step, isNew: isNew)
            devices[booking.device].count(window, step, others)
        }
        let others = event.pair == nowhere ? 0 : countPair(event.pair, in: window, step, isNew: isNew)
        if event.sender != nowhere { senders[event.sender].count(window, step, others) }
        if event.receiver != nowhere { receivers[event.receiver].count(window, step, others) }
        if event.address != nowhere { places[event.address].count(window, step) }
        guard event.office != nowhere else { return }
        places[event.office].count(window, step)
        guard event.weight_g != nowhere else { return }
        let key = HistoryKey.weight(event.weight_g, office: places[event.office].key)
        let weight = isNew ? places.place(key) : places.find(key)
        if let weight { places[weight].count(window, step) }
    }

    /// - Returns: what to add to the count of different others: 1 for the first of a pair, −1 for the last, else 0.
    private mutating func countPair(
        _ pair: UInt32, in window: HistoryWindow, _ step: UInt32, isNew: Bool
    ) -> UInt32 {
        let edge: UInt32
        switch window {
        case .day: return 0
        case .week:
            pairs[pair].week &+= step
            edge = pairs[pair].week
        case .month:
            pairs[pair].month &+= step
            edge = pairs[pair].month
        }
        return edge == (isNew ? 1 : 0) ? step : 0
    }

    private func weightPlace(_ event: HistoryEvent, office: UInt64) -> UInt32? {
        event.weight_g == HistoryEvent.nowhere ? nil : places.find(HistoryKey.weight(event.weight_g, office: office))
    }
}
