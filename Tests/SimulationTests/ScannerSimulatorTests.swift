import Formats
import Simulation
import Testing

/// A simulated scanner that expectations may speak to.
private final class Desk {
    private var simulator: any ScannerSimulator

    init(_ simulator: any ScannerSimulator) { self.simulator = simulator }

    func scan(_ codes: [SimulatedCode]) -> [ScannerTransfer] { simulator.scan(codes) }
    func noRead() -> [ScannerTransfer] { simulator.noRead() }
    func hear(_ transfer: ScannerTransfer) -> [ScannerTransfer] { simulator.hear(transfer) }
    func reset() { simulator.reset() }
}

/// Simulated scanners against the test vectors of the makers' documents, byte by byte.
@Suite("Simulated scanners") struct ScannerSimulatorTests {
    private func scan(_ name: String, _ label: String, _ symbology: SimulatedCode.Symbology = .code128) -> [[UInt8]] {
        let simulator = Self.simulator(name)
        // Scanners that wait to be enabled are enabled.
        _ = simulator.hear(ScannerTransfer(.report, [0x11] + [UInt8](repeating: 0, count: 10)))
        return simulator.scan([SimulatedCode(Array(label.utf8), symbology)]).map(\.bytes)
    }

    private static func simulator(_ name: String, answers: Bool = false) -> Desk {
        var options = ScannerCatalogue.Options()
        options.answers = answers
        guard let entry = ScannerCatalogue.all.first(where: { $0.name == name }) else {
            Issue.record("no simulator \(name)")
            return Desk(SNAPIScanner())
        }
        return Desk(entry.simulator(options))
    }

    private func filled(_ bytes: [UInt8]) -> [UInt8] { bytes + [UInt8](repeating: 0, count: 64 - bytes.count) }

