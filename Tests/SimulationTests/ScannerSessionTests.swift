import Formats
import Simulation
import Testing

/// Scripts, faults and tapes of simulated scanners.
@Suite("Sessions of simulated scanners") struct ScannerSessionTests {
    private let simulator = TextScanner(TextScanner.Habits(), over: .tcp)

    private func tape(_ script: String, _ faults: [String] = [], seed: UInt64 = 1) throws -> (Tape, ScannerSession) {
        var all = ScannerFaults()
        for fault in faults {
            let isTaken = all.add(fault)
            #expect(isTaken)
        }
        let script = try ScannerScript(Array(script.utf8), file: "s", for: simulator, over: .tcp)
        let session = ScannerSession(simulator, over: .tcp, script, faults: all, seed: seed)
        return (TapeMaker.tape(of: session, family: "text-tcp", seed: seed), session)
    }

    private func sent(_ tape: Tape) -> [UInt8] {
        tape.entries.flatMap { entry in
            if case .transfer(.in, _, let bytes) = entry.event { bytes } else { [UInt8]() }
        }
    }

    @Test func theSameSeedMakesTheSameTape() throws {
        let faults = ScannerFaults.names
        let (one, _) = try tape("random 60", faults, seed: 9)
        #expect(try tape("random 60", faults, seed: 9).0 == one)
        #expect(try tape("random 60", faults, seed: 10).0.entries != one.entries)
    }

    @Test func splittingChangesNoByte() throws {
        let (whole, _) = try tape("random 20")
        let (split, _) = try tape("random 20", ["split=1"])
        #expect(whole.expected.count == 20 && split.entries.count > whole.entries.count)
        // The seed's numbers are drawn between the cuts: compared is what each says that it is.
        #expect(sent(split).count == sent(whole).count)
        #expect(sent(split).split(separator: 2).map { $0.dropLast() } == split.expected.map { label($0)[...] })
    }

    private func label(_ expectation: Tape.Expectation) -> [UInt8] {
        if case .label(let label, _) = expectation { label } else { [] }
    }

    @Test func eachFaultHappensAndSaysWhatCanBeExpected() throws {
        let (dropped, _) = try tape("random 90", ["drop=3"])
        #expect((40...80).contains(dropped.expected.count))
        #expect(sent(dropped).count { $0 == 2 } == dropped.expected.count)
        let (twice, _) = try tape("random 90", ["duplicate=3"])
        #expect(twice.expected.count > 100 && sent(twice).count { $0 == 2 } == twice.expected.count)
        let (flooded, _) = try tape("random 90", ["flood=3"])
        #expect(flooded.expected.isEmpty && sent(flooded).count { $0 == 2 } > 500)
        let (corrupt, _) = try tape("scan EB000000014VN", ["corrupt=1"])
        #expect(corrupt.expected.isEmpty && sent(corrupt) != [2] + Array("EB000000014VN".utf8) + [3])
        #expect(sent(corrupt).count == 15)
        let (half, _) = try tape("random 90", ["half=3"])
        #expect(half.entries.count { $0.event == .disconnect } == 90 - half.expected.count)
        let (wrong, _) = try tape("scan EB000000014VN", ["wrong-mode=1"])
        #expect(wrong.expected.isEmpty && sent(wrong) == Array("EB000000014VN\n".utf8))
        let (late, _) = try tape("random 90", ["delay=50"])
        #expect(late.entries.last.map { (1_000_000...4_500_000).contains($0.time_us) } == true)
    }

    @Test(arguments: ["dro", "drop=", "drop=0", "drop=x", "delay=-1", ""])
    func aFaultThatIsNoneIsRefused(_ word: String) {
        var faults = ScannerFaults()
        let isTaken = faults.add(word)
        #expect(!isTaken)
        #expect(faults == ScannerFaults())
    }

    @Test func aScriptIsPlayed() throws {
        let (tape, _) = try tape(
            """
            scan AB + "C<GS>D" qr + EF
              # a remark
            no-read
            wait 5
            raw "<STX>HB<ETX>"
            expect no-read
            disconnect
            connect
            await tcp 06
            """)
        #expect(sent(tape) == [2] + Array("AB;C\u{1D}D;EF".utf8) + [3, 2] + Array("NoRead".utf8) + [3, 2, 72, 66, 3])
        #expect(tape.expected.count == 5)
        #expect(tape.entries.suffix(3).map(\.event) == [.disconnect, .connect, .transfer(.out, .tcp, [6])])
        #expect(tape.entries.last?.time_us == 5_000)
    }

    @Test(arguments: [
        ("scn A", 1, 1), ("scan", 1, 5), ("scan A codex", 1, 8), ("scan A qr B", 1, 11), ("scan A + ", 1, 9),
        ("\nscan \"A<STX>B\"", 2, 6), ("wait -1", 1, 6), ("unplug", 1, 1), ("await report 00", 1, 7),
        ("random 0", 1, 8), ("no-read now", 1, 9),
    ]) func aScriptThatIsWrongIsNamedWithItsPlace(_ text: String, _ line: Int, _ column: Int) {
        do throws(TapeError) {
            _ = try ScannerScript(Array(text.utf8), file: "s", for: simulator, over: .tcp)
            Issue.record("taken: \(text)")
        } catch {
            #expect(error.line == line && error.column == column, "\(error)")
        }
    }

    @Test func whatTheGatewaySaysIsFoundInItsOrder() {
        let tcp = { (text: String) in ScannerTransfer(.tcp, Array(text.utf8)) }
        var heard = HeardFromGateway()
        func take(_ wanted: ScannerTransfer, anywhere: Bool = false) -> HeardFromGateway.Match {
            heard.take(wanted, anywhere: anywhere)
        }
        heard.add(tcp("LO"))
        #expect(take(tcp("LON\r")) == .notYet)
        heard.add(tcp("N\rNUM\r"))
        #expect(take(tcp("LON\r")) == .yes)
        #expect(take(tcp("LOFF\r")) == .no(tcp("NUM\r")))
        #expect(take(tcp("M\r"), anywhere: true) == .yes)
        #expect(heard.rest == [])
        heard.add(ScannerTransfer(.report, [0x11, 0, 0]))
        #expect(take(ScannerTransfer(.feature, [0x11])) == .no(ScannerTransfer(.report, [0x11, 0, 0])))
        #expect(take(ScannerTransfer(.report, [0x11])) == .yes)
    }
}
