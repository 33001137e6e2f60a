import Formats
import Parcels
import Readings
import Testing

/// The dialogue with a device, as its family's file says it. Seconds are the test's own.
@Suite("Dialogues with text devices")
struct TextDialogueTests {
    private static let second: Int64 = 1_000_000_000

    private static func dialogue(_ yaml: String) throws -> TextDialogue {
        let text = "family: x\ntransport: tcp-text\nreports: every-parcel\nframing: {end: <CR>}\n" + yaml
        guard case .text(let family) = try DriverFile.parse(Array(text.utf8), file: "driver.yaml").kind else {
            throw DriverError()
        }
        return TextDialogue(family.dialect, family.conversation)
    }

    private struct DriverError: Error {}

    /// What comes out, in words; what is sent in quotes.
    private static func words(_ outcomes: [TextDialogue.Outcome]) -> [String] {
        outcomes.map { outcome in
            switch outcome {
            case .ready: "ready"
            case .identity(let identity):
                "is "
                    + [identity.maker, identity.model, identity.serial, identity.firmware].map { $0 ?? "–" }
                    .joined(separator: "/")
            case .codes(let codes): codes.map { String(decoding: $0.label, as: UTF8.self) }.joined(separator: "+")
            case .noRead: "no read"
            case .measured: "measured"
            case .heartbeat: "heartbeat"
            case .counted: "counted"
            case .send(let bytes): "'" + String(decoding: bytes, as: UTF8.self) + "'"
            case .trouble(let trouble): "trouble \(trouble)"
            case .well: "well"
            case .lost(let trouble): "lost \(trouble)"
            }
        }
    }

    private static func take(_ dialogue: inout TextDialogue, _ text: String, at time: Int64 = 0) -> [String] {
        words(dialogue.take(Array(text.utf8), time))
    }

    private static let steps = """
        on_connect:
          - {send: ONE, expect: 'OK,.*', refused: 'ER,.*', limit_ms: 1000, on_refusal: disconnect}
          - {send: TWO, expect: 'OK,2', limit_ms: 1000}
        """

