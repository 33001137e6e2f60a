import Formats
import Parcels

/// A device's report descriptor and its reports, as a hostile USB device would send them. The input: the descriptor's length
/// (two bytes, the higher one first), the descriptor, then reports, each after a byte with its length.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzScannerReports(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    guard input.count > 2 else { return 0 }
    let rest = input[2...]
    let length = min(Int(input[0]) << 8 | Int(input[1]), rest.count)
    guard let descriptor = try? ReportDescriptor(Array(rest.prefix(length))) else { return 0 }
    for field in descriptor.fields { precondition(field.bit + field.bitsPerElement * field.count <= 65_536) }
    guard var layout = PointOfSaleLayout(descriptor) else { return 0 }
    precondition(layout.dataSize > 0 && layout.dataAt + layout.dataSize <= layout.size)
    layout.vendorCodeAt = 61
    var answers: Set<SymbologyIdentifier> = []
    if let text = SymbologyIdentifier("X0") { answers.insert(text) }
    var decoder = PointOfSaleDecoder(layout: layout, answers: answers, vendorCodes: [:], partialLimit_ms: 1)
    var reports = rest.dropFirst(length)
    var now: Int64 = 0
    while let size = reports.popFirst() {
        let report = Array(reports.prefix(Int(size)))
        reports = reports.dropFirst(Int(size))
        now += size.isMultiple(of: 7) ? 2_000_000 : 1
        if case .label(let label, _) = decoder.take(report, now: now) { precondition(label.count <= 8192) }
    }
    return 0
}
