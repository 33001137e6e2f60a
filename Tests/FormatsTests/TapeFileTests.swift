import Formats
import Parcels
import TestSupport
import Testing

@Suite struct TapeFileTests {
    private let head = "parcelgate tape 1\nfamily: text-tcp\ntransport: tcp\nmade-by: simulator seed 7\nmasked: no\n"

    private func parse(_ text: String) throws(TapeError) -> Tape {
        try TapeFile.parse(Array(text.utf8), file: "a.tape")
    }

    @Test func aTapeIsRead() throws {
        let tape = try parse(
            head + """
                # a remark

                0 connect
                15 in tcp "<STX>AB<LT>1<0x22><ETX>"
                15 out tcp 0602
                40 disconnect
                expect "AB" C0
                expect no-read

                """)
        #expect(tape.family == "text-tcp" && tape.transport == .tcp && !tape.isMasked)
        #expect(tape.maker == .simulator(seed: 7))
        #expect(
            tape.entries == [
                Tape.Entry(0, .connect, line: 8),
                Tape.Entry(15, .transfer(.in, .tcp, [2] + Array("AB<1\"".utf8) + [3]), line: 9),
                Tape.Entry(15, .transfer(.out, .tcp, [6, 2]), line: 10), Tape.Entry(40, .disconnect, line: 11),
            ])
        #expect(tape.expected == [.label(Array("AB".utf8), SymbologyIdentifier("C0")), .noRead])
    }

    @Test(arguments: [
        ("parcelgate tape 2", 1, 17), ("parcelgate tape 1\nfamily: A", 2, 9), ("parcelgate tape 1\nfamiliy: a", 2, 1),
        ("parcelgate tape 1\nfamily: a\ntransport: rs232", 3, 12),
        ("parcelgate tape 1\nfamily: a\ntransport: tcp\nmade-by: simulator 7", 4, 20),
        ("parcelgate tape 1\nfamily: a\ntransport: tcp\nmade-by: device X 1\nmasked: maybe", 5, 9),
        ("parcelgate tape 1", 2, 1),
    ]) func aHeadThatIsWrongIsNamedWithItsPlace(_ text: String, _ line: Int, _ column: Int) {
        expectFault(text, line, column)
    }

    @Test(arguments: [
        ("x connect", 6, 1), ("-1 connect", 6, 1), ("0 conect", 6, 3), ("0 in report 00", 6, 6), ("0 in tcp 0", 6, 10),
        ("0 in tcp 0G", 6, 11), ("0 in tcp", 6, 9), ("0 in tcp \"A", 6, 12), ("0 in tcp \"<STY>\"", 6, 11),
        ("0 in tcp \"\t\"", 6, 11), ("0 in tcp \"A\"B", 6, 13), ("5 connect\n4 disconnect", 7, 1),
        ("0 connect now", 6, 11), ("expect", 6, 7), ("expect \"\"", 6, 8), ("expect \"A\" C", 6, 12),
        ("expect no-read C0", 6, 16),
    ]) func aLineThatIsWrongIsNamedWithItsPlace(_ text: String, _ line: Int, _ column: Int) {
        expectFault(head + text, line, column)
    }

    private func expectFault(_ text: String, _ line: Int, _ column: Int) {
        do throws(TapeError) {
            _ = try parse(text)
            Issue.record("taken: \(text)")
        } catch {
            #expect(error.line == line && error.column == column, "\(error)")
            #expect(error.description.hasPrefix("a.tape:\(line):\(column): expected "))
        }
    }

    @Test func whatIsWrittenIsReadAgain() throws {
        var dice = SeededDice("tapes")
        for _ in 0..<200 {
            let transport = Tape.Transport.allCases[dice.below(4)]
            let channels = Tape.Channel.allCases.filter { $0.fits(transport) }
            let usb: [Tape.Event] = [.stall, .overflow, .unplug, .plug, .connect, .disconnect]
            var time: Int64 = 0
            let entries = (0..<dice.below(20)).map { place in
                time += Int64(dice.below(1_000_000))
                let bytes = (0..<dice.below(90)).map { _ in UInt8(dice.below(256)) }
                let event: Tape.Event =
                    dice.below(4) == 0
                    ? usb[dice.below(usb.count)]
                    : .transfer(dice.below(2) == 0 ? .in : .out, channels[dice.below(channels.count)], bytes)
                return Tape.Entry(time, event, line: 6 + place)
            }
            let label = (0...dice.below(40)).map { _ in UInt8(dice.below(256)) }
            let tape = Tape(
                family: "a-1", transport: transport,
                maker: dice.below(2) == 0 ? .simulator(seed: UInt64.max) : .device(model: "SICK CLV 650, Đà Nẵng"),
                isMasked: dice.below(2) == 0, entries: entries,
                expected: [.noRead, .label(label, SymbologyIdentifier("Q1")), .label(label, nil)])
            #expect(try parse(TapeFile.text(tape)) == tape)
        }
    }
}
