import Parcels
import Testing

@testable import Labels

/// What several readers say of one place.
@Suite("Readers that agree and differ")
struct AgreementTests {
    private func sighting(
        _ symbology: Symbology, _ text: String, by decoder: Symbol.Decoder, x: Int32 = 100, y: Int32 = 50,
        width: Int32 = 200, lines: Int = 9, check: Symbol.Check? = nil
    ) -> Sighting {
        var made = Sighting(
            symbology, symbology.aim(isGS1: false), Array(text.utf8),
            polygon: [(x, y), (x + width, y), (x + width, y + 40), (x, y + 40)].map { Symbol.Point(x: $0.0, y: $0.1) },
            by: decoder)
        made.lines = symbology.isLinear ? lines : 0
        made.check = check ?? (symbology.hasCheck ? .held : .none)
        return made
    }

    private func doubts(_ agreement: Agreement) -> [RefusedSymbol.Doubt] { agreement.refused.map(\.doubt) }

    @Test func aNumberThatTwoReadersReadIsOneSymbolWithTwoWitnesses() throws {
        let agreed = Agreement([
            sighting(.code128, "EB123456785VN", by: .zbar), sighting(.code128, "EB123456785VN", by: .zxing, y: 55),
        ])
        let symbol = try #require(agreed.symbols.first)
        #expect(agreed.symbols.count == 1 && agreed.refused.isEmpty)
        #expect(symbol.evidence.decoders == [.zbar, .zxing] && symbol.text == "EB123456785VN")
    }

    @Test func readersThatDifferOnOneLabelGiveNoRead() {
        let agreed = Agreement([
            sighting(.code128, "EB123456785VN", by: .zbar), sighting(.code128, "EB123456799VN", by: .zxing),
        ])
        #expect(agreed.symbols.isEmpty)
        #expect(doubts(agreed) == [.disagreement, .disagreement])
    }

    /// However many say the one and however weak the other is: it is no vote.
    @Test func oneReaderAgainstTwoIsStillNoRead() {
        let agreed = Agreement([
            sighting(.ean13, "9780804816632", by: .zbar), sighting(.ean13, "9780804816632", by: .zxing),
            sighting(.ean13, "9784872348880", by: .parcelgate, lines: 1),
        ])
        #expect(agreed.symbols.isEmpty)
    }

    @Test func aReaderThatContradictsItselfOnARetailCodeIsNoWitness() throws {
        let agreed = Agreement([
            sighting(.upca, "0075720003259", by: .zbar), sighting(.upca, "0075720003259", by: .parcelgate),
            sighting(.upca, "0075720003259", by: .zxing), sighting(.ean13, "1077778003259", by: .zxing, lines: 2),
        ])
        let symbol = try #require(agreed.symbols.first)
        #expect(agreed.symbols.count == 1 && symbol.text == "0075720003259")
        #expect(symbol.evidence.decoders == [.zbar, .parcelgate])
        #expect(doubts(agreed) == [.disagreement])
    }

    @Test func whatOnlyASelfContradictingReaderAndOneOtherSawHasOneWitness() {
        let agreed = Agreement([
            sighting(.upca, "0012546619592", by: .zbar), sighting(.upca, "0012546619592", by: .zxing),
            sighting(.ean13, "6087746619592", by: .zbar),
        ])
        #expect(agreed.symbols.isEmpty)
        #expect(Set(doubts(agreed)) == [.disagreement, .oneWitness])
    }

    /// Modulo 103 lets hardly a misread pass: who read two numbers may have seen two labels.
    @Test func twoReadingsOfACodeWithAGoodCheckStayTwo() {
        let agreed = Agreement([
            sighting(.code128, "EB123456785VN", by: .zbar), sighting(.code128, "EB123456785VN", by: .parcelgate),
            sighting(.code128, "EB123456785VN", by: .zxing), sighting(.code128, "EB123456799VN", by: .zxing),
        ])
        #expect(agreed.symbols.isEmpty)
    }

    @Test func twoLabelsOfOnePictureDoNotDiffer() {
        let agreed = Agreement([
            sighting(.code128, "EB123456785VN", by: .zbar),
            sighting(.code128, "EB123456799VN", by: .zxing, y: 300),
            sighting(.code128, "EB123456785VN", by: .zxing, y: 600),
        ])
        #expect(agreed.symbols.map(\.text).sorted() == ["EB123456785VN", "EB123456785VN", "EB123456799VN"])
    }

    @Test(arguments: [Symbology.code39, .itf, .codabar])
    func aCodeWithoutACheckNeedsLinesOrASecondReader(_ symbology: Symbology) {
        let once = sighting(symbology, "12345678", by: .zbar, lines: 1)
        #expect(doubts(Agreement([once])) == [.oneWitness])
        #expect(Agreement([sighting(symbology, "12345678", by: .zbar, lines: 4)]).symbols.count == 1)
        #expect(Agreement([once, sighting(symbology, "12345678", by: .zxing, lines: 2)]).symbols.count == 1)
    }

