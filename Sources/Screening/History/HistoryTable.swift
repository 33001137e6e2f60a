/// A row of a history's table: what is counted about one key.
protocol HistoryRow: Sendable {
    var key: UInt64 { get }
    init(key: UInt64)
}

/// Rows by their keys. A row keeps its place for as long as it is there.
///
/// Many small hash tables stand for one large one, so that it grows in many small steps: no parcel waits until a million rows
/// have moved. Each is open addressed with linear probing; who is farther from home takes the slot (Robin Hood hashing, Celis
/// 1986), so that few rows are looked at even where most slots are used.
struct HistoryTable<Row: HistoryRow>: Sendable {
    private static var shardBits: Int { 12 }
    private static var chunkBits: Int { 12 }

    /// No more rows than this.
    static var limit: Int { 0xFF_FFFE }

    /// In each slot a row's place plus one, and in the eight bits above how far the slot is from the key's home; 0 is free.
    /// None before the first row.
    private var shards: [[UInt32]] = []
    private var used: [Int32] = []
    private var chunks: [[Row]] = []
    private var free: [UInt32] = []
    private(set) var count = 0

    subscript(place: UInt32) -> Row {
        @inline(__always) get { chunks[Int(place >> 12)][Int(place & 0xFFF)] }
        @inline(__always) _modify { yield &chunks[Int(place >> 12)][Int(place & 0xFFF)] }
    }

    /// The place of a key's row; nil when it has none.
    func find(_ key: UInt64) -> UInt32? {
        guard count > 0 else { return nil }
        let shard = Self.shard(key)
        let capacity = shards[shard].count
        guard capacity > 0 else { return nil }
        var slot = Self.home(key, capacity)
        var away: UInt32 = 0
        while true {
            let entry = shards[shard][slot]
            // Whoever is nearer home than the key would be has it not behind him.
            if entry == 0 || entry >> 24 < away { return nil }
            if entry >> 24 == away, self[Self.place(entry)].key == key { return Self.place(entry) }
            slot = slot + 1 == capacity ? 0 : slot + 1
            away += 1
        }
    }

    /// The place of a key's row, which is made where there is none.
    mutating func place(_ key: UInt64) -> UInt32 {
        if let place = find(key) { return place }
        precondition(count < Self.limit, "a history with more parcels needs wider slots")
        if shards.isEmpty {
            shards = Array(repeating: [], count: 1 << Self.shardBits)
            used = Array(repeating: 0, count: 1 << Self.shardBits)
        }
        let shard = Self.shard(key)
        let capacity = shards[shard].count
        // At most five of six slots are used.
        if (Int(used[shard]) + 1) * 6 > capacity * 5 { grow(shard, to: max(8, capacity * 5 / 4)) }
        let place: UInt32
        if let old = free.popLast() {
            place = old
            self[place] = Row(key: key)
        } else {
            place = UInt32(truncatingIfNeeded: count)
            if chunks.isEmpty || chunks[chunks.count - 1].count == 1 << Self.chunkBits {
                chunks.append([])
                chunks[chunks.count - 1].reserveCapacity(1 << Self.chunkBits)
            }
            chunks[chunks.count - 1].append(Row(key: key))
        }
        insert(place, key, shard)
        used[shard] += 1
        count += 1
        return place
    }

    mutating func remove(_ place: UInt32) {
        let key = self[place].key
        let shard = Self.shard(key)
        let capacity = shards[shard].count
        var hole = Self.home(key, capacity)
        while Self.place(shards[shard][hole]) != place { hole = hole + 1 == capacity ? 0 : hole + 1 }
        // Those behind it that are not at home move a slot nearer.
        while true {
            let next = hole + 1 == capacity ? 0 : hole + 1
            let entry = shards[shard][next]
            if entry >> 24 == 0 { break }
            shards[shard][hole] = entry - Self.step
            hole = next
        }
        shards[shard][hole] = 0
        used[shard] -= 1
        free.append(place)
        count -= 1
    }

    /// - Parameter more: the place of a row that has no slot yet.
    private mutating func grow(_ shard: Int, to capacity: Int, with more: UInt32? = nil) {
        let places = shards[shard].filter { $0 != 0 }.map { Self.place($0) } + (more.map { [$0] } ?? [])
        shards[shard] = Array(repeating: 0, count: capacity)
        for place in places { insert(place, self[place].key, shard) }
    }

    private mutating func insert(_ place: UInt32, _ key: UInt64, _ shard: Int) {
        let capacity = shards[shard].count
        var slot = Self.home(key, capacity)
        var mine = place + 1
        while shards[shard][slot] != 0 {
            if shards[shard][slot] >> 24 < mine >> 24 { swap(&mine, &shards[shard][slot]) }
            slot = slot + 1 == capacity ? 0 : slot + 1
            mine += Self.step
            // More than eight bits from home happens to keys that are no hashes: with more slots they find room.
            guard mine >> 24 < 0xFF else { return grow(shard, to: capacity * 2, with: (mine & 0xFF_FFFF) - 1) }
        }
        shards[shard][slot] = mine
    }

    /// One slot farther from home.
    private static var step: UInt32 { 1 << 24 }

    private static func place(_ entry: UInt32) -> UInt32 { (entry & 0xFF_FFFF) &- 1 }

    // The shard is told by a key's highest bits, the slot by the lower half.
    private static func shard(_ key: UInt64) -> Int { Int(key >> UInt64(64 - shardBits)) }

    private static func home(_ key: UInt64, _ capacity: Int) -> Int {
        Int(((key & 0xFFFF_FFFF) * UInt64(capacity)) >> 32)
    }
}
