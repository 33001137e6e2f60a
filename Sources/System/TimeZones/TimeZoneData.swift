/// What a file of the tz database says (RFC 8536, version 2 and later).
public struct TimeZoneData: Sendable, Hashable {
    /// Instants from which on another offset holds, in seconds since 1970, ascending.
    private let transitions: [Int64]
    /// The offset from each of them on.
    private let offsets: [Int64]
    /// The offset before the first.
    private let first: Int64
    /// What holds behind the last; nil where the last offset stays.
    private let rule: DaylightRule?

    /// Nil for bytes that are no such file.
    public init?(_ file: [UInt8]) {
        var reader = Reader(file[...])
        guard let old = Header(&reader), old.version >= UInt8(ascii: "2"), reader.skip(old.size(timeBytes: 4)),
            let header = Header(&reader), header.types > 0, header.transitions <= 10_000
        else { return nil }
        var times: [Int64] = []
        for _ in 0..<header.transitions {
            guard let time = reader.number(8) else { return nil }
            times.append(time)
        }
        guard let kinds = reader.bytes(header.transitions) else { return nil }
        var types: [(offset: Int64, isDaylight: Bool)] = []
        for _ in 0..<header.types {
            guard let offset = reader.number(4), let rest = reader.bytes(2), abs(offset) < 26 * 3_600 else {
                return nil
            }
            types.append((offset, rest[rest.startIndex] == 1))
        }
        guard zip(times, times.dropFirst()).allSatisfy({ $0 < $1 }), kinds.allSatisfy({ Int($0) < types.count }),
            reader.skip(header.abbreviations + 12 * header.leaps + header.standards + header.universals),
            let footer = reader.footer()
        else { return nil }
        if footer.isEmpty {
            rule = nil
        } else {
            guard let rule = DaylightRule(footer) else { return nil }
            self.rule = rule
        }
        transitions = times
        offsets = kinds.map { types[Int($0)].offset }
        first = (types.first { !$0.isDaylight } ?? types[0]).offset
    }

    public func offset_s(at instant: Int64) -> Int64 {
        guard let last = transitions.last else { return rule?.offset_s(at: instant) ?? first }
        if instant >= last { return rule?.offset_s(at: instant) ?? offsets[offsets.count - 1] }
        var (low, high) = (0, transitions.count)
        while low < high {
            let middle = (low + high) / 2
            if transitions[middle] <= instant { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? first : offsets[low - 1]
    }

    private struct Header {
        let version: UInt8
        let universals: Int
        let standards: Int
        let leaps: Int
        let transitions: Int
        let types: Int
        let abbreviations: Int

        init?(_ reader: inout Reader) {
            guard reader.bytes(4).map(Array.init) == Array("TZif".utf8), let version = reader.bytes(1)?.first,
                reader.skip(15)
            else { return nil }
            var counts: [Int] = []
            for _ in 0..<6 {
                guard let count = reader.number(4), (0...100_000).contains(count) else { return nil }
                counts.append(Int(count))
            }
            self.version = version
            (universals, standards, leaps) = (counts[0], counts[1], counts[2])
            (transitions, types, abbreviations) = (counts[3], counts[4], counts[5])
        }

        /// Bytes of the block behind it.
        func size(timeBytes: Int) -> Int {
            transitions * (timeBytes + 1) + types * 6 + abbreviations + leaps * (timeBytes + 4) + standards + universals
        }
    }

    private struct Reader {
        private var rest: ArraySlice<UInt8>

        init(_ rest: ArraySlice<UInt8>) { self.rest = rest }

        mutating func bytes(_ count: Int) -> ArraySlice<UInt8>? {
            guard count >= 0, rest.count >= count else { return nil }
            defer { rest = rest.dropFirst(count) }
            return rest.prefix(count)
        }

        mutating func skip(_ count: Int) -> Bool { bytes(count) != nil }

        /// A signed number of four or eight bytes, the highest first.
        mutating func number(_ count: Int) -> Int64? {
            guard let bytes = bytes(count) else { return nil }
            let bits = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            return count == 4 ? Int64(Int32(truncatingIfNeeded: bits)) : Int64(bitPattern: bits)
        }

        /// The text between the line feeds at the end.
        mutating func footer() -> String? {
            guard rest.first == 0x0A, rest.last == 0x0A, rest.count >= 2 else { return nil }
            return String(validating: rest.dropFirst().dropLast(), as: UTF8.self)
        }
    }
}
