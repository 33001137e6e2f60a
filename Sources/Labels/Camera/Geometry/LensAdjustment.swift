/// Corners of one view: where they are on the sheet, and where its picture shows them.
public struct SheetView: Sendable, Hashable {
    public let sheet: [Place]
    public let picture: [Place]

    public init(sheet: [Place], picture: [Place]) {
        self.sheet = sheet
        self.picture = picture
    }
}

/// Why the lens is not known.
public enum LensFault: Error, Sendable, Hashable {
    /// The sheet was held alike in all views.
    case alike
    /// Too few views, or some that are of no plane before a camera.
    case undetermined
}

/// The lens and the sheets' poses that fit all views best in the picture (Levenberg's and Marquardt's method on the distances
/// between corners as seen and as foretold), with what is left and how sure the unknowns are.
public struct LensAdjustment: Sendable {
    public let lens: Lens
    public let poses: [SheetPose]
    /// The root of the mean square of a corner's distance from where it should be, in pixels.
    public let error_px: Double
    /// For each view.
    public let errors_px: [Double]
    /// Standard deviations of fx, fy, cx, cy, k1, k2, p1, p2 that follow from what is left.
    public let deviations: [Double]

    /// A corner farther from its place than so many times the usual distance counts less (Huber's weights).
    private static let huber = 2.5

    /// - Parameter size: of the pictures, in pixels.
    public init(_ views: [SheetView], size: (width: Int, height: Int)) throws(LensFault) {
        let maps = views.compactMap { Homography(from: $0.sheet, to: $0.picture) }
        guard maps.count == views.count, views.count >= 3 else { throw .undetermined }
        guard let start = ClosedForm.lens(maps, size: size) else { throw .alike }
        var state = State(lens: start, poses: zip(maps, views).compactMap { SheetPose($0, start, seen: $1.sheet[0]) })
        guard state.poses.count == views.count, var cost = state.cost(views, scale: .infinity) else {
            throw .undetermined
        }
        var damping = 1e-3
        var scale = Double.infinity
        var isAtRest = false
        for _ in 0..<200 where !isAtRest {
            let normal = state.normal(views, scale: scale)
            var improved = false
            while damping < 1e12 {
                guard let step = normal.step(damping) else {
                    damping *= 10
                    continue
                }
                let next = state.changed(by: step)
                if let better = next.cost(views, scale: scale), better < cost {
                    isAtRest = cost - better < 1e-10 * cost
                    (state, cost, improved) = (next, better, true)
                    damping = max(damping / 10, 1e-12)
                    break
                }
                damping *= 10
            }
            if !improved { isAtRest = true }
            // Once it is at rest, corners far off are told from the others, and it goes on.
            if isAtRest, scale == .infinity {
                scale = Self.huber * state.usual(views)
                cost = state.cost(views, scale: scale) ?? cost
                (isAtRest, damping) = (false, 1e-3)
            }
        }
        // It wanders on where nothing holds it.
        guard isAtRest else { throw .alike }
        guard let factors = state.normal(views, scale: scale).matrix.cholesky else { throw .alike }
        lens = state.lens
        poses = state.poses
        errors_px = state.errors(views)
        let corners = views.reduce(0) { $0 + $1.sheet.count }
        let squares = zip(errors_px, views).reduce(0.0) { $0 + $1.0 * $1.0 * Double($1.1.sheet.count) }
        error_px = (squares / Double(corners)).squareRoot()
        let freedom = Double(max(1, 2 * corners - 8 - 6 * views.count))
        deviations = (0..<8).map { place in
            var unit = [Double](repeating: 0, count: 8 + 6 * views.count)
            unit[place] = 1
            return (factors.solveAsCholesky(unit)[place] * squares / freedom).squareRoot()
        }
    }

    /// The normal equations.
    private struct Normal {
        var matrix: Matrix
        var right: [Double]

        func step(_ damping: Double) -> [Double]? {
            var damped = matrix
            for place in 0..<matrix.rows { damped[place, place] += damping * max(matrix[place, place], 1e-12) }
            let step = damped.cholesky?.solveAsCholesky(right)
            return step.flatMap { $0.allSatisfy(\.isFinite) ? $0 : nil }
        }

