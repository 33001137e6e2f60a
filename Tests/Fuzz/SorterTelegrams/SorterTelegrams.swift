import Formats
import Parcels

/// Telegrams of both directions and the framer. What is read is written back as the same bytes, and the framer gives the same
/// pieces however the stream is cut.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzSorterTelegrams(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    guard let cut = input.first else { return 0 }
    let stream = Array(input.dropFirst())
    let place = min(Int(cut), stream.count)
    var whole = TelegramFramer()
    var halves = TelegramFramer()
    let pieces = whole.take(stream)
    precondition(pieces == halves.take(Array(stream[..<place])) + halves.take(Array(stream[place...])))
    for case .telegram(let telegram) in pieces { read(telegram) }
    // A check that fits by chance is rare: the input is a telegram's sequence, type and body as well.
    if stream.count < 104 { read(framed(stream)) }
    return 0
}

private func read(_ telegram: [UInt8]) {
    if let found = try? SorterCodec.readFromSorter(telegram) { precondition(SorterCodec.write(found) == telegram) }
    guard let line = LineID("L1") else { return }
    if let found = try? SorterCodec.readFromGateway(telegram, line: line) {
        precondition(SorterCodec.write(found) == telegram)
    }
}

/// A telegram with the right length and check around what comes after the length.
private func framed(_ rest: [UInt8]) -> [UInt8] {
    let length = String(rest.count + 17)
    var telegram = Array("PG1".utf8) + Array(repeating: 48, count: 4 - length.utf8.count) + Array(length.utf8) + rest
    let check = String(CRC32.of(telegram[...]), radix: 16, uppercase: true)
    telegram += Array(repeating: 48, count: 8 - check.utf8.count) + Array(check.utf8) + [13, 10]
    return telegram
}
