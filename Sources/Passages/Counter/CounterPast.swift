import Parcels

/// What a table was before the gateway ended.
public struct CounterPast: Sendable {
    public struct Bag: Sendable {
        public let id: BagID
        public let label: BagLabel?
        public let parcels: [(number: ParcelNumber, passage: PassageID)]
        public let refused: Int
        public let takenOut: Int

        public init(
            id: BagID, label: BagLabel?, parcels: [(number: ParcelNumber, passage: PassageID)], refused: Int,
            takenOut: Int
        ) {
            self.id = id
            self.label = label
            self.parcels = parcels
            self.refused = refused
            self.takenOut = takenOut
        }
    }

    public static let rowLimit = Counter.rowLimit

    public let table: LineID
    public let counts: CounterCounts
    /// The moment on whose day the counts are, in nanoseconds UTC.
    public let at: Int64
    /// Newest first.
    public let rows: [CounterView.Row]
    public let bag: Bag?
    /// Holds whose parcels are to be scanned into the cage, oldest first.
    public let uncaged: [HoldID]

    public init(
        table: LineID, counts: CounterCounts, at: Int64, rows: [CounterView.Row], bag: Bag?, uncaged: [HoldID] = []
    ) {
        self.table = table
        self.counts = counts
        self.at = at
        self.rows = rows
        self.bag = bag
        self.uncaged = uncaged
    }
}

extension Conveyor {
    /// Takes up what the tables were: the open bags go on, no GO does.
    public mutating func restore(_ past: [CounterPast]) {
        for table in past {
            guard let counter = counters.firstIndex(where: { $0.layout.id == table.table }) else { continue }
            counters[counter].counts = table.counts
            counters[counter].day = Self.day(table.at, settings.utcOffset_s)
            counters[counter].rows = table.rows
            counters[counter].uncaged = table.uncaged
            counters[counter].bag = table.bag.map { bag in
                Counter.Bag(
                    id: bag.id, label: bag.label,
                    parcels: Dictionary(bag.parcels.map { ($0.number, $0.passage) }) { $1 }, refused: bag.refused,
                    takenOut: bag.takenOut)
            }
        }
    }
}
