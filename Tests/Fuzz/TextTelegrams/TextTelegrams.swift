import Formats
import Parcels

/// Text telegrams under any framing. The input: counts of the framing's start and end, the size limit, the separator, the start,
/// the end, then the stream. The framer gives the same pieces however the stream is cut, and keeps to its limits.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTextTelegrams(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    var input = unsafe Array(UnsafeBufferPointer(start: start, count: count))[...]
    guard let counts = input.popFirst(), let limit = input.popFirst(), let separator = input.popFirst() else {
        return 0
    }
    let begin = Array(input.prefix(Int(counts & 15)))
    input = input.dropFirst(begin.count)
    let end = Array(input.prefix(Int(counts >> 4)))
    let stream = Array(input.dropFirst(end.count))
    guard let framing = TextFraming(start: begin, end: end, sizeLimit: Int(limit)) else { return 0 }
    let dialect = TextDialect(
        framing: framing, noRead: [Array("NoRead".utf8)], heartbeat: [Array("HB".utf8)],
        separator: separator == 0 ? nil : separator, hasSymbology: separator & 1 == 1)
    var whole = TextFramer(framing)
    var single = TextFramer(framing)
    let pieces = whole.take(stream)
    precondition(pieces == stream.flatMap { single.take([$0]) })
    precondition(whole.end() == single.end())
    for piece in pieces {
        switch piece {
        case .dropped(let dropped): precondition(dropped >= 0 && dropped <= stream.count)
        case .telegram(let telegram):
            precondition(telegram.count <= framing.sizeLimit)
            guard case .codes(let codes) = dialect.meaning(of: telegram) else { continue }
            precondition(
                !codes.isEmpty && codes.count <= TextDialect.codeLimit && codes.allSatisfy { !$0.label.isEmpty })
        }
    }
    return 0
}
