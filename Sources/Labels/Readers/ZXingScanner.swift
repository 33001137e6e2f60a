import CZXing
import Parcels

/// Reads symbols with zxing-cpp.
struct ZXingScanner {
    /// Kinds of codes that are looked for together.
    enum Formats: Sendable {
        /// All linear codes but DataBar.
        case linear
        case databar
        /// Code 39 and Codabar: no check tells a misread.
        case unchecked
        /// All matrix codes, PDF417 among them.
        case matrix

        fileprivate var flags: UInt32 {
            switch self {
            case .linear:
                CZXING_CODABAR.rawValue | CZXING_CODE39.rawValue | CZXING_CODE93.rawValue | CZXING_CODE128.rawValue
                    | CZXING_EAN8.rawValue | CZXING_EAN13.rawValue | CZXING_ITF.rawValue | CZXING_UPCA.rawValue
                    | CZXING_UPCE.rawValue
            case .databar: CZXING_DATABAR.rawValue | CZXING_DATABAR_EXPANDED.rawValue
            case .unchecked: CZXING_CODABAR.rawValue | CZXING_CODE39.rawValue
            case .matrix:
                CZXING_AZTEC.rawValue | CZXING_DATAMATRIX.rawValue | CZXING_MAXICODE.rawValue
                    | CZXING_PDF417.rawValue | CZXING_QRCODE.rawValue
            }
        }
    }

    struct Ways: OptionSet, Hashable, Sendable {
        let rawValue: UInt32
        /// More lines and finer grids.
        static let hard = Ways(rawValue: CZXING_HARD.rawValue)
        /// Turned by a quarter, too.
        static let turned = Ways(rawValue: CZXING_TURNED.rawValue)
        /// Reduced, too; for matrix codes.
        static let reduced = Ways(rawValue: CZXING_REDUCED.rawValue)
        /// What four lines say, not two.
        static let fourLines = Ways(rawValue: CZXING_FOUR_LINES.rawValue)
        static let globalThreshold = Ways(rawValue: CZXING_GLOBAL_THRESHOLD.rawValue)
    }

    /// Linear codes are found one at a time: what was found is painted over, and the rest looked at again, so many times at the
    /// most.
    static let linearLimit = 8

    /// - Parameters:
    ///   - limit: linear codes; with one, a picture is looked at once.
    ///   - isOver: asked between two looks at the picture.
    static func read(
        _ image: GreyImage, _ formats: Formats, _ ways: Ways, limit: Int = linearLimit, isOver: () -> Bool
    ) -> [Sighting] {
        guard formats != .matrix else { return look(image, formats, ways).filter { !mayHoldMore($0) && !isBlank($0) } }
        var found: [Sighting] = []
        var rest = image
        while found.count < limit, !isOver() {
            guard var next = look(rest, formats, ways).first, let seen = OrientedBox(readAlong: next.polygon) else {
                break
            }
            let bars = BarHeight.extended(seen, in: image)
            next.polygon = bars.places
            found.append(next)
            if found.count == limit { break }
            rest = rest.covered(bars)
        }
        return found
    }

    /// Release 1.4 of the library takes the ones that pad some Aztec codes for the beginning of 31 bytes, which it then reads from
    /// beyond the code's end (mended in release 2.2). Such bytes are no text; an Aztec code that holds other than text is not
    /// read.
    private static func mayHoldMore(_ sighting: Sighting) -> Bool {
        guard sighting.symbology == .aztec, sighting.bytes.count >= 31 else { return false }
        let separators: Set<UInt8> = [0x04, 0x09, 0x0A, 0x0D, 0x1C, 0x1D, 0x1E, 0x1F]
        return String(validating: sighting.bytes, as: UTF8.self) == nil
            || sighting.bytes.contains { $0 < 0x20 && !separators.contains($0) }
    }

    /// A PDF417 all of whose codewords are 0 is correct to its error correction, and the library takes no codeword for it where it saw
    /// none; in text they are so many A (seen on printed labels).
    private static func isBlank(_ sighting: Sighting) -> Bool {
        sighting.symbology == .pdf417 && sighting.bytes.allSatisfy { $0 == UInt8(ascii: "A") }
    }

