import Formats
import Parcels
import Patterns
import Readings

/// A scanner while it is put into service; what it hears may be anything.
private let commissioning: Commissioning? = {
    let driver = """
        family: f
        transport: tcp-text
        reports: on-read
        framing: {end: <CR>}
        """
    let profile = try? DriverFile.parse(Array(driver.utf8), file: "driver.yaml")
    return profile.map { Commissioning(ScannerExpectation($0, layouts: [])) }
}()

/// A device that is set up, asked what it is, and polled.
private let talk: TextConversation = {
    let driver = """
        family: f
        transport: tcp-text
        reports: every-parcel
        framing: {end: <CR>}
        on_connect: [{send: A, expect: 'K.*', refused: 'W.*', limit_ms: 50, on_refusal: ignore}]
        identity:
          - {send: B, answer: 'M(?P<model>.*?)(?:,(?P<firmware>.*))?', refused: 'E.?', limit_ms: 50}
          - {send: C, answer: 'S(?P<maker>[^,]*),(?P<serial>(?s:.*))', limit_ms: 50}
        poll: {send: D, every_ms: 500, limit_ms: 50, answer: 'N(?P<ok>[0-9]+),(?P<trigger>[0-9]+)', wrap: 256}
        pack_index: {request: I, header: H, terminator: <CR>}
        """
    guard case .text(let family)? = (try? DriverFile.parse(Array(driver.utf8), file: "driver.yaml"))?.kind else {
        return TextConversation()
    }
    return family.conversation
}()

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
        separator: separator == 0 ? nil : [separator], hasSymbology: separator & 1 == 1)
    var whole = TextFramer(framing)
    var single = TextFramer(framing)
    // A label printer's answer is such a text too.
    if let status = ZPLStatus(stream) { precondition(status.troubles.count <= ZPLStatus.Trouble.allCases.count) }
    let pieces = whole.take(stream)
    precondition(pieces == stream.flatMap { single.take([$0]) })
    precondition(whole.end() == single.end())
    cut(stream, limit: Int(limit), choice: separator)
    var heard = 0
    for piece in pieces {
        switch piece {
        case .dropped(let dropped): precondition(dropped >= 0 && dropped <= stream.count)
        case .telegram(let telegram):
            precondition(telegram.count <= framing.sizeLimit)
            weigh(telegram)
            guard case .codes(let codes) = dialect.meaning(of: telegram) else { continue }
            precondition(
                !codes.isEmpty && codes.count <= TextDialect.codeLimit && codes.allSatisfy { !$0.label.isEmpty })
            heard += 1
            if heard <= 8 { hear(codes[0], stream) }
        }
    }
    return 0
}

/// A station that reads, weighs and measures.
private let station: TextDialect? = {
    let driver = """
        family: f
        transport: tcp-text
        reports: every-parcel
        framing: {end: <CR>}
        telegram: '(?P<codes>[^,]*),(?P<weight>[^,]*),(?P<length>[^,]*),(?P<width>[^,]*),(?P<height>[^,]*)'
        weight_unit: lb
        side_unit: m
        separator: ";"
        """
    guard case .text(let family)? = (try? DriverFile.parse(Array(driver.utf8), file: "driver.yaml"))?.kind else {
        return nil
    }
    return family.dialect
}()

/// Whatever a station says, what was measured is of a parcel's measure.
private func weigh(_ telegram: [UInt8]) {
    guard case .measured(let measured, let codes)? = station?.meaning(of: telegram) else { return }
    precondition(codes.map { $0.count <= TextDialect.codeLimit } ?? false)
    precondition(measured.weight_g.map { (1...ParcelMeasure.weightLimit_g).contains($0) } ?? true)
    for side in [measured.length_mm, measured.width_mm, measured.height_mm] {
        precondition(side.map { (1...ParcelMeasure.sideLimit_mm).contains($0) } ?? true)
    }
}

/// What becomes of a label on its way is found without a trap, however little it resembles one.
private func hear(_ code: TextCode, _ stream: [UInt8]) {
    guard var session = commissioning else { return }
    session.take(raw: stream)
    let found = session.take(code.label, code.symbology)
    precondition((found == nil) == (session.strangers == 1))
    precondition(session.findings.count <= CommissioningFinding.Code.allCases.count)
}

/// Framings that the input's own bytes cannot say: telegrams that tell their length, texts beside them, several ends; and the
/// dialogue over them.
private func cut(_ stream: [UInt8], limit: Int, choice: UInt8) {
    guard let beside = TextFraming.Delimited(start: [2], ends: [[3], [13, 3]]),
        let lines = TextFraming.Delimited(start: [], ends: [[13], [10], [59, 10]]),
        let checked = TextFraming.Delimited(
            start: choice & 2 == 0 ? [] : [2], ends: [[3], [13, 10]],
            check: BlockCheck(
                choice & 1 == 0 ? .behindEnd : .beforeEnd, coversStart: true, coversEnd: choice & 4 == 0)),
        let counted = TextFraming.Counted(start: [2, 2], lengthSize: choice & 1 == 0 ? 1 : 4, hasXOR: choice & 2 == 0)
    else { return }
    let kinds: [TextFraming.Kind] = [
        .counted(counted, beside: choice & 4 == 0 ? beside : nil), .delimited(lines), .datagram,
        .delimited(checked),
    ]
    guard let framing = TextFraming(kinds[Int(choice >> 3) % 4], sizeLimit: limit) else { return }
    if framing.kind != .datagram {
        var whole = TextFramer(framing)
        var single = TextFramer(framing)
        precondition(whole.take(stream) == stream.flatMap { single.take([$0]) })
        precondition(whole.end() == single.end())
    }
    var dialect = TextDialect(
        framing: framing, noRead: [[24]], heartbeat: [[72, 66]], separator: [59], hasSymbology: choice & 1 == 1)
    dialect.telegram = (try? BytePattern("(?:(?P<pack>[0-9]+)[|])?(?P<reader>[0-9]+) (?P<codes_base64>.*)"))
        .flatMap { TelegramGroups($0) }
    dialect.code = (try? BytePattern("(?P<label>.+?)(?:[|](?P<symbology>[^|]*)[|](?P<corners>[^|]*)[|](?P<angle>.*))?"))
        .flatMap { CodeGroups($0) }
    if choice & 64 == 0 { dialect.telegram = nil }
    var conversation = talk
    conversation.pulse = TextConversation.Pulse(limit_ms: 50, send: [5], period_ms: 20)
    var dialogue = TextDialogue(dialect, conversation)
    var now: Int64 = 0
    _ = dialogue.connected(now)
    for part in stride(from: 0, to: stream.count, by: 7) {
        now += 3_000_000
        for outcome in dialogue.take(Array(stream[part..<min(part + 7, stream.count)]), now) + dialogue.tick(now) {
            if case .codes(let codes) = outcome {
                precondition(!codes.isEmpty && codes.count <= TextDialect.codeLimit)
                precondition(codes.allSatisfy { !$0.label.isEmpty && ($0.facts?.corners.count ?? 0) <= 8 })
            }
            if case .identity(let identity) = outcome {
                let texts = [identity.maker, identity.model, identity.serial, identity.firmware].compactMap { $0 }
                precondition(!texts.isEmpty && texts.allSatisfy { $0.unicodeScalars.count <= DeviceIdentity.textLimit })
                precondition(texts.allSatisfy { $0.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F } })
            }
        }
        if let deadline = dialogue.deadline { precondition(deadline > now) }
    }
}
