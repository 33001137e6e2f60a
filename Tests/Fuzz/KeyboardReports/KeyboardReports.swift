import Formats

/// What a hostile device types, and a hostile layout file. The input: what is switched on (a byte), the milliseconds' scale (a
/// byte), then reports of eight bytes, each after a byte with the time since the one before; behind 0xFF in place of that
/// time, the rest is a layout file.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzKeyboardReports(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    var input = unsafe Array(UnsafeBufferPointer(start: start, count: count))[...]
    guard let switches = input.popFirst(), let scale = input.popFirst() else { return 0 }
    var decoder = KeyboardDecoder(
        KeyboardDecoder.Habits(
            layout: layout, ends: switches & 1 == 0 ? [.enter] : [.enter, .tab], sizeLimit: 32,
            hasSymbology: switches & 2 != 0,
            altCodes: switches & 4 == 0 ? .none : switches & 16 == 0 ? .bytes : .windows,
            controlKeys: switches & 8 != 0, unicodeKeys: switches & 32 != 0,
            compose: switches & 64 == 0 ? nil : switches & 128 == 0 ? .telex : .vni))
    var now: Int64 = 0
    var wasSetAside = false
    while let pause = input.popFirst() {
        if pause == 0xFF {
            if let layout = try? KeyboardLayoutFile.parse(Array(input), file: "f") {
                for value in 0x20...0x7E {
                    guard let character = Unicode.Scalar(value) else { continue }
                    precondition((layout.strokes(for: character) == nil) == layout.untypable.contains(character))
                }
            }
            return 0
        }
        let report = Array(input.prefix(8))
        input = input.dropFirst(8)
        now += Int64(pause) * Int64(scale) * 100_000
        for outcome in decoder.take(report, now: now) + decoder.expire(now) {
            precondition(!wasSetAside)
            if case .label(let label, _, let begun) = outcome {
                precondition(label.count <= 32 && !label.isEmpty && begun <= now)
            }
        }
        wasSetAside = decoder.isSetAside
    }
    return 0
}

private let layout: KeyboardLayout = {
    let text = """
        layout: x
        title: x
        dead: {"^": {" ": "^", a: "\u{E2}"}}
        caps_lock: [0x1E]
        keys: {0x04: [a, A, "@"], 0x05: [b, B], 0x1E: ["1", "!"], 0x1F: ["2", "]"], 0x2C: [" "], 0x35: [dead ^, ""]}
        """
    guard let layout = try? KeyboardLayoutFile.parse(Array(text.utf8), file: "f") else { fatalError("no layout") }
    return layout
}()
