extension GreyImage {
    /// Black and white exchanged.
    var inverted: GreyImage { map { 255 - $0 } }

    private func map(_ change: (UInt8) -> UInt8) -> GreyImage {
        let made = unsafe [UInt8](unsafeUninitializedCapacity: pixels.count) { buffer, count in
            for place in 0..<pixels.count { unsafe buffer[place] = change(pixels[place]) }
            count = pixels.count
        }
        return GreyImage(width: width, height: height, pixels: made) ?? self
    }

    /// The grey between pixels, with straight lines between their middles; nil outside.
    func value(_ x: Double, _ y: Double) -> Double? {
        guard x >= 0, y >= 0, x <= Double(width - 1), y <= Double(height - 1) else { return nil }
        let (column, row) = (Int(x), Int(y))
        let (right, below) = (min(column + 1, width - 1), min(row + 1, height - 1))
        let (across, down) = (x - Double(column), y - Double(row))
        let upper = Double(pixels[row * width + column]) * (1 - across) + Double(pixels[row * width + right]) * across
        let lower =
            Double(pixels[below * width + column]) * (1 - across) + Double(pixels[below * width + right]) * across
        return upper * (1 - down) + lower * down
    }

    /// A part of it, cut off at its sides; nil where nothing is left.
    func part(x: Int, y: Int, width wide: Int, height high: Int) -> GreyImage? {
        let (left, top) = (max(0, x), max(0, y))
        let (right, bottom) = (min(width, x + wide), min(height, y + high))
        guard right > left, bottom > top else { return nil }
        var made: [UInt8] = []
        made.reserveCapacity((right - left) * (bottom - top))
        for row in top..<bottom { made += pixels[(row * width + left)..<(row * width + right)] }
        return GreyImage(width: right - left, height: bottom - top, pixels: made)
    }

    /// With a linear code painted over in the grey of what is light there, a little more than was seen of it.
    func covered(_ bars: OrientedBox) -> GreyImage {
        var box = bars
        box.halfLength *= 1.05
        box.halfBreadth += 3
        let places = box.corners
        let (left, right) = (places.map(\.x).min() ?? 0, places.map(\.x).max() ?? 0)
        let (top, bottom) = (places.map(\.y).min() ?? 0, places.map(\.y).max() ?? 0)
        guard right >= 0, bottom >= 0, left < Double(width), top < Double(height) else { return self }
        var made = pixels
        var inside: [Int] = []
        for row in max(0, Int(top))...min(height - 1, max(0, Int(bottom))) {
            for column in max(0, Int(left))...min(width - 1, max(0, Int(right)))
            where box.contains(Double(column), Double(row)) { inside.append(row * width + column) }
        }
        let light = inside.map { made[$0] }.max() ?? 255
        for place in inside { made[place] = light }
        return GreyImage(width: width, height: height, pixels: made) ?? self
    }

    /// Edges made steeper: each pixel moved away from the mean of its three by three neighbours.
    var sharpened: GreyImage {
        changed { grey, sum in UInt8(max(0, min(255, 3 * grey - 2 * sum / 9))) }
    }

    /// The mean of each pixel's three by three neighbours: modules of a matrix code that are printed hollow or with a raster become
    /// whole.
    var softened: GreyImage {
        changed { _, sum in UInt8(sum / 9) }
    }

    /// Each pixel by its grey and the sum of its three by three neighbours; those at the rim stay.
    private func changed(_ change: (_ grey: Int, _ sum: Int) -> UInt8) -> GreyImage {
        guard width > 2, height > 2 else { return self }
        var made = pixels
        for row in 1..<(height - 1) {
            for column in 1..<(width - 1) {
                let place = row * width + column
                var sum = 0
                for line in [place - width, place, place + width] {
                    sum += Int(pixels[line - 1]) + Int(pixels[line]) + Int(pixels[line + 1])
                }
                made[place] = change(Int(pixels[place]), sum)
            }
        }
        return GreyImage(width: width, height: height, pixels: made) ?? self
    }
}
