import Glibc

/// Cuts a stream of bytes into telegrams, however the transport splits and joins them. Bytes are copied once, into the buffer;
/// ends are searched with the C library's `memchr`, and no byte is searched twice.
public struct TextFramer: Sendable {
    public enum Piece: Sendable, Hashable {
        case telegram([UInt8])
        /// Bytes outside of telegrams, or a telegram longer than the limit: how many were dropped.
        case dropped(Int)
    }

    /// A piece by its place in `buffer`, where it stays until more is fed.
    public enum Found: Sendable, Hashable {
        case telegram(Range<Int>)
        case dropped(Int)
    }

    private enum Step {
        case again
        case wait
        case telegram(Range<Int>)
    }

    private let framing: TextFraming
    private let delimited: TextFraming.Delimited?
    private let counted: TextFraming.Counted?
    /// For several ends: the bytes that one of them ends with.
    private let lastBytes: [Bool]
    private let longestEnd: Int
    /// Start and end where each is one byte, which most are.
    private let oneStart: UInt8?
    private let oneEnd: UInt8?
    private let startsInside: Bool
    private let check: BlockCheck?

    public private(set) var buffer: [UInt8] = []
    /// Where undecided bytes begin.
    private var head = 0
    /// Up to here no end was found.
    private var scanned = 0
    private var inside: Bool
    private var overflowed = false
    /// Dropped bytes that nobody was told of yet, and whether they are to be told before anything else.
    private var dropped = 0
    private var tellsDropped = false
    /// Whole telegrams that were dropped because their check was wrong.
    public private(set) var failedChecks = 0

    public init(_ framing: TextFraming) {
        self.framing = framing
        switch framing.kind {
        case .delimited(let delimited): (self.delimited, counted) = (delimited, nil)
        case .counted(let counted, let beside): (delimited, self.counted) = (beside, counted)
        case .datagram: (delimited, counted) = (nil, nil)
        }
        check = delimited?.check
        let ends = delimited?.ends ?? []
        var lastBytes: [Bool] = []
        if ends.count > 1 {
            lastBytes = [Bool](repeating: false, count: 256)
            for end in ends { if let last = end.last { lastBytes[Int(last)] = true } }
        }
        self.lastBytes = lastBytes
        longestEnd = ends.map(\.count).max() ?? 0
        oneStart = counted == nil && delimited?.start.count == 1 ? delimited?.start.first : nil
        oneEnd = ends.count == 1 && longestEnd == 1 ? ends[0].first : nil
        startsInside = counted == nil && delimited?.start.isEmpty == true
        inside = startsInside
    }

    /// Takes more bytes and returns what they complete, in order.
    public mutating func take(_ bytes: [UInt8]) -> [Piece] {
        feed(bytes)
        var pieces: [Piece] = []
        while let found = next() {
            switch found {
            case .telegram(let place): pieces.append(.telegram(Array(buffer[place])))
            case .dropped(let count): pieces.append(.dropped(count))
            }
        }
        return pieces
    }

    /// Takes more bytes; `next` then tells what they complete.
    public mutating func feed(_ bytes: [UInt8]) {
        if head == buffer.count {
            buffer.removeAll(keepingCapacity: true)
        } else {
            buffer.removeFirst(head)
        }
        scanned = max(0, scanned - head)
        head = 0
        buffer.append(contentsOf: bytes)
    }

    /// The next piece of what was fed; nil when more is needed.
    public mutating func next() -> Found? {
        while true {
            if dropped >= framing.sizeLimit {
                dropped -= framing.sizeLimit
                return .dropped(framing.sizeLimit)
            }
            if tellsDropped {
                tellsDropped = false
                if dropped > 0 {
                    defer { dropped = 0 }
                    return .dropped(dropped)
                }
            }
            let step =
                if inside { findEnd() } else if let oneStart { findStart(oneStart) } else if let counted {
                    findCounted(counted)
                } else if let delimited { findStart(delimited.start) } else { wholeDatagram() }
            switch step {
            case .again: continue
            case .wait: return nil
            case .telegram(let place): return .telegram(place)
            }
        }
    }

    /// Ends the stream, as when a connection is lost or a datagram is over: a half telegram is dropped.
    public mutating func end() -> [Piece] {
        let count = dropped + buffer.count - head
        buffer.removeAll(keepingCapacity: true)
        (head, scanned, dropped) = (0, 0, 0)
        (inside, overflowed, tellsDropped) = (startsInside, false, false)
        return count == 0 ? [] : [.dropped(count)]
    }

    private mutating func drop(to place: Int) {
        dropped += place - head
        head = place
    }

    /// Whether more can be told now.
    private var afterDropping: Step { dropped >= framing.sizeLimit ? .again : .wait }

    private mutating func wholeDatagram() -> Step {
        guard head < buffer.count else { return .wait }
        guard buffer.count - head <= framing.sizeLimit else {
            drop(to: buffer.count)
            tellsDropped = true
            return .again
        }
        defer { head = buffer.count }
        return .telegram(head..<buffer.count)
    }

    private mutating func findStart(_ start: UInt8) -> Step {
        guard let found = buffer.firstPlace(of: start, from: head) else {
            drop(to: buffer.count)
            return afterDropping
        }
        drop(to: found)
        begin(after: 1)
        return .again
    }

    private mutating func findStart(_ start: [UInt8]) -> Step {
        var place = head
        while let found = buffer.firstPlace(of: start[0], from: place), found + start.count <= buffer.count {
            guard buffer.has(start, at: found) else {
                place = found + 1
                continue
            }
            drop(to: found)
            begin(after: start.count)
            return .again
        }
        drop(to: max(head, buffer.count - (start.count - 1)))
        return afterDropping
    }

