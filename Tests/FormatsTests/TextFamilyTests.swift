import Formats
import Foundation
import Parcels
import TestSupport
import Testing

/// The makers' protocols, as the shipped families say them, under the documented layouts.
@Suite("Families of fixed readers")
struct TextFamilyTests {
    private static func family(_ name: String) throws -> DriverProfile.TextFamily {
        let path = TestFiles.root + "/drivers/\(name)/driver.yaml"
        let content = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        guard case .text(let family) = try DriverFile.parse(content, file: path).kind else { throw NoText() }
        return family
    }

    private struct NoText: Error {}

    /// Talks to a device: what it says by hand, and what comes of it in words.
    private struct Talk {
        var dialogue: TextDialogue
        var sent: [[UInt8]] = []

        init(_ name: String) throws {
            let family = try TextFamilyTests.family(name)
            dialogue = TextDialogue(family.dialect, family.conversation)
            _ = take(dialogue.connected(0))
        }

        private static func text(_ measured: ParcelMeasure) -> String {
            let sides = [measured.length_mm, measured.width_mm, measured.height_mm].map { $0.map { "\($0)" } ?? "–" }
            return "\(measured.weight_g ?? 0) g " + sides.joined(separator: "x") + " mm"
        }

        private mutating func take(_ outcomes: [TextDialogue.Outcome]) -> [String] {
            outcomes.compactMap { outcome in
                switch outcome {
                case .send(let bytes):
                    sent.append(bytes)
                    return nil
                case .codes(let codes):
                    return codes.map {
                        ($0.symbology.map { "\($0) " } ?? "") + String(decoding: $0.label, as: UTF8.self)
                    }
                    .joined(separator: "+")
                case .noRead: return "no read"
                case .measured(let measured, let codes):
                    let labels = codes?.map { String(decoding: $0.label, as: UTF8.self) }.joined(separator: "+")
                    return (labels.map { $0 + " " } ?? "") + Self.text(measured)
                case .ready: return "ready"
                case .identity(let identity):
                    return "is \(identity.model ?? "–") \(identity.firmware ?? "–")"
                case .heartbeat: return "heartbeat"
                case .counted: return "counted"
                case .trouble(let trouble): return "trouble \(trouble)"
                case .well: return "well"
                case .lost(let trouble): return "lost \(trouble)"
                }
            }
        }

        mutating func hears(_ bytes: [UInt8], at now: Int64 = 1_000_000_000) -> [String] {
            take(dialogue.take(bytes, now))
        }
        mutating func hears(_ text: String, at now: Int64 = 1_000_000_000) -> [String] {
            hears(Array(text.utf8), at: now)
        }
        mutating func waits(_ now: Int64) -> [String] { take(dialogue.tick(now)) }
        mutating func tells(_ command: ScannerCommand, _ now: Int64 = 2_000_000_000) {
            _ = take(dialogue.tell(command, now))
        }
        var lastSent: String { String(decoding: sent.last ?? [], as: UTF8.self) }
    }

