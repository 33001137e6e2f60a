/// A place or a way on a plane: on the sheet or the belt in millimetres, in a picture in pixels. A picture's pixel covers half a
/// pixel on each side of its place, so the first one's middle is (0, 0).
public struct Place: Sendable, Hashable {
    public var x: Double
    public var y: Double

    public init(_ x: Double, _ y: Double) {
        self.x = x
        self.y = y
    }

    var length: Double { (x * x + y * y).squareRoot() }

    var turned: Place { Place(-y, x) }

    func dot(_ other: Place) -> Double { x * other.x + y * other.y }

    func cross(_ other: Place) -> Double { x * other.y - y * other.x }

    func distance(to other: Place) -> Double { (self - other).length }

    static func + (one: Place, other: Place) -> Place { Place(one.x + other.x, one.y + other.y) }
    static func - (one: Place, other: Place) -> Place { Place(one.x - other.x, one.y - other.y) }
    static func * (factor: Double, place: Place) -> Place { Place(factor * place.x, factor * place.y) }
}
