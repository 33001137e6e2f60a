import Formats
import Parcels

/// A device's report descriptor and its reports, as a hostile USB device would send them. The input: the descriptor's length
/// (two bytes, the higher one first), the descriptor, then reports, each after a byte with its length. A first byte of 0xF0 to
/// 0xF7 chooses a protocol instead, and reports follow at once.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzScannerReports(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    guard input.count > 2 else { return 0 }
    switch input[0] {
    case 0xF0: converse(OEMDialogue(.handHeld, partialLimit_ms: 1), input[1...])
    case 0xF1: converse(OEMDialogue(.tableTop, partialLimit_ms: 1), input[1...])
    case 0xF2: converse(SNAPIDialogue(partialLimit_ms: 1), input[1...])
    case 0xF4...0xF7: unpack(USBSerialWire.allCases[Int(input[0] - 0xF4)], input[1...])
    default: decode(input)
    }
    return 0
}

/// Reports, each after a byte with its length; every seventh length lets time pass.
private func reports(_ bytes: ArraySlice<UInt8>, _ take: ([UInt8], Int64) -> Void) {
    var bytes = bytes
    var now: Int64 = 0
    while let size = bytes.popFirst() {
        let report = Array(bytes.prefix(Int(size)))
        bytes = bytes.dropFirst(Int(size))
        now += size.isMultiple(of: 7) ? 2_000_000 : 1
        take(report, now)
    }
}

private func converse(_ dialogue: some ScannerDialogue, _ bytes: ArraySlice<UInt8>) {
    var dialogue = dialogue
    _ = dialogue.begin(mayRead: true, now: 0)
    reports(bytes) { report, now in
        for outcome in dialogue.take(report, now: now) + dialogue.expire(now) {
            switch outcome {
            case .label(let label, _): precondition(!label.isEmpty && label.count <= 8192)
            case .send(let bytes): precondition((2...11).contains(bytes.count))
            case .malformed, .trouble, .well: break
            }
        }
    }
}

private func unpack(_ wire: USBSerialWire, _ bytes: ArraySlice<UInt8>) {
    reports(bytes) { packet, _ in precondition(wire.payload(of: packet).count <= packet.count) }
}

/// A HID POS device: its descriptor, its reports, and what it can be told.
private func decode(_ input: [UInt8]) {
    let rest = input[2...]
    let length = min(Int(input[0]) << 8 | Int(input[1]), rest.count)
    guard let descriptor = try? ReportDescriptor(Array(rest.prefix(length))) else { return }
    for field in descriptor.fields { precondition(field.bit + field.bitsPerElement * field.count <= 65_536) }
    if var switches = PointOfSaleSwitches(descriptor) {
        for command in ScannerCommand.allCases {
            if let report = switches.report(command) { precondition(report.count <= PointOfSaleOutput.sizeLimit) }
        }
    }
    guard var layout = PointOfSaleLayout(descriptor) else { return }
    precondition(layout.dataSize > 0 && layout.dataAt + layout.dataSize <= layout.size)
    layout.vendorCodeAt = 61
    var answers: Set<SymbologyIdentifier> = []
    if let text = SymbologyIdentifier("X0") { answers.insert(text) }
    var decoder = PointOfSaleDecoder(layout: layout, answers: answers, vendorCodes: [:], partialLimit_ms: 1)
    reports(rest.dropFirst(length)) { report, now in
        if case .label(let label, _) = decoder.take(report, now: now) { precondition(label.count <= 8192) }
    }
}
