/// A square code as it is drawn.
public struct MatrixSymbol: Sendable, Hashable {
    /// Modules a side, without the quiet zone.
    public let side: Int
    /// Whether each module is dark, row after row from the top.
    public let modules: [Bool]
    /// Blank modules on every side.
    public let quiet: Int

    public var wholeSide: Int { side + 2 * quiet }

    public subscript(row: Int, column: Int) -> Bool { modules[row * side + column] }
}
