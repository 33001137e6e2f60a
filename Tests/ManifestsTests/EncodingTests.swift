import Foundation
import Parcels
import TestSupport
import Testing

@testable import Manifests

/// Vietnamese texts of manifests, and encoders that share nothing with the decoders.
enum VietnameseTexts {
    static let words = """
        Nguyễn Văn Đức Trần Thị Bình Phạm Hồng Thúy Lê Quốc Khánh Đặng Thùy Dương Huỳnh Ngọc Ánh Võ Mỹ Duyên Bùi Xuân Trường \
        Hoàng Kim Liên đường Trần Phú phường Thống Nhất quận Hoàn Kiếm huyện Đắk Hà tỉnh Quảng Ngãi thành phố Hồ Chí Minh thôn \
        Kon Rẫy ấp Bình Hòa áo khoác giày thể thao mỹ phẩm sách giáo khoa đồ chơi trẻ em bưởi xoài cà phê hạt tiêu nước mắm \
        yến sào rượu cần thịt bò khô quần jean máy tính linh kiện điện thoại quạt điện nghĩa trang giếng khoan khuỷu tay
        """.split(separator: " ").map(String.init)

    /// TCVN 5712 VN3, from the GNU C library's table of VN1 without what VN3 leaves out.
    private static let tcvn3 = """
        Ă A1 Â A2 Ê A3 Ô A4 Ơ A5 Ư A6 Đ A7 ă A8 â A9 ê AA ô AB ơ AC ư AD đ AE à B5 ả B6 ã B7 á B8 ạ B9 ằ BB ẳ BC ẵ BD ắ BE ặ C6 \
        ầ C7 ẩ C8 ẫ C9 ấ CA ậ CB è CC ẻ CE ẽ CF é D0 ẹ D1 ề D2 ể D3 ễ D4 ế D5 ệ D6 ì D7 ỉ D8 ĩ DC í DD ị DE ò DF ỏ E1 õ E2 ó E3 \
        ọ E4 ồ E5 ổ E6 ỗ E7 ố E8 ộ E9 ờ EA ở EB ỡ EC ớ ED ợ EE ù EF ủ F1 ũ F2 ú F3 ụ F4 ừ F5 ử F6 ữ F7 ứ F8 ự F9 ỳ FA ỷ FB ỹ FC \
        ý FD ỵ FE
        """

    /// VNI-Windows as its texts are shown by a program that takes them for Latin.
    private static let vni = """
        á aù à aø ả aû ã aõ ạ aï ă aê ắ aé ằ aè ẳ aú ẵ aü ặ aë â aâ ấ aá ầ aà ẩ aå ẫ aã ậ aä é eù è eø ẻ eû ẽ eõ ẹ eï ê eâ ế eá ề eà \
        ể eå ễ eã ệ eä í í ì ì ỉ æ ĩ ó ị ò ó où ò oø ỏ oû õ oõ ọ oï ô oâ ố oá ồ oà ổ oå ỗ oã ộ oä ơ ô ớ ôù ờ ôø ở ôû ỡ ôõ ợ ôï ú uù ù uø \
        ủ uû ũ uõ ụ uï ư ö ứ öù ừ öø ử öû ữ öõ ự öï ý yù ỳ yø ỷ yû ỹ yõ ỵ î đ ñ
        """

    private static let tcvn3Bytes: [Character: [UInt8]] = {
        let parts = tcvn3.split(separator: " ")
        return Dictionary(
            uniqueKeysWithValues: stride(from: 0, to: parts.count, by: 2).map {
                (Character(String(parts[$0])), [UInt8(parts[$0 + 1], radix: 16) ?? 0])
            })
    }()

    private static let vniBytes: [Character: [UInt8]] = {
        let parts = vni.split(separator: " ")
        var table: [Character: [UInt8]] = [:]
        for place in stride(from: 0, to: parts.count, by: 2) {
            let latin = parts[place + 1].unicodeScalars.map { UInt8($0.value) }
            table[Character(String(parts[place]))] = latin
            table[Character(parts[place].uppercased())] = latin.map {
                $0 >= 0xE0 || $0 >= 97 && $0 < 123 ? $0 - 32 : $0
            }
        }
        return table
    }()