    @Test(arguments: [Symbology.ean13, .ean8, .upca, .upce])
    func oneOfTenMisreadRetailCodesPassesItsCheckSoOneReaderIsNotBelieved(_ symbology: Symbology) {
        #expect(doubts(Agreement([sighting(symbology, "0123456789012", by: .zbar, lines: 60)])) == [.oneWitness])
        #expect(
            Agreement([
                sighting(symbology, "0123456789012", by: .zbar), sighting(symbology, "0123456789012", by: .zxing),
            ]).symbols.count == 1)
    }

    /// zbar sees a DataBar on a line of another code, and joins parts of several expanded ones.
    @Test func aDataBarOnOneLineIsNotBelieved() {
        let number = "0105236899965860"
        #expect(doubts(Agreement([sighting(.databar, number, by: .zbar, lines: 1)])) == [.oneWitness])
        #expect(Agreement([sighting(.databar, number, by: .zbar, lines: 4)]).symbols.count == 1)
        #expect(doubts(Agreement([sighting(.databar, number, by: .zxing, lines: 1)])) == [.oneWitness])
        #expect(doubts(Agreement([sighting(.databarExpanded, number, by: .zbar, lines: 9)])) == [.oneWitness])
        let both = [
            sighting(.databarExpanded, number, by: .zbar, lines: 1),
            sighting(.databarExpanded, number, by: .zxing, lines: 1),
        ]
        #expect(Agreement(both).symbols.count == 1)
    }

    /// UPC-A is an EAN-13 that begins with 0.
    @Test func namesOfOneRetailCodeAreOne() {
        let agreed = Agreement([
            sighting(.upca, "0123456789012", by: .zxing), sighting(.ean13, "0123456789012", by: .zbar),
        ])
        #expect(agreed.symbols.count == 1 && agreed.refused.isEmpty)
    }

    @Test func aCheckThatWasSpentInTheSearchIsNoWitness() {
        let spent = sighting(.code128, "EB123456785VN", by: .parcelgate, lines: 0, check: .spent)
        #expect(doubts(Agreement([spent])) == [.spentCheck])
        let agreed = Agreement([spent, sighting(.code128, "EB123456785VN", by: .zxing, lines: 2)])
        #expect(agreed.symbols.map(\.evidence.check) == [.held])
    }

    /// A line that leaves the code at an angle, or begins within it.
    @Test func aPartOfALongerCodeIsNoOtherReading() {
        let whole = sighting(.itf, "30712345000010", by: .parcelgate)
        let part = sighting(.itf, "12345000", by: .zbar, x: 140, width: 100)
        let agreed = Agreement([whole, part])
        #expect(agreed.symbols.map(\.text) == ["30712345000010"])
        // Nor is what somebody sees in the squares of a matrix code.
        var square = sighting(.qrcode, "https://example.vn", by: .zxing, width: 40)
        square.polygon = [(100, 50), (300, 50), (300, 250), (100, 250)].map { Symbol.Point(x: $0.0, y: $0.1) }
        let inside = sighting(.databar, "0102001234567893", by: .zbar, x: 150, y: 100, width: 80)
        #expect(Agreement([square, inside]).symbols.map(\.symbology) == [.qrcode])
    }

    /// zbar gives equal labels as one, with an outline around both. What lies between them is a label of its own.
    @Test func aLabelBetweenTwoEqualOnesIsNotTakenForAPartOfThem() {
        var both = sighting(.code128, "EB123456785VN", by: .zbar)
        both.polygon = [(100, 50), (500, 50), (500, 600), (100, 600)].map { Symbol.Point(x: $0.0, y: $0.1) }
        let between = sighting(.code128, "EB123456799VN", by: .parcelgate, x: 200, y: 300)
        let agreed = Agreement([both, between])
        #expect(agreed.symbols.isEmpty)
        #expect(doubts(agreed) == [.disagreement, .disagreement])
        // Where another reader saw the two apart, all three are told.
        let apart = Agreement([
            both, between, sighting(.code128, "EB123456785VN", by: .zxing, x: 200, y: 60),
            sighting(.code128, "EB123456785VN", by: .zxing, x: 200, y: 550),
        ])
        #expect(apart.symbols.map(\.text).sorted() == ["EB123456785VN", "EB123456785VN", "EB123456799VN"])
    }

    /// zbar does not know FNC4: it gives letters beyond ASCII as others, 128 places below.
    @Test func zbarsPlainReadingOfLettersBeyondASCIIIsNotTheData() throws {
        var whole = sighting(.code128, "", by: .zxing)
        whole.bytes = [0xF3, 0xF3, 0x31]
        let agreed = Agreement([sighting(.code128, "ss1", by: .zbar), whole])
        #expect(agreed.symbols.map(\.bytes) == [[0xF3, 0xF3, 0x31]])
    }

    @Test func aReadingThatNobodyBelievesDoesNotSilenceAStrongOne() {
        let agreed = Agreement([
            sighting(.code128, "EB123456785VN", by: .zbar), sighting(.codabar, "A12B", by: .zxing, lines: 2),
        ])
        #expect(agreed.symbols.map(\.text) == ["EB123456785VN"])
        #expect(doubts(agreed) == [.oneWitness])
    }

    /// A reader that looks again at a piece of a code sees the same lines again.
    @Test(arguments: [Symbology.code39, .itf, .codabar])
    func linesOfSeveralLooksCountOnce(_ symbology: Symbology) {
        let look = sighting(symbology, "12345678", by: .zxing, lines: 2)
        #expect(doubts(Agreement([look, look, look])) == [.oneWitness])
    }

    /// One reader saw the upper bars, the other the lower ones: they are one code's; far apart they are two codes, each seen once.
    @Test func twoStripsOfOneCodeAreOne() {
        let upper = sighting(.upca, "0012345678905", by: .zxing)
        #expect(Agreement([upper, sighting(.upca, "0012345678905", by: .zbar, y: 120)]).symbols.count == 1)
        let far = Agreement([upper, sighting(.upca, "0012345678905", by: .zbar, y: 900)])
        #expect(far.symbols.isEmpty && doubts(far) == [.oneWitness, .oneWitness])
    }

    @Test func nothingSeenIsNothing() {
        #expect(Agreement([]).symbols.isEmpty)
        var nowhere = sighting(.code128, "A", by: .zbar)
        nowhere.polygon = []
        #expect(Agreement([nowhere]).symbols.count == 1)
    }
}
