/// How a device saw a label, where it tells: where in its picture, how turned, how well. All in the device's own measures; no
/// decision rests on it.
public struct LabelSighting: Sendable, Hashable, Codable {
    public struct Point: Sendable, Hashable, Codable {
        /// In the device's units (pixels, mostly), to the nearest whole one.
        public let x: Int
        public let y: Int

        /// Nil for what lies in no picture.
        public init?(_ x: Double, _ y: Double) {
            guard let x = Int(exactly: x.rounded()), let y = Int(exactly: y.rounded()),
                max(abs(x), abs(y)) <= LabelSighting.placeLimit
            else { return nil }
            self.x = x
            self.y = y
        }
    }

    static let placeLimit = 1_000_000
    static let cornerLimit = 8
    static let qualityLimit = 16

    public let place: Point?
    public let corners: [Point]
    /// Tenths of a degree.
    public let angle_ddeg: Int?
    /// A grade or a figure, as the device writes it.
    public let quality: String?
    /// Which of several readers behind one connection read it.
    public let reader: Int?

    /// What is out of all measure is left out. Nil when nothing is left.
    /// - Parameters:
    ///   - corners: the first eight count.
    ///   - angle: degrees.
    ///   - quality: printable ASCII, at most 16 bytes.
    public init?(place: Point?, corners: [Point], angle: Double?, quality: [UInt8]?, reader: Int?) {
        self.place = place
        self.corners = Array(corners.prefix(Self.cornerLimit))
        angle_ddeg = angle.flatMap { Int(exactly: ($0 * 10).rounded()) }.flatMap { abs($0) <= 36_000 ? $0 : nil }
        let isText: ([UInt8]) -> Bool = {
            (1...Self.qualityLimit).contains($0.count) && $0.allSatisfy { (0x21...0x7E).contains($0) }
        }
        self.quality = quality.flatMap { isText($0) ? String(decoding: $0, as: UTF8.self) : nil }
        self.reader = reader
        if place == nil, self.corners.isEmpty, angle_ddeg == nil, self.quality == nil, reader == nil { return nil }
    }
}
