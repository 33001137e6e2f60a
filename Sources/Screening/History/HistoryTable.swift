/// A row of a history's table: what is counted about one key.
protocol HistoryRow: Sendable {
    var key: UInt64 { get }
    init(key: UInt64)
}

/// Rows by their keys. A row keeps its place for as long as it is there.
///
/// Many small hash tables (open addressing, linear probing) stand for one large one, so that it grows in many small steps:
/// no parcel waits until a million rows have moved.
struct HistoryTable<Row: HistoryRow>: Sendable {
    private static var shardBits: Int { 12 }
    private static var chunkBits: Int { 12 }

    /// In each slot a row's place plus one; 0 is free. None before the first row.
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
        let mask = shards[shard].count - 1
        guard mask > 0 else { return nil }
        var slot = Int(truncatingIfNeeded: key) & mask
        while true {
            let entry = shards[shard][slot]
            if entry == 0 { return nil }
            if self[entry - 1].key == key { return entry - 1 }
            slot = (slot + 1) & mask
        }
    }

    /// The place of a key's row, which is made where there is none.
    mutating func place(_ key: UInt64) -> UInt32 {
        if let place = find(key) { return place }
        if shards.isEmpty {
            shards = Array(repeating: [], count: 1 << Self.shardBits)
            used = Array(repeating: 0, count: 1 << Self.shardBits)
        }
        let shard = Self.shard(key)
        let capacity = shards[shard].count
        // At most four of five slots are used.
        if (Int(used[shard]) + 1) * 5 > capacity * 4 { grow(shard, to: max(4, capacity * 2)) }
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
        let mask = shards[shard].count - 1
        var hole = Int(truncatingIfNeeded: key) & mask
        while shards[shard][hole] != place + 1 { hole = (hole + 1) & mask }
        // What was moved on because of this one moves back.
        var slot = hole
        while true {
            slot = (slot + 1) & mask
            let entry = shards[shard][slot]
            if entry == 0 { break }
            let home = Int(truncatingIfNeeded: self[entry - 1].key) & mask
            if (slot - home) & mask >= (slot - hole) & mask {
                shards[shard][hole] = entry
                hole = slot
            }
        }
        shards[shard][hole] = 0
        used[shard] -= 1
        free.append(place)
        count -= 1
    }

    private mutating func grow(_ shard: Int, to capacity: Int) {
        let old = shards[shard]
        shards[shard] = Array(repeating: 0, count: capacity)
        for entry in old where entry != 0 { insert(entry - 1, self[entry - 1].key, shard) }
    }

    private mutating func insert(_ place: UInt32, _ key: UInt64, _ shard: Int) {
        let mask = shards[shard].count - 1
        var slot = Int(truncatingIfNeeded: key) & mask
        while shards[shard][slot] != 0 { slot = (slot + 1) & mask }
        shards[shard][slot] = place + 1
    }

    private static func shard(_ key: UInt64) -> Int { Int(key >> UInt64(64 - shardBits)) }
}
