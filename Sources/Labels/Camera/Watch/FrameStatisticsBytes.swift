extension FrameStatistics {
    /// Bytes of one.
    public static let size = 4 + tiles * tiles + 2 * strips + 2 + 10

    /// Always `size` bytes; numbers with the higher byte first.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.size)
        func put(_ number: Int) {
            let value = UInt16(clamping: number)
            bytes.append(UInt8(truncatingIfNeeded: value >> 8))
            bytes.append(UInt8(truncatingIfNeeded: value))
        }
        put(width)
        put(height)
        bytes += levels + columns + rows + [white, black]
        for number in [
            saturated_permille, spreadAlongRows_percent, spreadAlongColumns_percent, edgesAlongRows, edgesAlongColumns,
        ] { put(number) }
        return bytes
    }

    /// Nil for bytes that are no statistics.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Self.size else { return nil }
        var rest = Array(bytes)[...]
        func take(_ count: Int) -> [UInt8] {
            defer { rest = rest.dropFirst(count) }
            return Array(rest.prefix(count))
        }
        func number() -> Int {
            let two = take(2)
            return Int(two[0]) << 8 | Int(two[1])
        }
        width = number()
        height = number()
        levels = take(Self.tiles * Self.tiles)
        columns = take(Self.strips)
        rows = take(Self.strips)
        white = take(1)[0]
        black = take(1)[0]
        saturated_permille = number()
        spreadAlongRows_percent = number()
        spreadAlongColumns_percent = number()
        edgesAlongRows = number()
        edgesAlongColumns = number()
        guard width >= Self.side, height >= Self.side, black <= white, saturated_permille <= 1_000 else { return nil }
    }
}
