/// A picture smoothed a little, as numbers, for looking between its pixels.
struct GreyField {
    let width: Int
    let height: Int
    private(set) var values: [Float]

    /// Smoothed by [1 4 6 4 1] ÷ 16 each way.
    init(_ image: GreyImage) {
        let (width, height) = (image.width, image.height)
        self.width = width
        self.height = height
        var rows = [Float](repeating: 0, count: width * height)
        var whole = rows
        for y in 0..<height {
            let start = y * width
            for x in 0..<width {
                let (a, b) = (max(0, x - 2), max(0, x - 1))
                let (c, d) = (min(width - 1, x + 1), min(width - 1, x + 2))
                let outer = Int(image.pixels[start + a]) + Int(image.pixels[start + d])
                let inner = Int(image.pixels[start + b]) + Int(image.pixels[start + c])
                rows[start + x] = Float(outer + 4 * inner + 6 * Int(image.pixels[start + x]))
            }
        }
        for y in 0..<height {
            let (a, b) = (max(0, y - 2) * width, max(0, y - 1) * width)
            let (c, d) = (min(height - 1, y + 1) * width, min(height - 1, y + 2) * width)
            let start = y * width
            for x in 0..<width {
                whole[start + x] =
                    (rows[a + x] + rows[d + x] + 4 * (rows[b + x] + rows[c + x]) + 6 * rows[start + x]) / 256
            }
        }
        values = whole
    }

    /// Between the pixels by straight lines; nil outside.
    func value(at place: Place) -> Float? {
        guard place.x >= 0, place.y >= 0, place.x < Double(width - 1), place.y < Double(height - 1) else { return nil }
        let (x, y) = (Int(place.x), Int(place.y))
        let (dx, dy) = (Float(place.x - Double(x)), Float(place.y - Double(y)))
        let start = y * width + x
        let upper = values[start] + dx * (values[start + 1] - values[start])
        let lower = values[start + width] + dx * (values[start + width + 1] - values[start + width])
        return upper + dy * (lower - upper)
    }
}
