import TestSupport

/// Labels as carriers print them.
public enum CarrierLabel: String, Sendable, Hashable, CaseIterable {
    /// A post's label with an S10 number, 100 × 50 mm.
    case post
    /// A GS1 logistic label with three codes, 148 × 105 mm.
    case logistic
    /// An express carrier's 4 × 6 inch label: MaxiCode or PDF417, routing and tracking numbers.
    case express
    /// A Vietnamese operator's: QR code, Code 128, cash on delivery, 75 × 100 mm.
    case domestic

    public var size_mm: (width: Double, height: Double) {
        switch self {
        case .post: (100, 50)
        case .logistic: (148, 105)
        case .express: (101.6, 152.4)
        case .domestic: (75, 100)
        }
    }

    /// - Returns: the label, and each of its symbols with its place.
    public func printed(cellsPerMillimetre: Double, _ dice: inout SeededDice) -> (
        sheet: Sheet, symbols: [(symbol: PrintedSymbol, area: Area)]
    ) {
        var label = Label(
            Sheet(
                width_mm: size_mm.width, height_mm: size_mm.height, cellsPerMillimetre: cellsPerMillimetre,
                printer: Printer(gain_dots: dice.within(0...0.3))))
        switch self {
        case .post: label.post(&dice)
        case .logistic: label.logistic(&dice)
        case .express: label.express(&dice)
        case .domestic: label.domestic(&dice)
        }
        return (label.sheet, label.symbols)
    }

    private struct Label {
        var sheet: Sheet
        var symbols: [(symbol: PrintedSymbol, area: Area)] = []

        init(_ sheet: Sheet) { self.sheet = sheet }

        private mutating func rule(_ x: Double, _ y: Double, _ width: Double, _ height: Double) {
            sheet.dots(Area(x: x, y: y, width: width, height: height))
        }

        private mutating func say(_ text: String, _ x: Double, _ y: Double, dot_mm: Double = 0.25) {
            sheet.text(Array(text.utf8), x: x, y: y, dot_mm: dot_mm)
        }

        private mutating func put(
            _ symbol: PrintedSymbol, x: Double, y: Double, module_mm: Double, height_mm: Double = 10
        ) {
            let area = sheet.print(symbol, x: x, y: y, module_mm: module_mm, height_mm: height_mm)
            symbols.append((symbol, area))
        }

        private mutating func address(_ title: String, _ x: Double, _ y: Double, _ dice: inout SeededDice) {
            say(title, x, y)
            let names = ["NGUYEN VAN AN", "TRAN THI BINH", "LE HOANG", "A. MUSTER", "J. SMITH"]
            say(names[dice.below(names.count)], x, y + 2.6)
            say("\(dice.below(300) + 1) TRAN PHU", x, y + 5.2)
            say("HA NOI \(dice.below(90_000) + 10_000)", x, y + 7.8)
            say("TEL 09\(dice.below(90_000_000) + 10_000_000)", x, y + 10.4)
        }

        mutating func post(_ dice: inout SeededDice) {
            let symbol = PrintedKind.s10.symbol(&dice)
            for (x, y, width, height) in [
                (1.0, 1.0, 98.0, 0.4), (1, 48.6, 98, 0.4), (1, 1, 0.4, 48), (98.6, 1, 0.4, 48),
            ] {
                rule(x, y, width, height)
            }
            rule(1, 20, 98, 0.3)
            say("R", 4, 4, dot_mm: 1.5)
            put(symbol, x: 20, y: 3, module_mm: 0.375, height_mm: 12)
            sheet.text(symbol.bytes, x: 32, y: 16, dot_mm: 0.35)
            address("FROM", 4, 23, &dice)
            address("TO", 52, 23, &dice)
            say("CN22 DOCUMENTS  0.\(dice.below(900) + 100) KG", 4, 41)
        }

        mutating func logistic(_ dice: inout SeededDice) {
            say("PARCELS AND FREIGHT CO", 5, 3, dot_mm: 0.5)
            rule(3, 9, 142, 0.5)
            address("SENDER", 6, 11, &dice)
            address("CONSIGNEE", 76, 11, &dice)
            rule(3, 26, 142, 0.5)
            var y = 29.0
            for _ in 0..<3 {
                let symbol = PrintedKind.gs1_128.symbol(&dice)
                // What is too long is printed narrower.
                put(symbol, x: 10, y: y, module_mm: symbol.wholeWidth > 260 ? 0.375 : 0.5, height_mm: 18)
                sheet.text(symbol.bytes.filter { $0 >= 0x20 }, x: 20, y: y + 18.8, dot_mm: 0.3)
                y += 25
            }
        }