    private struct Sink { var sightings: [Sighting] = [] }

    private static func look(_ image: GreyImage, _ formats: Formats, _ ways: Ways) -> [Sighting] {
        var sink = Sink()
        _ = unsafe image.pixels.withUnsafeBufferPointer { pixels in
            unsafe withUnsafeMutablePointer(to: &sink) { sink in
                unsafe czxing_scan(
                    pixels.baseAddress, UInt32(image.width), UInt32(image.height), formats.flags, ways.rawValue,
                    Int32(Symbol.countLimit), sink
                ) { context, found in
                    guard let context = unsafe context, let found = unsafe found else { return }
                    guard let sighting = unsafe ZXingScanner.sighting(found.pointee) else { return }
                    unsafe context.assumingMemoryBound(to: Sink.self).pointee.sightings.append(sighting)
                }
            }
        }
        return sink.sightings
    }

    private static func sighting(_ found: czxing_symbol) -> Sighting? {
        guard let symbology = unsafe Symbology(zxing: found.format), let data = unsafe found.data,
            unsafe found.size > 0, unsafe found.size <= Symbol.sizeLimit
        else { return nil }
        let raw = unsafe Array(UnsafeBufferPointer(start: data, count: found.size))
        guard let bytes = bytes(raw, symbology) else { return nil }
        let aim = unsafe SymbologyIdentifier(
            letter: UInt8(bitPattern: found.aim_letter), modifier: UInt8(bitPattern: found.aim_modifier))
        let corners = unsafe [
            (found.corners.0, found.corners.1), (found.corners.2, found.corners.3),
            (found.corners.4, found.corners.5), (found.corners.6, found.corners.7),
        ]
        var sighting = Sighting(
            symbology, symbology.isLinear ? symbology.aim(isGS1: aim?.isGS1 ?? false) : aim, bytes,
            polygon: corners.map { Symbol.Point(x: $0.0, y: $0.1) }, by: .zxing)
        if let text = unsafe found.text, !symbology.isLinear,
            unsafe found.is_named != 0 || String(validating: bytes, as: UTF8.self) == nil
        {
            sighting.text = unsafe Array(
                UnsafeBufferPointer(start: text, count: min(found.text_size, Symbol.textLimit)))
        }
        if symbology.isLinear { sighting.lines = unsafe Int(max(0, found.lines)) }
        sighting.check = symbology.hasCheck ? .held : .none
        return sighting
    }

    /// The data in the one form of its symbology.
    private static func bytes(_ raw: [UInt8], _ symbology: Symbology) -> [UInt8]? {
        switch symbology {
        // GTIN's application identifier is part of a DataBar's data (ISO/IEC 24724).
        case .databar: raw.count == 14 ? Array("01".utf8) + raw : nil
        case .databarExpanded: ElementText.elementString(raw)
        default: symbology.complete(raw)
        }
    }
}

extension Symbology {
    fileprivate init?(zxing format: UInt32) {
        switch czxing_format(format) {
        case CZXING_AZTEC: self = .aztec
        case CZXING_CODABAR: self = .codabar
        case CZXING_CODE39: self = .code39
        case CZXING_CODE93: self = .code93
        case CZXING_CODE128: self = .code128
        case CZXING_DATABAR: self = .databar
        case CZXING_DATABAR_EXPANDED: self = .databarExpanded
        case CZXING_DATAMATRIX: self = .datamatrix
        case CZXING_EAN8: self = .ean8
        case CZXING_EAN13: self = .ean13
        case CZXING_ITF: self = .itf
        case CZXING_MAXICODE: self = .maxicode
        case CZXING_PDF417: self = .pdf417
        case CZXING_QRCODE: self = .qrcode
        case CZXING_UPCA: self = .upca
        case CZXING_UPCE: self = .upce
        default: return nil
        }
    }
}
