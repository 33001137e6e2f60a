import YAML

/// Reads the profile of a camera.
public enum CameraProfileFile {
    /// - Throws: `YAMLError` with the place of what is wrong.
    public static func parse(_ content: [UInt8], file: String) throws(YAMLError) -> CameraProfile {
        let root = try YAMLParser.parse(content, file: file)
        var fields = try Fields(root, expected: "a camera's profile")
        let cameraNode = try fields.required("camera")
        let camera = try cameraNode.text()
        guard CameraProfile.isName(camera) else {
            throw cameraNode.problem(expected: "1 to \(CameraProfile.nameLimit) letters, digits, hyphens or dots")
        }
        let madeNode = try fields.required("made")
        let made = try madeNode.text()
        guard (10...32).contains(made.utf8.count),
            made.utf8.allSatisfy({ (0x20...0x7E).contains($0) && $0 != 0x22 && $0 != 0x5C })
        else { throw madeNode.problem(expected: "a date such as 2026-11-29T02:30:00Z") }
        let (width, height) = try size(try fields.required("picture"))
        var sheetFields = try Fields(try fields.required("sheet"), expected: "kind and board_mm")
        let sheet = try sheetFields.required("kind").word(["a4": TargetSheet.a4, "a3": .a3])
        let board = try sheetFields.required("board_mm").number(in: 10...2_000)
        try sheetFields.noMore()
        let picturesNode = try fields.required("pictures")
        let pictures = try picturesNode.list().map { item throws(YAMLError) in try hash(item) }
        guard (1...CameraProfile.picturesLimit).contains(pictures.count) else {
            throw picturesNode.problem(expected: "1 to \(CameraProfile.picturesLimit) hashes")
        }
        let lens = try fields.optional("lens").map { node throws(YAMLError) in try self.lens(node) }
        let map = try beltMap(try fields.required("belt"), lens?.lens)
        let focus = try focus(try fields.required("focus"))
        let light = try light(try fields.required("light"))
        let barsNode = try fields.required("bars")
        let bars = try barsNode.list().map { item throws(YAMLError) in try bar(item) }
        guard bars.count <= 64 else { throw barsNode.problem(expected: "at most 64 fields of bars") }
        let frames = try fields.optional("frames").map { node throws(YAMLError) in try self.frames(node) }
        try fields.noMore()
        return CameraProfile(
            camera: camera, made: made, sheet: sheet, board_mm: board, pictures: pictures,
            belt: BeltPlane(map, width: width, height: height), lensQuality: lens?.quality, focus: focus, light: light,
            bars: bars, frames: frames)
    }

    private static func size(_ node: Node) throws(YAMLError) -> (width: Int, height: Int) {
        var fields = try Fields(node, expected: "width and height")
        let width = try fields.required("width").integer(in: FrameStatistics.side...65_535)
        let height = try fields.required("height").integer(in: FrameStatistics.side...65_535)
        try fields.noMore()
        return (width, height)
    }

    private static func hash(_ node: Node) throws(YAMLError) -> String {
        let text = try node.text("a hash")
        guard text.utf8.count == 64,
            text.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
        else { throw node.problem(expected: "a hash of 64 hexadecimal digits") }
        return text
    }

    private static func numbers(_ node: Node, _ count: Int, in range: ClosedRange<Double>) throws(YAMLError) -> [Double]
    {
        let list = try node.list()
        guard list.count == count else { throw node.problem(expected: "\(count) numbers") }
        return try list.map { item throws(YAMLError) in try item.number(in: range) }
    }

    private static func levels(_ node: Node, _ count: Int) throws(YAMLError) -> [UInt8] {
        let list = try node.list()
        guard list.count == count else { throw node.problem(expected: "\(count) levels") }
        return try list.map { item throws(YAMLError) in try item.integer(in: UInt8.min...UInt8.max) }
    }

    private static func lens(_ node: Node) throws(YAMLError) -> (lens: Lens, quality: CameraProfile.LensQuality) {
        var fields = try Fields(node, expected: "a lens")
        let focal = try numbers(try fields.required("focal"), 2, in: Lens.focalRange)
        let centre = try numbers(try fields.required("centre"), 2, in: Lens.centreRange)
        var distortion = Lens.Distortion()
        distortion.k1 = try fields.required("k1").number(in: Lens.k1Range)
        distortion.k2 = try fields.required("k2").number(in: Lens.k2Range)
        distortion.p1 = try fields.required("p1").number(in: Lens.tangentialRange)
        distortion.p2 = try fields.required("p2").number(in: Lens.tangentialRange)
        let views = try fields.required("views").integer(in: CameraProfile.viewsForLens...CameraProfile.picturesLimit)
        let error = try fields.required("error_px").number(in: 0...1_000)
        let deviations = try numbers(try fields.required("deviations"), 8, in: 0...1e9)
        try fields.noMore()
        return (
            Lens(focal: Place(focal[0], focal[1]), centre: Place(centre[0], centre[1]), distortion: distortion),
            CameraProfile.LensQuality(views: views, error_px: error, deviations: deviations)
        )
    }

