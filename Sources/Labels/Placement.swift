/// How a view's pixels lie in the picture.
struct Placement: Sendable {
    /// Where its first pixel lies.
    var x = 0.0
    var y = 0.0
    /// From one pixel to the next in a row.
    var rightX = 1.0
    var rightY = 0.0
    /// From one row to the next.
    var downX = 0.0
    var downY = 1.0

    static func scaled(_ scale: Double) -> Placement { Placement(rightX: scale, downY: scale) }

    func point(_ there: Symbol.Point) -> Symbol.Point {
        let (column, row) = (Double(there.x), Double(there.y))
        return Symbol.Point(
            x: Int32((x + column * rightX + row * downX).rounded()),
            y: Int32((y + column * rightY + row * downY).rounded()))
    }
}