        /// Adds one measurement, whose row has eight values of the lens and six of the pose that begins at `pose`.
        mutating func add(_ row: [Double], _ miss: Double, _ weight: Double, pose: Int) {
            func place(_ index: Int) -> Int { index < 8 ? index : pose + index - 8 }
            for i in row.indices {
                right[place(i)] += weight * row[i] * miss
                for j in 0...i { matrix[place(i), place(j)] += weight * row[i] * row[j] }
            }
        }
    }

    private struct State {
        var lens: Lens
        var poses: [SheetPose]

        func changed(by step: [Double]) -> State {
            State(
                lens: Lens(parameters: zip(lens.parameters, step).map(+)),
                poses: poses.enumerated().map { view, pose in pose.changed(by: step[8 + 6 * view..<14 + 6 * view]) })
        }

        /// Where a corner is seen too far from its place; nil for one behind the camera.
        private func miss(_ sheet: Place, _ seen: Place, _ pose: SheetPose) -> Place? {
            let before = pose.before(sheet)
            guard before.z > 1 else { return nil }
            return seen - lens.place(Place(before.x / before.z, before.y / before.z))
        }

        func cost(_ views: [SheetView], scale: Double) -> Double? {
            guard lens.focal.x > 1, lens.focal.y > 1 else { return nil }
            var sum = 0.0
            for (view, pose) in zip(views, poses) {
                for (sheet, seen) in zip(view.sheet, view.picture) {
                    guard let distance = miss(sheet, seen, pose)?.length else { return nil }
                    sum += distance <= scale ? distance * distance : scale * (2 * distance - scale)
                }
            }
            return sum.isFinite ? sum : nil
        }

        func errors(_ views: [SheetView]) -> [Double] {
            zip(views, poses).map { view, pose in
                let squares = zip(view.sheet, view.picture).reduce(0.0) { sum, corner in
                    let miss = miss(corner.0, corner.1, pose) ?? Place(0, 0)
                    return sum + miss.dot(miss)
                }
                return (squares / Double(max(1, view.sheet.count))).squareRoot()
            }
        }

        /// The usual distance: the median, which a few wrong corners do not move.
        func usual(_ views: [SheetView]) -> Double {
            let distances = zip(views, poses).flatMap { view, pose in
                zip(view.sheet, view.picture).map { miss($0, $1, pose)?.length ?? 0 }
            }
            return max(1e-6, distances.sorted()[distances.count / 2])
        }

        func normal(_ views: [SheetView], scale: Double) -> Normal {
            let size = 8 + 6 * views.count
            var normal = Normal(
                matrix: Matrix(rows: size, columns: size), right: [Double](repeating: 0, count: size))
            for (number, (view, pose)) in zip(views, poses).enumerated() {
                for (sheet, seen) in zip(view.sheet, view.picture) {
                    guard let miss = miss(sheet, seen, pose) else { continue }
                    let weight = miss.length <= scale ? 1 : scale / miss.length
                    let (x, y) = rows(sheet, pose)
                    normal.add(x, miss.x, weight, pose: 8 + 6 * number)
                    normal.add(y, miss.y, weight, pose: 8 + 6 * number)
                }
            }
            return normal
        }

        /// How a corner's place changes with the eight unknowns of the lens and the six of its pose: a small rotation about the
        /// camera's axes, of the part that is not `zero`, and a move.
        private func rows(_ sheet: Place, _ pose: SheetPose) -> (x: [Double], y: [Double]) {
            let (px, py, pz) = pose.before(sheet)
            let ray = Place(px / pz, py / pz)
            let (lensX, lensY) = lens.gradients(ray)
            let d = lens.slopes(ray)
            // By the place before the camera.
            func byPlace(_ f: Double, _ dx: Double, _ dy: Double) -> (Double, Double, Double) {
                (f * dx / pz, f * dy / pz, -f * (dx * ray.x + dy * ray.y) / pz)
            }
            let turned = (px - pose.zero[0], py - pose.zero[1], pz - pose.zero[2])
            func byPose(_ g: (Double, Double, Double)) -> [Double] {
                [
                    g.2 * turned.1 - g.1 * turned.2, g.0 * turned.2 - g.2 * turned.0, g.1 * turned.0 - g.0 * turned.1,
                    g.0, g.1, g.2,
                ]
            }
            return (
                lensX + byPose(byPlace(lens.focal.x, d.xx, d.xy)), lensY + byPose(byPlace(lens.focal.y, d.yx, d.yy))
            )
        }
    }
}