    private static func beltMap(_ node: Node, _ lens: Lens?) throws(YAMLError) -> BeltPlane.Map {
        guard let lens else {
            var fields = try Fields(node, expected: "homography")
            let mapNode = try fields.required("homography")
            try fields.noMore()
            guard let map = Homography(try numbers(mapNode, 9, in: -1e9...1e9)) else {
                throw mapNode.problem(expected: "nine numbers of a map that can be inverted")
            }
            return .flat(map)
        }
        var fields = try Fields(node, expected: "rotation and zero_mm")
        let rotationNode = try fields.required("rotation")
        let rotation = try numbers(rotationNode, 9, in: -1.1...1.1)
        let zero = try numbers(try fields.required("zero_mm"), 3, in: -1e6...1e6)
        try fields.noMore()
        guard let pose = SheetPose(rotation: rotation, zero: zero) else {
            throw rotationNode.problem(expected: "nine numbers of a rotation")
        }
        return .lens(lens, pose)
    }

    private static func focus(_ node: Node) throws(YAMLError) -> FocusMeasure {
        var fields = try Fields(node, expected: "along and across")
        let along = try axis(try fields.required("along"))
        let across = try axis(try fields.required("across"))
        try fields.noMore()
        return FocusMeasure(along: along, across: across)
    }

    private static func axis(_ node: Node) throws(YAMLError) -> FocusMeasure.Axis {
        var fields = try Fields(node, expected: "spread_px, worst_px, edges and transfer")
        let spread = try fields.required("spread_px").number(in: 0.01...1_000)
        let worst = try fields.required("worst_px").number(in: 0.01...1_000)
        let edges = try fields.required("edges").integer(in: 0...100_000)
        let transfer = try numbers(try fields.required("transfer"), FocusMeasure.steps, in: 0...1)
        try fields.noMore()
        return FocusMeasure.Axis(spread_px: spread, worst_px: worst, transfer: transfer, edges: edges)
    }

    private static func light(_ node: Node) throws(YAMLError) -> LightMeasure {
        var fields = try Fields(node, expected: "white, black, evenness, saturated and noise")
        let white = try fields.required("white").number(in: 0...255)
        let black = try fields.required("black").number(in: 0...255)
        let evenness = try fields.required("evenness").number(in: 0...1)
        let saturated = try fields.required("saturated").number(in: 0...1)
        let noise = try fields.required("noise").number(in: 0...255)
        try fields.noMore()
        return LightMeasure(white: white, black: black, evenness: evenness, saturated: saturated, noise: noise)
    }

    private static func bar(_ node: Node) throws(YAMLError) -> BarContrast {
        var fields = try Fields(node, expected: "width_um, direction, pixels and kept")
        let width = try fields.required("width_um").number(in: 1...100_000)
        let isAlong = try fields.required("direction").word(["along": true, "across": false])
        let pixels = try fields.required("pixels").number(in: 0...10_000)
        let kept = try fields.required("kept").number(in: 0...1)
        try fields.noMore()
        return BarContrast(width_um: width, isAlong: isAlong, pixels: pixels, kept: kept)
    }

    private static func strips(_ node: Node) throws(YAMLError) -> FrameBaseline.Profile {
        var fields = try Fields(node, expected: "usual and floor")
        let usual = try levels(try fields.required("usual"), FrameStatistics.strips)
        let floor = try levels(try fields.required("floor"), FrameStatistics.strips)
        try fields.noMore()
        guard let profile = FrameBaseline.Profile(usual: usual, floor: floor) else {
            throw node.problem(expected: "usual and floor")
        }
        return profile
    }

    private static func frames(_ node: Node) throws(YAMLError) -> FrameBaseline {
        var fields = try Fields(node, expected: "what ordinary pictures are like")
        let (width, height) = try size(try fields.required("picture"))
        let tiles = FrameStatistics.tiles * FrameStatistics.tiles
        let floor = try levels(try fields.required("floor"), tiles)
        let lit = try levels(try fields.required("lit"), tiles)
        let span = try levels(try fields.required("span"), tiles)
        let columns = try strips(try fields.required("columns"))
        let rows = try strips(try fields.required("rows"))
        let white = try fields.required("white").integer(in: UInt8.min...UInt8.max)
        let saturated = try fields.required("saturated_permille").integer(in: 0...1_000)
        let spreadRows = try fields.required("spread_rows_percent").integer(in: 0...65_535)
        let spreadColumns = try fields.required("spread_columns_percent").integer(in: 0...65_535)
        try fields.noMore()
        let frames = FrameBaseline(
            width: width, height: height, floor: floor, lit: lit, span: span, columns: columns, rows: rows,
            white: white,
            saturated_permille: saturated, spreadAlongRows_percent: spreadRows,
            spreadAlongColumns_percent: spreadColumns)
        guard let frames else { throw node.problem(expected: "what ordinary pictures are like") }
        return frames
    }
}
