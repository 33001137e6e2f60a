import Parcels

/// A Zebra (Symbol) scanner in its own protocol, SNAPI. The maker has not published it: what is here comes from two public
/// drivers that agree. Each report of a scan wants its acknowledgement, each part of a label its own.
public struct SNAPIDialogue: ScannerDialogue {
    private enum Input {
        static let answer: UInt8 = 0x21, scan: UInt8 = 0x22, largeScan: UInt8 = 0x26
    }

    private enum Output {
        static let acknowledge: UInt8 = 0x01, beep: UInt8 = 0x04, reading: UInt8 = 0x06
    }

    /// One part of a label.
    private struct Part {
        let count: Int
        let index: Int
        let type: Int
        let data: ArraySlice<UInt8>

        /// `22 count index length type…`, or `26` with two bytes (the higher one first) each for count and index. The type has two
        /// bytes, the lower one first. Nil when the report is shorter than it says.
        init?(_ report: [UInt8]) {
            let wide = report[0] == Input.largeScan
            let head = wide ? 8 : 6
            guard report.count >= head else { return nil }
            count = wide ? Int(report[1]) << 8 | Int(report[2]) : Int(report[1])
            index = wide ? Int(report[3]) << 8 | Int(report[4]) : Int(report[2])
            type = Int(report[head - 2]) | Int(report[head - 1]) << 8
            let length = Int(report[head - 3])
            guard head + length <= report.count else { return nil }
            data = report[head..<(head + length)]
        }
    }

    private let goodBeep: UInt8
    private let badBeep: UInt8
    private var parts: LabelParts
    /// Of the label under way: how many parts it has, which comes next, and its code.
    private var count = 0
    private var next = 0
    private var type = 0

    /// - Parameters:
    ///   - goodBeep: the number of the sound for what goes its way; 0 to 25.
    ///   - badBeep: for a parcel that is held.
    ///   - partialLimit_ms: how long the parts of one label may take.
    public init(goodBeep: UInt8 = 0, badBeep: UInt8 = 17, partialLimit_ms: Int = 1_000) {
        self.goodBeep = goodBeep
        self.badBeep = badBeep
        parts = LabelParts(limit_ms: partialLimit_ms)
    }

    public var farewell: [UInt8]? { [Output.reading, 0] }

    public mutating func begin(mayRead: Bool, now: Int64) -> [ScannerOutcome] {
        tell(mayRead ? .enable : .disable, now: now)
    }

    public mutating func tell(_ command: ScannerCommand, now: Int64) -> [ScannerOutcome] {
        switch command {
        case .enable: [.send([Output.reading, 1])]
        case .disable: [.send([Output.reading, 0])]
        case .goodRead: [.send([Output.beep, goodBeep])]
        case .badRead: [.send([Output.beep, badBeep])]
        case .triggerOn, .triggerOff: []
        }
    }

    public mutating func take(_ report: [UInt8], now: Int64) -> [ScannerOutcome] {
        var outcomes: [ScannerOutcome] = parts.expire(now) ? [LabelParts.restMissing] : []
        // Empty reports come now and then; answers to commands and events are no scans.
        guard let kind = report.first, kind == Input.scan || kind == Input.largeScan else { return outcomes }
        outcomes.append(.send([Output.acknowledge, kind, 0x01, 0x00]))
        guard let part = Part(report) else {
            drop()
            outcomes.append(.malformed("a scan of \(report.count) bytes, shorter than it says"))
            return outcomes
        }
        if let outcome = add(part, now) { outcomes.append(outcome) }
        return outcomes
    }

    public mutating func expire(_ now: Int64) -> [ScannerOutcome] { parts.expire(now) ? [LabelParts.restMissing] : [] }

    public mutating func drop() { parts.drop() }

    private mutating func add(_ part: Part, _ now: Int64) -> ScannerOutcome? {
        guard part.index < part.count else {
            drop()
            return .malformed("part \(part.index) of a label of \(part.count)")
        }
        let isUnderWay = parts.begun != nil
        if isUnderWay, part.count == count, part.type == type, part.index + 1 == next {
            // The same part again: the acknowledgement did not reach it.
            return nil
        }
        if isUnderWay, part.count != count || part.type != type || part.index != next {
            drop()
            if part.index != 0 { return .malformed("part \(part.index) of a label where \(next) was expected") }
        } else if !isUnderWay, part.index != 0 {
            return .malformed("part \(part.index) of a label whose beginning did not come")
        }
        if part.index == 0 { (count, type) = (part.count, part.type) }
        next = part.index + 1
        guard parts.add(part.data, now: now) else { return LabelParts.tooLong }
        guard next == count else { return nil }
        let label = parts.finish()
        return label.isEmpty ? nil : .label(label, SNAPISymbology.of(type))
    }
}
