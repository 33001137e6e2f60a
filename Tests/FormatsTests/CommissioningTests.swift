import Parcels
import Readings
import TestSupport
import Testing
import Words

@testable import Formats

@Suite("Putting a scanner into service")
struct CommissioningTests {
    private typealias Code = CommissioningFinding.Code

    private static func layouts() throws -> [KeyboardLayout] {
        try ["us", "de", "fr", "cs"].map { try Typing.layout($0) }
    }

    private static func driver(_ text: String) throws -> DriverProfile {
        var layouts: [String: KeyboardLayout] = [:]
        for layout in try Self.layouts() { layouts[layout.name] = layout }
        return try DriverFile.parse(Array(text.utf8), file: "driver.yaml", layouts: layouts)
    }

    private static func expectation(_ text: String) throws -> ScannerExpectation {
        ScannerExpectation(try driver(text), layouts: try layouts())
    }

    /// A scanner over TCP: STX, ETX.
    private static func tcp(_ more: String = "") throws -> ScannerExpectation {
        try expectation(
            "family: f\ntransport: tcp-text\nreports: on-read\nframing: {start: <STX>, end: <ETX>}\n" + more)
    }

    private static func keyboard(_ layout: String = "us", _ more: String = "") throws -> ScannerExpectation {
        try expectation(
            "family: f\ntransport: usb-keyboard\nmodels: [{vendor: 1, product: 1, name: x}]\nlayout: \(layout)\nend: [enter]\n"
                + more)
    }

    private static func pointOfSale() throws -> ScannerExpectation {
        try expectation("family: f\ntransport: usb-hid-pos\nmodels: [{vendor: 1, name: x}]\n")
    }

    private static func label(_ name: String) throws -> CommissioningLabel {
        try #require(CommissioningLabel.all.first { $0.name == name })
    }

    private static func identifier(_ label: CommissioningLabel) -> SymbologyIdentifier? {
        SymbologyIdentifier(letter: label.kind.letter, modifier: label.kind.modifier)
    }

