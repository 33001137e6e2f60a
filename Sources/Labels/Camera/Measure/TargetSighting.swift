/// What one picture of the sheet shows.
public struct TargetSighting: Sendable, Hashable {
    public let sheet: TargetSheet
    /// Of the picture, in pixels.
    public let width: Int
    public let height: Int
    /// By rows of the board, then by columns.
    public let corners: [TargetCorner]
    public let focus: FocusMeasure
    public let light: LightMeasure
    public let bars: [BarContrast]

    public init(
        sheet: TargetSheet, width: Int, height: Int, corners: [TargetCorner], focus: FocusMeasure, light: LightMeasure,
        bars: [BarContrast]
    ) {
        self.sheet = sheet
        self.width = width
        self.height = height
        self.corners = corners
        self.focus = focus
        self.light = light
        self.bars = bars
    }

    /// Finds the sheet in a picture and measures it.
    public static func find(in image: GreyImage) throws(TargetFault) -> TargetSighting {
        let target = try TargetFinder.find(in: image)
        guard let light = LightMeasure(target, in: image) else { throw .tooLittle }
        guard let focus = FocusMeasure(target, in: image) else { throw .tooBlurred }
        let corners = target.corners.places.sorted { ($0.key.j, $0.key.i) < ($1.key.j, $1.key.i) }
        return TargetSighting(
            sheet: target.sheet, width: image.width, height: image.height,
            corners: corners.map { TargetCorner(column: $0.key.i, row: $0.key.j, place: $0.value) }, focus: focus,
            light: light, bars: BarContrast.measure(target, light, in: image))
    }

    /// - Parameter scale: how much wider than drawn the sheet was printed.
    public func view(scale: Double = 1) -> SheetView {
        SheetView(sheet: corners.map { scale * $0.onSheet(sheet) }, picture: corners.map(\.place))
    }
}
