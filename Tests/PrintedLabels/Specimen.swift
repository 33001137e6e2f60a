import Labels
import TestSupport

/// A picture, and what may be read in it.
public struct Specimen: Sendable {
    /// A symbol that is in the picture.
    public struct Truth: Sendable {
        public let kind: PrintedKind
        public let bytes: [UInt8]

        public init(_ symbol: PrintedSymbol) {
            kind = symbol.kind
            bytes = symbol.bytes
        }

        /// Whether a reader's bytes are these, in one of the forms in which readers give them: UPC in 8, 12 or 13 digits, Codabar with
        /// or without its start and stop.
        public func isSaid(by read: [UInt8]) -> Bool {
            if read == bytes { return true }
            switch kind {
            case .ean13: return bytes.first == 0x30 && read == Array(bytes.dropFirst())
            case .upce: return read == Array(bytes.dropFirst()) || UPCE.whole(read) == bytes
            case .codabar: return read == Array(bytes.dropFirst().dropLast())
            default: return false
            }
        }
    }

    public let image: GreyImage
    public let truths: [Truth]

    public init(image: GreyImage, truths: [Truth]) {
        self.image = image
        self.truths = truths
    }

    /// Binary PGM.
    public var file: [UInt8] { Array("P5\n\(image.width) \(image.height)\n255\n".utf8) + image.pixels }
}

/// One symbol on a small piece of paper with a line of text above and its own below, under a camera.
public struct Strip: Sendable {
    public var kind: PrintedKind
    public var module_mm = 0.375
    public var height_mm = 14.0
    public var printer = Printer()
    public var defects: [Defect] = []
    /// Pixels of one module.
    public var pixelsPerModule = 2.0
    public var pose = Camera.Pose()
    /// Its scale is set by the pixels of a module.
    public var camera = Camera(pixelsPerMillimetre: 1)

    public init(_ kind: PrintedKind) {
        self.kind = kind
        switch kind {
        case .qrcode, .datamatrix, .aztec: module_mm = 0.5
        case .pdf417: module_mm = 0.375
        case .maxicode: module_mm = 0.88
        default: break
        }
    }

    public func shot(_ dice: inout SeededDice) -> Specimen? {
        let symbol = kind.symbol(&dice)
        var camera = camera
        camera.pixelsPerMillimetre = pixelsPerModule / module_mm
        let size = symbol.size(module_mm: module_mm, height_mm: height_mm)
        let letter = 0.25
        let line = Double(SmallFont.lineHeight) * letter
        var sheet = Sheet(
            width_mm: size.width + 2, height_mm: size.height + 2 * line + 1.5,
            cellsPerMillimetre: camera.cellsPerMillimetre, printer: printer)
        sheet.text(Array("VN POST 100 \(dice.below(90) + 10)".utf8), x: 3, y: 0.5, dot_mm: letter)
        let area = sheet.print(symbol, x: 1, y: line + 0.7, module_mm: module_mm, height_mm: height_mm)
        sheet.text(
            symbol.bytes.filter { (0x20...0x7E).contains($0) }, x: 5, y: line + size.height + 1, dot_mm: letter)
        for defect in defects { sheet.suffer(defect, in: area, &dice) }
        guard let image = camera.picture(of: sheet, pose, &dice) else { return nil }
        return Specimen(image: image, truths: [Specimen.Truth(symbol)])
    }
}
