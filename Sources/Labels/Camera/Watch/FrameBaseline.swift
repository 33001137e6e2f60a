/// How a camera's ordinary pictures look when all is well.
public struct FrameBaseline: Sendable, Hashable {
    public let width: Int
    public let height: Int
    /// For each part of the picture the level that a fifth of the pictures lies below, and the one that hardly any lies
    /// above (a thirty-second): a run of dark parcels still has light labels here and there.
    public let floor: [UInt8]
    public let lit: [UInt8]
    /// The standard deviation of each part's level from picture to picture.
    public let span: [UInt8]
    public let columns: Profile
    public let rows: Profile
    /// The usual white of pictures with edges, where there are enough of them: a belt without labels has none.
    public let white: UInt8
    public let saturated_permille: Int
    /// The usual rise of edges, in hundredths of a pixel; 0 where the pictures have too few.
    public let spreadAlongRows_percent: Int
    public let spreadAlongColumns_percent: Int

    /// The levels of the strips of one direction.
    public struct Profile: Sendable, Hashable {
        /// The median of each strip.
        public let usual: [UInt8]
        /// The level that a fifth of the pictures lies below.
        public let floor: [UInt8]

        public init?(usual: [UInt8], floor: [UInt8]) {
            guard usual.count == FrameStatistics.strips, floor.count == FrameStatistics.strips else { return nil }
            self.usual = usual
            self.floor = floor
        }

        /// Whether a strip shows what stands still: parcels lie there in less than half of the pictures.
        func isStill(_ place: Int) -> Bool { abs(Int(usual[place]) - Int(floor[place])) <= 8 }
    }

    /// So many pictures at least make a baseline.
    public static let needed = 32

    public init?(
        width: Int, height: Int, floor: [UInt8], lit: [UInt8], span: [UInt8], columns: Profile, rows: Profile,
        white: UInt8, saturated_permille: Int, spreadAlongRows_percent: Int, spreadAlongColumns_percent: Int
    ) {
        let tiles = FrameStatistics.tiles * FrameStatistics.tiles
        guard floor.count == tiles, lit.count == tiles, span.count == tiles, width >= FrameStatistics.side,
            height >= FrameStatistics.side,
            (0...1_000).contains(saturated_permille), spreadAlongRows_percent >= 0, spreadAlongColumns_percent >= 0
        else { return nil }
        self.width = width
        self.height = height
        self.floor = floor
        self.lit = lit
        self.span = span
        self.columns = columns
        self.rows = rows
        self.white = white
        self.saturated_permille = saturated_permille
        self.spreadAlongRows_percent = spreadAlongRows_percent
        self.spreadAlongColumns_percent = spreadAlongColumns_percent
    }

    /// What is usual in some pictures of one camera.
    /// - Returns: nil for none, or where they are not all of one size.
    public init?(_ frames: [FrameStatistics]) {
        guard let first = frames.first,
            frames.allSatisfy({ $0.width == first.width && $0.height == first.height })
        else { return nil }
        let tiles = Self.sorted(frames, \.levels)
        guard let columns = Self.profile(frames, \.columns), let rows = Self.profile(frames, \.rows) else { return nil }
        let hasEdges = { (frame: FrameStatistics) in frame.edgesAlongRows + frame.edgesAlongColumns > 0 }
        let isLabelled = Self.isEnough(frames.count(where: hasEdges), of: frames.count) ? hasEdges : { _ in true }
        let usual = { (values: [Int]) in values.sorted()[values.count / 2] }
        self.init(
            width: first.width, height: first.height, floor: tiles.map { $0[$0.count / 5] },
            lit: tiles.map { $0[$0.count * 31 / 32] },
            span: tiles.map(Self.deviation),
            columns: columns, rows: rows,
            white: UInt8(usual(frames.filter(isLabelled).map { Int($0.white) })),
            saturated_permille: usual(frames.map(\.saturated_permille)),
            spreadAlongRows_percent: Self.spread(frames.map(\.spreadAlongRows_percent)),
            spreadAlongColumns_percent: Self.spread(frames.map(\.spreadAlongColumns_percent)))
    }

    private static func profile(_ frames: [FrameStatistics], _ part: KeyPath<FrameStatistics, [UInt8]>) -> Profile? {
        let strips = sorted(frames, part)
        return Profile(usual: strips.map { $0[$0.count / 2] }, floor: strips.map { $0[$0.count / 5] })
    }

    private static func deviation(_ levels: [UInt8]) -> UInt8 {
        let mean = levels.reduce(0.0) { $0 + Double($1) } / Double(levels.count)
        let squares = levels.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
        return UInt8((squares / Double(levels.count)).squareRoot().rounded())
    }

    /// Pictures with edges say something of the camera where there are six, and a tenth of all.
    private static func isEnough(_ count: Int, of all: Int) -> Bool { count >= max(6, all / 10) }

    /// The lower quartile of the pictures with edges. What is out of focus blurs the sharpest
    /// pictures, too; folds of bags and parcels of other heights are blurred beside sharp ones.
    private static func spread(_ all: [Int]) -> Int {
        let measured = all.filter { $0 > 0 }.sorted()
        return isEnough(measured.count, of: all.count) ? measured[measured.count / 4] : 0
    }

    /// For each place its values of all pictures, in order.
    private static func sorted(_ frames: [FrameStatistics], _ part: KeyPath<FrameStatistics, [UInt8]>) -> [[UInt8]] {
        let all = frames.map { $0[keyPath: part] }
        return (all.first ?? []).indices.map { place in all.map { $0[place] }.sorted() }
    }
}
