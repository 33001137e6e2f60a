import Entries
import Parcels

/// The site's valid clears by number, for the second barrier at bag closing. Made by entries alone, whichever line or table
/// they come from.
public struct Clears: Sendable {
    public struct Clear: Sendable, Hashable {
        public let passage: PassageID
        /// Monotonic nanoseconds of its decision.
        public let at: Int64
        /// The sorter took its permit, or the gate showed GO.
        public var isGiven: Bool
        public var isWithdrawn = false
        public var bag: BagID?
        /// How people know the bag; nil for one without a number of its own.
        public var bagLabel: BagLabel?

        public init(
            passage: PassageID, at: Int64, isGiven: Bool, bag: BagID? = nil, bagLabel: BagLabel? = nil
        ) {
            self.passage = passage
            self.at = at
            self.isGiven = isGiven
            self.bag = bag
            self.bagLabel = bagLabel
        }
    }

    private var byNumber: [ParcelNumber: Clear] = [:]
    private var byPassage: [PassageID: ParcelNumber] = [:]
    /// In the order in which they were given, for the bound.
    private var order: [ParcelNumber] = []
    private var oldest = 0
    private let limit: Int
    /// Parcels in bags whose clear was withdrawn, until they are in the cage or their hold is closed.
    private(set) var recalls: [CounterView.Recall] = []

    /// The labels of the bags that are open.
    private var labels: [BagID: BagLabel] = [:]

    static let recallLimit = 100

    public init(limit: Int) { self.limit = max(1, limit) }

    subscript(number: ParcelNumber) -> Clear? { byNumber[number] }

    public mutating func give(_ number: ParcelNumber, _ clear: Clear) {
        if let earlier = byNumber.updateValue(clear, forKey: number) {
            byPassage[earlier.passage] = nil
        } else {
            remember(number)
        }
        byPassage[clear.passage] = number
    }

    mutating func confirm(_ passage: PassageID) {
        if let number = byPassage[passage] { byNumber[number]?.isGiven = true }
    }

    /// A bag was opened, or closed: then its label stands with its parcels.
    public mutating func name(_ bag: BagID, _ label: BagLabel?) { labels[bag] = label }

    mutating func fill(_ number: ParcelNumber, _ bag: BagID) {
        byNumber[number]?.bag = bag
        byNumber[number]?.bagLabel = labels[bag]
    }

    /// The number's clear counts no more.
    mutating func withdraw(_ number: ParcelNumber) { byNumber[number]?.isWithdrawn = true }

    mutating func withdraw(_ passage: PassageID) { if let number = byPassage[passage] { withdraw(number) } }

    /// A hold was raised: whatever clear there is counts no more, and a bag that holds the parcel shows it.
    public mutating func recall(_ number: ParcelNumber?, _ passage: PassageID?, _ hold: HoldID) {
        guard let number = number ?? passage.flatMap({ byPassage[$0] }) else { return }
        withdraw(number)
        guard let clear = byNumber[number], let bag = clear.bag, !recalls.contains(where: { $0.hold == hold }) else {
            return
        }
        recalls.append(CounterView.Recall(number: number, bag: bag, label: clear.bagLabel, hold: hold))
        if recalls.count > Self.recallLimit { recalls.removeFirst() }
    }

    public mutating func restore(_ recall: CounterView.Recall) { recalls.append(recall) }

    mutating func empty(_ number: ParcelNumber) {
        byNumber[number]?.bag = nil
        recalls.removeAll { $0.number == number }
    }

    mutating func close(_ hold: HoldID) { recalls.removeAll { $0.hold == hold } }

    private mutating func remember(_ number: ParcelNumber) {
        if order.count < limit {
            order.append(number)
            return
        }
        if let gone = byNumber.removeValue(forKey: order[oldest]) { byPassage[gone.passage] = nil }
        order[oldest] = number
        oldest = oldest + 1 == limit ? 0 : oldest + 1
    }
}
