/// What has become of a camera.
public enum CameraTrouble: String, Sendable, Hashable, CaseIterable {
    case focusFell = "focus-fell"
    case tooDark = "too-dark"
    case saturated
    /// One side is darker than it was.
    case uneven
    /// The same part of every picture is darker, or does not change any more.
    case blocked
    /// What stands still is elsewhere in the picture.
    case moved
    /// Its pictures have another size.
    case otherSize = "other-size"
}

/// Compares what a camera sees, over the last pictures, with what it used to see, and says when it has become worse before labels are
/// lost. A trouble is told once it was there at two looks, and ends at a lower limit than it begins at.
public struct CameraWatch: Sendable {
    public struct Finding: Sendable, Hashable {
        public let trouble: CameraTrouble
        /// What is measured and what it was, in the trouble's own unit: hundredths of a pixel, levels, thousandths of the picture's
        /// pixels, hundredths of the light, parts of the picture of 64, strips of 128, pixels.
        public let measured: Int
        public let usual: Int

        public init(_ trouble: CameraTrouble, measured: Int, usual: Int) {
            self.trouble = trouble
            self.measured = measured
            self.usual = usual
        }
    }

    public enum Change: Sendable, Hashable {
        case worse(Finding)
        case well(CameraTrouble)
    }

    /// So many pictures are looked at together.
    public static let window = 64
    /// After so many new ones.
    public static let step = 16

    public let baseline: FrameBaseline
    public private(set) var troubles: [CameraTrouble: Finding] = [:]
    private var frames: [FrameStatistics] = []
    private var next = 0
    private var fresh = 0
    /// Seen at the last look and not told yet.
    private var suspected: Set<CameraTrouble> = []

    public init(_ baseline: FrameBaseline) { self.baseline = baseline }

    /// Takes the next picture.
    public mutating func take(_ frame: FrameStatistics) -> [Change] {
        guard frame.width == baseline.width, frame.height == baseline.height else {
            let finding = Finding(.otherSize, measured: frame.width, usual: baseline.width)
            return troubles.updateValue(finding, forKey: .otherSize) == nil ? [.worse(finding)] : []
        }
        var changes: [Change] = troubles.removeValue(forKey: .otherSize) == nil ? [] : [.well(.otherSize)]
        if frames.count < Self.window {
            frames.append(frame)
        } else {
            frames[next] = frame
            next = (next + 1) % Self.window
        }
        fresh += 1
        guard frames.count == Self.window, fresh >= Self.step else { return changes }
        fresh = 0
        changes += look()
        return changes
    }

    private mutating func look() -> [Change] {
        guard let now = FrameBaseline(frames) else { return [] }
        var seen: [CameraTrouble: Finding] = [:]
        for trouble in CameraTrouble.allCases {
            let isTold = troubles[trouble] != nil
            if let finding = Comparison(baseline, now).finding(trouble, lenient: !isTold) { seen[trouble] = finding }
        }
        var changes: [Change] = []
        for trouble in CameraTrouble.allCases where trouble != .otherSize {
            switch (troubles[trouble], seen[trouble]) {
            case (nil, let finding?):
                if suspected.contains(trouble) {
                    troubles[trouble] = finding
                    changes.append(.worse(finding))
                }
            case (.some, let finding?): troubles[trouble] = finding
            case (.some, nil):
                troubles[trouble] = nil
                changes.append(.well(trouble))
            case (nil, nil): break
            }
        }
        suspected = Set(seen.keys)
        return changes
    }
}
