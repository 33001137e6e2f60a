import TestSupport
import Testing

@testable import Parcels

/// Labels can hold anything.
@Suite("Hostile numbers")
struct HostileNumberTests {
    private static func ask(_ bytes: [UInt8], _ symbology: SymbologyIdentifier? = nil) -> Identification {
        let found = Numbering.standard.identify(bytes, symbology: symbology)
        // What is worked out later must not fail either.
        _ = (found.candidates, found.elements.count, found.lookAlikes, found.choice, found.taken?.carrier)
        return found
    }

    @Test func anyBytesAreAnswered() {
        var dice = SeededDice("identification of any bytes")
        let alphabet =
            Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ()[]^/.-%:htps \u{1D}\u{0}\u{1B}".utf8) + [
                0xE2, 0x90, 0x9D, 0xFF,
            ]
        for turn in 0..<1_500 {
            let count = dice.below(80)
            let bytes =
                turn % 2 == 0 ? dice.bytes(count) : (0..<count).map { _ in alphabet[dice.below(alphabet.count)] }
            for symbology in [nil, SymbologyIdentifier("C1"), SymbologyIdentifier("Q1")] {
                _ = Self.ask(bytes, symbology)
            }
        }
    }

    @Test(arguments: [0x30, 0x39, 0x41, 0x28, 0x5D, 0x1D, 0x2D, 0x00, 0xFF] as [UInt8])
    func fourThousandOfOneByteAreNoNumber(byte: UInt8) {
        let bytes = [UInt8](repeating: byte, count: 4096)
        #expect(!Self.ask(bytes).isValid)
        // An SSCC of zeros is one, whatever follows.
        #expect(Self.ask(bytes, SymbologyIdentifier("C1")).isValid == (byte == 0x30))
        #expect(!Self.ask(Array("https://a/".utf8) + bytes).isValid)
        #expect(!Self.ask(Array("(10)".utf8) + bytes).isValid)
    }

    @Test func longTextsAreNoElementStrings() {
        let many = String(repeating: "(21)A", count: 800)
        #expect(ElementString(Array(many.utf8))?.elements.count == 800)
        #expect(ElementString(Array((many + many).utf8)) == nil)
    }

    @Test(arguments: [
        "EB123456785VN\u{0}", "EB123456785VN\u{1B}[2J", "ЕB123456785VN", "EB１23456785VN", "EB123456785VN'--",
        "\u{202E}EB123456785VN",
    ])
    func otherCharactersMakeNoNumber(text: String) {
        #expect(!Self.ask(Array(text.utf8)).isValid)
    }

    // MARK: Look-alikes

    @Test(arguments: [
        ("EBI23456785VN", "EB123456785VN"), ("EB1Z34S67B5VN", "EB123456785VN"), ("E8123456785VN", "EB123456785VN"),
        ("l0614l412345678908", "106141412345678908"), ("IZ5R89390357567127", "1Z5R89390357567127"),
        ("1Z5R8939O357567127", "1Z5R89390357567127"),
    ])
    func confusedCharactersAreProposedAndNeverApplied(text: String, meant: String) {
        let found = Self.ask(Array(text.utf8))
        #expect(!found.isValid)
        #expect(found.lookAlikes.contains { $0.number == meant }, "\(found.lookAlikes)")
        #expect(Numbering.standard.identify(Array(meant.utf8)).isValid)
    }

    @Test func proposalsAreFewAndHoldTheirCheck() {
        var dice = SeededDice("look-alikes")
        let letters = Array("01258OISBZL".utf8)
        for _ in 0..<100 {
            let bytes = (0..<(8 + dice.below(20))).map { _ in letters[dice.below(letters.count)] }
            let found = Self.ask(bytes)
            #expect(found.lookAlikes.count <= LookAlike.limit)
            for alike in found.lookAlikes {
                let again = Numbering.standard.identify(Array(alike.number.utf8))
                #expect(again.candidates.contains { $0.scheme == alike.scheme && $0.fault == nil })
            }
        }
    }
}