    /// Nil where the encoding has no such letter.
    static func encode(_ text: String, _ encoding: TextEncoding) -> [UInt8]? {
        switch encoding {
        case .utf8: return Array(text.utf8)
        case .utf16LittleEndian: return text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        case .utf16BigEndian: return text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        case .tcvn3, .vni:
            let table = encoding == .tcvn3 ? tcvn3Bytes : vniBytes
            var bytes: [UInt8] = []
            for character in text {
                guard let letter = table[character] ?? (character.asciiValue.map { [$0] }) else { return nil }
                bytes += letter
            }
            return bytes
        case .windows1258:
            // Shapes are letters, tones are marks behind them, as the code page's table has it.
            var bytes: [UInt8] = []
            for scalar in text.decomposedStringWithCanonicalMapping.unicodeScalars {
                switch scalar {
                case "\u{302}", "\u{306}", "\u{31B}":
                    let letters: [String: UInt8] = [
                        "a\u{302}": 0xE2, "e\u{302}": 0xEA, "o\u{302}": 0xF4, "a\u{306}": 0xE3, "o\u{31B}": 0xF5,
                        "u\u{31B}": 0xFD, "A\u{302}": 0xC2, "E\u{302}": 0xCA, "O\u{302}": 0xD4, "A\u{306}": 0xC3,
                        "O\u{31B}": 0xD5, "U\u{31B}": 0xDD,
                    ]
                    // A tone below stands before the shape in Unicode's order.
                    var tone: UInt8?
                    if let last = bytes.last, last == 0xF2 { tone = bytes.removeLast() }
                    guard let base = bytes.popLast() else { return nil }
                    let key = String(String.UnicodeScalarView([Unicode.Scalar(base), scalar]))
                    guard let letter = letters[key] else { return nil }
                    bytes += [letter] + (tone.map { [$0] } ?? [])
                case "\u{300}": bytes.append(0xCC)
                case "\u{309}": bytes.append(0xD2)
                case "\u{303}": bytes.append(0xDE)
                case "\u{301}": bytes.append(0xEC)
                case "\u{323}": bytes.append(0xF2)
                case "đ": bytes.append(0xF0)
                case "Đ": bytes.append(0xD0)
                default:
                    guard scalar.isASCII else { return nil }
                    bytes.append(UInt8(scalar.value))
                }
            }
            return bytes
        }
    }

    /// A text of words, punctuation and digits; now and then a word of capitals. The ABC fonts have no byte for a capital with
    /// a tone: for them only words whose other capitals say that it is one.
    static func random(_ dice: inout SeededDice, words count: Int, _ encoding: TextEncoding) -> String {
        (0..<count).map { _ in
            var word = words[dice.below(words.count)]
            if dice.below(6) == 0 { word = word.uppercased() }
            let letters = word.map { encode(String($0), encoding) != nil }
            if letters.contains(false), letters.count(where: { $0 }) < 2 || word != word.uppercased() {
                word = word.lowercased()
            }
            return word + [" ", ", ", ".", " 12/3 ", " - "][dice.below(5)]
        }.joined()
    }
}

@Suite("Encodings")
struct EncodingTests {
    private static func decode(_ bytes: [UInt8], _ encoding: TextEncoding, cutAt places: [Int] = []) -> String? {
        var decoder = TextDecoder(encoding)
        var text: [UInt8] = []
        var begin = 0
        for place in places.sorted() + [bytes.count] {
            decoder.decode(bytes[begin..<place], into: &text)
            begin = place
        }
        decoder.finish(into: &text)
        return String(validating: text, as: UTF8.self)
    }

    /// Scalars are compared: strings are equal however their letters are composed.
    private static func same(_ first: String?, _ second: String) -> Bool {
        first.map { Array($0.unicodeScalars) } == Array(second.precomposedStringWithCanonicalMapping.unicodeScalars)
    }

    @Test(arguments: TextEncoding.allCases)
    func anyTextComesBackEqualHoweverItIsCut(encoding: TextEncoding) throws {
        var dice = SeededDice("text in \(encoding.rawValue)")
        for _ in 0..<200 {
            let text = VietnameseTexts.random(&dice, words: 1 + dice.below(20), encoding)
            // The ABC fonts have no byte for a capital with a tone: those are written small, and come back as capitals in a
            // word of capitals.
            let written = encoding == .tcvn3 ? Self.inABCFonts(text) : text
            let bytes = try #require(VietnameseTexts.encode(written, encoding), "\(text)")
            let cuts = (0..<3).map { _ in dice.below(bytes.count + 1) }
            #expect(Self.same(Self.decode(bytes, encoding, cutAt: cuts), text), "\(text)")
        }
    }

    private static func inABCFonts(_ text: String) -> String {
        String(
            text.map { letter in
                VietnameseTexts.encode(String(letter), .tcvn3) == nil ? Character(letter.lowercased()) : letter
            })
    }

