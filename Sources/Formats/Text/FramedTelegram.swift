/// A whole telegram in a stream that was kept: where it lies, and what its check is.
struct FramedTelegram {
    private enum Check {
        case none
        case byte(at: Int)
        case digits(at: Int)
    }

    /// With start, length, end and check.
    let whole: Range<Int>
    let content: Range<Int>
    private let check: Check
    /// What the check covers beside the content.
    private let constant: UInt8

    /// All of a stream, in order.
    static func all(in stream: [UInt8], _ framing: TextFraming) -> [FramedTelegram] {
        var framer = TextFramer(framing)
        framer.feed(stream)
        var found: [FramedTelegram] = []
        while let piece = framer.next() {
            // Everything was fed at once, so that a place in the framer's buffer is one in the stream.
            if case .telegram(let content) = piece { found.append(FramedTelegram(content, in: stream, framing)) }
        }
        return found
    }

    private init(_ content: Range<Int>, in stream: [UInt8], _ framing: TextFraming) {
        self.content = content
        switch framing.kind {
        case .datagram: (whole, check, constant) = (content, .none, 0)
        case .counted(let counted, let beside):
            let start = content.lowerBound - counted.lengthSize - counted.start.count
            if start >= 0, stream[start...].starts(with: counted.start) {
                whole = start..<content.upperBound + (counted.hasXOR ? 1 : 0)
                (check, constant) = (counted.hasXOR ? .byte(at: content.upperBound) : .none, 0)
            } else {
                let (start, end) = Self.marks(content, content.upperBound, in: stream, beside)
                (whole, check, constant) = (start..<end, .none, 0)
            }
        case .delimited(let delimited):
            let block = delimited.check
            let endPlace = content.upperBound + (block?.sizeBefore ?? 0)
            let (start, end) = Self.marks(content, endPlace, in: stream, delimited)
            whole = start..<end + (block?.sizeBehind ?? 0)
            constant = block?.constant(start: delimited.start, end: stream[endPlace..<end]) ?? 0
            check =
                switch block?.place {
                case .behindEnd: .byte(at: end)
                case .beforeEnd: .digits(at: content.upperBound)
                case nil: .none
                }
        }
    }

    /// Where the start begins and the end ends.
    private static func marks(
        _ content: Range<Int>, _ endPlace: Int, in stream: [UInt8], _ delimited: TextFraming.Delimited?
    ) -> (Int, Int) {
        // The framer ends a telegram at the first end that is whole, which is the shortest of those that begin here.
        let end = (delimited?.ends ?? []).filter { stream[endPlace...].starts(with: $0) }.map(\.count).min() ?? 0
        return (max(0, content.lowerBound - (delimited?.start.count ?? 0)), endPlace + end)
    }

    /// Sets the check anew, after the content was changed.
    func repair(_ stream: inout [UInt8]) {
        let value = stream[content].reduce(constant, ^)
        switch check {
        case .none: break
        case .byte(let place): stream[place] = value
        case .digits(let place):
            stream.replaceSubrange(
                place..<place + 2, with: BlockCheck.digits(of: value, as: stream[place..<place + 2]))
        }
    }
}
