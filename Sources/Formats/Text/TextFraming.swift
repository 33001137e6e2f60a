/// How a text device parts its telegrams from one another.
public struct TextFraming: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        case delimited(Delimited)
        /// A telegram says its own length; texts in another framing may stand beside such telegrams in one stream.
        case counted(Counted, beside: Delimited?)
        /// Each datagram is a telegram.
        case datagram
    }

    public struct Delimited: Sendable, Hashable {
        /// Bytes before a telegram (STX); what stands outside is dropped. May be empty.
        public let start: [UInt8]
        /// Each of them ends a telegram (CR LF, ETX). Of two that end at one byte the longer counts.
        public let ends: [[UInt8]]
        /// What comes without its check, or with a wrong one, is no telegram; nil when the device sends none.
        public let check: BlockCheck?

        /// Nil unless there are 1 to 4 ends of 1 to 8 bytes, and a start of at most 8.
        public init?(start: [UInt8], ends: [[UInt8]], check: BlockCheck? = nil) {
            guard (1...4).contains(ends.count), ends.allSatisfy({ (1...8).contains($0.count) }), start.count <= 8
            else { return nil }
            self.start = start
            self.ends = ends
            self.check = check
        }
    }

    /// Start, length as a big-endian number, the telegram, and perhaps the XOR of the telegram's bytes.
    public struct Counted: Sendable, Hashable {
        public let start: [UInt8]
        public let lengthSize: Int
        public let hasXOR: Bool

        /// Nil unless the start has 1 to 8 bytes and the length 1, 2 or 4.
        public init?(start: [UInt8], lengthSize: Int, hasXOR: Bool) {
            guard (1...8).contains(start.count), [1, 2, 4].contains(lengthSize) else { return nil }
            self.start = start
            self.lengthSize = lengthSize
            self.hasXOR = hasXOR
        }
    }

    public let kind: Kind
    /// Bytes of the longest telegram.
    public let sizeLimit: Int

    /// Nil when the limit is not from 1 to 65,536, or texts beside counted telegrams have no start.
    public init?(_ kind: Kind, sizeLimit: Int = 4096) {
        guard (1...65_536).contains(sizeLimit) else { return nil }
        if case .counted(_, let beside?) = kind, beside.start.isEmpty { return nil }
        self.kind = kind
        self.sizeLimit = sizeLimit
    }

    /// Nil when `end` is empty, start or end has more than 8 bytes, or the limit is not from 1 to 65,536.
    public init?(start: [UInt8], end: [UInt8], sizeLimit: Int = 4096) {
        guard let delimited = Delimited(start: start, ends: [end]) else { return nil }
        self.init(.delimited(delimited), sizeLimit: sizeLimit)
    }

    /// What stands before a telegram; may be empty.
    public var start: [UInt8] {
        switch kind {
        case .delimited(let delimited): delimited.start
        case .counted(let counted, _): counted.start
        case .datagram: []
        }
    }

    /// What ends a telegram, the first way where there are several; empty where its length does.
    public var end: [UInt8] {
        if case .delimited(let delimited) = kind { delimited.ends[0] } else { [] }
    }

    /// What is sent to the device: as it is written, or wrapped where the device counts its telegrams.
    public func wrapped(_ payload: [UInt8]) -> [UInt8] {
        guard case .counted(let counted, _) = kind else { return payload }
        let length = (0..<counted.lengthSize).map { UInt8(truncatingIfNeeded: payload.count >> (8 * $0)) }
        return counted.start + length.reversed() + payload + (counted.hasXOR ? [payload.reduce(0, ^)] : [])
    }
}
