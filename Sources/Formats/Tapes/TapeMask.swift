import Parcels

/// Takes out of a tape what labels say, in both directions, so that the gateway reads as many of them as before. Lengths stay,
/// so that length fields and frames still fit; checks that the family's framing has (XOR, LRC, BCC) and the base64 of DMCC are
/// made anew.
public struct TapeMask<Source: RandomNumberGenerator> {
    private let profile: DriverProfile
    private var mask: LabelMask<Source>
    private var random: Source

    public init(_ profile: DriverProfile, random: Source) {
        self.profile = profile
        self.random = random
        mask = LabelMask(random)
    }

    /// Replaces every label; the tape then says that it is masked.
    public mutating func mask(_ tape: Tape) -> Tape {
        var entries = tape.entries
        maskStreams(&entries)
        var keyboard = KeyMask()
        for place in entries.indices {
            guard case .transfer(.in, let channel, var bytes) = entries[place].event else { continue }
            switch channel {
            case .tcp, .serial: continue
            case .udp: maskText(&bytes)
            case .report: maskReport(&bytes, &keyboard)
            case .endpoint: if portWire == nil { mask.replace(&bytes, 0..<bytes.count) }
            case .feature, .control: continue
            }
            entries[place] = Tape.Entry(
                entries[place].time_us, .transfer(.in, channel, bytes), line: entries[place].line)
        }
        // What the gateway sends is commands, but for labels that it hands back.
        for place in entries.indices {
            guard case .transfer(.out, let channel, var bytes) = entries[place].event else { continue }
            maskEchoes(&bytes)
            entries[place] = Tape.Entry(
                entries[place].time_us, .transfer(.out, channel, bytes), line: entries[place].line)
        }
        return Tape(
            family: tape.family, transport: tape.transport, maker: tape.maker, isMasked: true, entries: entries,
            expected: isKeyboard
                ? []
                : tape.expected.map { expectation in
                    guard case .label(var label, let symbology) = expectation else { return expectation }
                    mask.replace(&label, 0..<label.count)
                    return .label(label, symbology)
                })
    }

    /// What keys become differs from press to press: nobody can say what is read of them.
    private var isKeyboard: Bool { if case .usbKeyboard = profile.kind { true } else { false } }

    /// How a serial port on the USB bus packs its text.
    private var portWire: USBSerialWire? { if case .usbSerial(let family) = profile.kind { family.wire } else { nil } }

    private mutating func maskEchoes(_ bytes: inout [UInt8]) {
        var place = 0
        while let start = bytes[place...].firstIndex(where: { $0.isOfWord }) {
            let end = bytes[start...].firstIndex { !$0.isOfWord } ?? bytes.count
            if end - start >= 6, let other = mask.earlier(Array(bytes[start..<end])) {
                bytes.replaceSubrange(start..<end, with: other)
            }
            place = end
        }
    }

    // MARK: Streams

    /// Masks each connection's bytes as one text, wherever they were cut.
    private mutating func maskStreams(_ entries: inout [Tape.Entry]) {
        var places: [Int] = []
        for place in entries.indices {
            if !text(in: entries[place].event).isEmpty { places.append(place) }
            if entries[place].event == .connect || entries[place].event == .plug || place == entries.count - 1 {
                maskStream(&entries, places)
                places = []
            }
        }
    }

    /// What an event adds to its connection's text.
    private func text(in event: Tape.Event) -> ArraySlice<UInt8> {
        guard case .transfer(.in, let channel, let bytes) = event else { return [] }
        switch channel {
        case .tcp, .serial: return bytes[...]
        case .endpoint: return portWire?.payload(of: bytes) ?? []
        case .report, .feature, .control, .udp: return []
        }
    }

    private mutating func maskStream(_ entries: inout [Tape.Entry], _ places: [Int]) {
        var stream: [UInt8] = []
        for place in places { stream += text(in: entries[place].event) }
        maskText(&stream)
        var rest = stream[...]
        for place in places {
            guard case .transfer(let direction, let channel, var bytes) = entries[place].event else { continue }
            let part = text(in: entries[place].event)
            bytes.replaceSubrange(part.startIndex..<part.endIndex, with: rest.prefix(part.count))
            rest = rest.dropFirst(part.count)
            entries[place] = Tape.Entry(
                entries[place].time_us, .transfer(direction, channel, bytes), line: entries[place].line)
        }
    }