    /// A scale reads no labels; what it cannot weigh is a look without a find.
    @Test(arguments: [("kg", 1_250), ("g", 1), ("lb", 567), ("oz", 35)])
    func aScaleOnly(unit: String, grams: Int) throws {
        let text =
            "family: x\ntransport: tcp-text\nreports: every-parcel\nframing: {end: <CR>}\n"
            + "telegram: 'W(?P<weight>[0-9.]*) \(unit)'\nweight_unit: \(unit)\n"
        guard case .text(let family) = try DriverFile.parse(Array(text.utf8), file: "driver.yaml").kind else {
            throw DriverError()
        }
        let dialect = family.dialect
        #expect(
            dialect.meaning(of: Array("W1.25 \(unit)".utf8))
                == ParcelMeasure(weight_g: grams).map { .measured($0, beside: nil) })
        #expect(dialect.meaning(of: Array("W \(unit)".utf8)) == .noRead)
        #expect(dialect.meaning(of: Array("W1.25 st".utf8)) == .unknown)
    }

    @Test(arguments: [
        ("telegram: 'W(?P<weight>.*)'", "weight_unit"),
        ("telegram: '(?P<codes>.*)/(?P<height>.*)'\nweight_unit: kg", "no unit"),
        ("telegram: 'W(?P<weight>.*)'\nweight_unit: stone", "one of g, kg, lb, oz"),
        ("telegram: 'W(?P<width>.*)'\nside_unit: ft", "one of mm, cm, m, in"),
        ("telegram: 'W(?P<mass>.*)'", "or of a scale weight"),
    ])
    func unitsAreNamedForWhatIsTold(lines: String, expected: String) {
        do {
            _ = try Self.dialogue(lines + "\n")
            Issue.record("'\(lines)' was taken")
        } catch { #expect("\(error)".contains(expected), "\(error)") }
    }

    @Test func withoutAnythingToSetUpTheDeviceIsReadyAtOnce() throws {
        var dialogue = try Self.dialogue("")
        #expect(Self.words(dialogue.connected(5)) == ["ready"])
        #expect(dialogue.deadline == nil)
        #expect(Self.take(&dialogue, "A\rB\r") == ["A", "B"])
    }

    @Test func eachCommandWaitsForTheAnswerToTheOneBefore() throws {
        var dialogue = try Self.dialogue(Self.steps)
        #expect(Self.words(dialogue.connected(0)) == ["'ONE'"])
        // What is read meanwhile is not lost.
        #expect(Self.take(&dialogue, "A\r") == ["A"])
        #expect(Self.take(&dialogue, "OK,1\r") == ["'TWO'"])
        #expect(Self.take(&dialogue, "OK,2\r") == ["ready"])
    }

    @Test func aRefusalEndsTheConnectionWhereNothingGoesWithoutIt() throws {
        var dialogue = try Self.dialogue(Self.steps)
        _ = dialogue.connected(0)
        #expect(Self.take(&dialogue, "ER,1\rA\r") == ["lost setup-refused: ONE"])
        #expect(Self.words(dialogue.connected(9)) == ["'ONE'"])
    }

    @Test func noAnswerInTimeIsARefusal() throws {
        var dialogue = try Self.dialogue(Self.steps)
        _ = dialogue.connected(0)
        #expect(dialogue.deadline == Self.second)
        #expect(Self.words(dialogue.tick(Self.second - 1)) == [])
        #expect(Self.words(dialogue.tick(Self.second)) == ["lost setup-refused: ONE"])
    }

    @Test func aRefusalThatIsATroubleIsShownAndStays() throws {
        var dialogue = try Self.dialogue(Self.steps)
        _ = dialogue.connected(0)
        _ = Self.take(&dialogue, "OK,1\r")
        #expect(Self.words(dialogue.tick(Self.second)) == ["ready", "trouble setup-refused: TWO"])
        #expect(Self.take(&dialogue, "A\r") == ["A"])
    }

    @Test func aDeviceThatFallsSilentIsLost() throws {
        var dialogue = try Self.dialogue("heartbeat: {text: [HB], limit_ms: 3000}\n")
        _ = dialogue.connected(0)
        #expect(Self.take(&dialogue, "HB\r", at: 2 * Self.second) == ["heartbeat"])
        #expect(dialogue.deadline == 5 * Self.second)
        #expect(Self.words(dialogue.tick(5 * Self.second - 1)) == [])
        #expect(Self.words(dialogue.tick(5 * Self.second)) == ["lost silent: 3000"])
        #expect(dialogue.deadline == nil)
    }

    private static let questions = """
        identity:
          - {send: Q1, answer: 'M (?P<model>.*)', refused: 'E1', limit_ms: 500}
          - {send: Q2, answer: 'F (?P<firmware>.*) S (?P<serial>.*)', refused: 'E2'}
        """

    @Test func itIsAskedWhatItIsWhileItReads() throws {
        var dialogue = try Self.dialogue(Self.questions)
        #expect(Self.words(dialogue.connected(0)) == ["ready", "'Q1'"])
        #expect(Self.take(&dialogue, "A\rM SR 1\rB\r") == ["A", "B", "'Q2'"])
        #expect(Self.take(&dialogue, "F 1.2 S 77\rC\r") == ["is –/SR 1/77/1.2", "C"])
        #expect(dialogue.deadline == nil)
        // Nobody asks now: it is a code.
        #expect(Self.take(&dialogue, "M SR 1\r") == ["M SR 1"])
    }

    @Test func whatItDoesNotSayIsLeftOpen() throws {
        var dialogue = try Self.dialogue(Self.questions)
        _ = dialogue.connected(0)
        #expect(dialogue.deadline == Self.second / 2)
        #expect(Self.words(dialogue.tick(Self.second / 2)) == ["'Q2'"])
        #expect(Self.take(&dialogue, "F 1.2 S \u{1B}[7m\u{202E}9 \u{0}\r", at: Self.second) == ["is –/–/[7m 9/1.2"])
        // The next connection knows nothing of the last.
        #expect(Self.words(dialogue.connected(2 * Self.second)) == ["ready", "'Q1'"])
        #expect(Self.take(&dialogue, "E1\r", at: 2 * Self.second) == ["'Q2'"])
        #expect(Self.take(&dialogue, "E2\r", at: 2 * Self.second) == [])
    }

    @Test func theGatewaysOwnHeartbeatIsAnswered() throws {
        var dialogue = try Self.dialogue(
            "heartbeat: {pattern: 'PONG[0-9]', send: PING, every_ms: 1000, limit_ms: 2500}\n")
        _ = dialogue.connected(0)
        #expect(Self.words(dialogue.tick(0)) == ["'PING'"])
        #expect(Self.take(&dialogue, "PONG7\r", at: 5) == ["heartbeat"])
        #expect(Self.words(dialogue.tick(Self.second)) == ["'PING'"])
        #expect(Self.words(dialogue.tick(2 * Self.second)) == ["'PING'"])
        #expect(Self.words(dialogue.tick(Self.second * 5 / 2 + 5)) == ["lost silent: 2500"])
    }

    private static let counters =
        "poll: {send: NUM, every_ms: 10000, answer: 'N(?P<ok>[0-9]+),(?P<error>[0-9]+)'}\nno_read: [ERROR]\n"

    /// Asks and answers; gives what is said besides.
    private static func ask(_ dialogue: inout TextDialogue, _ time: Int64, _ answer: String) -> [String] {
        #expect(words(dialogue.tick(time * second)) == ["'NUM'"])
        let said = take(&dialogue, answer + "\r", at: time * second + 1)
        #expect(said.first == "counted")
        return Array(said.dropFirst())
    }

    @Test func whatTheDeviceCountedAndDidNotArriveIsLost() throws {
        var dialogue = try Self.dialogue(Self.counters)
        _ = dialogue.connected(0)
        #expect(Self.ask(&dialogue, 0, "N65534,7") == [])
        #expect(Self.take(&dialogue, "A\rERROR\rB\r", at: 5) == ["A", "no read", "B"])
        #expect(Self.ask(&dialogue, 10, "N0,8") == [])
        // One more is counted and not here: it may be on its way, so that it is asked again soon.
        #expect(Self.ask(&dialogue, 20, "N1,8") == [])
        #expect(dialogue.deadline == 21 * Self.second + 1)
        #expect(Self.take(&dialogue, "C\r", at: 20 * Self.second + 2) == ["C"])
        #expect(Self.ask(&dialogue, 22, "N1,8") == [])
        // This one never comes.
        #expect(Self.ask(&dialogue, 40, "N3,8") == [])
        #expect(Self.ask(&dialogue, 42, "N3,8") == ["trouble reads-lost: 2"])
        #expect(Self.take(&dialogue, "D\r", at: 43) == ["D"])
        #expect(Self.ask(&dialogue, 60, "N4,8") == ["well"])
    }

    @Test func aResultThatIsCountedLateIsNoLoss() throws {
        var dialogue = try Self.dialogue(Self.counters)
        _ = dialogue.connected(0)
        _ = Self.ask(&dialogue, 0, "N5,0")
        _ = Self.take(&dialogue, "A\r", at: 1)
        #expect(Self.ask(&dialogue, 10, "N5,0") == [])
        #expect(Self.ask(&dialogue, 12, "N6,0") == [])
        #expect(Self.ask(&dialogue, 22, "N6,0") == [])
    }

    @Test func aDeviceThatBeginsToCountAnewLostNothing() throws {
        var dialogue = try Self.dialogue(Self.counters)
        _ = dialogue.connected(0)
        _ = Self.ask(&dialogue, 0, "N500,0")
        #expect(Self.ask(&dialogue, 10, "N0,0") == [])
        #expect(Self.ask(&dialogue, 20, "N0,0") == [])
    }

    @Test func aQuestionThatIsNotAnsweredIsADeadDevice() throws {
        var dialogue = try Self.dialogue(Self.counters)
        _ = dialogue.connected(0)
        #expect(Self.words(dialogue.tick(0)) == ["'NUM'"])
        #expect(dialogue.deadline == 2 * Self.second)
        #expect(Self.words(dialogue.tick(2 * Self.second)) == ["lost silent: 2000"])
    }

    @Test func aDeviceThatReadsAndDoesNotAnswerIsATrouble() throws {
        var dialogue = try Self.dialogue(Self.counters)
        _ = dialogue.connected(0)
        _ = dialogue.tick(0)
        _ = Self.take(&dialogue, "A\r", at: Self.second)
        #expect(Self.words(dialogue.tick(2 * Self.second)) == ["trouble unanswered: NUM"])
        #expect(Self.ask(&dialogue, 12, "N1,0") == ["well"])
    }

    @Test func complaintsAreShownInWordsOnceUntilAReading() throws {
        var dialogue = try Self.dialogue("complaints: [{pattern: 'ER,(?P<number>[0-9]+)', means: buffer full}]\n")
        _ = dialogue.connected(0)
        #expect(
            Self.take(&dialogue, "ER,21\rER,21\rA\rB\r") == ["trouble device-says: 21 buffer full", "A", "well", "B"])
    }

    @Test func textThatTheFamilyDoesNotKnowIsATroubleWhenItGoesOn() throws {
        var dialogue = try Self.dialogue("code: '[0-9]+(?P<label>[A-Z]+)'\n")
        _ = dialogue.connected(0)
        #expect(Self.take(&dialogue, "x\ry\r1A\rx\ry\r") == ["A"])
        #expect(Self.take(&dialogue, "hallo\r2B\r") == ["trouble unknown-text: 5", "B", "well"])
    }

    /// BCC over the text between STX and ETX: "A" is its own.
    @Test func checksThatAreWrongAgainAndAgainAreATrouble() throws {
        let text = """
            family: x
            transport: tcp-text
            reports: every-parcel
            framing: {start: <STX>, end: <ETX>, check: {place: behind-end, over: [content]}}
            """
        guard case .text(let family) = try DriverFile.parse(Array(text.utf8), file: "driver.yaml").kind else {
            throw DriverError()
        }
        var dialogue = TextDialogue(family.dialect, family.conversation)
        _ = dialogue.connected(0)
        let right = "\u{2}A\u{3}A", wrong = "\u{2}A\u{3}B"
        #expect(Self.take(&dialogue, wrong + wrong + right + wrong + wrong + "\r") == ["A"])
        #expect(Self.take(&dialogue, wrong) == ["trouble checks-wrong: 3"])
        #expect(Self.take(&dialogue, wrong + wrong + wrong + wrong) == [])
        #expect(Self.take(&dialogue, right + wrong) == ["A", "well"])
        // However they arrive together.
        #expect(Self.take(&dialogue, wrong + wrong + wrong + right) == ["trouble checks-wrong: 3", "A", "well"])
        #expect(Self.words(dialogue.connected(9)) == ["ready"])
        #expect(Self.take(&dialogue, wrong + wrong) == [])
    }

    @Test func bootTextIsPassedOver() throws {
        var dialogue = try Self.dialogue("code: '[0-9]+(?P<label>[A-Z]+)'\nboot_text: yes\n")
        _ = dialogue.connected(0)
        #expect(Self.take(&dialogue, "boot\ru-boot 2\rlinux\rready\r1A\r") == ["A"])
        #expect(Self.take(&dialogue, "x\rx\rx\r") == ["trouble unknown-text: 1"])
    }

    @Test func aGapInTheDevicesOwnNumbersIsALoss() throws {
        var dialogue = try Self.dialogue("telegram: '(?P<serial>[0-9]+) (?P<codes>.*)'\n")
        _ = dialogue.connected(0)
        #expect(Self.take(&dialogue, "7 A\r8 B\r11 C\r") == ["A", "B", "trouble reads-lost: 2", "C", "well"])
        // It began anew.
        #expect(Self.take(&dialogue, "1 D\r2 E\r") == ["D", "E"])
    }

    @Test func commandsAreSaidWhenTheDeviceIsReadyAndNotTooFast() throws {
        var dialogue = try Self.dialogue(
            "command_gap_ms: 100\ncommands: {enable: E, disable: D, good_read: G}\n" + Self.steps)
        #expect(Self.words(dialogue.connected(0)) == ["'ONE'"])
        #expect(Self.words(dialogue.tell(.goodRead, 1)) == [])
        #expect(Self.take(&dialogue, "OK,1\r", at: 2) == [])
        #expect(dialogue.deadline == 100_000_000)
        #expect(Self.words(dialogue.tick(100_000_000)) == ["'TWO'"])
        #expect(Self.take(&dialogue, "OK,2\r", at: 150_000_000) == ["ready"])
        #expect(Self.words(dialogue.tick(200_000_000)) == ["'E'"])
        #expect(Self.words(dialogue.tell(.goodRead, 400_000_000)) == ["'G'"])
        // It has no words for this.
        #expect(Self.words(dialogue.tell(.badRead, 600_000_000)) == [])
        #expect(Self.words(dialogue.tell(.disable, 700_000_000)) == ["'D'"])
        // What was asked for last is said again after the next connecting.
        _ = dialogue.connected(Self.second)
        _ = Self.take(&dialogue, "OK,1\r", at: Self.second + 1)
        _ = dialogue.tick(Self.second + 100_000_000)
        _ = Self.take(&dialogue, "OK,2\r", at: Self.second + 100_000_001)
        #expect(Self.words(dialogue.tick(Self.second + 200_000_000)) == ["'D'"])
    }

    @Test func aHalfTelegramOfADatagramDoesNotGoOnInTheNext() throws {
        var dialogue = try Self.dialogue("")
        _ = dialogue.connected(0)
        #expect(Self.take(&dialogue, "A\rHAL") == ["A"])
        dialogue.endOfDatagram()
        #expect(Self.take(&dialogue, "B\r") == ["B"])
    }

    private static let indexed = """
        telegram: '(?:(?P<pack>[0-9]+)[|])?(?P<codes>.*)'
        no_read: [NoRead]
        pack_index: {request: 'WHICH', header: "#", terminator: <LF>, wrap: 100}
        """

    @Test func eachParcelIsGivenItsIndex() throws {
        var dialogue = try Self.dialogue(Self.indexed)
        #expect(Self.words(dialogue.connected(0)) == ["ready"])
        for number in 0..<205 {
            #expect(Self.take(&dialogue, "WHICH\r") == ["'#\(number % 100)\n'"])
            #expect(Self.take(&dialogue, "\(number % 100)|A\r") == ["A"])
        }
        #expect(Self.take(&dialogue, "WHICH?\r") == ["WHICH?"])
    }

    @Test func anIndexThatIsNotHandedBackIsALostRead() throws {
        var dialogue = try Self.dialogue(Self.indexed)
        _ = dialogue.connected(0)
        #expect(Self.take(&dialogue, "WHICH\rWHICH\rWHICH\r") == ["'#0\n'", "'#1\n'", "'#2\n'"])
        #expect(Self.take(&dialogue, "2|A\r") == ["trouble reads-lost: 2", "A", "well"])
        // An index from before, twice the same, and one that came too late to be taken are no loss.
        #expect(
            Self.take(&dialogue, "WHICH\rWHICH\r77|A\rB\r4|NoRead\r4|C\r")
                == ["A", "B", "no read", "C", "'#3\n'", "'#4\n'"])
        // After connecting anew the count begins anew.
        _ = dialogue.connected(0)
        #expect(Self.take(&dialogue, "WHICH\r0|A\r") == ["A", "'#0\n'"])
    }
}
