/// Rules by the signs that they want of one fact: a table of hashes.
///
/// Two signs of the same hash share their rules: these are asked more often then, and answer all the same.
struct SignTable: Sendable {
    private struct Entry {
        var hash: UInt64 = 0
        var first: Int32 = 0
        /// 0 in an empty place.
        var count: Int32 = 0
    }

    private var entries: [Entry]
    private var rules: [Int32] = []

    init(_ byHash: [UInt64: [Int32]]) {
        var size = 4
        while size < byHash.count * 2 { size *= 2 }
        entries = Array(repeating: Entry(), count: byHash.isEmpty ? 0 : size)
        for (hash, held) in byHash {
            var place = Int(truncatingIfNeeded: hash) & (size - 1)
            while entries[place].count > 0 { place = (place + 1) & (size - 1) }
            entries[place] = Entry(hash: hash, first: Int32(rules.count), count: Int32(held.count))
            rules += held
        }
    }

    var isEmpty: Bool { entries.isEmpty }

    @inline(__always)
    func find(_ hash: UInt64, _ places: inout PlaceSet) {
        guard !entries.isEmpty else { return }
        var place = Int(truncatingIfNeeded: hash) & (entries.count - 1)
        while entries[place].count > 0 {
            if entries[place].hash == hash {
                let entry = entries[place]
                for index in Int(entry.first)..<Int(entry.first + entry.count) { places.insert(rules[index]) }
                return
            }
            place = (place + 1) & (entries.count - 1)
        }
    }
}

/// The hash of a text, byte by byte, so that every beginning of it has been hashed on the way (FNV-1a, its bits then mixed).
struct SignHash {
    private var state: UInt64 = 0xCBF2_9CE4_8422_2325

    @inline(__always)
    mutating func add(_ byte: UInt8) { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }

    @inline(__always)
    var value: UInt64 { Self.mixed(state) }

    static func of(_ bytes: some Sequence<UInt8>) -> UInt64 {
        var hash = SignHash()
        for byte in bytes { hash.add(byte) }
        return hash.value
    }

    static func of(_ number: Int64) -> UInt64 { mixed(UInt64(bitPattern: number)) }

    private static func mixed(_ bits: UInt64) -> UInt64 {
        let once = (bits ^ (bits >> 32)) &* 0x9E37_79B9_7F4A_7C15
        return once ^ (once >> 29)
    }
}
