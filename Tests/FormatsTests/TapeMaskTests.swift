import Formats
import Parcels
import TestSupport
import Testing

@Suite("Masked tapes") struct TapeMaskTests {
    private static let text = """
        family: f
        transport: tcp-text
        framing: {start: <STX>, end: <ETX>}
        separator: ";"
        no_read: [NoRead]
        heartbeat: [HB]
        reports: every-parcel
        """

    private func mask(
        _ driver: String, _ transport: Tape.Transport, _ events: [Tape.Event]
    ) throws -> [[UInt8]] {
        let layouts = [
            "us": try KeyboardLayoutFile.parse(Array("layout: us\ntitle: t\nkeys: {0x04: [a]}".utf8), file: "us")
        ]
        let profile = try DriverFile.parse(Array(driver.utf8), file: "driver.yaml", layouts: layouts)
        var mask = TapeMask(profile, random: SeededDice("mask"))
        let tape = Tape(
            family: "f", transport: transport, maker: .device(model: "d"), isMasked: false,
            entries: events.map { Tape.Entry(0, $0) })
        let masked = mask.mask(tape)
        #expect(masked.isMasked)
        return masked.entries.compactMap { if case .transfer(_, _, let bytes) = $0.event { bytes } else { nil } }
    }

    private func tcp(_ text: String, _ direction: Tape.Direction = .in) -> Tape.Event {
        .transfer(direction, .tcp, Array(text.utf8))
    }

    /// A letter as `A` or `a`, a digit as `9`, anything else as it is.
    private func shape(_ bytes: [UInt8]) -> String {
        String(
            decoding: bytes.map { byte -> UInt8 in
                switch byte {
                case 0x30...0x39: 0x39
                case 0x41...0x5A: 0x41
                case 0x61...0x7A: 0x61
                default: byte
                }
            }, as: UTF8.self)
    }

    @Test func aLabelIsReplacedInItsShapeAndItsCheckDigitIsRight() throws {
        let sent = "\u{2}EB000000014VN;8934563138165;]C0Nguyen Van-A 0912\u{3}"
        let found = try mask(Self.text, .tcp, [.connect, tcp(sent)])[0]
        #expect(shape(found) == "\u{2}AA999999999AA;9999999999999;]A9Aaaaaa Aaa-A 9999\u{3}")
        let parts = found.dropFirst().dropLast().split(separator: 0x3B).map { Array($0) }
        let number = try S10(parts[0])
        #expect(number.country == "VN" && number.service == "EB" && parts[0] != Array("EB000000014VN".utf8))
        #expect(SSCC.checkDigit(parts[1].dropLast().map { $0 - 48 }) == (parts[1].last ?? 0) - 48)
        #expect(parts[1] != Array("8934563138165".utf8))
        #expect(parts[2].starts(with: Array("]C0".utf8)))
        let words = String(decoding: parts[2].dropFirst(3), as: UTF8.self).split { " -".contains($0) }
        #expect(zip(words, ["Nguyen", "Van", "A", "0912"]).allSatisfy { String($0) != $1 })
    }

    @Test func aLabelThatIsCutIsOneLabelAndTheSameOneIsTheSameAgain() throws {
        let label = "\u{2}EB000000014VN\u{3}"
        let events = label.unicodeScalars.map { tcp(String($0)) }
        let found = try mask(Self.text, .tcp, [.connect] + events + [.disconnect, .connect, tcp(label)])
        #expect(found.dropLast().flatMap { $0 } == found.last)
        #expect((try? S10(Array(found.last?.dropFirst().dropLast() ?? []))) != nil)
    }

    @Test func whatIsNoLabelStays() throws {
        for text in [
            "\u{2}NoRead\u{3}", "\u{2}HB\u{3}", "OK,NUM,1,2,3,4,5\r", "\u{2}sAN mTCgateon 1\u{3}", "||0:7[0]DM370\r\n",
        ] {
            #expect(try mask(Self.text, .tcp, [.connect, tcp(text)])[0] == Array(text.utf8))
        }
        // A half telegram is not known to be none.
        #expect(try mask(Self.text, .tcp, [.connect, tcp("EB00000")])[0] != Array("EB00000".utf8))
    }