    /// A text's telegrams, one after another, and what stands between them: half ones, and noise.
    private mutating func maskText(_ bytes: inout [UInt8]) {
        var place = 0
        if let framing = profile.dialect?.framing {
            for telegram in FramedTelegram.all(in: bytes, framing) {
                maskLoose(&bytes, place..<telegram.whole.lowerBound)
                maskTelegram(&bytes, telegram.content)
                telegram.repair(&bytes)
                place = telegram.whole.upperBound
            }
        }
        maskLoose(&bytes, place..<bytes.count)
    }

    /// What is no telegram of the family may still hold some, of another framing.
    private mutating func maskLoose(_ bytes: inout [UInt8], _ range: Range<Int>) {
        var place = range.lowerBound
        while place < range.upperBound {
            if let frame = ColaFrame(bytes[place..<range.upperBound]) {
                if !isAnswer(bytes[frame.payload]) {
                    mask.replace(&bytes, frame.payload)
                    bytes[frame.payload.upperBound] = bytes[frame.payload].reduce(0, ^)
                }
                place = frame.payload.upperBound + 1
                continue
            }
            guard !Self.ends.contains(bytes[place]) else {
                place += 1
                continue
            }
            let end = bytes[place..<range.upperBound].firstIndex { Self.ends.contains($0) } ?? range.upperBound
            maskTelegram(&bytes, place..<end)
            place = end
        }
    }

    /// What parts telegrams from one another in any framing.
    private static var ends: Set<UInt8> { [0x02, 0x03, 0x0A, 0x0D] }

    private mutating func maskTelegram(_ bytes: inout [UInt8], _ range: Range<Int>) {
        let telegram = bytes[range]
        if isTalk(telegram) { return }
        // Where the family says where labels stand, nothing else is one.
        if let dialect = profile.dialect, dialect.telegram != nil || dialect.code != nil,
            let labels = dialect.labels(in: telegram)
        {
            for label in labels {
                if label.isBase64 { maskBase64(&bytes, label.range) } else { mask.replace(&bytes, label.range) }
            }
            return
        }
        if isAnswer(telegram) { return maskPushedResult(&bytes, range) }
        maskCodes(&bytes, range)
    }

    private mutating func maskCodes(_ bytes: inout [UInt8], _ range: Range<Int>) {
        var rest = bytes[range]
        while !rest.isEmpty {
            let part = profile.dialect?.separator.map { rest.part(before: $0) } ?? rest
            rest = rest.dropFirst(part.count + (profile.dialect?.separator?.count ?? 0))
            if isToken(part) { continue }
            // The symbology identifier before a code is no part of it.
            let hasSymbology = part.count >= 3 && part.first == 0x5D
            mask.replace(&bytes, (hasSymbology ? part.startIndex + 3 : part.startIndex)..<part.endIndex)
        }
    }

    /// Base64 keeps its length, padded or not.
    private mutating func maskBase64(_ bytes: inout [UInt8], _ range: Range<Int>) {
        guard var codes = Base64Text.decode(bytes[range]) else { return mask.replace(&bytes, range) }
        maskCodes(&codes, 0..<codes.count)
        bytes.replaceSubrange(range, with: Base64Text.encode(codes).prefix(range.count))
    }

    /// A text that says that nothing was read, or that the device lives.
    private func isToken(_ text: ArraySlice<UInt8>) -> Bool {
        guard let dialect = profile.dialect else { return false }
        return dialect.saysNoRead(text) || dialect.heartbeat.contains(Array(text))
    }

    /// What the device says when it is asked, and by what it complains.
    private func isTalk(_ telegram: ArraySlice<UInt8>) -> Bool {
        guard let dialect = profile.dialect else { return false }
        if dialect.complaints.contains(where: { $0.pattern.matches(telegram) }) { return true }
        guard case .text(let family) = profile.kind else { return false }
        if family.conversation.packIndex?.request.matches(telegram) == true { return true }
        if family.conversation.poll?.answer.matches(telegram) == true { return true }
        if family.conversation.identity.contains(where: { $0.answer.matches(telegram) }) { return true }
        return family.conversation.onConnect.contains { $0.expected?.matches(telegram) == true }
    }