    private mutating func begin(after size: Int) {
        head += size
        scanned = head
        inside = true
        tellsDropped = true
    }

    private mutating func findEnd() -> Step {
        guard let (end, size) = nextEnd() else {
            scanned = buffer.count
            // Too long: keep only what could begin the ending, and drop up to it.
            guard overflowed || buffer.count - head >= framing.sizeLimit + longestEnd else { return .wait }
            overflowed = true
            drop(to: max(head, buffer.count - (longestEnd - 1)))
            return afterDropping
        }
        let behind = check?.sizeBehind ?? 0
        guard end + behind <= buffer.count else {
            // The check is still to come; the end is found again then. What is too long is dropped no later for it.
            scanned = end - 1
            guard overflowed || scanned - head >= framing.sizeLimit + longestEnd else { return .wait }
            overflowed = true
            drop(to: max(head, end - longestEnd))
            return afterDropping
        }
        var content = head..<end - size
        inside = startsInside
        let isTooLong = overflowed || content.count > framing.sizeLimit
        let isWrong = !isTooLong && !holds(&content, end)
        if isWrong { failedChecks += 1 }
        if isTooLong || isWrong {
            drop(to: content.upperBound)
            overflowed = false
            tellsDropped = true
        }
        head = end + behind
        scanned = head
        return tellsDropped ? .again : .telegram(content)
    }

    /// Whether a telegram's check is right; what stands before the end of it is taken off the content.
    private func holds(_ content: inout Range<Int>, _ end: Int) -> Bool {
        guard let check, let delimited else { return true }
        let endPlace = content.upperBound
        guard content.count >= check.sizeBefore else { return false }
        let inner = content.lowerBound..<endPlace - check.sizeBefore
        let value = buffer[inner].reduce(
            check.constant(start: delimited.start, end: buffer[endPlace..<end]), ^)
        switch check.place {
        case .behindEnd: return buffer[end] == value
        case .beforeEnd:
            guard BlockCheck.value(of: buffer[inner.upperBound..<endPlace]) == value else { return false }
            content = inner
            return true
        }
    }

    /// Where the first end ends, and its size.
    private func nextEnd() -> (place: Int, size: Int)? {
        guard let oneEnd else { return end(delimited?.ends ?? []) }
        return buffer.firstPlace(of: oneEnd, from: max(head, scanned)).map { ($0 + 1, 1) }
    }

    private func end(_ ends: [[UInt8]]) -> (place: Int, size: Int)? {
        var place = max(head, scanned)
        if ends.count == 1, let last = ends[0].last {
            let size = ends[0].count
            while let found = buffer.firstPlace(of: last, from: place) {
                let begin = found + 1 - size
                if begin >= head, size == 1 || buffer.has(ends[0], at: begin) { return (found + 1, size) }
                place = found + 1
            }
            return nil
        }
        while place < buffer.count {
            if lastBytes[Int(buffer[place])] {
                let sizes = ends.filter { end in
                    place + 1 - end.count >= head && buffer.has(end, at: place + 1 - end.count)
                }.map(\.count)
                if let size = sizes.max() { return (place + 1, size) }
            }
            place += 1
        }
        return nil
    }

    private mutating func findCounted(_ counted: TextFraming.Counted) -> Step {
        let beside = delimited?.start ?? []
        let first = buffer.firstPlace(of: counted.start[0], from: head)
        let other = beside.first.flatMap { byte in
            byte == counted.start[0] ? nil : buffer.firstPlace(of: byte, from: head, to: first)
        }
        guard let place = other ?? first else {
            drop(to: buffer.count)
            return afterDropping
        }
        drop(to: place)
        if dropped >= framing.sizeLimit { return .again }
        let left = buffer.count - place
        if buffer.has(counted.start.prefix(left), at: place) {
            let header = place + counted.start.count + counted.lengthSize
            guard header <= buffer.count else { return .wait }
            let length = buffer[header - counted.lengthSize..<header].reduce(0) { $0 << 8 | Int($1) }
            guard length <= framing.sizeLimit else {
                drop(to: place + 1)
                return .again
            }
            let end = header + length + (counted.hasXOR ? 1 : 0)
            guard end <= buffer.count else { return .wait }
            guard !counted.hasXOR || buffer[header..<end].reduce(0, ^) == 0 else {
                drop(to: end)
                failedChecks += 1
                return .again
            }
            if dropped > 0 {
                tellsDropped = true
                return .again
            }
            head = end
            return .telegram(header..<header + length)
        }
        guard !beside.isEmpty, buffer.has(beside.prefix(left), at: place) else {
            drop(to: place + 1)
            return .again
        }
        guard beside.count <= left else { return .wait }
        begin(after: beside.count)
        return .again
    }
}

extension [UInt8] {
    /// The first place of a byte at or after `place`, and before `end`.
    fileprivate func firstPlace(of byte: UInt8, from place: Int, to end: Int? = nil) -> Int? {
        unsafe withUnsafeBytes { bytes in
            let end = end ?? bytes.count
            guard place < end, let start = bytes.baseAddress,
                let found = unsafe memchr(start + place, Int32(byte), end - place)
            else { return nil }
            return unsafe UnsafeRawPointer(found) - start
        }
    }

    /// Whether the bytes stand at `place`, where they must have room.
    fileprivate func has(_ other: some Collection<UInt8>, at place: Int) -> Bool {
        var place = place
        for byte in other {
            if self[place] != byte { return false }
            place += 1
        }
        return true
    }
}