    @Test func whatTheGatewayHandsBackIsTheSameReplacement() throws {
        let found = try mask(
            Self.text, .tcp,
            [.connect, tcp("\u{2}EB000000014VN\u{3}"), tcp("\u{2}sMN track EB000000014VN\u{3}", .out)])
        #expect(found[1] == Array("\u{2}sMN track ".utf8) + found[0].dropFirst().dropLast() + [3])
    }

    @Test func colaBsCheckByteAndBase64FitAgain() throws {
        let payload = Array("sSN result EB000000014VN".utf8)
        let frame: [UInt8] = [2, 2, 2, 2, 0, 0, 0, UInt8(payload.count)] + payload + [payload.reduce(0, ^)]
        let found = try mask(Self.text, .tcp, [.connect, .transfer(.in, .tcp, frame)])[0]
        #expect(found.count == frame.count && found != frame)
        #expect(found.prefix(8).elementsEqual(frame.prefix(8)))
        #expect(found.last == found[8..<(8 + payload.count)].reduce(0, ^))
        // RFC 4648's own example, "foobar".
        let pushed = try mask(Self.text, .tcp, [.connect, tcp("||0:0[1]Zm9vYmFy\r\n")])[0]
        #expect(pushed.count == 18 && pushed.prefix(8).elementsEqual("||0:0[1]".utf8))
        #expect(!pushed.dropFirst(8).starts(with: "Zm9vYmFy".utf8))
        // "foob" without its padding keeps its length, and is another text of four letters.
        let bare = try mask(Self.text, .tcp, [.connect, tcp("||0:0[1]Zm9vYg\r\n")])[0]
        #expect(bare.count == 16 && bare[8..<14].allSatisfy { $0.isASCIILetterOrDigit } && bare[14...] == [13, 10])
    }

    @Test func onlyTheDataOfAReportAreReplaced() throws {
        let driver = """
            family: f
            transport: usb-hid-pos
            models: [{vendor: 1, name: x}]
            fallback: {report_id: 2, size: 64, length_at: 1, symbology_at: 2, data_at: 5, data_size: 56}
            """
        let label = Array("EB000000014VN".utf8)
        var report = [2, 13, 0x5D, 0x43, 0x30] + label + [UInt8](repeating: 0, count: 46)
        report[61] = 0x6A
        let found = try mask(driver, .usb, [.connect, .transfer(.in, .report, report)])[0]
        #expect(found.count == 64 && Array(found[5..<18]) != label && (try? S10(Array(found[5..<18]))) != nil)
        #expect(found[..<5] == report[..<5] && found[18...] == report[18...])
    }

    @Test func aTypedLabelIsAnotherAndEveryKeyComesUpAgain() throws {
        let driver =
            "family: f\ntransport: usb-keyboard\nmodels: [{vendor: 1, product: 2, name: x}]\nlayout: us\nend: [enter]"
        // A and B with both held at once, 1, then Enter.
        let keys: [[UInt8]] = [
            [2, 0, 4, 0, 0, 0, 0, 0], [2, 0, 4, 5, 0, 0, 0, 0], [2, 0, 5, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 0],
            [0, 0, 0x1E, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0x28, 0, 0, 0, 0, 0],
        ]
        let found = try mask(driver, .usb, [.connect] + keys.map { .transfer(.in, .report, $0) })
        #expect(found[0][2] == found[1][2] && found[1][3] == found[2][2] && found[1][2] != found[1][3])
        #expect(found[0][2] != 4 && (4...0x1D).contains(found[0][2]) && found[1][3] != 5)
        #expect(found[3] == keys[3] && found[5] == keys[5] && found[6] == keys[6])
        #expect(found[4][2] != 0x1E && (0x1E...0x27).contains(found[4][2]))
        #expect(found.map { $0[0] } == keys.map { $0[0] })
    }

    // MARK: Checks

    /// What a family's dialogue reads of a device's bytes.
    private func readings(_ framing: String, _ bytes: [UInt8]) throws -> [TextDialogue.Outcome] {
        let text = "family: f\ntransport: tcp-text\nframing: \(framing)\nno_read: [NoRead]\nreports: every-parcel"
        let profile = try DriverFile.parse(Array(text.utf8), file: "driver.yaml")
        guard case .text(let family) = profile.kind else { return [] }
        var dialogue = TextDialogue(family.dialect, family.conversation)
        _ = dialogue.connected(0)
        return dialogue.take(bytes, 1)
    }

