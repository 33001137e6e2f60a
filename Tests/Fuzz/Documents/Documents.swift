import Formats
import Labels
import Parcels
import Passages
import Screening
import YAML

/// Files that people write: YAML, and in it drivers, policies, lists, rules and profiles of cameras. The first byte chooses; the bytes of a driver's
/// file are also what its device sends, and a document of rules is asked about a parcel.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzDocuments(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    guard let choice = input.first else { return 0 }
    let file = Array(input.dropFirst())
    do throws(YAMLError) {
        switch choice {
        case UInt8(ascii: "d"): run(try DriverFile.parse(file, file: "f"), sending: file)
        case UInt8(ascii: "p"): _ = try PolicyFile.parse(file, file: "f")
        case UInt8(ascii: "l"): try screen(.none, try ListFile.parse(file, file: "f", utcOffset_s: { _ in 25_200 }))
        case UInt8(ascii: "r"): try screen(try RuleFile.parse(file, file: "f"), .none)
        case UInt8(ascii: "c"): measure(try CameraProfileFile.parse(file, file: "f"))
        default: _ = try YAMLParser.parse(file, file: "f")
        }
    } catch {
        precondition(error.mark.line > 0 && error.mark.column > 0 && !error.expected.isEmpty && !error.found.isEmpty)
    }
    return 0
}

private func run(_ driver: DriverProfile, sending bytes: [UInt8]) {
    switch driver.kind {
    // Pictures have targets of their own: ImageFiles and LabelPixels.
    case .imageFolder: break
    case .text(let family):
        var framer = TextFramer(family.dialect.framing)
        for case .telegram(let telegram) in framer.take(bytes) { _ = family.dialect.meaning(of: telegram) }
        _ = framer.end()
        var dialogue = TextDialogue(family.dialect, family.conversation)
        _ = dialogue.connected(0)
        for (place, command) in ScannerCommand.allCases.enumerated() {
            let now = Int64(place) * 300_000_000
            _ = dialogue.take(bytes, now) + dialogue.tell(command, now) + dialogue.tick(now + 100_000_000)
        }
    case .usbKeyboard(let family):
        var decoder = KeyboardDecoder(family.habits)
        for size in 0...min(bytes.count, 80) { _ = decoder.take(bytes.suffix(size), now: Int64(size)) }
    case .usbOEM(let family): send(bytes, to: family.dialogue)
    case .usbSNAPI(let family): send(bytes, to: family.dialogue)
    case .usbSerial(let family):
        var framer = TextFramer(family.text.dialect.framing)
        _ = framer.take(Array(family.wire.payload(of: bytes)))
    case .usbPointOfSale(let family):
        guard var layout = family.fallback else { return }
        layout.vendorCodeAt = family.vendorCodeAt
        var decoder = PointOfSaleDecoder(
            layout: layout, answers: family.answers, vendorCodes: family.vendorCodes,
            partialLimit_ms: family.partialLimit_ms)
        for size in 0...min(bytes.count, 80) {
            _ = decoder.take([layout.reportID] + bytes.suffix(size), now: Int64(size))
        }
    }
}

/// What a profile says is written so that it is read again, and its camera is looked through.
private func measure(_ profile: CameraProfile) {
    guard let again = try? CameraProfileFile.parse(Array(profile.yaml.utf8), file: "f") else {
        preconditionFailure("a profile that cannot be read again")
    }
    precondition(again == profile)
    _ = (profile.readable, profile.belt.field(), profile.belt.cameraHeight_mm, profile.belt.tilt_deg)
    if let frames = profile.frames { _ = CameraWatch(frames) }
}

private func send(_ bytes: [UInt8], to dialogue: some ScannerDialogue) {
    var dialogue = dialogue
    for size in 0...min(bytes.count, 80) { _ = dialogue.take(bytes.suffix(size), now: Int64(size)) }
}

private func screen(_ rules: RuleDocument, _ lists: ListDocument) throws(YAMLError) {
    guard let line = LineID("L1"), let number = ParcelNumber(scheme: .s10, canonical: Array("EB123456785VN".utf8))
    else { return }
    let snapshot = try ScreeningSnapshot(
        rules: rules, rulesVersion: 1, lists: lists, listsVersion: 1, at: 1_800_000_000)
    let declaration = Declaration(
        number: number, service: "EMS", origin: "VN", destination: "VN",
        sender: Party(name: "Nguyễn Văn A", phone: PhoneNumber("0905000111"), address: "1 Lê Lợi"), receiver: Party(),
        contents: [ContentLine(description: "s.ú.n.g hơi", quantity: 2, hsCode: "9304")], weight_g: 120, length_mm: nil,
        value_vnd: 1_000_000, paymentOnDelivery_vnd: nil, office: "580000",
        source: ManifestReference(importNumber: 1, line: 2, version: 1, imported: 0))
    _ = (lists.keywords.findings(in: declaration.folded), lists.tested())
    _ = snapshot.screen(
        Subject(
            line: line, number: number, numbers: [number], declaration: declaration, length_mm: 300, now: 60_000_000_000
        ), History())
}