    @Test func lettersBeyondVietnameseComeThroughUTF16() {
        var dice = SeededDice("UTF-16")
        for encoding in [TextEncoding.utf16LittleEndian, .utf16BigEndian] {
            for _ in 0..<200 {
                let text = String(
                    String.UnicodeScalarView(
                        (0..<dice.below(20)).compactMap { _ in Unicode.Scalar(UInt32(dice.below(0x110000))) }))
                let bytes = VietnameseTexts.encode(text, encoding) ?? []
                let decoded = Self.decode(bytes, encoding, cutAt: [dice.below(bytes.count + 1)])
                #expect(decoded.map { Array($0.unicodeScalars) } == Array(text.unicodeScalars))
            }
        }
    }

    @Test func whatAnEncodingDoesNotHaveIsNoText() {
        #expect(Self.decode([0x61, 0x80], .tcvn3) == nil)
        #expect(Self.decode([0x61, 0xFF], .vni) == nil)
        #expect(Self.decode([0x62, 0xF9], .vni) == nil)
        #expect(Self.decode([0x8A], .windows1258) == nil)
        #expect(Self.decode([0x00, 0xD8, 0x41, 0x00], .utf16LittleEndian) == nil)
        #expect(Self.decode([0x41], .utf16BigEndian) == nil)
    }

    @Test func theTablesAgreeWithTheSystemsConverter() throws {
        for (encoding, name) in [(TextEncoding.tcvn3, "TCVN5712-1"), (.windows1258, "CP1258")] {
            var seen = 0
            for byte in UInt8(0xA1)...0xFE {
                guard let mine = Self.decode([byte], encoding), let its = Self.iconv([byte], name) else { continue }
                #expect(Self.same(mine, its), "\(name) \(byte)")
                seen += 1
            }
            #expect(seen > 70)
        }
    }

