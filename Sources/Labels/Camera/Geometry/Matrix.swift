/// A small dense matrix of real numbers, row after row.
struct Matrix: Sendable, Hashable {
    let rows: Int
    let columns: Int
    var values: [Double]

    init(rows: Int, columns: Int) {
        self.rows = rows
        self.columns = columns
        values = [Double](repeating: 0, count: rows * columns)
    }

    subscript(row: Int, column: Int) -> Double {
        get { values[row * columns + column] }
        set { values[row * columns + column] = newValue }
    }

    /// The lower triangle of Cholesky's factors of a symmetric matrix, of which only the lower triangle is read.
    /// - Returns: nil where it is not positive definite: what was measured does not determine all unknowns.
    var cholesky: Matrix? {
        var lower = Matrix(rows: rows, columns: rows)
        for row in 0..<rows {
            for column in 0...row {
                var sum = self[row, column]
                for place in 0..<column { sum -= lower[row, place] * lower[column, place] }
                if row == column {
                    guard sum > 0, sum > 1e-14 * abs(self[row, row]) else { return nil }
                    lower[row, row] = sum.squareRoot()
                } else {
                    lower[row, column] = sum / lower[column, column]
                }
            }
        }
        return lower
    }

    /// Solves A x = b where these are Cholesky's factors of A.
    func solveAsCholesky(_ right: [Double]) -> [Double] {
        var x = right
        for row in 0..<rows {
            for column in 0..<row { x[row] -= self[row, column] * x[column] }
            x[row] /= self[row, row]
        }
        for row in (0..<rows).reversed() {
            for below in row + 1..<max(rows, row + 1) { x[row] -= self[below, row] * x[below] }
            x[row] /= self[row, row]
        }
        return x
    }

    /// The eigenvector of the smallest eigenvalue of a symmetric matrix, and the smallest eigenvalues in order (Jacobi's
    /// rotations; Golub and Van Loan, "Matrix Computations", 8.5).
    var smallestEigenvector: (vector: [Double], values: [Double]) {
        var a = self
        var vectors = Matrix(rows: rows, columns: rows)
        for place in 0..<rows { vectors[place, place] = 1 }
        for _ in 0..<60 {
            var off = 0.0
            for row in 0..<rows { for column in 0..<row { off += a[row, column] * a[row, column] } }
            guard off > 1e-30 else { break }
            for p in 0..<rows {
                for q in p + 1..<max(rows, p + 1) where abs(a[p, q]) > 1e-300 { a.rotate(p, q, &vectors) }
            }
        }
        let order = (0..<rows).sorted { a[$0, $0] < a[$1, $1] }
        return ((0..<rows).map { vectors[$0, order[0]] }, order.map { a[$0, $0] })
    }

    private mutating func rotate(_ p: Int, _ q: Int, _ vectors: inout Matrix) {
        let theta = (self[q, q] - self[p, p]) / (2 * self[p, q])
        let t = (theta >= 0 ? 1.0 : -1.0) / (abs(theta) + (theta * theta + 1).squareRoot())
        let c = 1 / (t * t + 1).squareRoot()
        let s = t * c
        for k in 0..<rows {
            let (kp, kq) = (self[k, p], self[k, q])
            self[k, p] = c * kp - s * kq
            self[k, q] = s * kp + c * kq
        }
        for k in 0..<rows {
            let (pk, qk) = (self[p, k], self[q, k])
            self[p, k] = c * pk - s * qk
            self[q, k] = s * pk + c * qk
            let (vp, vq) = (vectors[k, p], vectors[k, q])
            vectors[k, p] = c * vp - s * vq
            vectors[k, q] = s * vp + c * vq
        }
    }

    static func * (one: Matrix, other: Matrix) -> Matrix {
        var product = Matrix(rows: one.rows, columns: other.columns)
        for row in 0..<one.rows {
            for column in 0..<other.columns {
                product[row, column] = (0..<one.columns).reduce(0.0) { $0 + one[row, $1] * other[$1, column] }
            }
        }
        return product
    }
}

/// The sum of outer products of rows: AᵀA, of which the lower triangle is filled.
extension Matrix {
    mutating func add(row: [Double], weight: Double = 1) {
        for i in 0..<rows where row[i] != 0 { for j in 0...i { self[i, j] += weight * row[i] * row[j] } }
    }

    /// With the lower triangle copied into the upper one.
    var mirrored: Matrix {
        var whole = self
        for row in 0..<rows { for column in 0..<row { whole[column, row] = whole[row, column] } }
        return whole
    }
}
