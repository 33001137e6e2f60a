/// Cuts the sorter's byte stream into telegrams: each ends with a line feed and is no longer than the limit.
public struct TelegramFramer: Sendable {
    private var buffer: [UInt8] = []
    private var overflowed = false

    public init() {}

    public enum Piece: Sendable, Hashable {
        case telegram([UInt8])
        /// More bytes than any telegram has came without a line feed.
        case tooLong
    }

    public mutating func take(_ bytes: [UInt8]) -> [Piece] {
        var pieces: [Piece] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let end = rest.firstIndex(of: 10).map { $0 + 1 }
            let part = rest[..<(end ?? rest.endIndex)]
            rest = rest[part.endIndex...]
            if overflowed {
                overflowed = end == nil
            } else if buffer.count + part.count > SorterProtocol.sizeLimit {
                pieces.append(.tooLong)
                buffer.removeAll(keepingCapacity: true)
                overflowed = end == nil
            } else if end == nil {
                buffer += part
            } else if buffer.isEmpty {
                pieces.append(.telegram(Array(part)))
            } else {
                pieces.append(.telegram(buffer + part))
                buffer.removeAll(keepingCapacity: true)
            }
        }
        return pieces
    }

    public mutating func restart() {
        buffer.removeAll(keepingCapacity: true)
        overflowed = false
    }
}