    /// Scans every label with a device that does something to each; nil: it does not arrive.
    private static func scan(
        _ expectation: ScannerExpectation,
        _ change: (CommissioningLabel) throws -> (bytes: [UInt8], symbology: SymbologyIdentifier?)?
    ) throws -> [CommissioningFinding] {
        var session = Commissioning(expectation)
        for label in session.wanted {
            guard let (bytes, symbology) = try change(label) else { continue }
            _ = session.take(bytes, symbology)
        }
        for finding in session.findings { #expect(filled(finding), "\(finding)") }
        return session.findings
    }

    /// The same with what a change does to the bytes, of a device that says no symbology.
    private static func codes(
        _ expectation: ScannerExpectation, _ change: (CommissioningLabel) throws -> [UInt8]?
    ) throws -> Set<CommissioningFinding.Code> {
        Set(try scan(expectation) { label in try change(label).map { ($0, nil) } }.map(\.code))
    }

    private static func replaced(_ bytes: [UInt8], _ byte: UInt8, _ with: [UInt8]) -> [UInt8] {
        bytes.flatMap { $0 == byte ? with : [$0] }
    }

    // MARK: The sheet

    @Test func everyLabelTellsItselfFromAllOthers() throws {
        for expectation in [try Self.tcp(), try Self.keyboard()] {
            let all = CommissioningLabel.all.map { LabelVariants.of($0, expectation).map(\.bytes) }
            for (place, variants) in all.enumerated() {
                for (other, content) in all.enumerated() where other != place {
                    #expect(Set(variants).isDisjoint(with: content), "label \(place) and label \(other)")
                }
            }
        }
        #expect(Set(CommissioningLabel.all.map(\.name)).count == CommissioningLabel.all.count)
    }

    @Test func theSheetHasEveryPrintableCharacterAndTheLengthsThatLimitsHave() {
        let printed = Set(CommissioningLabel.all.flatMap(\.content))
        for byte in UInt8(0x20)...0x7E { #expect(printed.contains(byte), "\(byte)") }
        let lengths = CommissioningLabel.all.map(\.content.count)
        #expect([40, 80, 120].allSatisfy { lengths.contains($0) })
    }

    @Test func everyFindingAndEveryLabelHasItsWords() {
        for code in Code.allCases {
            for part in ["bad", "why", "advice"] {
                #expect(Catalogue.phrase("commissioning.\(code.rawValue).\(part)") != nil, "\(code.rawValue).\(part)")
            }
        }
        for label in CommissioningLabel.all {
            #expect(Catalogue.phrase("commissioning.label.\(label.name.lowercased())") != nil)
        }
    }

    /// Whether the words for a finding ask for nothing but what it says.
    private static func filled(_ finding: CommissioningFinding) -> Bool {
        let names = Set(finding.arguments.map(\.name) + ["labels"])
        return ["bad", "why", "advice"].allSatisfy { part in
            let phrase = Catalogue.phrase("commissioning.\(finding.code.rawValue).\(part)")
            return phrase.map { Phrase.arguments(of: $0.vietnamese).isSubset(of: names) } ?? false
        }
    }

    // MARK: A right device

    @Test func aRightDeviceOfEveryFamilyHasNoFinding() throws {
        var dice = SeededDice("aRightDeviceOfEveryFamilyHasNoFinding")
        var named: [String: KeyboardLayout] = [:]
        for layout in try Self.layouts() { named[layout.name] = layout }
        let families = try TestFiles.names(in: "drivers").filter { !$0.contains(".") && $0 != "keyboard-layouts" }
        for family in families {
            let path = "drivers/\(family)/driver.yaml"
            let profile = try DriverFile.parse(try TestFiles.content(path), file: path, layouts: named)
            if case .imageFolder = profile.kind { continue }
            for layout in named.values.sorted(by: { $0.name < $1.name }) {
                var profile = profile
                if case .usbKeyboard(let keyboard) = profile.kind {
                    profile = DriverProfile(family: family, kind: .usbKeyboard(keyboard.with(layout: layout)))
                } else if layout.name != "us" {
                    continue
                }
                let expectation = ScannerExpectation(profile, layouts: Array(named.values))
                var session = Commissioning(expectation)
                for label in session.wanted.shuffled(using: &dice) {
                    let symbology: SymbologyIdentifier? =
                        switch expectation.identifier {
                        case .always: Self.identifier(label)
                        case .never: nil
                        case .maybe: dice.below(2) == 0 ? nil : Self.identifier(label)
                        }
                    let parts = expectation.separator.map { label.content.split(separator: $0).map(Array.init) }
                    for _ in 0...dice.below(2) {
                        for part in parts ?? [label.content] {
                            let found = session.take(part, symbology)
                            #expect(found?.label == label)
                            #expect(found?.alterations == [])
                        }
                    }
                }
                #expect(session.findings == [], "\(family)")
                #expect(session.isComplete)
            }
        }
    }

    // MARK: Keyboards

    /// Every pair of layouts, whether a label arrives altered or its keys give nothing there.
    @Test func theLayoutThatAScannerTypesIsNamed() throws {
        for reading in try Self.layouts() {
            for typing in try Self.layouts() where typing.name != reading.name {
                let findings = try Self.scan(try Self.keyboard(reading.name)) { label in
                    LabelVariants.retyped(label.content, typing, reading).map { ($0, nil) }
                }
                let found = try #require(findings.first, "\(typing.name) read as \(reading.name)")
                #expect(found.code == .layout)
                #expect(found.arguments.map(\.value) == [typing.name, reading.name])
                #expect(
                    findings.allSatisfy { $0.code == .layout },
                    "\(findings.map(\.code)), \(typing.name), \(reading.name)")
            }
        }
    }

    /// What stands in the text is what the keyboard's decoder makes of the keys.
    @Test func keysReadWithAnotherLayoutAreAsTheDecoderReadsThem() throws {
        let reading = try Typing.layout("us")
        for typing in ["de", "fr", "cs"] {
            let typist = try Typing(typing)
            for label in CommissioningLabel.all where label.kind == .code128 {
                let reports = try #require(typist.reports(label.content)) + Typing.enter
                var decoder = KeyboardDecoder(KeyboardDecoder.Habits(layout: reading))
                let labels = decoder.take(reports).compactMap { outcome -> [UInt8]? in
                    if case .label(let bytes, _, _) = outcome { bytes } else { nil }
                }
                #expect(labels.first == LabelVariants.retyped(label.content, typist.layout, reading), "\(label.name)")
            }
        }
    }

    @Test func aLayoutThatNobodyDescribedIsToldByItsCharacters() throws {
        let turned: [UInt8: UInt8] = [0x79: 0x7A, 0x7A: 0x79, 0x2D: 0x2F, 0x2F: 0x2D]
        let findings = try Self.scan(try Self.keyboard()) { label in (label.content.map { turned[$0] ?? $0 }, nil) }
        let found = try #require(findings.first)
        #expect(found.code == .characters)
        #expect(found.arguments.first?.value.contains("- → /") == true)
    }

    @Test func lettersOfTheOtherCaseAreCapsLockAndOneCaseIsASetting() throws {
        func cased(_ change: (String) -> String) throws -> Set<Code> {
            try Self.codes(try Self.keyboard()) { Array(change(String(decoding: $0.content, as: UTF8.self)).utf8) }
        }
        let swapped = try cased { text in
            String(text.map { $0.isUppercase ? Character($0.lowercased()) : Character($0.uppercased()) })
        }
        #expect(swapped.contains(.caseSwapped))
        #expect(try cased { $0.uppercased() }.contains(.caseUpper))
        #expect(try cased { $0.lowercased() }.contains(.caseLower))
    }

    @Test func aWrongLayoutWithCapsLockIsBoth() throws {
        let (us, cs) = (try Typing.layout("us"), try Typing.layout("cs"))
        let label = try Self.label("A")
        let swapped = label.content.map { (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) ? $0 ^ 0x20 : $0 }
        var session = Commissioning(try Self.keyboard())
        let found = session.take(try #require(LabelVariants.retyped(swapped, cs, us)), nil)
        #expect(found?.label == label)
        #expect(found?.alterations == [.letterCase(.swapped), .layout("cs")])
    }

    @Test func whatMakesAKeyboardLookLikeAPersonsIsExplained() throws {
        for (sign, code) in [
            ("no end key", Code.endKey), ("62 ms between keys", .slowKeys),
            ("key 0x30 with Ctrl, Alt or GUI", .controlKeys), ("key 0x2a", .person),
        ] {
            var session = Commissioning(try Self.keyboard())
            session.take(Trouble(.typesLikePerson, sign))
            #expect(session.findings.map(\.code) == [code])
            #expect(session.findings.allSatisfy(Self.filled))
        }
    }

    @Test func aKeyboardIsNotAskedForLettersThatItHasNoKeysFor() throws {
        #expect(!Commissioning(try Self.keyboard()).wanted.contains(try Self.label("M")))
        #expect(Commissioning(try Self.keyboard("us", "alt_codes: yes\n")).wanted.contains(try Self.label("M")))
        #expect(Commissioning(try Self.tcp()).wanted.contains(try Self.label("M")))
    }

    // MARK: GS

    private static let separators: [[UInt8]] =
        [[0x5D], [0x5E], [0x1E], [0x20], [0x7C]] + ["\u{241D}", "<GS>", "{GS}"].map { Array($0.utf8) }

    @Test(arguments: separators) func anAlteredSeparatorIsTold(_ shown: [UInt8]) throws {
        let findings = try Self.scan(try Self.tcp()) { (Self.replaced($0.content, 0x1D, shown), nil) }
        #expect(findings.map(\.code) == [.separatorAltered])
        #expect(findings.first?.arguments.first?.value == CommissioningFinding.text(shown))
        #expect(findings.first?.labels == ["E"])
    }

    @Test func aDroppedSeparatorIsTold() throws {
        #expect(try Self.codes(try Self.tcp()) { Self.replaced($0.content, 0x1D, []) } == [.separatorDropped])
    }

    // MARK: Characters that come, go or stay away

    @Test func droppedRepetitionsAreTold() throws {
        let findings = try Self.scan(try Self.keyboard()) { label in
            (
                label.content.enumerated().filter { $0.offset == 0 || label.content[$0.offset - 1] != $0.element }.map(
                    \.element), nil
            )
        }
        #expect(findings.first?.code == .repeatsDropped)
        #expect(findings.first?.labels.contains("D") == true)
        // Some of a run may stay, as where a remote desktop types: 02422288 as 024228.
        var session = Commissioning(try Self.keyboard())
        #expect(session.take(Array("PGD-0242289931100077778".utf8), nil)?.alterations == [.repeatsDropped])
        #expect(session.take(Array("PGD-02422288999311100000777788".utf8), nil)?.alterations == [.repeatsAdded])
    }

    @Test(arguments: [20, 39, 40, 64, 79]) func aLimitThatCutsIsTold(_ limit: Int) throws {
        let findings = try Self.scan(try Self.tcp()) { (Array($0.content.prefix(limit)), nil) }
        let found = try #require(findings.first { $0.code == .cutOff })
        #expect(found.arguments.first?.value == String(limit))
        #expect(found.labels.contains("H"))
    }

    @Test func aLimitThatKeepsLongLabelsAwayIsTold() throws {
        let findings = try Self.scan(try Self.tcp()) { $0.content.count > 48 ? nil : ($0.content, nil) }
        #expect(findings.map(\.code) == [.lengthLimit, .lengthLimit])
        #expect(findings.map(\.labels) == [["G"], ["H"]])
        #expect(findings.first?.arguments.map(\.value) == ["Code 128", "40"])
    }

    @Test func extraCharactersAreTold() throws {
        let findings = try Self.scan(try Self.tcp()) { (Array("b".utf8) + $0.content + [0x0D], nil) }
        #expect(Set(findings.map(\.code)) == [.front, .back])
        #expect(findings.flatMap(\.arguments).map(\.value).sorted() == ["<CR>", "b"])
        #expect(findings.allSatisfy { $0.labels.count == 14 })
    }

    @Test func trimmedSpacesAreTold() throws {
        for part in ["PGN 24", "PGN 24 ", " PGN 24"] {
            #expect(try Self.codes(try Self.tcp()) { $0.name == "N" ? Array(part.utf8) : $0.content } == [.trimmed])
        }
    }

    @Test func checkDigitsAndLeadingZerosAreTold() throws {
        func codes(_ name: String, _ change: @escaping (ArraySlice<UInt8>) -> ArraySlice<UInt8>) throws -> Set<Code> {
            try Self.codes(try Self.tcp()) { $0.name == name ? Array(change($0.content[...])) : $0.content }
        }
        #expect(try codes("I") { $0.dropFirst() } == [.zeroDropped])
        #expect(try codes("I") { $0.dropLast() } == [.checkDropped])
        #expect(try codes("I") { $0.dropFirst().dropLast() } == [.zeroDropped, .checkDropped])
        #expect(try codes("J") { $0.dropLast() } == [.checkDropped])
        #expect(try codes("L") { $0.dropLast() } == [.checkDropped])
        #expect(try codes("I") { [0x30] + $0 } == [.front])
        #expect(try Self.codes(try Self.tcp()) { $0.name == "K" ? nil : $0.content } == [.checkRequired])
    }

    @Test func fullASCIIIsTold() throws {
        #expect(
            try Self.codes(try Self.tcp()) { $0.name == "K" ? Array("PGK-2288b".utf8) : $0.content } == [.fullASCII])
    }

    @Test func lettersBeyondASCIIAreTold() throws {
        let text = String(decoding: try Self.label("M").content, as: UTF8.self)
        func codes(_ arrived: [UInt8]) throws -> Set<Code> {
            try Self.codes(try Self.tcp()) { $0.name == "M" ? arrived : $0.content }
        }
        let latin = text.utf8.flatMap { Array(String(Unicode.Scalar($0)).utf8) }
        #expect(try codes(latin) == [.latin1])
        // "Số" as Windows-1252 shows it.
        #expect(String(decoding: try Self.windows(), as: UTF8.self).hasPrefix("PGM Sá»‘ 12"))
        #expect(try codes(try Self.windows()) == [.latin1])
        #expect(try codes(text.utf8.filter { $0 < 0x80 }) == [.lettersLost])
        #expect(
            try codes(Array(text.unicodeScalars.map { $0.isASCII ? String($0) : "?" }.joined().utf8)) == [.lettersLost])
    }

