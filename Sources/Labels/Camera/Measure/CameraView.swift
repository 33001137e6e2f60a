/// What a worker says of one picture of a camera: its statistics, and the sheet where it was looked for.
public struct CameraView: Sendable, Hashable {
    public let statistics: FrameStatistics
    /// Nil where it was not looked for.
    public let target: Result<TargetSighting, TargetFault>?

    public init(statistics: FrameStatistics, target: Result<TargetSighting, TargetFault>?) {
        self.statistics = statistics
        self.target = target
    }

    /// Looks at a picture; nil for one that is too small to be a camera's.
    public init?(_ image: GreyImage, lookForSheet: Bool) {
        guard let statistics = FrameStatistics(image) else { return nil }
        self.statistics = statistics
        target =
            lookForSheet
            ? Result { () throws(TargetFault) -> TargetSighting in try TargetSighting.find(in: image) } : nil
    }

    /// Most bytes of one.
    public static let sizeLimit = 64 << 10

    /// The statistics, then 0 and why there is no sheet, or 1 and what it shows, or 2.
    public var bytes: [UInt8] {
        switch target {
        case .success(let sighting): statistics.bytes + [1] + sighting.bytes
        case .failure(let fault): statistics.bytes + [0, fault.rawValue]
        case nil: statistics.bytes + [2]
        }
    }

    /// Nil for bytes that are none.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count <= Self.sizeLimit, bytes.count > FrameStatistics.size,
            let statistics = FrameStatistics(bytes: bytes.prefix(FrameStatistics.size))
        else { return nil }
        let rest = Array(bytes.dropFirst(FrameStatistics.size))
        switch rest[0] {
        case 0:
            guard rest.count == 2, let fault = TargetFault(rawValue: rest[1]) else { return nil }
            self.init(statistics: statistics, target: .failure(fault))
        case 1:
            guard let sighting = TargetSighting(bytes: rest.dropFirst()) else { return nil }
            self.init(statistics: statistics, target: .success(sighting))
        case 2:
            guard rest.count == 1 else { return nil }
            self.init(statistics: statistics, target: nil)
        default: return nil
        }
    }
}

extension TargetSighting {
    /// Numbers with the highest byte first; fractions as IEEE 754's doubles.
    var bytes: [UInt8] {
        var bytes: [UInt8] = [sheet.rawValue]
        func put(_ number: Int) { bytes += [8, 0].map { UInt8(truncatingIfNeeded: UInt16(clamping: number) >> $0) } }
        func put(_ number: Double) {
            bytes += (0..<8).map { UInt8(truncatingIfNeeded: number.bitPattern >> UInt64(56 - 8 * $0)) }
        }
        put(width)
        put(height)
        put(corners.count)
        for corner in corners {
            bytes += [UInt8(clamping: corner.column), UInt8(clamping: corner.row)]
            put(corner.place.x)
            put(corner.place.y)
        }
        for axis in [focus.along, focus.across] {
            put(axis.spread_px)
            put(axis.worst_px)
            axis.transfer.forEach(put)
            put(axis.edges)
        }
        [light.white, light.black, light.evenness, light.saturated, light.noise].forEach(put)
        put(bars.count)
        for bar in bars {
            put(bar.width_um)
            bytes.append(bar.isAlong ? 1 : 0)
            put(bar.pixels)
            put(bar.kept)
        }
        return bytes
    }

    /// Nil for bytes that no worker writes: every number is within what it can be.
    init?(bytes: some Collection<UInt8>) {
        var reader = SightingReader(bytes: Array(bytes)[...])
        guard let sheet = reader.byte().flatMap(TargetSheet.init(rawValue:)), let width = reader.number(),
            let height = reader.number(), width >= FrameStatistics.side, height >= FrameStatistics.side,
            let corners = reader.corners(of: sheet, width, height), let along = reader.axis(),
            let across = reader.axis(),
            let white = reader.fraction(in: 0...255), let black = reader.fraction(in: 0...255),
            let evenness = reader.fraction(in: 0...1), let saturated = reader.fraction(in: 0...1),
            let noise = reader.fraction(in: 0...255), let bars = reader.bars(of: sheet), reader.bytes.isEmpty
        else { return nil }
        self.init(
            sheet: sheet, width: width, height: height, corners: corners,
            focus: FocusMeasure(along: along, across: across),
            light: LightMeasure(white: white, black: black, evenness: evenness, saturated: saturated, noise: noise),
            bars: bars)
    }
}

private struct SightingReader {
    var bytes: ArraySlice<UInt8>

    mutating func byte() -> UInt8? { bytes.popFirst() }

    mutating func number() -> Int? {
        guard let high = byte(), let low = byte() else { return nil }
        return Int(high) << 8 | Int(low)
    }

    mutating func fraction(in range: ClosedRange<Double>) -> Double? {
        guard bytes.count >= 8 else { return nil }
        defer { bytes = bytes.dropFirst(8) }
        let value = Double(bitPattern: bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
        return range.contains(value) ? value : nil
    }

    mutating func corners(of sheet: TargetSheet, _ width: Int, _ height: Int) -> [TargetCorner]? {
        guard let count = number(), count >= TargetFinder.needed, count <= sheet.columns * sheet.rows else {
            return nil
        }
        var corners: [TargetCorner] = []
        var seen: Set<LatticeIndex> = []
        for _ in 0..<count {
            guard let column = byte(), let row = byte(), let x = fraction(in: 0...Double(width)),
                let y = fraction(in: 0...Double(height)), sheet.hasCorner(LatticeIndex(Int(column), Int(row))),
                seen.insert(LatticeIndex(Int(column), Int(row))).inserted
            else { return nil }
            corners.append(TargetCorner(column: Int(column), row: Int(row), place: Place(x, y)))
        }
        return corners
    }

    mutating func axis() -> FocusMeasure.Axis? {
        guard let spread = fraction(in: 0.01...1_000), let worst = fraction(in: 0.01...1_000) else { return nil }
        var transfer: [Double] = []
        for _ in 0..<FocusMeasure.steps {
            guard let part = fraction(in: 0...1) else { return nil }
            transfer.append(part)
        }
        guard let edges = number() else { return nil }
        return FocusMeasure.Axis(spread_px: spread, worst_px: worst, transfer: transfer, edges: edges)
    }

    mutating func bars(of sheet: TargetSheet) -> [BarContrast]? {
        guard let count = number(), count <= sheet.barFields.count else { return nil }
        var bars: [BarContrast] = []
        for _ in 0..<count {
            guard let width = fraction(in: 1...100_000), let direction = byte(), direction <= 1,
                let pixels = fraction(in: 0...10_000), let kept = fraction(in: 0...1)
            else { return nil }
            bars.append(BarContrast(width_um: width, isAlong: direction == 1, pixels: pixels, kept: kept))
        }
        return bars
    }
}
