import Formats
import Testing
import YAML

/// What a family of text devices may say, and how it is told what is wrong.
@Suite("Driver files of text devices")
struct TextDriverFileTests {
    private static let text = "family: x\ntransport: tcp-text\nreports: on-read\nframing: {end: <CR>}\n"

    private static func family(_ more: String) throws -> DriverProfile.TextFamily {
        guard case .text(let family) = try DriverFile.parse(Array((text + more).utf8), file: "driver.yaml").kind else {
            throw Another()
        }
        return family
    }

    private struct Another: Error {}

    @Test(
        arguments: [
            ("lrc", "4:29: expected place and over"),
            ("{over: [content]}", "4:29: expected a field 'place'"),
            ("{place: between, over: [content]}", "4:37: expected one of behind-end, before-end"),
            ("{place: behind-end, over: [start, end]}", "4:55: expected content, and start, end"),
            ("{place: behind-end, over: [label]}", "4:56: expected one of start, content, end"),
        ])
    func whatIsWrongWithACheckIsTold(check: String, problem: String) {
        let text = "family: x\ntransport: tcp-text\nreports: on-read\nframing: {end: <CR>, check: \(check)}\n"
        let error = #expect(throws: YAMLError.self) { try DriverFile.parse(Array(text.utf8), file: "f") }
        #expect(error?.description.hasPrefix("f:\(problem)") == true, "\(error?.description ?? "")")
    }

    @Test(
        arguments: [
            ("code: '(?P<label>'", "5:7: expected a pattern in RE2's syntax (missing ): (?P<label>)"),
            (
                "code: '.*'",
                "5:7: expected a pattern with a group label or label_base64, and of the groups angle, corners, label, "
                    + "label_base64, pack, quality, reader, symbology, x, y only"
            ),
            ("code: '(?P<label>.)(?P<label_base64>.)'", "5:7: expected a pattern with a group label or label_base64"),
            ("code: '(?P<label>.)(?P<colour>.)'", "5:7: expected a pattern with a group label or label_base64"),
            ("code: '(?P<label>ờ)'", "5:7: expected a pattern in RE2's syntax (letters beyond ASCII"),
            ("telegram: '(?P<label>.)'", "5:11: expected a pattern with a group codes or codes_base64"),
            ("answers: x", "5:10: expected a list"),
            ("answers: ['(']", "5:11: expected a pattern in RE2's syntax"),
            ("complaints: [{pattern: x}]", "5:14: expected a field 'means'"),
            ("separator: \"\"", "5:12: expected 1 to 8 bytes"),
            ("separator: 123456789", "5:12: expected 1 to 8 bytes"),
            ("symbologies: {QR: X}", "5:19: expected an AIM symbology identifier such as C1"),
            ("pack_index: {request: x, header: y}", "5:13: expected a field 'terminator'"),
            ("pack_index: {request: x, header: y, terminator: \"\"}", "5:49: expected 1 to 128 bytes"),
            ("heartbeat: {send: x}", "5:12: expected send and every_ms together"),
            ("heartbeat: {send: x, every_ms: 3000, limit_ms: 3000}", "5:12: expected an every_ms below limit_ms"),
            ("heartbeat: {limit_ms: 10}", "5:23: expected a whole number from 200 to 600000"),
            ("on_connect: [{expect: x}]", "5:14: expected a field 'send'"),
            ("on_connect: [{send: x, refused: y}]", "5:33: expected an expect beside refused"),
            ("on_connect: [{send: x, on_refusal: y}]", "5:36: expected one of ignore, trouble, disconnect"),
            (
                "poll: {send: x, every_ms: 1000, answer: y}",
                "5:41: expected a pattern with at least one of the groups ok"
            ),
            ("identity: [{send: x}]", "5:12: expected a field 'answer'"),
            (
                "identity: [{send: x, answer: '(?P<colour>.)'}]",
                "5:30: expected a pattern with at least one of the groups maker, model, serial, firmware and no other"
            ),
            ("identity: [{send: x, answer: '(?P<model>.)', limit_ms: 1}]", "5:56: expected a whole number from 50"),
            ("poll: {send: x, answer: '(?P<ok>.)'}", "5:7: expected a field 'every_ms'"),
            (
                "commands: {shout: x}",
                "5:12: expected one of bad_read, disable, enable, good_read, trigger_off, trigger_on"
            ),
        ])
    func whatIsWrongIsToldWithItsPlace(more: String, expected: String) {
        let error = #expect(throws: YAMLError.self) { try Self.family(more + "\n") }
        #expect(error.map { "\($0)".hasPrefix("driver.yaml:" + expected) } == true, "\(error as Any)")
    }

