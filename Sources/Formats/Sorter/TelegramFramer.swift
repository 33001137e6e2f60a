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

    public mutating func take(_ bytes: some Sequence<UInt8>) -> [Piece] {
        var pieces: [Piece] = []
        for byte in bytes {
            if overflowed {
                overflowed = byte != 10
                continue
            }
            buffer.append(byte)
            if byte == 10 {
                pieces.append(.telegram(buffer))
                buffer.removeAll(keepingCapacity: true)
            } else if buffer.count >= SorterProtocol.sizeLimit {
                pieces.append(.tooLong)
                buffer.removeAll(keepingCapacity: true)
                overflowed = true
            }
        }
        return pieces
    }

    public mutating func restart() {
        buffer.removeAll(keepingCapacity: true)
        overflowed = false
    }
}
