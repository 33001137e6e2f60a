import Parcels

/// What the issuers' bulletins add up to.
public struct BulletinsInForce: Sendable {
    public let lists: [WatchList]
    /// How many bulletins have been taken in: what a decision names.
    public let number: Int
    /// None of any issuer is missing.
    public let isWhole: Bool
    /// When the first issuer's next bulletin is due: nanoseconds UTC.
    public let validUntil: Int64

    /// A site that takes bulletins of nobody.
    public static let none = BulletinsInForce(lists: [], number: 0, isWhole: false, validUntil: .max)

    public init(lists: [WatchList], number: Int, isWhole: Bool, validUntil: Int64) {
        self.lists = lists
        self.number = number
        self.isWhole = isWhole
        self.validUntil = validUntil
    }

    /// Adds up the bulletins of one issuer, in the order of their serials: a later list with the same id takes the earlier
    /// one's place.
    public static func lists(of bulletins: [Bulletin]) -> [WatchList] {
        var lists: [WatchList] = []
        for bulletin in bulletins {
            if bulletin.isComplete { lists = [] }
            let replaced = bulletin.withdraws.union(bulletin.lists.map(\.id))
            lists.removeAll { replaced.contains($0.id) }
            lists += bulletin.lists
        }
        return lists
    }

    /// Whether they may be relied on.
    /// - Parameter moment: nanoseconds UTC; nil when the clock is not to be trusted: then nothing has run out.
    public func areCurrent(at moment: Int64?) -> Bool { isWhole && moment.map { $0 < validUntil } ?? true }
}
