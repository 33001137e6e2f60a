/// What is known of one camera: how it sees the belt, and how sharp and light its pictures were when it was well.
public struct CameraProfile: Sendable, Hashable {
    public static let nameLimit = 32
    public static let picturesLimit = 64
    /// Bytes of its file.
    public static let sizeLimit = 1 << 20

    /// The device's name in the site file, or any other of 1 to 32 letters, digits, hyphens and dots.
    public let camera: String
    /// When it was made, as ISO 8601 has it.
    public let made: String
    public let sheet: TargetSheet
    /// How wide the board is on the sheet as it was printed.
    public let board_mm: Double
    /// The hashes of the pictures, that of the belt first.
    public let pictures: [String]
    public let belt: BeltPlane
    /// How well the lens is known; nil where one view gave the belt's plane alone.
    public let lensQuality: LensQuality?
    public let focus: FocusMeasure
    public let light: LightMeasure
    public let bars: [BarContrast]
    /// What ordinary pictures are like; nil before they were learnt.
    public let frames: FrameBaseline?

    public struct LensQuality: Sendable, Hashable {
        public let views: Int
        /// The root of the mean square of a corner's distance from where it should be, in pixels.
        public let error_px: Double
        /// Standard deviations of fx, fy, cx, cy, k1, k2, p1, p2.
        public let deviations: [Double]

        public init(views: Int, error_px: Double, deviations: [Double]) {
            self.views = views
            self.error_px = error_px
            self.deviations = deviations
        }
    }

    public init(
        camera: String, made: String, sheet: TargetSheet, board_mm: Double, pictures: [String], belt: BeltPlane,
        lensQuality: LensQuality?, focus: FocusMeasure, light: LightMeasure, bars: [BarContrast], frames: FrameBaseline?
    ) {
        self.camera = camera
        self.made = made
        self.sheet = sheet
        self.board_mm = board_mm
        self.pictures = pictures
        self.belt = belt
        self.lensQuality = lensQuality
        self.focus = focus
        self.light = light
        self.bars = bars
        self.frames = frames
    }

    /// The same with what ordinary pictures are like.
    public func with(frames: FrameBaseline) -> CameraProfile {
        CameraProfile(
            camera: camera, made: made, sheet: sheet, board_mm: board_mm, pictures: pictures, belt: belt,
            lensQuality: lensQuality, focus: focus, light: light, bars: bars, frames: frames)
    }

    /// The narrowest bar that can be read anywhere in the picture; nil where a part of it does not show the belt.
    public var readable: ReadableBar? { readable(focus, light) }

    /// The same with other measurements.
    public func readable(_ focus: FocusMeasure, _ light: LightMeasure) -> ReadableBar? {
        belt.coarsest().map { ReadableBar(pitch: $0, focus: focus, light: light) }
    }

    public static func isName(_ text: String) -> Bool {
        (1...nameLimit).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || byte == 0x2D || byte == 0x2E
            }
    }
}

/// Why pictures make no profile.
public enum ProfileFault: Error, Sendable, Hashable {
    /// The pictures are not all of one size; which one is not as the first.
    case otherSize(picture: Int)
    /// They are of different sheets.
    case otherSheet(picture: Int)
    case lens(LensFault)
    /// The views agree too badly; the error in pixels, and the picture that agrees worst.
    case badViews(error_px: Double, picture: Int)
}

extension CameraProfile {
    /// With fewer views the lens is not known.
    public static let viewsForLens = 3
    /// Views that agree worse than so are not of a flat sheet, or not of one camera.
    static let errorLimit_px = 1.0

    /// Makes a profile from sightings of one sheet, the first of which lay flat on the belt, its arrow along it.
    public init(
        camera: String, made: String, board_mm: Double?, sightings: [TargetSighting], pictures: [String]
    ) throws(ProfileFault) {
        precondition(!sightings.isEmpty && sightings.count == pictures.count, "a sighting for each picture")
        let first = sightings[0]
        for (number, sighting) in sightings.enumerated() {
            guard sighting.width == first.width, sighting.height == first.height else {
                throw .otherSize(picture: number)
            }
            guard sighting.sheet == first.sheet else { throw .otherSheet(picture: number) }
        }
        let board = board_mm ?? Double(first.sheet.boardWidth_mm)
        let scale = board / Double(first.sheet.boardWidth_mm)
        let views = sightings.map { $0.view(scale: scale) }
        var map: BeltPlane.Map?
        var quality: LensQuality?
        if sightings.count >= Self.viewsForLens {
            let adjustment: LensAdjustment
            do throws(LensFault) {
                adjustment = try LensAdjustment(views, size: (first.width, first.height))
            } catch { throw .lens(error) }
            let worst = adjustment.errors_px.indices.max { adjustment.errors_px[$0] < adjustment.errors_px[$1] } ?? 0
            guard adjustment.error_px <= Self.errorLimit_px else {
                throw .badViews(error_px: adjustment.error_px, picture: worst)
            }
            // A focal length that is known to a fiftieth at best says little of heights and angles.
            guard adjustment.deviations[0] < 0.02 * adjustment.lens.focal.x,
                adjustment.deviations[1] < 0.02 * adjustment.lens.focal.y
            else { throw .lens(.alike) }
            guard adjustment.lens.isPlausible, adjustment.deviations.allSatisfy(\.isFinite) else {
                throw .lens(.undetermined)
            }
            map = .lens(adjustment.lens, adjustment.poses[0])
            quality = LensQuality(
                views: views.count, error_px: adjustment.error_px, deviations: adjustment.deviations)
        } else {
            map = Homography(from: views[0].sheet, to: views[0].picture).map { .flat($0) }
        }
        guard let map else { throw .lens(.undetermined) }
        self.init(
            camera: camera, made: made, sheet: first.sheet, board_mm: board, pictures: pictures,
            belt: BeltPlane(map, width: first.width, height: first.height), lensQuality: quality, focus: first.focus,
            light: first.light, bars: first.bars, frames: nil)
    }
}