    /// A telegram with a check: an LRC behind ETX over all, or a BCC in two digits before CR over the content.
    private static let checked: [(framing: String, telegram: @Sendable ([UInt8]) -> [UInt8])] = [
        (
            "{start: <STX>, end: <ETX>, check: {place: behind-end, over: [start, content, end]}}",
            { [2] + $0 + [3] + [$0.reduce(2 ^ 3, ^)] }
        ),
        (
            "{start: <STX>, end: [<ETX>, <CR><LF>], check: {place: behind-end, over: [content, end]}}",
            { [2] + $0 + [13, 10] + [$0.reduce(13 ^ 10, ^)] }
        ),
        (
            "{end: <CR>, check: {place: before-end, over: [content]}}",
            {
                let digits = String($0.reduce(0, ^), radix: 16)
                return $0 + (digits.count < 2 ? "0" + digits : digits).utf8 + [13]
            }
        ),
        (
            "{start: R, length_bytes: 1, check: xor}", { [0x52, UInt8($0.count)] + $0 + [$0.reduce(0, ^)] }
        ),
    ]

    @Test(arguments: checked.indices) func theCheckOverALabelFitsItsReplacement(number: Int) throws {
        let (framing, telegram) = Self.checked[number]
        var dice = SeededDice("checks \(number)")
        let labels = (0..<40).map { _ in
            // Of 65 to 70 bytes: where it says its length, the length is a letter.
            Array("EB000000014VN;".utf8) + (0..<52).map { _ in UInt8.random(in: 0x41...0x5A, using: &dice) }
        }
        let tokens = [Array("NoRead".utf8)]
        let stream = (labels + tokens).flatMap(telegram)
        let driver =
            "family: f\ntransport: tcp-text\nframing: \(framing)\nno_read: [NoRead]\nreports: every-parcel"
        // Cut as a network cuts.
        let cuts = [0, 1, 70, 71, 72, stream.count - 1, stream.count]
        let pieces = zip(cuts, cuts.dropFirst()).map { Tape.Event.transfer(.in, .tcp, Array(stream[$0..<$1])) }
        let masked = try mask(driver, .tcp, [.connect] + pieces).flatMap { $0 }
        #expect(masked.count == stream.count)
        let before = try readings(framing, stream), after = try readings(framing, masked)
        #expect(before.count == labels.count + 1 && after.count == before.count)
        for (one, other) in zip(before, after) {
            switch (one, other) {
            case (.codes(let one), .codes(let other)):
                #expect(one.count == other.count && one[0].label.count == other[0].label.count)
                #expect(one[0].label != other[0].label)
                #expect((try? S10(Array(other[0].label.prefix(13)))) != nil)
            default: #expect(one == .noRead && other == .noRead)
            }
        }
        // The check is one: with a wrong one there is no reading.
        var broken = telegram(labels[0])
        broken[20] ^= 1
        #expect(try readings(framing, broken) == [])
    }

    @Test func whatAPacketCountsAndWhatADeviceComplainsOfStay() throws {
        let port =
            "family: f\ntransport: usb-serial\npacking: symbol\nmodels: [{vendor: 1, product: 2, name: x}]\n"
            + "framing: {end: <CR>}\nreports: on-read"
        // The count of 65 bytes is a letter.
        let packet = [65] + [UInt8](repeating: 0x41, count: 64) + [13]
        let found = try mask(port, .usb, [.connect, .transfer(.in, .endpoint, packet)])[0]
        #expect(found.first == 65 && found.last == 13 && found.count == 66 && found != packet)
        let sent = Array("\u{2}FAULT 12 lens\u{3}".utf8)
        let complaining = Self.text + "\ncomplaints: [{pattern: 'FAULT [0-9]+ lens', means: dirty}]"
        #expect(try mask(complaining, .tcp, [.connect, .transfer(.in, .tcp, sent)])[0] == sent)
    }

    @Test func numbersOfATableTopScannerStayNumbersWithARightCheckDigit() throws {
        let driver =
            "family: f\ntransport: usb-oem\nmodels: [{vendor: 1, product: 2, name: x}]\nform: table-top"
        let digits = Array("5901234123457".utf8).map { $0 - 0x30 }
        let report = [0x12, 0, 3, 0] + digits + [0x16] + [UInt8](repeating: 0, count: 46)
        let found = try mask(driver, .usb, [.connect, .transfer(.in, .report, report)])[0]
        let other = Array(found[4..<17])
        #expect(other != digits && other.allSatisfy { $0 <= 9 })
        #expect(SSCC.checkDigit(Array(other.dropLast())) == other.last)
        #expect(found[..<4] == report[..<4] && found[17...] == report[17...])
    }