    @Test(
        arguments: [
            ("{start: <STX>}", "4:10: expected a field 'end'"), ("{end: []}", "4:16: expected 1 to 8 bytes, or a list"),
            ("{length_bytes: 4}", "4:10: expected a field 'start'"),
            ("{start: <STX>, length_bytes: 3}", "4:39: expected one of 1, 2, 4"),
            ("{start: <STX>, length_bytes: 4, check: crc}", "4:49: expected one of xor, none"),
            ("{start: <STX>, length_bytes: 4, beside: {end: <ETX>}}", "4:50: expected a start of 1 to 8 bytes"),
            ("{start: <STX>, length_bytes: 4, end: <ETX>}", "4:42: expected one of"),
        ])
    func framingsAreChecked(framing: String, expected: String) {
        let text = "family: x\ntransport: tcp-text\nreports: on-read\nframing: \(framing)\n"
        let error = #expect(throws: YAMLError.self) { try DriverFile.parse(Array(text.utf8), file: "driver.yaml") }
        #expect(error.map { "\($0)".hasPrefix("driver.yaml:" + expected) } == true, "\(error as Any)")
    }

    @Test(arguments: [
        "on_connect: [{send: x}]", "identity: [{send: x, answer: '(?P<model>.)'}]",
        "poll: {send: x, every_ms: 1000, answer: '(?P<ok>.)'}",
    ])
    func whatNeedsAConnectionIsRefusedOverUDP(more: String) {
        let text = "family: x\ntransport: udp-text\nreports: on-read\n\(more)\n"
        let error = #expect(throws: YAMLError.self) { try DriverFile.parse(Array(text.utf8), file: "driver.yaml") }
        #expect(error.map { "\($0)".contains("expected no such field over UDP") } == true)
    }

    @Test func everyFieldOfAConversationIsRead() throws {
        let family = try Self.family(
            """
            separator: <CR><LF>
            heartbeat: {text: [HB], send: PING, every_ms: 1000, limit_ms: 3000}
            on_connect: [{send: A<CR>, expect: 'OK', refused: 'ER', limit_ms: 500, on_refusal: ignore}]
            identity: [{send: ID, answer: '(?P<model>.*),(?P<firmware>.*)', refused: '[?]', limit_ms: 600}]
            poll: {send: NUM, every_ms: 5000, limit_ms: 700, answer: 'N(?P<trigger>[0-9]+)', wrap: 256}
            commands: {trigger_on: <LT>T>, trigger_off: E}
            command_gap_ms: 50
            """)
        let step = try #require(family.conversation.onConnect.first)
        #expect(step.send == [65, 13] && step.limit_ms == 500 && step.refusal == .ignore)
        #expect(step.expected?.text == "OK" && step.refused?.text == "ER")
        let question = try #require(family.conversation.identity.first)
        #expect(question.send == [73, 68] && question.answer.names == ["model", "firmware"])
        #expect(question.refused?.text == "[?]" && question.limit_ms == 600)
        let poll = try #require(family.conversation.poll)
        #expect(poll.period_ms == 5000 && poll.limit_ms == 700 && poll.wrap == 256)
        let pulse = try #require(family.conversation.pulse)
        #expect(pulse.limit_ms == 3000 && pulse.period_ms == 1000 && pulse.send == Array("PING".utf8))
        #expect(family.conversation.commands == [.triggerOn: Array("<T>".utf8), .triggerOff: [69]])
        #expect(family.conversation.gap_ms == 50 && !family.conversation.tellsNoReads)
        #expect(family.dialect.separator == [13, 10] && family.dialect.heartbeat == [Array("HB".utf8)])
    }
}