    @Test func honeywellsLabelOfSixtyBytesComesInTwoReports() {
        let label = String(repeating: "A", count: 56) + "WXYZ"
        let reports = scan("hid-pos-honeywell", label, .qr)
        #expect(
            reports == [
                [0x02, 0x38, 0x5D, 0x51, 0x31] + Array(label.utf8.prefix(56)) + [0x73, 0x00, 0x01],
                [0x02, 0x04, 0x5D, 0x51, 0x31] + Array("WXYZ".utf8) + [UInt8](repeating: 0, count: 52)
                    + [0x73, 0x00, 0x00],
            ])
    }

    @Test func honeywellsAnswerIsTheDocumentedOne() {
        let simulator = Self.simulator("hid-pos-honeywell")
        let command: [UInt8] = [0xFD, 0x0F, 0x16, 0x4D, 0x0D] + Array("REVINF.".utf8)
        let answer = simulator.hear(ScannerTransfer(.report, command)).first?.bytes ?? []
        #expect(Array(answer.prefix(13)) == [0x02, 0x08, 0x5D, 0x5A, 0x36] + Array("REVINF".utf8) + [0x06, 0x2E])
        #expect(Array(answer.suffix(3)) == [0x36, 0x00, 0x00])
    }

    @Test func newlandsDataBeginAtTwo() {
        #expect(scan("hid-pos-newland", "AB") == [filled([0x02, 0x02, 0x41, 0x42])])
    }

    @Test func oemsReportsAreTheDocumentedOnes() {
        let ean = Array("5901234123457".utf8)
        #expect(scan("oem-hand-held", "5901234123457", .ean13) == [filled([0x12, 0x00, 0x03, 0x00] + ean + [0x16])])
        #expect(
            scan("oem-table-top", "5901234123457", .ean13)
                == [filled([0x12, 0x00, 0x03, 0x00] + ean.map { $0 - 0x30 } + [0x16])])
        let code128: [UInt8] = [0x0A, 0x00, 0x03, 0x00, 0x41, 0x42, 0x43, 0x00, 0x18, 0x0B]
        #expect(scan("oem-table-top", "ABC") == [filled(code128)])
        let long = scan("oem-hand-held", String(repeating: "7", count: 60))
        #expect(long.map { $0[0] } == [64, 10] && Array(long[0].suffix(3)) == [0x10, 0x18, 0x0B])
    }

    @Test func oemsScannerReadsOnceItIsEnabled() {
        let simulator = Self.simulator("oem-hand-held")
        let code = [SimulatedCode(Array("1".utf8))]
        #expect(simulator.scan(code) == [])
        let answer = simulator.hear(ScannerTransfer(.report, [0x11] + [UInt8](repeating: 0, count: 10)))
        #expect(answer.map(\.bytes) == [filled([0x04, 0x00, 0x03, 0x00])])
        #expect(simulator.scan(code).count == 1)
        simulator.reset()
        #expect(simulator.scan(code) == [])
    }

    @Test func snapisPartsWaitForTheirAcknowledgement() {
        let simulator = Self.simulator("snapi")
        let label = Array((0..<100).map { UInt8($0) })
        let first = simulator.scan([SimulatedCode(label, .pdf417)])
        #expect(first.map(\.bytes) == [[0x22, 2, 0, 58, 17, 0] + Array(label.prefix(58))])
        #expect(
            simulator.hear(ScannerTransfer(.report, [0x04, 0])).map { Array($0.bytes.prefix(3)) } == [[0x21, 4, 1]])
        let second = simulator.hear(ScannerTransfer(.report, [0x01, 0x22, 0x01, 0x00]))
        #expect(second.map(\.bytes) == [filled([0x22, 2, 1, 42, 17, 0] + Array(label.suffix(42)))])
        #expect(scan("snapi", "5901234123457", .ean13)[0].prefix(6) == [0x22, 0x01, 0x00, 0x0D, 0x0B, 0x00])
    }

    @Test func serialFramingsOverUSBAreThoseOfTheKernelsDrivers() {
        #expect(scan("usb-serial-symbol", "AB") == [[3, 0x41, 0x42, 13]])
        #expect(scan("usb-serial-opticon", "AB") == [[0, 0, 0x41, 0x42, 13]])
        #expect(scan("usb-serial-metrologic", "AB") == [[0x41, 0x42, 13]])
        #expect(scan("usb-serial-cdc", String(repeating: "A", count: 64)).map(\.count) == [64, 1])
    }

    @Test func colaBAnswersInItsOwnFrame() {
        let simulator = Self.simulator("cola-b")
        let payload = Array("sMN mTCgateon".utf8)
        let command: [UInt8] = [2, 2, 2, 2, 0, 0, 0, 0x0D] + payload + [payload.reduce(0, ^)]
        let expected = Array("sAN mTCgateon 1".utf8)
        // In two pieces, as TCP may bring it.
        #expect(simulator.hear(ScannerTransfer(.tcp, Array(command.prefix(9)))) == [])
        let answer = simulator.hear(ScannerTransfer(.tcp, Array(command.dropFirst(9))))
        #expect(answer.map(\.bytes) == [[2, 2, 2, 2, 0, 0, 0, 15] + expected + [expected.reduce(0, ^)]])
    }

    @Test func cognexIsSilentUntilItIsTold() {
        let simulator = Self.simulator("cognex")
        func say(_ text: String) -> [String] {
            simulator.hear(ScannerTransfer(.tcp, Array(text.utf8))).map { String(decoding: $0.bytes, as: UTF8.self) }
        }
        #expect(say("||>NONSENSE\r\n") == [])
        #expect(simulator.scan([SimulatedCode(Array("AB".utf8))]).map(\.bytes) == [Array("AB\r\n".utf8)])
        #expect(say("||>SET COM.DMCC-RESPONSE 1\r\n") == ["||0:0[0]\r\n"])
        #expect(say("||0:7>GET DEVICE.TYPE\r\n||>NONSENSE\r\n") == ["||0:7[0]DM370\r\n", "||0:0[101]\r\n"])
        // Base64 of RFC 4648's examples.
        let texts = ["f": "Zg==", "fo": "Zm8=", "foo": "Zm9v", "foobar": "Zm9vYmFy"]
        for (text, coded) in texts {
            let sent = simulator.scan([SimulatedCode(Array(text.utf8))]).map {
                String(decoding: $0.bytes, as: UTF8.self)
            }
            #expect(sent == ["||0:0[1]\(coded)\r\n"])
        }
    }

    @Test func datalogicHandsThePacksIndexBack() {
        let simulator = Self.simulator("datalogic-ds")
        func say(_ text: String) -> [String] {
            simulator.hear(ScannerTransfer(.tcp, Array(text.utf8))).map { String(decoding: $0.bytes, as: UTF8.self) }
        }
        func sent(_ transfers: [ScannerTransfer]) -> [String] {
            transfers.map { String(decoding: $0.bytes, as: UTF8.self) }
        }
        let code = [SimulatedCode(Array("AB".utf8)), SimulatedCode(Array("C".utf8))]
        // An index that nobody asked for, and what is no index, are discarded.
        #expect(say("\u{2}A\u{3}7\r") == [])
        #expect(sent(simulator.scan(code)) == ["\u{2}INDEX\u{3}\r\n"])
        #expect(say("x\r1") == [] && say("2\r") == ["\u{2}12|01 AB;C\u{3}\r\n"])
        // Without an index in time the result goes without.
        _ = simulator.noRead()
        #expect(sent(simulator.scan(code)) == ["\u{2}\u{18}\u{3}\r\n", "\u{2}INDEX\u{3}\r\n"])
        #expect(say("3\r") == ["\u{2}3|02 AB;C\u{3}\r\n"])
    }

    @Test func keyenceCountsItsReads() {
        let simulator = Self.simulator("keyence")
        _ = simulator.scan([SimulatedCode(Array("1".utf8))])
        _ = simulator.scan([SimulatedCode(Array("2".utf8))])
        #expect(simulator.noRead().map(\.bytes) == [Array("ERROR\r".utf8)])
        func say(_ text: String) -> [String] {
            simulator.hear(ScannerTransfer(.tcp, Array(text.utf8))).map { String(decoding: $0.bytes, as: UTF8.self) }
        }
        #expect(say("LON\rNUM\r") == ["OK,NUM,2,1,0,2,3\r"])
        #expect(say("half\u{1B}FOO\r") == ["ER,FOO,00\r"])
    }

    @Test func aTypedLabelHasEveryKeyUpAgain() {
        let reports = scan("keyboard", "A1")
        #expect(
            reports == [
                [2, 0, 0x04, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0x1E, 0, 0, 0, 0, 0],
                [0, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0x28, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 0],
            ])
    }
}