    @Test func onlyWhatTheFamilySaysIsALabelIsReplaced() throws {
        let driver = """
            family: f
            transport: tcp-text
            framing: {start: <STX>, end: <ETX>}
            telegram: '(?P<reader>[0-3][0-9]) (?P<codes>.*)'
            code: '(?P<label>[^|]+)[|](?P<symbology>[^|]+)[|](?P<angle>[0-9.]+)'
            separator: ";"
            no_read: [NoRead]
            complaints: [{pattern: 'TROUBLE [0-9]+', means: it is unwell}]
            reports: every-parcel
            """
        let sent = "\u{2}31 EB000000014VN|Code 128|12.5;NoRead;Ab1|QR|0\u{3}\u{2}TROUBLE 12\u{3}"
        let found = try mask(driver, .tcp, [.connect, tcp(sent)])[0]
        #expect(shape(found) == shape(Array(sent.utf8)) && found != Array(sent.utf8))
        let text = String(decoding: found, as: UTF8.self)
        #expect(text.hasPrefix("\u{2}31 EB") && text.contains("VN|Code 128|12.5;NoRead;"))
        #expect(text.hasSuffix("|QR|0\u{3}\u{2}TROUBLE 12\u{3}"))
        #expect(!text.contains("EB000000014VN") && !text.contains("Ab1|"))
        // What does not fit the family's pattern may be anything.
        let other = try mask(driver, .tcp, [.connect, tcp("\u{2}Nguyen Van A\u{3}")])[0]
        #expect(!String(decoding: other, as: UTF8.self).contains("Nguyen"))
    }

    // MARK: The families

    /// Every shipped tape of a device that sends text is read, after masking, as its masked expectations say.
    @Test func theShippedTapesOfTextAreStillReadWhenTheyAreMasked() throws {
        var played = 0
        for name in try TestFiles.names(in: "drivers") {
            guard let driver = try? TestFiles.content("drivers/\(name)/driver.yaml"),
                let profile = try? DriverFile.parse(driver, file: name), let dialect = profile.dialect
            else { continue }
            for file in try TestFiles.names(in: "drivers/\(name)/tapes") {
                let tape = try TapeFile.parse(try TestFiles.content("drivers/\(name)/tapes/\(file)"), file: file)
                var mask = TapeMask(profile, random: SeededDice("shipped"))
                let masked = mask.mask(tape)
                let read = read(masked, profile, dialect)
                let wanted: [[UInt8]] = masked.expected.map { expected in
                    switch expected {
                    case .label(let label, _): label
                    case .noRead: []
                    case .measured(let measured): Array("\(measured)".utf8)
                    }
                }
                #expect(!wanted.isEmpty && read == wanted, "\(name)/\(file)")
                #expect(masked.expected != tape.expected, "\(name)/\(file)")
                played += 1
            }
        }
        #expect(played >= 18)
    }

    /// The labels that are read of a tape; a no-read is an empty one, a measurement its words.
    private func read(_ tape: Tape, _ profile: DriverProfile, _ dialect: TextDialect) -> [[UInt8]] {
        var dialogue = TextDialogue(dialect)
        var wire: USBSerialWire?
        if case .usbSerial(let family) = profile.kind { wire = family.wire }
        var found: [[UInt8]] = []
        for (number, entry) in tape.entries.enumerated() {
            var outcomes: [TextDialogue.Outcome] = []
            switch entry.event {
            case .connect: outcomes = dialogue.connected(Int64(number))
            case .transfer(.in, let channel, let bytes):
                outcomes = dialogue.take(wire.map { Array($0.payload(of: bytes)) } ?? bytes, Int64(number))
                if channel == .udp { dialogue.endOfDatagram() }
            default: break
            }
            for outcome in outcomes {
                switch outcome {
                case .codes(let codes): found += codes.map(\.label)
                case .noRead: found.append([])
                case .measured(let measured, let codes):
                    found += codes.map { $0.isEmpty ? [[]] : $0.map(\.label) } ?? []
                    found.append(Array("\(measured)".utf8))
                default: break
                }
            }
        }
        return found
    }
}

extension UInt8 {
    fileprivate var isASCIILetterOrDigit: Bool {
        (0x30...0x39).contains(self) || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self)
    }
}
