/// A least squares problem of a few unknowns, summed up equation by equation.
struct NormalEquations {
    let unknowns: Int
    private var matrix: [Double]
    private var right: [Double]
    private var square = 0.0

    init(unknowns: Int) {
        self.unknowns = unknowns
        matrix = [Double](repeating: 0, count: unknowns * unknowns)
        right = [Double](repeating: 0, count: unknowns)
    }

    mutating func add(_ row: [Double], _ value: Double, _ weight: Double) {
        for one in 0..<unknowns {
            let share = weight * row[one]
            for other in 0...one { matrix[unknowns * one + other] += share * row[other] }
            right[one] += share * value
        }
        square += weight * value * value
    }

    /// Holds an unknown near zero, by a share of the first one's weight.
    mutating func stiffen(_ unknown: Int, _ share: Double) { matrix[unknowns * unknown + unknown] += share * matrix[0] }

    /// The unknowns, and the weighed square that they leave; nil where the equations say too little (Cholesky).
    func solved() -> (unknowns: [Double], rest: Double)? {
        var lower = matrix
        for row in 0..<unknowns {
            for column in 0...row {
                var sum = matrix[unknowns * row + column]
                for before in 0..<column { sum -= lower[unknowns * row + before] * lower[unknowns * column + before] }
                if row == column {
                    guard sum > 1e-9 * max(1e-6, matrix[0]) else { return nil }
                    lower[unknowns * row + row] = sum.squareRoot()
                } else {
                    lower[unknowns * row + column] = sum / lower[unknowns * column + column]
                }
            }
        }
        var found = right
        for row in 0..<unknowns {
            for before in 0..<row { found[row] -= lower[unknowns * row + before] * found[before] }
            found[row] /= lower[unknowns * row + row]
        }
        for row in (0..<unknowns).reversed() {
            for behind in row + 1..<max(row + 1, unknowns) {
                found[row] -= lower[unknowns * behind + row] * found[behind]
            }
            found[row] /= lower[unknowns * row + row]
        }
        return (found, square - zip(found, right).reduce(0) { $0 + $1.0 * $1.1 })
    }
}
