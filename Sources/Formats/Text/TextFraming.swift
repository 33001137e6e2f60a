/// How a text device parts its telegrams from one another.
public struct TextFraming: Sendable, Hashable {
    /// Bytes before a telegram (STX); what stands outside is dropped. May be empty.
    public let start: [UInt8]
    /// Bytes that end a telegram (CR LF, ETX). Never empty.
    public let end: [UInt8]
    public let sizeLimit: Int

    /// Nil when `end` is empty or the limit is not from 1 to 65,536.
    public init?(start: [UInt8], end: [UInt8], sizeLimit: Int = 4096) {
        guard !end.isEmpty, end.count <= 8, start.count <= 8, (1...65_536).contains(sizeLimit) else { return nil }
        self.start = start
        self.end = end
        self.sizeLimit = sizeLimit
    }
}

/// Cuts a stream of bytes into telegrams, however the transport splits and joins them.
public struct TextFramer: Sendable {
    public enum Piece: Sendable, Hashable {
        case telegram([UInt8])
        /// Bytes outside of telegrams, or a telegram longer than the limit: how many were dropped.
        case dropped(Int)
    }

    private let framing: TextFraming
    private var buffer: [UInt8] = []
    private var inside: Bool
    private var overflowed = false

    public init(_ framing: TextFraming) {
        self.framing = framing
        inside = framing.start.isEmpty
    }

    /// Takes more bytes and returns what they complete, in order.
    public mutating func take(_ bytes: [UInt8]) -> [Piece] {
        var pieces: [Piece] = []
        for byte in bytes { take(byte, into: &pieces) }
        return pieces
    }

    /// Ends the stream, as when a connection is lost: a half telegram is dropped.
    public mutating func end() -> [Piece] {
        defer { restart() }
        return buffer.isEmpty ? [] : [.dropped(buffer.count)]
    }

    private mutating func take(_ byte: UInt8, into pieces: inout [Piece]) {
        buffer.append(byte)
        guard inside else {
            if buffer.hasSuffix(framing.start) {
                let noise = buffer.count - framing.start.count
                if noise > 0 { pieces.append(.dropped(noise)) }
                buffer.removeAll(keepingCapacity: true)
                inside = true
            } else if buffer.count >= max(framing.sizeLimit, framing.start.count) {
                pieces.append(.dropped(buffer.count - framing.start.count + 1))
                buffer.removeFirst(buffer.count - framing.start.count + 1)
            }
            return
        }
        if buffer.hasSuffix(framing.end) {
            buffer.removeLast(framing.end.count)
            pieces.append(overflowed ? .dropped(buffer.count) : .telegram(buffer))
            restart()
        } else if buffer.count >= framing.sizeLimit + framing.end.count {
            // Too long: keep only what could begin the ending, and drop up to it.
            overflowed = true
            let keep = framing.end.count - 1
            pieces.append(.dropped(buffer.count - keep))
            buffer.removeFirst(buffer.count - keep)
        }
    }

    private mutating func restart() {
        buffer.removeAll(keepingCapacity: true)
        overflowed = false
        inside = framing.start.isEmpty
    }
}

extension [UInt8] {
    fileprivate func hasSuffix(_ suffix: [UInt8]) -> Bool {
        guard let last = suffix.last, self.last == last, count >= suffix.count else { return false }
        return self[(count - suffix.count)...].elementsEqual(suffix)
    }
}
