import Parcels
import Testing
import Words

@testable import Formats

@Suite struct HoldTagTests {
    private static func tag(_ reasons: [Reason], number: ParcelNumber? = nil) -> String {
        let tag = HoldTag(
            hold: HoldID(epoch: 3, sequence: 1000), number: number, reasons: reasons, site: "Bưu cục Đắk Tô",
            time: "28/11/2026 08:15")
        return String(decoding: tag.zpl(), as: UTF8.self)
    }

    @Test func tagIsOneLabelInUTF8WithTheHoldAsCode128() throws {
        let number = try #require(ParcelNumber(scheme: .s10, canonical: Array("EB123456785VN".utf8)))
        let text = Self.tag([.noRead], number: number)
        #expect(text.hasPrefix("^XA^CI28") && text.hasSuffix("^XZ\n"))
        let hold = HoldID(epoch: 3, sequence: 1000).description
        #expect(text.contains("^BCN,120,N,N,N^FH_^FD>:\(hold)^FS"))
        #expect(text.contains("GIỮ LẠI") && text.contains("Bưu cục Đắk Tô") && text.contains("EB123456785VN"))
        #expect(text.contains("không đọc được mã · no readable label"))
    }

    @Test func signsThatThePrinterTakesForCommandsAreEscaped() {
        var zpl = ZPL(width: 100, length: 100)
        zpl.text("a^XZ~JR_\u{1B}\n", x: 0, y: 0, height: 10, font: HoldTag.font)
        let text = String(decoding: zpl.bytes, as: UTF8.self)
        #expect(text.hasSuffix("^FDa_5EXZ_7EJR_5F  ^FS\n"))
    }

    @Test func reasonsAreShortAndSayNothingOfThePerson() {
        let rule = RuleReference(id: "bulletin-receiver-phone", version: 1)
        let text = Self.tag([
            .rule(rule, vi: "0905123456 Nguyễn Văn A", en: "0905123456 Nguyễn Văn A"), .noRead, .late, .restart, .stray,
        ])
        #expect(!text.contains("0905123456") && !text.contains("Nguyễn"))
        #expect(text.contains("bulletin-receiver-phone") && text.contains("^FD+2^FS"))
    }

    @Test func ruleIsNamedAsPeopleKnowIt() {
        var names = RuleNames()
        names.name("gun-parts", vi: "linh kiện súng", en: "gun parts")
        let known = Reason.rule(RuleReference(id: "gun-parts", version: 1), vi: "a", en: "b")
        let gone = Reason.rule(RuleReference(id: "older", version: 1), vi: "a", en: "b")
        #expect(names.short(known, .vietnamese) == "quy tắc: linh kiện súng")
        #expect(names.short(known, .english) == "rule: gun parts")
        #expect(names.short(gone, .english) == "rule: older")
    }

    @Test(arguments: ReasonCode.allCases) func everyReasonHasAShortForm(code: ReasonCode) {
        #expect(Catalogue.phrase("stop." + code.rawValue) != nil)
    }
}