        mutating func express(_ dice: inout SeededDice) {
            address("SHIP FROM", 3, 3, &dice)
            say("1 OF 1  \(dice.below(20) + 1) KG", 60, 3, dot_mm: 0.4)
            address("SHIP TO", 10, 20, &dice)
            rule(0, 36, 101.6, 0.8)
            if dice.happens(50) {
                put(PrintedKind.maxicode.symbol(&dice), x: 2, y: 39, module_mm: 1)
            } else {
                put(PrintedKind.pdf417.symbol(&dice), x: 2, y: 40, module_mm: 0.25)
            }
            say("HAN \(dice.below(900) + 100)", 62, 44, dot_mm: 0.9)
            rule(0, 70, 101.6, 2)
            say("EXPRESS SAVER", 3, 75, dot_mm: 0.6)
            let tracking = PrintedKind.code128.symbol(&dice)
            sheet.text(Array("TRACKING ".utf8) + tracking.bytes, x: 3, y: 84, dot_mm: 0.3)
            rule(0, 88, 101.6, 0.8)
            put(tracking, x: 6, y: 91, module_mm: 0.375, height_mm: 25)
            rule(0, 119, 101.6, 2)
            say("BILLING P/P   REF \(dice.below(1_000_000))", 3, 124)
            say("CONTENTS SPARE PARTS", 3, 128)
        }

        mutating func domestic(_ dice: inout SeededDice) {
            say("GIAO HANG", 3, 3, dot_mm: 0.5)
            let number = PrintedKind.code128.symbol(&dice)
            put(number, x: 3, y: 10, module_mm: 0.25, height_mm: 11)
            sheet.text(number.bytes, x: 12, y: 22, dot_mm: 0.3)
            rule(0, 26, 75, 0.3)
            address("NGUOI GUI", 3, 28, &dice)
            address("NGUOI NHAN", 38, 28, &dice)
            rule(0, 43, 75, 0.3)
            put(PrintedKind.qrcode.symbol(&dice), x: 2, y: 45, module_mm: 0.5)
            say("COD \(dice.below(900) + 100)000 VND", 36, 62, dot_mm: 0.4)
            rule(0, 78, 75, 0.3)
            say("KHONG DONG KIEM  CHO XEM HANG", 3, 82)
            say("\(dice.below(28) + 1)-07-2026  TUYEN \(dice.below(90) + 10)", 3, 88)
        }
    }
}

/// Pictures of whole labels, and of a belt with two parcels.
public enum LabelPictures {
    /// A label straight under a camera, hardly turned.
    public static func label(
        _ label: CarrierLabel, pixelsPerMillimetre: Double, _ dice: inout SeededDice
    ) -> Specimen? {
        let camera = Camera(pixelsPerMillimetre: pixelsPerMillimetre)
        let (sheet, symbols) = label.printed(cellsPerMillimetre: camera.cellsPerMillimetre, &dice)
        let pose = Camera.Pose(turn_deg: dice.within(-3...3))
        return camera.picture(of: sheet, pose, &dice).map { image in
            Specimen(image: image, truths: symbols.map { Specimen.Truth($0.symbol) })
        }
    }

    /// What a line-scan camera over a belt sees of two parcels with a label each: 2048 × 1024 pixels, 400 mm across.
    public static func belt(_ dice: inout SeededDice) -> Specimen? {
        var camera = Camera(pixelsPerMillimetre: 5.12)
        camera.ground = 0.8
        camera.groundAmplitude = 0.06
        camera.motion_px = dice.within(0...1)
        camera.slope_x = dice.within(-0.15...0.15)
        var piles: [Camera.Pile] = []
        var truths: [Specimen.Truth] = []
        for half in 0..<2 {
            let turn = dice.happens(50) ? Double(dice.below(4)) * 90 + dice.within(-5...5) : dice.within(0...360)
            let pose = Camera.Pose(
                x: 512 + Double(half) * 1024 + dice.within(-40...40), y: 512 + dice.within(-40...40), turn_deg: turn)
            let parcel = parcel(camera.cellsPerMillimetre, &dice)
            let labels = CarrierLabel.allCases
            let (sheet, symbols) = labels[dice.below(labels.count)].printed(
                cellsPerMillimetre: camera.cellsPerMillimetre, &dice)
            piles.append(
                Camera.Pile([(parcel, pose), (sheet, pose)], within: (half * 1024, (half + 1) * 1024)))
            truths += symbols.map { Specimen.Truth($0.symbol) }
        }
        return camera.frame(width: 2048, height: 1024, piles, &dice).map { Specimen(image: $0, truths: truths) }
    }

    /// The top of a parcel: cardboard with print and tape.
    private static func parcel(_ cellsPerMillimetre: Double, _ dice: inout SeededDice) -> Sheet {
        let size = (width: dice.within(160...190), height: dice.within(110...175))
        var sheet = Sheet(
            width_mm: size.width, height_mm: size.height, cellsPerMillimetre: cellsPerMillimetre, printer: Printer())
        sheet.rectangle(sheet.whole, amount: dice.within(0.25...0.5))
        let tape = size.height * dice.within(0.4...0.6)
        sheet.rectangle(Area(x: 0, y: tape, width: size.width, height: 50), amount: -0.2)
        for _ in 0..<4 {
            sheet.text(
                Throw.letters(12, &dice), x: dice.within(0...40), y: dice.within(0...size.height),
                dot_mm: dice.within(0.5...2))
        }
        return sheet
    }
}
