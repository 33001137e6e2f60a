import Formats
import Parcels
import Testing

@Suite("The sorter's telegrams")
struct SorterCodecTests {
    private static let line = LineID("L1")

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    /// A telegram with the right length and check around sequence, type and body.
    private static func framed(_ rest: String) -> [UInt8] {
        let length = String(rest.utf8.count + 17)
        let telegram = "PG1" + String(repeating: "0", count: 4 - length.count) + length + rest
        let check = String(CRC32.of(Array(telegram.utf8)[...]), radix: 16, uppercase: true)
        return Array((telegram + String(repeating: "0", count: 8 - check.count) + check + "\r\n").utf8)
    }

    private static func fromGateway(_ bytes: [UInt8]) throws -> Numbered<ToSorter> {
        try SorterCodec.readFromGateway(bytes, line: try #require(line))
    }

    @Test func everyMessageOfTheSorterReadsBack() throws {
        var messages = SorterMessages("telegrams of the sorter")
        for round in 0..<4_500 {
            let sent = Numbered(sequence: messages.sequence(), telegram: try messages.fromSorter(round))
            let bytes = SorterCodec.write(sent)
            #expect(bytes.count <= SorterProtocol.sizeLimit)
            #expect(try SorterCodec.readFromSorter(bytes) == sent, "\(Self.text(bytes))")
        }
    }

    @Test func everyMessageOfTheGatewayReadsBack() throws {
        var messages = SorterMessages("telegrams of the gateway")
        for round in 0..<3_500 {
            let line = try messages.line()
            let sent = Numbered(sequence: messages.sequence(), telegram: try messages.toSorter(round, line: line))
            let bytes = SorterCodec.write(sent)
            #expect(bytes.count <= SorterProtocol.sizeLimit)
            #expect(try SorterCodec.readFromGateway(bytes, line: line) == sent, "\(Self.text(bytes))")
        }
    }

    @Test func everyFlippedBitIsRefused() throws {
        var messages = SorterMessages("telegrams with a flipped bit")
        let line = try #require(Self.line)
        for round in 0..<16 {
            let isSorters = round < 9
            let bytes =
                isSorters
                ? SorterCodec.write(Numbered(sequence: messages.sequence(), telegram: try messages.fromSorter(round)))
                : SorterCodec.write(
                    Numbered(sequence: messages.sequence(), telegram: try messages.toSorter(round - 9, line: line)))
            for bit in 0..<(bytes.count * 8) {
                var flipped = bytes
                flipped[bit / 8] ^= 1 << UInt8(bit % 8)
                if isSorters {
                    #expect(throws: TelegramFault.self, "bit \(bit) of \(Self.text(bytes))") {
                        try SorterCodec.readFromSorter(flipped)
                    }
                } else {
                    #expect(throws: TelegramFault.self, "bit \(bit) of \(Self.text(bytes))") {
                        try Self.fromGateway(flipped)
                    }
                }
            }
        }
    }

    @Test func cutOffOrLengthenedTelegramsAreRefused() throws {
        let bytes = SorterCodec.write(Numbered(sequence: 1, telegram: FromSorter.stopped(.ordered)))
        for count in 0..<bytes.count {
            #expect(throws: TelegramFault.self) { try SorterCodec.readFromSorter(Array(bytes.prefix(count))) }
        }
        for extra in [[UInt8(10)], [13, 10], [48]] {
            #expect(throws: TelegramFault.self) { try SorterCodec.readFromSorter(bytes + extra) }
        }
    }

    @Test func theBytesAreThoseOfTheDocument() throws {
        let hello = FromSorter.hello(
            SorterHello(
                line: try #require(Self.line), epoch: 7, encoder: EncoderCount(123_456), time_ms: 987_654,
                defaultExit: 1,
                exits: 2))
        #expect(
            Self.text(SorterCodec.write(Numbered(sequence: 1, telegram: hello)))
                == "PG10067000001HIL1      0000000007000012345600009876540102AE411C0B\r\n")
        let stopped = Self.text(SorterCodec.write(Numbered(sequence: 10, telegram: FromSorter.stopped(.heartbeatLost))))
        #expect(stopped == "PG10026000010SDHAC1D0290\r\n")
    }

    /// What is wrong, where, and what was expected there.
    @Test(arguments: [
        ("000001RQ00000000" + "0000000005", 15, "a track number from 1"),
        ("000001RQ0000000A" + "0000000005", 15, "8 digits, at most 4294967295"),
        ("000001RQ00000007" + "4294967296", 23, "10 digits, at most 4294967295"),
        ("000001RQ00000007" + "000000000", 23, "10 more bytes"),
        ("000001RQ00000007" + "00000000050", 33, "the end of the body"),
        ("000001SDQ", 15, "one of H, O, L, M, R"),
        ("000001LN010001X", 21, "one of F,-"),
        ("000001LN01", 17, "4 more bytes"),
        ("000001HIL1 A    " + "0000000001000000000200000000030102", 15, "a line's name"),
        ("000001HIl1      " + "0000000001000000000200000000030102", 15, "a line's name"),
        ("000001HI        " + "0000000001000000000200000000030102", 15, "a line's name"),
        ("000001PA00000007" + "00000000050000000001Z", 43, "one of A, E, U, X, D, M"),
        ("000000SDH", 7, "a sequence from 000001 to 999999"),
        ("00000ASDH", 7, "a sequence from 000001 to 999999"),
        ("000001ZZH", 13, "a type that a sorter sends"),
        ("000001HR" + "L1      0000000005", 13, "a type that a sorter sends"),
        ("000001sdH", 13, "a type that a sorter sends"),
    ])
    func faultsInTheSortersFieldsNameByteAndExpectation(rest: String, at: Int, expected: String) {
        let fault = #expect(throws: TelegramFault.self) { try SorterCodec.readFromSorter(Self.framed(rest)) }
        #expect(fault?.at == at)
        #expect(fault?.expected == expected)
        #expect(fault?.description == "telegram, byte \(at): expected \(expected)")
    }

    @Test(arguments: [
        (
            "000001PM00000007" + "0000000005" + "0000000001" + "00000000000000000077" + "Q" + "0000000005", 63,
            "one of E,T"
        ),
        (
            "000001PM00000007" + "0000000005" + "0000000001" + "18446744073709551616" + "E" + "0000000005", 43,
            "20 digits, at most 18446744073709551615"
        ),
        ("000001NP00000007X", 23, "one of H, P, U"),
        ("000001ICX", 15, "one of R, S, T"),
        ("000001IN00000007", 13, "a type that a gateway sends"),
    ])
    func faultsInTheGatewaysFieldsNameByteAndExpectation(rest: String, at: Int, expected: String) {
        let fault = #expect(throws: TelegramFault.self) { try Self.fromGateway(Self.framed(rest)) }
        #expect(fault?.at == at)
        #expect(fault?.expected == expected)
    }

    @Test func faultsOfTheFrameAreToldApart() {
        let good = Self.framed("000001SDH")
        func why(_ bytes: [UInt8]) -> FromSorter.Fault? {
            #expect(throws: TelegramFault.self) { try SorterCodec.readFromSorter(bytes) }?.why
        }
        func changed(_ place: Int, _ byte: UInt8) -> [UInt8] {
            var bytes = good
            bytes[place] = byte
            return bytes
        }
        #expect((try? SorterCodec.readFromSorter(good))?.telegram == .stopped(.heartbeatLost))
        #expect(why([]) == .length)
        #expect(why([UInt8](repeating: 48, count: 129)) == .length)
        #expect(why(changed(2, 0x32)) == .type)
        #expect(why(changed(6, 0x37)) == .length)
        #expect(why(changed(15, 0x4F)) == .check)
        #expect(why(changed(good.count - 3, UInt8(ascii: "g"))) == .check)
        #expect(why(changed(good.count - 1, 13)) == .length)
    }

    @Test func sequencesCountFromOneAndGoRound() {
        #expect(SorterProtocol.next(after: 1) == 2)
        #expect(SorterProtocol.next(after: 999_998) == 999_999)
        #expect(SorterProtocol.next(after: 999_999) == 1)
        #expect(SorterProtocol.next(after: .max) == 1)
    }
}
