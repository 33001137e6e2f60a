import Testing

@testable import Formats

@Suite struct ZPLStatusTests {
    private static func answer(_ first: String, _ second: String) -> [UInt8] {
        Array("\u{2}\(first)\u{3}\r\n\u{2}\(second)\u{3}\r\n\u{2}1234,0\u{3}\r\n".utf8)
    }

    private static let quiet = ("030,0,0,1225,000,0,0,0,000,0,0,0", "001,0,0,0,1,2,6,0,00000000,1,000")

    @Test func printerThatIsReadyHasNoTrouble() {
        #expect(ZPLStatus(Self.answer(Self.quiet.0, Self.quiet.1))?.troubles == [])
    }

    @Test func everyTroubleIsSeen() {
        let status = ZPLStatus(Self.answer("030,1,1,1225,000,0,0,0,000,0,0,0", "001,0,1,1,1,2,6,0,00000100,1,000"))
        #expect(status?.troubles == [.paperOut, .paused, .headUp, .ribbonOut])
    }

    @Test func whatIsNoAnswerIsNone() {
        let whole = Self.answer(Self.quiet.0, Self.quiet.1)
        for length in 0..<70 { #expect(ZPLStatus(Array(whole.prefix(length))) == nil, "\(length)") }
        #expect(ZPLStatus(Self.answer("030,0,0", Self.quiet.1)) == nil)
        #expect(ZPLStatus(Self.answer("030,x,0,1225,000,0,0,0,000,0,0,0", Self.quiet.1)) == nil)
        #expect(ZPLStatus([UInt8](repeating: 2, count: 300)) == nil)
    }
}