    private static func iconv(_ bytes: [UInt8], _ name: String) -> String? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/iconv")
        process.arguments = ["-f", name, "-t", "UTF-8"]
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return nil }
        input.fileHandleForWriting.write(Data(bytes))
        try? input.fileHandleForWriting.close()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return process.terminationStatus == 0 ? String(decoding: data, as: UTF8.self) : nil
    }

    // MARK: Recognition

    @Test(arguments: TextEncoding.allCases)
    func textOfThirtyWordsIsRecognised(encoding: TextEncoding) throws {
        var dice = SeededDice("recognition of \(encoding.rawValue)")
        for _ in 0..<100 {
            let text = "item_number,sender_name\n" + VietnameseTexts.random(&dice, words: 30, encoding)
            let written = encoding == .tcvn3 ? Self.inABCFonts(text) : text
            let bytes = try #require(VietnameseTexts.encode(written, encoding))
            #expect(EncodingRecognition.of(bytes) == .certain(encoding, mark: 0), "\(text)")
        }
    }

    @Test func aByteOrderMarkIsBelieved() {
        #expect(EncodingRecognition.of([0xEF, 0xBB, 0xBF, 0x61]) == .certain(.utf8, mark: 3))
        #expect(EncodingRecognition.of([0xFF, 0xFE, 0x61, 0]) == .certain(.utf16LittleEndian, mark: 2))
        #expect(EncodingRecognition.of([0xFE, 0xFF, 0, 0x61]) == .certain(.utf16BigEndian, mark: 2))
    }

    @Test func plainLettersAreUTF8() {
        #expect(EncodingRecognition.of(Array("item_number\nEB123456785VN\n".utf8)) == .certain(.utf8, mark: 0))
        #expect(EncodingRecognition.of([]) == .certain(.utf8, mark: 0))
        // A letter cut off by the head's end.
        #expect(EncodingRecognition.of(Array("Đồ".utf8.dropLast())) == .certain(.utf8, mark: 0))
    }

    @Test func fewFaultsInUTF8AreFaultsOfTheirLines() {
        let text = Array("đồ chơi trẻ em và sách giáo khoa, quần áo, mỹ phẩm\n".utf8)
        #expect(EncodingRecognition.of(text + [0xC3, 0x28] + text) == .certain(.utf8, mark: 0))
    }

    /// Few words; French; Chinese in GB 18030; noise.
    private static let unsure: [[UInt8]] = [
        latin("item_number\nNguyÔn\n"), latin("Café déjà français noël forêt très"),
        [
            0xD6, 0xD0, 0xB9, 0xFA, 0x20, 0xB1, 0xB1, 0xBE, 0xA9, 0x20, 0xC9, 0xCF, 0xBA, 0xA3, 0x20, 0xB9, 0xE3, 0xD6,
            0xDD,
        ],
        [0x80, 0xFF, 0x20, 0x81, 0xFE, 0x20, 0x82, 0xFD],
    ]

    /// A text in ISO 8859-1.
    private static func latin(_ text: String) -> [UInt8] { text.unicodeScalars.map { UInt8($0.value) } }

    @Test(arguments: unsure)
    func whatIsNotSureIsAsked(bytes: [UInt8]) {
        guard case .unsure = EncodingRecognition.of(bytes) else {
            Issue.record("\(EncodingRecognition.of(bytes))")
            return
        }
    }

    @Test func namesAreTakenHoweverTheyAreWritten() {
        #expect(TextEncoding(named: "TCVN3") == .tcvn3)
        #expect(TextEncoding(named: "utf8") == .utf8 && TextEncoding(named: "UTF_16LE") == .utf16LittleEndian)
        #expect(TextEncoding(named: "Windows 1258") == .windows1258)
        #expect(TextEncoding(named: "latin1") == nil)
    }

    // MARK: Whole files

    private static let number = "EB123456785VN"

    private static func read(
        _ bytes: [UInt8], _ stated: TextEncoding? = nil
    ) throws(ManifestError) -> (items: [ManifestItem], refused: [ManifestError], encoding: TextEncoding?) {
        var reader = ManifestReader(stated)
        var items: [ManifestItem] = []
        var refused: [ManifestError] = []
        func take(_ line: ManifestLine) {
            switch line {
            case .item(let item): items.append(item)
            case .refused(let error): refused.append(error)
            }
        }
        try reader.take(bytes[...], take)
        try reader.finish(take)
        return (items, refused, reader.encoding)
    }

    @Test(arguments: TextEncoding.allCases)
    func aManifestIsTheSameInEveryEncoding(encoding: TextEncoding) throws {
        let text =
            "item_number;sender_name;sender_address;contents\r\n"
            + "\(Self.number);Nguyễn Văn Đức;12 đường Trần Phú, phường Thống Nhất, Quảng Ngãi;áo khoác|giày thể thao\r\n"
        let bytes = try #require(VietnameseTexts.encode(text, encoding))
        let read = try Self.read(bytes)
        #expect(read.encoding == encoding && read.refused.isEmpty)
        #expect(read.items.first?.sender.name == "Nguyễn Văn Đức")
        #expect(read.items.first?.contents.map(\.description) == ["áo khoác", "giày thể thao"])
    }

    @Test func anEncodingThatIsNotSureIsAskedForAndTakenAsSaid() throws {
        let bytes = try #require(VietnameseTexts.encode("item_number,sender_name\n\(Self.number),Nguyễn\n", .tcvn3))
        let error = #expect(throws: ManifestError.self) { try Self.read(bytes) }
        #expect(error?.line == 1 && error?.expected.hasPrefix("an encoding that can be told") == true)
        #expect(error?.found.contains("--encoding") == true && error?.found.contains("tcvn3") == true)
        #expect(error?.found.contains("1 words with marks") == true)
        #expect(try Self.read(bytes, .tcvn3).items.first?.sender.name == "Nguyễn")
    }

    @Test func aMarkThatContradictsWhatWasSaidIsRefused() {
        let error = #expect(throws: ManifestError.self) {
            try Self.read([0xFF, 0xFE] + Array("i\0".utf8), .tcvn3)
        }
        #expect(
            error?.description.contains("expected TCVN3, as was said, found the byte-order mark of UTF-16LE") == true)
    }

    @Test func whatTheEncodingDoesNotHaveIsNamedByItsLine() throws {
        let read = try Self.read(Array("item_number,office\n\(Self.number),x".utf8) + [0x80, 10], .tcvn3)
        #expect(
            read.refused.map(\.description) == [
                "line 2, column 15: expected text in TCVN3, found bytes that are not TCVN3"
            ])
    }

    @Test func aByteOrderMarkIsNoText() throws {
        let read = try Self.read(Array("\u{FEFF}item_number,office\n\(Self.number),1\n".utf8))
        #expect(read.items.count == 1)
        #expect(try Self.read(Array("\u{FEFF}item_number,office\n\(Self.number),1\n".utf8), .utf8).items.count == 1)
    }

    @Test func aSpreadsheetIsNamed() {
        let error = #expect(throws: ManifestError.self) { try Self.read(Array("PK\u{3}\u{4}abc".utf8)) }
        #expect(error?.found.contains("save it as") == true)
    }

    @Test func theWordsOfSpreadsheetsBeforeTheFirstRowArePassedOver() throws {
        #expect(try Self.read(Array("sep=;\r\nitem_number;office\r\n\(Self.number);1\r\n".utf8)).items.first?.line == 3)
    }
}