    private static func windows() throws -> [UInt8] {
        let variants = LabelVariants.of(try label("M"), try tcp()).filter { $0.alterations == [.latin1] }
        return try #require(variants.last).bytes
    }

    @Test func aLabelThatIsOnlyLikeOneIsTold() throws {
        #expect(
            try Self.codes(try Self.tcp()) {
                $0.name == "F" ? Array("PGF-01234567x9ABCDEFHIJKLMNOPQRSTUV".utf8) : $0.content
            }
                == [.other])
    }

    @Test func aParcelsLabelIsNoneOfTheSheets() throws {
        var dice = SeededDice("aParcelsLabelIsNoneOfTheSheets")
        for expectation in [try Self.tcp(), try Self.keyboard(), try Self.pointOfSale()] {
            var session = Commissioning(expectation)
            for label in ["EB123456785VN", "00340123450000000000", "4006381333931", "1Z999AA10123456784", "A", ""] {
                #expect(session.take(Array(label.utf8), nil) == nil, "\(label)")
            }
            for _ in 0..<200 { #expect(session.take(dice.bytes(dice.below(60)), nil) == nil) }
            #expect(session.findings.map(\.code) == [.silence])
        }
    }

    // MARK: Symbologies

    @Test func aSymbologyThatIsOffIsTold() throws {
        for kind in CommissioningLabel.Kind.allCases {
            let findings = try Self.scan(try Self.tcp()) { $0.kind == kind ? nil : ($0.content, nil) }
            #expect(findings.map(\.code) == [kind.isOptional ? .kindAbsent : .kindOff])
            #expect(findings.first?.arguments.first?.value == kind.rawValue)
            #expect(findings.first?.isNote == kind.isOptional)
        }
        #expect(try Self.codes(try Self.tcp()) { $0.name == "B" ? nil : $0.content } == [.missing])
    }

    @Test func identifiersThatStandInTheTextOrAreMissingAreTold() throws {
        let typed = try Self.codes(try Self.tcp()) { label in
            Array("]\(try #require(Self.identifier(label)))".utf8) + label.content
        }
        #expect(typed == [.identifierTyped])
        // Behind the end of the label before, where the driver takes CR for all of CR LF.
        let both = try Self.scan(try Self.tcp()) { label in
            ([0x0A] + Array("]\(try #require(Self.identifier(label)))".utf8) + label.content, nil)
        }
        #expect(Set(both.map(\.code)) == [.identifierTyped, .endSplit])
        #expect(both.allSatisfy { $0.labels.count == CommissioningLabel.all.count })
        #expect(try Self.codes(try Self.tcp("symbology_prefix: yes\n")) { $0.content } == [.identifierMissing])
        let pos = try Self.pointOfSale()
        #expect(try Self.codes(pos) { $0.content } == [])
        let findings = try Self.scan(pos) { label in
            (label.content, label.kind == .code39 ? SymbologyIdentifier("G0") : Self.identifier(label))
        }
        #expect(findings.map(\.code) == [.identifierWrong])
        #expect(findings.first?.arguments.first?.value == "]G0")
        let unmarked = try Self.scan(pos) { label in
            (label.content, label.kind == .gs1 ? SymbologyIdentifier("C0") : Self.identifier(label))
        }
        #expect(unmarked.map(\.code) == [.gs1Unmarked])
    }

    // MARK: Framing

    private func framing(_ raw: String) throws -> CommissioningFinding? {
        var session = Commissioning(try Self.tcp())
        session.take(raw: Array(raw.utf8))
        #expect(session.findings.count == 1)
        #expect(session.findings.allSatisfy(Self.filled))
        return session.findings.first
    }

    @Test func whatStandsAroundLabelsIsComparedWithTheDriver() throws {
        let (a, b) = (
            String(decoding: try Self.label("A").content, as: UTF8.self),
            String(decoding: try Self.label("B").content, as: UTF8.self)
        )
        let found = try #require(try framing(a + "\r\n" + b + "\r\n"))
        #expect(found.code == .framing)
        #expect(found.arguments.map(\.value) == ["<STX>", "<ETX>", "–", "<CR><LF>"])
        #expect(found.labels == ["A", "B"])
        #expect(
            try framing("\u{2}" + a + "\r\u{2}" + b + "\r")?.arguments.map(\.value) == [
                "<STX>", "<ETX>", "<STX>", "<CR>",
            ])
        #expect(try framing("\u{2}" + a)?.arguments.map(\.value) == ["<STX>", "<ETX>", "<STX>", "–"])
        #expect(try framing("xyz")?.code == .noise)
        #expect(try framing("")?.code == .silence)
    }

    @Test func bytesWithoutEndAreBounded() throws {
        var session = Commissioning(try Self.tcp())
        for _ in 0..<100 { session.take(raw: [UInt8](repeating: 0x41, count: 4_000)) }
        #expect(session.findings.first?.arguments.first?.value == String(Commissioning.rawLimit))
    }

    @Test func hostileLabelsAreBoundedToo() throws {
        var dice = SeededDice("hostileLabelsAreBoundedToo")
        for expectation in [try Self.tcp(), try Self.keyboard(), try Self.pointOfSale()] {
            var session = Commissioning(expectation)
            for _ in 0..<40 {
                let label = CommissioningLabel.all[dice.below(CommissioningLabel.all.count)].content
                var bytes = label
                for _ in 0..<dice.below(6) where !bytes.isEmpty {
                    bytes[dice.below(bytes.count)] = UInt8(dice.below(256))
                }
                if dice.below(3) == 0 { bytes += dice.bytes(dice.below(Reading.sizeLimit)) }
                _ = session.take(Array(bytes.prefix(Reading.sizeLimit)), nil)
            }
            #expect(session.findings.count < 80)
        }
    }
}
