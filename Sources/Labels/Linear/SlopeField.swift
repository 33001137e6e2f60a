import CLinear

/// The slopes of a picture's greys, block by block: how steep they are and which way they run (the structure tensor).
struct SlopeField {
    let columns: Int
    let rows: Int
    /// Side of the blocks in which a large picture is looked at first.
    private static let coarseBlock = 16
    /// Every third row is looked at then: an odd step sees edges that all lie between the same rows of pairs.
    static let coarseRowStep = 3

    /// Side of a block in pixels of the picture that was measured.
    let block: Int
    /// Mean squares and product of the slopes in x and y, a triple for each block.
    var sums: [Float]

    /// Nil for a picture smaller than a block.
    init?(_ image: GreyImage, block: Int, rowStep: Int) {
        let (columns, rows) = ((image.width - 1) / block, (image.height - 1) / block)
        guard columns > 0, rows > 0 else { return nil }
        self.columns = columns
        self.rows = rows
        self.block = block
        sums = [Float](repeating: 0, count: 3 * columns * rows)
        unsafe image.pixels.withUnsafeBufferPointer { pixels in
            unsafe sums.withUnsafeMutableBufferPointer { sums in
                unsafe clinear_slopes(
                    pixels.baseAddress, Int32(image.width), Int32(image.height), Int32(block), Int32(rowStep),
                    sums.baseAddress)
            }
        }
        let scale = 1 / Float(block * ((block + rowStep - 1) / rowStep))
        for place in sums.indices { sums[place] *= scale }
    }

    static func coarse(_ image: GreyImage) -> SlopeField? {
        SlopeField(image, block: coarseBlock, rowStep: coarseRowStep)
    }

    /// What noise alone gives: a low quantile of the blocks' energy.
    var noise: Float {
        let count = columns * rows
        let step = max(1, count / 2048)
        let some = stride(from: 0, to: count, by: step).map { sums[3 * $0] + sums[3 * $0 + 2] }.sorted()
        return some[some.count / 5]
    }

    /// Each block with half of what its neighbours hold.
    mutating func smooth() {
        let old = sums
        for row in 0..<rows {
            for column in 0..<columns {
                for part in 0..<3 {
                    var sum: Float = 0
                    var weight: Float = 0
                    for (down, right, share) in [(0, 0, Float(2)), (0, -1, 1), (0, 1, 1), (-1, 0, 1), (1, 0, 1)] {
                        let (y, x) = (row + down, column + right)
                        guard y >= 0, y < rows, x >= 0, x < columns else { continue }
                        sum += share * old[3 * (y * columns + x) + part]
                        weight += share
                    }
                    sums[3 * (row * columns + column) + part] = sum / weight
                }
            }
        }
    }
}