    /// An answer to a command: Keyence's, CoLa's, DMCC's, Omron's.
    private func isAnswer(_ telegram: ArraySlice<UInt8>) -> Bool {
        let heads = ["OK,", "ER,", "sAN ", "sRA ", "sWA ", "sEA ", "sFA ", "sMA", "||", "<K"]
        return heads.contains { telegram.starts(with: $0.utf8) }
    }

    /// DMCC with answers switched on: `||checksum:id[1]` and the label in base64.
    private mutating func maskPushedResult(_ bytes: inout [UInt8], _ range: Range<Int>) {
        guard bytes[range].starts(with: "||".utf8), let close = bytes[range].firstIndex(of: 0x5D),
            close >= 2, bytes[close - 1] == 0x31, bytes[close - 2] == 0x5B
        else { return }
        maskBase64(&bytes, (close + 1)..<range.upperBound)
    }

    // MARK: Reports

    private mutating func maskReport(_ bytes: inout [UInt8], _ keyboard: inout KeyMask) {
        switch profile.kind {
        case .usbKeyboard: keyboard.mask(&bytes, &random)
        case .usbPointOfSale(let family):
            guard bytes.count > 5 else { return mask.replace(&bytes, 0..<bytes.count) }
            // Behind the symbology identifier, where there is one, up to where the length says.
            let hasSymbology = bytes[2] == 0x5D
            let start = hasSymbology ? 5 : family.fallback?.dataAt ?? 2
            let end = min(bytes.count, start + (family.fallback?.dataSize ?? 56), start + Int(bytes[1]))
            mask.replace(&bytes, min(start, end)..<max(start, end))
        default: maskOtherReport(&bytes)
        }
    }

    /// IBM/OEM reports begin with their length, SNAPI's with 22 or 26.
    private mutating func maskOtherReport(_ bytes: inout [UInt8]) {
        guard bytes.count > 5 else { return }
        switch bytes[0] {
        case 0x22, 0x26: mask.replace(&bytes, 6..<bytes.count)
        // SNAPI's answers and events.
        case 0x21, 0x24, 0x25: break
        // A report id and a length.
        case 0x01, 0x02: mask.replace(&bytes, 2..<bytes.count)
        case 5...UInt8(min(bytes.count, 255)):
            let length = Int(bytes[0])
            let id = bytes[length - 1] == 0x0B ? 3 : bytes[length - 1] == 0 ? 4 : 1
            let end = max(4, length - id)
            // Table-top scanners send digits as numbers.
            let areNumbers = bytes[4..<end].allSatisfy { $0 <= 9 }
            if areNumbers { for place in 4..<end { bytes[place] += 0x30 } }
            mask.replace(&bytes, 4..<end)
            if areNumbers { for place in 4..<end { bytes[place] -= 0x30 } }
        default: break
        }
    }
}

/// Where a CoLa B frame's payload lies.
private struct ColaFrame {
    let payload: Range<Int>

    init?(_ bytes: ArraySlice<UInt8>) {
        guard bytes.count >= 9, bytes.prefix(4).allSatisfy({ $0 == 2 }) else { return nil }
        let start = bytes.startIndex + 8
        let length = bytes[(start - 4)..<start].reduce(0) { $0 << 8 | Int($1) }
        guard length > 0, length <= bytes.count - 9 else { return nil }
        payload = start..<(start + length)
    }
}

/// Other keys in the place of keys: letters for letters, digits for digits, another one at every press.
private struct KeyMask {
    private var held: [UInt8: UInt8] = [:]

    mutating func mask(_ report: inout [UInt8], _ random: inout some RandomNumberGenerator) {
        // Modifiers and a reserved byte come first in the boot protocol; a report id may stand before them.
        let start = min(report.count, report.count == 8 ? 2 : 3)
        let keys = report[start...]
        held = held.filter { keys.contains($0.key) }
        for place in start..<report.count {
            guard let range = Self.range(of: report[place]) else { continue }
            if held[report[place]] == nil {
                var other = report[place]
                while other == report[place] || held.values.contains(other) {
                    other = UInt8.random(in: range, using: &random)
                }
                held[report[place]] = other
            }
            report[place] = held[report[place]] ?? 0
        }
    }

    /// The keys of letters, of digits, and of the digits of the keypad.
    private static func range(of key: UInt8) -> ClosedRange<UInt8>? {
        switch key {
        case 0x04...0x1D: 0x04...0x1D
        case 0x1E...0x27: 0x1E...0x27
        case 0x59...0x62: 0x59...0x62
        default: nil
        }
    }
}
