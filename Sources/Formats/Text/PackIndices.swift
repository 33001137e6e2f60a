/// The indices that were given to a device and have not come back yet. Results come in the order of the parcels.
struct PackIndices {
    /// Most that are remembered; a tracking area holds fewer parcels.
    private static let limit = 64

    private let wrap: Int
    private var next = 0
    private var given: [Int] = []

    init(wrap: Int) { self.wrap = wrap }

    /// The index of a parcel that has come.
    mutating func give() -> Int {
        defer { next = (next + 1) % wrap }
        if given.count == Self.limit { given.removeFirst() }
        given.append(next)
        return next
    }

    /// Takes the index of a result; nil for one that came without, because the index came too late for it.
    /// - Returns: how many results before it are missing.
    mutating func take(_ index: Int?) -> Int {
        guard let index else {
            if !given.isEmpty { given.removeFirst() }
            return 0
        }
        // One that was not given says nothing: it is from before the connection.
        guard let place = given.firstIndex(of: index) else { return 0 }
        given.removeFirst(place + 1)
        return place
    }
}
