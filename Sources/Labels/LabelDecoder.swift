import CZBar

/// Finds bar codes in pictures. It runs in workers only, and belongs to one thread.
@safe public final class LabelDecoder {
    /// Looks along every line of a picture.
    private let fine: OpaquePointer
    /// Along every second one, in half the time.
    private let coarse: OpaquePointer

    /// Pictures with fewer pixels are also looked at in double size; those with more are looked at coarsely first.
    static let smallPicture = 1 << 20

    /// So many lines across a code without a check of its own, or with a weak one, must read the same.
    static let agreement: Int32 = 4

    /// Nil without memory.
    public init?() {
        guard let fine = unsafe czbar_new(1) else { return nil }
        guard let coarse = unsafe czbar_new(2) else {
            unsafe czbar_free(fine)
            return nil
        }
        unsafe self.fine = fine
        unsafe self.coarse = coarse
    }

    deinit {
        unsafe czbar_free(fine)
        unsafe czbar_free(coarse)
    }

    /// Loads all that decoding would load from files at its first need. Afterwards it opens none.
    public static func load() { czbar_load() }

    /// Every symbol in a picture, each once, at most `Symbol.countLimit`. The library misses codes in large pictures that it
    /// finds at half the size, and small ones that it finds at double size: where nothing was found, both are tried.
    public func decode(_ image: GreyImage) -> [Symbol] {
        let found = scan(image, scale: 1, by: 1)
        if !found.isEmpty { return found }
        if let half = image.halved, max(image.width, image.height) >= 800 {
            let found = scan(half, scale: 2, by: 1)
            if !found.isEmpty { return found }
        }
        guard image.pixels.count <= Self.smallPicture, let double = image.doubled else { return [] }
        return scan(double, scale: 1, by: 2)
    }

    private struct Sink {
        var symbols: [Symbol] = []
        let multiplier: Int32
        let divisor: Int32
    }

    private func scan(_ image: GreyImage, scale multiplier: Int32, by divisor: Int32) -> [Symbol] {
        var sink = Sink(multiplier: multiplier, divisor: divisor)
        _ = unsafe image.pixels.withUnsafeBufferPointer { pixels in
            unsafe withUnsafeMutablePointer(to: &sink) { sink in
                unsafe czbar_scan(
                    image.pixels.count > Self.smallPicture ? coarse : fine, pixels.baseAddress, UInt32(image.width),
                    UInt32(image.height),
                    Int32(Symbol.countLimit), sink
                ) { context, found in
                    guard let context = unsafe context, let found = unsafe found else { return }
                    let sink = unsafe context.assumingMemoryBound(to: Sink.self)
                    guard let symbol = unsafe LabelDecoder.symbol(found.pointee, sink.pointee),
                        unsafe !sink.pointee.symbols.contains(where: {
                            $0.bytes == symbol.bytes && $0.symbology == symbol.symbology
                        })
                    else { return }
                    unsafe sink.pointee.symbols.append(symbol)
                }
            }
        }
        return sink.symbols
    }

    private static func symbol(_ found: czbar_symbol, _ sink: Sink) -> Symbol? {
        guard let symbology = unsafe Symbology(library: found.type), let data = unsafe found.data,
            unsafe found.size > 0, unsafe found.size <= Symbol.sizeLimit,
            unsafe symbology.isProof || found.quality >= Self.agreement
        else { return nil }
        var places: [Symbol.Point] = []
        if let points = unsafe found.points {
            places = unsafe (0..<Int(found.point_count)).map { place in
                unsafe Symbol.Point(
                    x: points[2 * place] * sink.multiplier / sink.divisor,
                    y: points[2 * place + 1] * sink.multiplier / sink.divisor)
            }
        }
        return unsafe Symbol(
            symbology: symbology, aim: symbology.aim(isGS1: found.is_gs1 != 0),
            bytes: symbology.complete(Array(UnsafeBufferPointer(start: data, count: found.size))), decoder: .zbar,
            polygon: Array(Outline.around(places).prefix(Symbol.pointLimit)))
    }
}

extension Symbology {
    /// The library's own numbers (zbar.h, `zbar_symbol_type_t`).
    fileprivate init?(library type: Int32) {
        switch type {
        case 8: self = .ean8
        case 9: self = .upce
        case 12: self = .upca
        case 13: self = .ean13
        case 25: self = .itf
        case 34: self = .databar
        case 35: self = .databarExpanded
        case 38: self = .codabar
        case 39: self = .code39
        case 57: self = .pdf417
        case 64: self = .qrcode
        case 80: self = .sqcode
        case 93: self = .code93
        case 128: self = .code128
        default: return nil
        }
    }
}