    private static func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }

    @Test func aStationThatReadsWeighsAndMeasures() throws {
        var talk = try Talk("dws-text-tcp")
        #expect(
            talk.hears("\u{2}EB123456785VN;KHO-1,1.2504,310,220,90\u{3}\u{2}NoRead,12.5,600.4,,0\u{3}\u{2}HB\u{3}")
                == ["EB123456785VN+KHO-1 1250 g 310x220x90 mm", " 12500 g 600x–x– mm", "heartbeat"])
        // What is no number above zero, or of no parcel's measure, is not measured; the label counts all the same.
        for nothing in [",,,", "0,0,0,0", "----,--,--,--", "-1,-1,-1,-1", "1000.001,20001,1e9,inf"] {
            #expect(talk.hears("\u{2}EB123456785VN,\(nothing)\u{3}") == ["EB123456785VN"], "\(nothing)")
        }
        #expect(talk.hears("\u{2}NoRead,,,,\u{3}\u{2}NoRead\u{3}") == ["no read", "no read"])
        #expect(talk.hears("\u{2}EB123456785VN,1.25\u{3}").isEmpty)
    }

    @Test func aDataManIsToldToAnswerAndItsPushedResultsAreDecoded() throws {
        var talk = try Talk("cognex-dataman")
        #expect(talk.lastSent == "||0:1>SET COM.DMCC-RESPONSE 1\r\n")
        #expect(talk.hears("Welcome\r\n||0:1[0]\r\n") == [])
        #expect(talk.lastSent == "||0:2>GET DEVICE.TYPE\r\n")
        #expect(talk.hears("||0:2[0]DM370\r\n") == ["ready"])
        let label = "]C1" + "00340123450000000015"
        #expect(talk.hears("||0:0[1]\(Self.base64(label + ";EB123456785VN"))\r\n") == [label + "+EB123456785VN"])
        #expect(talk.hears("||[1]\(Self.base64("NoRead"))\r\n") == ["no read"])
        #expect(talk.hears("||0:9[0]DM370\r\n||0:3[0]\r\n") == ["heartbeat"])
        #expect(talk.hears("||0:3[102]\r\n") == ["trouble device-says: 102 a parameter is invalid"])
        #expect(talk.hears("||[1]\(Self.base64("X"))\r\n") == ["X", "well"])
        #expect(talk.hears("||[1]no base 64\r\n||[1]QQ=\r\n||[1]Q\r\n") == ["trouble unknown-text: 6"])
        talk.tells(.triggerOn)
        // Commands leave 100 ms apart.
        #expect(talk.lastSent == "||0:7>GET DEVICE.TYPE\r\n")
        #expect(talk.waits(2_100_000_000) == [])
        #expect(talk.lastSent == "||>TRIGGER ON\r\n")
        #expect(talk.waits(2_200_000_000) == [])
        #expect(talk.hears("||0:7[0]DM370\r\n", at: 2_300_000_000) == [])
        #expect(talk.lastSent == "||0:8>GET DEVICE.FIRMWARE-VER\r\n")
        #expect(talk.hears("||0:8[0]6.1.16_sr4\r\n", at: 2_400_000_000) == ["is DM370 6.1.16_sr4"])
        // That is over: the same answer again is one to nobody.
        #expect(talk.hears("||0:8[102]\r\n") == ["trouble device-says: 102 a parameter is invalid"])
    }

    @Test func aDataManThatStaysSilentIsConnectedAgain() throws {
        var talk = try Talk("cognex-dataman")
        #expect(talk.waits(1_000_000_000) == [])
        #expect(talk.waits(3_000_000_000) == ["lost setup-refused: ||0:2>GET DEVICE.TYPE"])
    }

    /// The frame of DEVICES.md, section 6.
    private static let gateOn: [UInt8] = [2, 2, 2, 2, 0, 0, 0, 0x0D] + Array("sMN mTCgateon".utf8)

    @Test func colaBIsCountedInBothDirectionsAndResultsStandBeside() throws {
        var talk = try Talk("sick-cola-b")
        let framing = try Self.family("sick-cola-b").dialect.framing
        #expect(talk.sent == [framing.wrapped(Array("sRN DeviceIdent".utf8))])
        talk.tells(.triggerOn)
        let check = Array("sMN mTCgateon".utf8).reduce(0, ^)
        #expect(talk.sent.last == Self.gateOn + [check])
        let known = framing.wrapped(
            Array("sRA DeviceIdent ".utf8) + [0, 8] + Array("MRS6124R".utf8) + [0, 10] + Array("1.1.0.565C".utf8))
        #expect(talk.hears(known) == ["is MRS6124R 1.1.0.565C"])
        // It is no trouble that a device does not know the question; a refusal of anything else is one.
        var other = try Talk("sick-cola-b")
        #expect(other.hears(framing.wrapped(Array("sFA".utf8) + [0, 3])) == [])
        let answer = framing.wrapped(Array("sAN mTCgateon ".utf8) + [1])
        let error = framing.wrapped(Array("sFA".utf8) + [0, 0x0D])
        let stream = answer + Array("\u{2}EB123456785VN;]C1\u{3}\r\n".utf8) + error + Array("\u{2}NoRead\u{3}".utf8)
        let said = ["EB123456785VN+]C1", "trouble device-says: the method is busy", "no read", "well"]
        for place in 0...stream.count {
            var talk = try Talk("sick-cola-b")
            _ = talk.hears(known)
            #expect(
                talk.hears(Array(stream[..<place])) + talk.hears(Array(stream[place...])) == said, "cut at \(place)")
        }
        var broken = answer
        broken[broken.count - 1] ^= 1
        #expect(talk.hears(broken + Array("\u{2}A\u{3}".utf8)) == ["A"])
    }

    @Test func colaAAnswersAreNoCodes() throws {
        var talk = try Talk("sick-cola-a")
        #expect(talk.lastSent == "\u{2}sRN DeviceIdent\u{3}")
        #expect(
            talk.hears("\u{2}sRA DeviceIdent 10 LMS10x_FieldEval 10 V1.36-21.10.2010\u{3}") == [
                "is LMS10x_FieldEval V1.36-21.10.2010"
            ])
        #expect(talk.hears("\u{2}sAN mTCgateon 1\u{3}\u{2}EB123456785VN\u{3}\u{2}sMA\u{3}") == ["EB123456785VN"])
        #expect(talk.hears("\u{2}sFA 3\u{3}") == ["trouble device-says: 3 the variable is unknown"])
        #expect(talk.hears("\u{2}NoRead\u{3}") == ["no read", "well"])
        talk.tells(.triggerOff)
        #expect(talk.lastSent == "\u{2}sMN mTCgateoff\u{3}")
    }

    @Test func keyenceAnswersAreNoCodesAndItsCountersAreCompared() throws {
        var talk = try Talk("keyence-sr")
        #expect(talk.lastSent == "KEYENCE\r")
        #expect(talk.hears("OK,KEYENCE,SR-X300,1.73,7.244\r", at: 0) == ["is SR-X300 1.73,7.244"])
        #expect(talk.waits(0) == [])
        #expect(talk.lastSent == "NUM\r")
        #expect(talk.hears("OK,NUM,65535,0,3,9,65538\r", at: 1) == ["counted"])
        #expect(
            talk.hears("OK,LON\rEB123456785VN,8934563138165\rERROR\rER,LON,20\r", at: 2) == [
                "EB123456785VN+8934563138165", "no read",
            ])
        #expect(talk.waits(3_000_000_000) == [])
        #expect(talk.hears("OK,NUM,0,0,4,9,4\r", at: 3_000_000_001) == ["counted"])
        #expect(talk.waits(6_000_000_000) == [])
        let blocked = "trouble device-says: 23 the setup program is connected to the reader and blocks commands"
        #expect(talk.hears("ER,NUM,23\r", at: 6_000_000_001) == [blocked])
        #expect(talk.hears("A\r", at: 6_000_000_002) == ["A"])
        #expect(talk.waits(9_000_000_000) == [])
        #expect(talk.hears("OK,NUM,1,0,4,9,5\r", at: 9_000_000_001) == ["counted", "well"])
    }

    @Test func severalDatalogicReadersAreToldApart() throws {
        let dialect = try Self.family("datalogic-ds").dialect
        guard case .codes(let codes) = dialect.meaning(of: Array("4711|05 EB123456785VN;X".utf8)) else {
            return #expect(Bool(false), "no code")
        }
        #expect(codes.map(\.facts?.reader) == [5, 5] && codes[0].facts?.pack == Array("4711".utf8))
        #expect(codes.map(\.label) == [Array("EB123456785VN".utf8), Array("X".utf8)])
        var talk = try Talk("datalogic-ds")
        #expect(talk.sent == [[2, 0x41, 3]])
        #expect(talk.hears("\u{2}31 \u{18}\u{3}\r\n\u{2}00 A\u{3}\r\n") == ["no read", "A"])
    }

    @Test func aMatrixSendsCANForNoRead() throws {
        var talk = try Talk("datalogic-matrix")
        #expect(talk.hears("\u{2}\u{18}\u{3}\r\n\u{2}A;\u{18};B\u{3}\r\n\u{2}\u{1B}K\r\n\u{3}") == ["no read", "A+B"])
    }

    @Test func microscanAnswersStandInBrackets() throws {
        var talk = try Talk("omron-microscan")
        #expect(talk.hears("<K714,NOREAD>\r\nA,B\r\nNOREAD\r\n") == ["A+B", "no read"])
        talk.tells(.triggerOn)
        #expect(talk.lastSent == "<T>")
    }

    @Test func hikrobotCodesComeWithTypeCornersAndAngle() throws {
        let dialect = try Self.family("hikrobot-id").dialect
        let text = "EB123456785VN|Code 128|(1,2),(30.5,2),(30,9),(1,9)|271.5;1:Noread;B"
        guard case .codes(let codes) = dialect.meaning(of: Array(text.utf8)) else {
            return #expect(Bool(false), "no code")
        }
        #expect(codes.map { String(decoding: $0.label, as: UTF8.self) } == ["EB123456785VN", "B"])
        #expect(codes[0].symbology == SymbologyIdentifier("C0") && codes[0].facts?.angle == 271.5)
        #expect(
            codes[0].facts?.corners.map(\.x) == [1, 30.5, 30, 1] && codes[0].facts?.corners.map(\.y) == [2, 2, 9, 9])
        var talk = try Talk("hikrobot-id")
        #expect(talk.hears("U-Boot 2013\r\nStarting\r\n\u{2}1:NoRead;2:NoRead\u{3}") == ["no read"])
    }

    @Test func aDatagramIsATelegram() throws {
        var talk = try Talk("text-udp")
        #expect(talk.hears("A;B") == ["A+B"])
        #expect(talk.hears("NoRead") == ["no read"] && talk.hears("HB") == ["heartbeat"])
    }
}
