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
/// lost. A trouble is told once it was there at three looks, and ends at a lower limit than it begins at.
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
    /// A trouble is told at the look at which it was there so many times in a row: pictures of before and after beside each other look
    /// like other troubles at first.
    static let looks = 3
    /// So many pictures of another size in a row are the camera's setting, and not one that somebody has put among them.
    public static let strangers = 4

    public let baseline: FrameBaseline
    public private(set) var troubles: [CameraTrouble: Finding] = [:]
    private var frames: [FrameStatistics] = []
    private var next = 0
    private var fresh = 0
    /// Pictures in a row of another size; below 0 those of the right one since.
    private var strange = 0
    /// At how many looks in a row each was seen.
    private var suspicions: [CameraTrouble: Int] = [:]

    public init(_ baseline: FrameBaseline) { self.baseline = baseline }

    /// Takes the next picture.
    public mutating func take(_ frame: FrameStatistics) -> [Change] {
        guard frame.width == baseline.width, frame.height == baseline.height else {
            strange = max(0, strange) + 1
            guard strange >= Self.strangers else { return [] }
            strange = Self.strangers
            let finding = Finding(.otherSize, measured: frame.width, usual: baseline.width)
            return troubles.updateValue(finding, forKey: .otherSize) == nil ? [.worse(finding)] : []
        }
        strange = max(-Self.strangers, min(0, strange) - 1)
        var changes: [Change] = []
        if strange == -Self.strangers, troubles.removeValue(forKey: .otherSize) != nil { changes = [.well(.otherSize)] }
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
        // Parts of the picture cannot be judged while all of it is dark or elsewhere.
        if seen[.tooDark] != nil || seen[.moved] != nil {
            for trouble in [CameraTrouble.uneven, .blocked] { seen[trouble] = troubles[trouble] }
        }
        var changes: [Change] = []
        for trouble in CameraTrouble.allCases where trouble != .otherSize {
            switch (troubles[trouble], seen[trouble]) {
            case (nil, let finding?):
                suspicions[trouble, default: 0] += 1
                if suspicions[trouble] == Self.looks {
                    troubles[trouble] = finding
                    changes.append(.worse(finding))
                }
            case (.some, let finding?): troubles[trouble] = finding
            case (.some, nil):
                troubles[trouble] = nil
                changes.append(.well(trouble))
            case (nil, nil): break
            }
            if troubles[trouble] != nil || seen[trouble] == nil { suspicions[trouble] = nil }
        }
        return changes
    }
}
