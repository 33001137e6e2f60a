/// Binary PGM (Netpbm P5), as line-scan and machine-vision software writes it: `P5`, width, height, largest value, one
/// white space, then the pixels; two bytes each, the higher first, where the largest value is above 255.
public enum GreyMap {
    /// A camera's raw frame as such a file, so that one reader reads both.
    /// - Parameters:
    ///   - raw: pixels row after row; one byte each (GenICam's Mono8) or two, the lower first (Mono10 to Mono16).
    ///   - bits: of a pixel, 8 to 16.
    /// - Throws: where the bytes are not `width` × `height` pixels.
    public static func file(raw: [UInt8], width: Int, height: Int, bits: Int) throws(ImageFault) -> [UInt8] {
        guard width > 0, height > 0, (8...16).contains(bits) else { throw .damaged("it has no pixels") }
        guard width <= ImageLimits.side, height <= ImageLimits.side, width * height <= ImageLimits.pixels else {
            throw .tooLarge
        }
        let wanted = width * height * (bits > 8 ? 2 : 1)
        guard raw.count == wanted else {
            throw .damaged("\(raw.count) bytes where \(width) × \(height) pixels of \(bits) bits are \(wanted)")
        }
        let head = Array("P5\n\(width) \(height)\n\((1 << bits) - 1)\n".utf8)
        guard bits > 8 else { return head + raw }
        var swapped = raw
        for place in stride(from: 0, to: raw.count, by: 2) { swapped.swapAt(place, place + 1) }
        return head + swapped
    }

    static func read(_ file: [UInt8]) throws(ImageFault) -> GreyImage {
        var place = 2
        let width = try number(file, &place)
        let height = try number(file, &place)
        let largest = try number(file, &place)
        guard width > 0, height > 0 else { throw .damaged("it has no pixels") }
        guard width <= ImageLimits.side, height <= ImageLimits.side, width * height <= ImageLimits.pixels else {
            throw .tooLarge
        }
        guard (1...65_535).contains(largest) else { throw .damaged("its largest value is \(largest)") }
        guard place < file.count, isSpace(file[place]) else { throw .damaged("no white space before the pixels") }
        place += 1
        let isWide = largest > 255
        let wanted = width * height * (isWide ? 2 : 1)
        guard file.count - place >= wanted else {
            throw .damaged("\(file.count - place) bytes of pixels where \(wanted) were due")
        }
        let pixels: [UInt8]
        if isWide {
            pixels = (0..<width * height).map { pixel in
                let value = Int(file[place + 2 * pixel]) << 8 | Int(file[place + 2 * pixel + 1])
                return UInt8(min(value, largest) * 255 / largest)
            }
        } else if largest == 255 {
            pixels = Array(file[place..<place + wanted])
        } else {
            pixels = file[place..<place + wanted].map { UInt8(min(Int($0), largest) * 255 / largest) }
        }
        guard let image = GreyImage(width: width, height: height, pixels: pixels) else { throw .tooLarge }
        return image
    }

    /// A decimal number after white space and comments, which run from `#` to the line's end.
    private static func number(_ file: [UInt8], _ place: inout Int) throws(ImageFault) -> Int {
        while place < file.count, isSpace(file[place]) || file[place] == 0x23 {
            if file[place] == 0x23 {
                while place < file.count, file[place] != 0x0A { place += 1 }
            } else {
                place += 1
            }
        }
        let start = place
        var value = 0
        while place < file.count, place - start < 9, (0x30...0x39).contains(file[place]) {
            value = value * 10 + Int(file[place] - 0x30)
            place += 1
        }
        guard place > start else { throw .damaged("no number at byte \(start)") }
        return value
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
