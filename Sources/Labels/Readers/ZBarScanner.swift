import CZBar

/// Reads symbols with zbar. It belongs to one thread.
@safe final class ZBarScanner {
    private let scanner: OpaquePointer

    /// - Parameter density: it looks along every so many'th row and column. Nil without memory.
    init?(density: Int32) {
        guard let scanner = unsafe czbar_new(density) else { return nil }
        unsafe self.scanner = scanner
    }

    deinit { unsafe czbar_free(scanner) }

    private struct Sink { var sightings: [Sighting] = [] }

    func read(_ image: GreyImage) -> [Sighting] {
        var sink = Sink()
        _ = unsafe image.pixels.withUnsafeBufferPointer { pixels in
            unsafe withUnsafeMutablePointer(to: &sink) { sink in
                unsafe czbar_scan(
                    scanner, pixels.baseAddress, UInt32(image.width), UInt32(image.height), Int32(Symbol.countLimit),
                    sink
                ) { context, found in
                    guard let context = unsafe context, let found = unsafe found else { return }
                    guard let sighting = unsafe ZBarScanner.sighting(found.pointee) else { return }
                    unsafe context.assumingMemoryBound(to: Sink.self).pointee.sightings.append(sighting)
                }
            }
        }
        return sink.sightings
    }

    private static func sighting(_ found: czbar_symbol) -> Sighting? {
        guard let symbology = unsafe Symbology(zbar: found.type), let data = unsafe found.data,
            unsafe found.size > 0, unsafe found.size <= Symbol.sizeLimit
        else { return nil }
        var places: [Symbol.Point] = []
        if let points = unsafe found.points {
            places = unsafe (0..<Int(found.point_count)).map { place in
                unsafe Symbol.Point(x: points[2 * place], y: points[2 * place + 1])
            }
        }
        var sighting = unsafe Sighting(
            symbology, symbology.aim(isGS1: found.is_gs1 != 0),
            symbology.complete(Array(UnsafeBufferPointer(start: data, count: found.size))),
            polygon: Array(Outline.around(places).prefix(Symbol.pointLimit)), by: .zbar)
        // Its "quality" counts the lines that read the same.
        if symbology.isLinear { sighting.lines = unsafe Int(max(0, found.quality)) }
        sighting.check = symbology.hasCheck ? .held : .none
        return sighting
    }
}

extension Symbology {
    /// The library's own numbers (zbar.h, `zbar_symbol_type_t`).
    fileprivate init?(zbar type: Int32) {
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
