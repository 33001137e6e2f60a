import CLinear

/// A picture in grey: a byte a pixel, 0 black to 255 white, row after row from the top.
public struct GreyImage: Sendable, Hashable {
    public let width: Int
    public let height: Int
    public let pixels: [UInt8]

    /// Nil unless there are `width` × `height` pixels, and at least one.
    public init?(width: Int, height: Int, pixels: [UInt8]) {
        guard width > 0, height > 0, width <= ImageLimits.side, height <= ImageLimits.side,
            pixels.count == width * height
        else { return nil }
        self.width = width
        self.height = height
        self.pixels = pixels
    }

    /// Half as wide and high; each pixel the mean of four. Nil for a picture of one row or column.
    public var halved: GreyImage? {
        let (half, rows) = (width / 2, height / 2)
        guard half > 0, rows > 0 else { return nil }
        let made = unsafe pixels.withUnsafeBufferPointer { pixels in
            unsafe [UInt8](unsafeUninitializedCapacity: half * rows) { buffer, count in
                unsafe clinear_halved(pixels.baseAddress, Int32(width), Int32(height), buffer.baseAddress)
                count = half * rows
            }
        }
        return GreyImage(width: half, height: rows, pixels: made)
    }

    /// Twice as wide and high, with straight lines between the pixels.
    public var doubled: GreyImage? {
        let (wide, rows) = (2 * width, 2 * height)
        guard wide <= ImageLimits.side, rows <= ImageLimits.side else { return nil }
        let made = unsafe [UInt8](unsafeUninitializedCapacity: wide * rows) { buffer, count in
            for row in 0..<rows {
                let upper = (row / 2) * width
                let lower = row & 1 == 1 && row / 2 + 1 < height ? upper + width : upper
                for column in 0..<wide {
                    let left = column / 2
                    let right = column & 1 == 1 && left + 1 < width ? left + 1 : left
                    let sum =
                        Int(pixels[upper + left]) + Int(pixels[upper + right]) + Int(pixels[lower + left])
                        + Int(pixels[lower + right])
                    unsafe buffer[row * wide + column] = UInt8(truncatingIfNeeded: (sum + 2) >> 2)
                }
            }
            count = wide * rows
        }
        return GreyImage(width: wide, height: rows, pixels: made)
    }
}
