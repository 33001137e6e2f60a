import Formats

/// Tapes: what is taken is written and read again as the same, and masked without a length changed; what is not says where.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTapes(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    let tape: Tape
    do throws(TapeError) { tape = try TapeFile.parse(input, file: "fuzz") } catch {
        precondition(error.line >= 1 && error.column >= 1)
        return 0
    }
    guard let again = try? TapeFile.parse(Array(TapeFile.text(tape).utf8), file: "again") else {
        preconditionFailure("what was written is not read")
    }
    precondition(again.entries.map(\.event) == tape.entries.map(\.event))
    precondition(again.entries.map(\.time_us) == tape.entries.map(\.time_us))
    precondition(again.family == tape.family && again.transport == tape.transport && again.maker == tape.maker)
    precondition(again.isMasked == tape.isMasked && again.expected == tape.expected)
    for profile in profiles {
        var mask = TapeMask(profile, random: SystemRandomNumberGenerator())
        let masked = mask.mask(tape)
        precondition(masked.entries.map(size) == tape.entries.map(size))
    }
    return 0
}

private func size(_ entry: Tape.Entry) -> Int {
    if case .transfer(_, _, let bytes) = entry.event { bytes.count } else { -1 }
}

/// One family of each kind that a mask treats in a way of its own.
private let profiles: [DriverProfile] = [
    "family: f\ntransport: tcp-text\nframing: {end: <CR>}\nseparator: ','\nreports: on-read",
    "family: f\ntransport: serial-text\nframing: {start: <STX>, length_bytes: 1, check: xor}\nreports: on-read",
    "family: f\ntransport: udp-text\nframing: {end: <CR>, check: {place: before-end, over: [content]}}\nreports: on-read",
    "family: f\ntransport: tcp-text\nframing: {end: [<CR>, <CR><LF>], check: {place: behind-end, over: [content, end]}}\n"
        + "telegram: '(?P<codes_base64>[^ ]*)( .*)?'\nreports: on-read",
    "family: f\ntransport: usb-serial\npacking: symbol\nmodels: [{vendor: 1, product: 2, name: x}]\nframing: {end: <CR>}\n"
        + "reports: on-read",
    "family: f\ntransport: usb-hid-pos\nmodels: [{vendor: 1, name: x}]",
    "family: f\ntransport: usb-keyboard\nmodels: [{vendor: 1, product: 2, name: x}]\nlayout: us\nend: [enter]",
    "family: f\ntransport: image-folder\nname_pattern: x\nreports: on-read",
].map { text in
    let layout = try? KeyboardLayoutFile.parse(Array("layout: us\ntitle: t\nkeys: {0x04: [a]}".utf8), file: "us")
    guard let layout, let profile = try? DriverFile.parse(Array(text.utf8), file: "f", layouts: ["us": layout]) else {
        preconditionFailure("a family that is none: \(text)")
    }
    return profile
}
