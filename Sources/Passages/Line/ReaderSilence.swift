import Readings

/// Readers that are to report every parcel, and for how many in a row each was silent. One that works and is silent has lost
/// its camera, its trigger or, behind a connection that hangs, its life.
struct ReaderSilence: Sendable {
    /// So many parcels in a row are no chance.
    static let limit = 5

    private let readers: [DeviceID]
    private let everyParcel: UInt64
    /// A bit for each reader that is connected.
    private var working: UInt64 = 0
    private var counts: [Int]

    /// - Parameter readers: in the order of their bits.
    init(_ readers: [DeviceID], everyParcel: UInt64) {
        self.readers = readers
        self.everyParcel = everyParcel
        counts = readers.map { _ in 0 }
    }

    /// A reader came, went or failed. While it is away or known to fail, its silence says nothing new.
    mutating func note(_ device: DeviceID, works: Bool) {
        guard let place = readers.firstIndex(of: device) else { return }
        if works { working |= 1 << UInt64(place) } else { working &= ~(1 << UInt64(place)) }
        if !works { counts[place] = 0 }
    }

    /// A reader said something, whatever parcel it was about.
    mutating func heard(_ bit: UInt64) { counts[bit.trailingZeroBitCount] = 0 }

    /// A parcel's windows are over.
    /// - Parameter reported: a bit for each reader that spoke of it.
    /// - Returns: the readers that have now been silent for `limit` parcels in a row.
    mutating func passed(reported: UInt64) -> [DeviceID] {
        var silent = everyParcel & working & ~reported
        var found: [DeviceID] = []
        while silent != 0 {
            let place = silent.trailingZeroBitCount
            silent &= silent - 1
            counts[place] += 1
            if counts[place] == Self.limit { found.append(readers[place]) }
        }
        return found
    }
}
