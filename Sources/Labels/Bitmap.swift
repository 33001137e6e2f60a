/// Windows bitmaps (BMP) without compression: 1, 4 or 8 bits with a palette, 24 or 32 bits of blue, green and red; rows of four
/// bytes' multiples, the lowest row first unless the height is negative.
enum Bitmap {
    static func read(_ file: [UInt8]) throws(ImageFault) -> GreyImage {
        let header = try Header(file)
        let rowSize = (header.width * header.bits + 31) / 32 * 4
        guard file.count - header.start >= rowSize * header.height else {
            throw .damaged("\(file.count - header.start) bytes of pixels where \(rowSize * header.height) were due")
        }
        let greys = header.bits <= 8 ? try palette(file, header) : []
        let pixels = unsafe [UInt8](unsafeUninitializedCapacity: header.width * header.height) { buffer, count in
            for row in 0..<header.height {
                let line = header.start + (header.isFromTop ? row : header.height - 1 - row) * rowSize
                for column in 0..<header.width {
                    unsafe buffer[row * header.width + column] = grey(file, line, column, header.bits, greys)
                }
            }
            count = header.width * header.height
        }
        guard let image = GreyImage(width: header.width, height: header.height, pixels: pixels) else { throw .tooLarge }
        return image
    }

    private struct Header {
        let start: Int
        let size: Int
        let width: Int
        let height: Int
        let isFromTop: Bool
        let bits: Int
        let colours: Int

        init(_ file: [UInt8]) throws(ImageFault) {
            guard file.count >= 54 else { throw .damaged("\(file.count) bytes, its head alone has 54") }
            let number: (Int) -> Int = { place in
                Int(
                    Int32(
                        truncatingIfNeeded: (0..<4).reduce(0) { $0 | Int(file[place + $1]) << (8 * $1) }))
            }
            start = number(10)
            size = number(14)
            width = number(18)
            let rows = number(22)
            isFromTop = rows < 0
            height = abs(rows)
            bits = Int(file[28]) | Int(file[29]) << 8
            let compression = number(30)
            colours = number(46)
            guard size >= 40, size <= 1024 else { throw .damaged("its second head has \(size) bytes") }
            guard width > 0, height > 0 else { throw .damaged("it has no pixels") }
            guard width <= ImageLimits.side, height <= ImageLimits.side, width * height <= ImageLimits.pixels else {
                throw .tooLarge
            }
            // With 3 the masks say where the colours are: those in use are the usual ones.
            guard [1, 4, 8, 24, 32].contains(bits), compression == 0 || (compression == 3 && bits == 32) else {
                throw .damaged("\(bits) bits a pixel with compression \(compression) are not read")
            }
            guard start >= 14 + size, start <= file.count else { throw .damaged("its pixels begin at byte \(start)") }
        }
    }

    private static func palette(_ file: [UInt8], _ header: Header) throws(ImageFault) -> [UInt8] {
        let count = header.colours == 0 ? 1 << header.bits : header.colours
        let place = 14 + header.size
        guard (1...256).contains(count), place + 4 * count <= file.count else {
            throw .damaged("a palette of \(count) colours")
        }
        let greys = (0..<count).map { luminance(file, place + 4 * $0) }
        return greys + [UInt8](repeating: 0, count: 256 - count)
    }

    private static func grey(_ file: [UInt8], _ line: Int, _ column: Int, _ bits: Int, _ greys: [UInt8]) -> UInt8 {
        switch bits {
        case 1: greys[Int(file[line + column / 8] >> UInt8(7 - column % 8) & 1)]
        case 4: greys[Int(file[line + column / 2] >> UInt8(column % 2 == 0 ? 4 : 0) & 15)]
        case 8: greys[Int(file[line + column])]
        default: luminance(file, line + column * (bits / 8))
        }
    }

    /// BT.601 luminance of blue, green and red.
    private static func luminance(_ file: [UInt8], _ place: Int) -> UInt8 {
        UInt8(truncatingIfNeeded: (29 * Int(file[place]) + 150 * Int(file[place + 1]) + 77 * Int(file[place + 2])) >> 8)
    }
}
