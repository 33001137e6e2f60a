import TestSupport
import Testing
import YAML

@testable import Labels

@Suite("A camera's profile")
struct CameraProfileTests {
    private static let camera = SimulatedCamera()
    static let hash = String(repeating: "0a", count: 32)

    /// A sighting as a sharp and well lit picture gives it, from the equations alone.
    static func sighting(_ pose: SimulatedCamera.Pose, spread_px: Double = 1.8, light: LightMeasure? = nil)
        -> TargetSighting
    {
        let sheet = TargetSheet.a4
        var corners: [TargetCorner] = []
        for row in 1..<sheet.rows {
            for column in 1..<sheet.columns {
                let place = camera.project(Place(15 * Double(column), 15 * Double(row)), sheet, pose)
                guard place.x > 4, place.y > 4, place.x < 1_019, place.y < 763 else { continue }
                corners.append(TargetCorner(column: column, row: row, place: place))
            }
        }
        let axis = FocusMeasure.Axis(
            spread_px: spread_px, worst_px: spread_px,
            transfer: (1...10).map { 1 - 0.08 * Double($0) * spread_px / 1.8 },
            edges: 100)
        return TargetSighting(
            sheet: sheet, width: 1_024, height: 768, corners: corners, focus: FocusMeasure(along: axis, across: axis),
            light: light ?? LightMeasure(white: 200, black: 20, evenness: 0.95, saturated: 0, noise: 1.5),
            bars: [BarContrast(width_um: 508, isAlong: true, pixels: 1.6, kept: 0.5)])
    }

    static func profile(views: Int = 6) throws -> CameraProfile {
        let sightings = CameraLensTests.poses.prefix(views).map { Self.sighting($0) }
        return try CameraProfile(
            camera: "top-1", made: "2026-11-29T02:30:00Z", board_mm: nil, sightings: sightings,
            pictures: sightings.map { _ in hash })
    }

    static func frames() throws -> FrameBaseline {
        let (floor, lit): ([UInt8], [UInt8]) = ((60..<124).map { $0 }, (100..<164).map { $0 })
        let columns = try #require(FrameBaseline.Profile(usual: (2..<130).map { $0 }, floor: (0..<128).map { $0 }))
        let rows = try #require(FrameBaseline.Profile(usual: (100..<228).reversed(), floor: (90..<218).reversed()))
        let frames = FrameBaseline(
            width: 1_024, height: 768, floor: floor, lit: lit, span: [UInt8](repeating: 30, count: 64),
            columns: columns, rows: rows,
            white: 210, saturated_permille: 3, spreadAlongRows_percent: 190, spreadAlongColumns_percent: 0)
        return try #require(frames)
    }

    /// Zero distortion is what the corners were made without noise from: the lens is found to many digits.
    @Test func sixViewsGiveLensAndBelt() throws {
        let profile = try Self.profile()
        guard case .lens(let lens, _) = profile.belt.map else { return #expect(Bool(false), "no lens") }
        #expect(abs(lens.focal.x - 1_100) < 0.01 && abs(lens.distortion.k1 + 0.12) < 1e-4)
        let height = try #require(profile.belt.cameraHeight_mm)
        #expect(abs(height - 400) < 0.01)
        let quality = try #require(profile.lensQuality)
        #expect(quality.views == 6 && quality.error_px < 1e-3)
    }

    @Test func oneViewGivesThePlaneAloneAndTheProfileSaysSo() throws {
        let profile = try Self.profile(views: 1)
        #expect(profile.lensQuality == nil && profile.belt.cameraHeight_mm == nil)
        let pitch = try #require(profile.belt.pitch(at: profile.belt.middle))
        #expect(abs(pitch.along_mm - 400 / 1_100) < 0.02)
        #expect(profile.yaml.contains("homography:") && !profile.yaml.contains("lens:"))
    }

    /// A printer that has made the board 2 % smaller puts the camera 2 % nearer.
    @Test func aBoardOfAnotherWidthScalesTheBelt() throws {
        let sightings = CameraLensTests.poses.map { Self.sighting($0) }
        let profile = try CameraProfile(
            camera: "a", made: "2026-11-29", board_mm: 249.9, sightings: sightings,
            pictures: sightings.map { _ in Self.hash })
        let height = try #require(profile.belt.cameraHeight_mm)
        #expect(abs(height - 392) < 0.1)
    }

    @Test func picturesThatDoNotGoTogetherAreRefused() throws {
        let one = Self.sighting(.init(middle: (0, 0, 400)))
        let small = TargetSighting(
            sheet: one.sheet, width: 640, height: 768, corners: one.corners, focus: one.focus, light: one.light,
            bars: [])
        #expect(throws: ProfileFault.otherSize(picture: 1)) {
            try CameraProfile(
                camera: "a", made: "2026-11-29", board_mm: nil, sightings: [one, small],
                pictures: [Self.hash, Self.hash])
        }
        #expect(throws: ProfileFault.self) {
            try CameraProfile(
                camera: "a", made: "2026-11-29", board_mm: nil, sightings: [one, one, one],
                pictures: [Self.hash, Self.hash, Self.hash])
        }
    }

    @Test(arguments: [1, 6]) func aProfileIsReadAsItWasWritten(_ views: Int) throws {
        let bare = try Self.profile(views: views)
        #expect(try CameraProfileFile.parse(Array(bare.yaml.utf8), file: "p") == bare)
        let learnt = bare.with(frames: try Self.frames())
        #expect(try CameraProfileFile.parse(Array(learnt.yaml.utf8), file: "p") == learnt)
    }

    /// Each line taken out or spoilt: an error with its place, or a profile; never the process's end.
    @Test func whatIsWrongInAProfileIsSaidWithItsPlace() throws {
        let lines = try Self.profile().with(frames: try Self.frames()).yaml.split(separator: "\n").map { String($0) }
        for place in lines.indices where !lines[place].hasPrefix("#") {
            for spoilt in [nil, lines[place].replacing("0", with: "x"), lines[place] + ", 1]", "  strange: 1"] {
                var changed = lines
                if let spoilt { changed[place] = spoilt } else { changed.remove(at: place) }
                do throws(YAMLError) {
                    _ = try CameraProfileFile.parse(Array(changed.joined(separator: "\n").utf8), file: "p")
                } catch { #expect(error.mark.line > 0 && !error.expected.isEmpty) }
            }
        }
        let yaml = lines.joined(separator: "\n")
        for (from, to, expected) in [
            ("\"top-1\"", "\"a b\"", "1 to 32 letters"),
            ("width: 1024", "width: 10", "a whole number from 64"),
            ("kind: a4", "kind: a5", "one of a4, a3"), ("rotation: [", "rotation: [5, ", "9 numbers"),
            ("\"0a0a", "\"xa0a", "a hash of 64"), ("white: 200.0", "white: nan", "a number from"),
        ] {
            #expect {
                try CameraProfileFile.parse(Array(yaml.replacing(from, with: to).utf8), file: "p.yaml")
            } throws: { error in
                "\(error)".hasPrefix("p.yaml:") && "\(error)".contains(expected)
            }
        }
    }

    @Test func aCameraThatIsAsItWasIsWithinItsBaseline() throws {
        let profile = try Self.profile()
        // Elsewhere on the belt, and a little askew.
        for pose in [SimulatedCamera.Pose(middle: (0, 0, 400)), .init(turn: 0.05, middle: (40, -30, 400))] {
            #expect(try profile.check(Self.sighting(pose)).isEmpty)
        }
    }

    @Test func whatIsOutOfTheBaselineIsNamed() throws {
        let profile = try Self.profile()
        let flat = SimulatedCamera.Pose(middle: (0, 0, 400))
        func codes(_ sighting: TargetSighting) throws -> Set<ProfileFinding.Code> {
            Set(try profile.check(sighting).map(\.code))
        }
        func light(
            white: Double = 200, black: Double = 20, evenness: Double = 0.95, saturated: Double = 0, noise: Double = 1.5
        ) -> TargetSighting {
            Self.sighting(
                flat,
                light: LightMeasure(white: white, black: black, evenness: evenness, saturated: saturated, noise: noise))
        }
        #expect(try codes(light(white: 150)) == [.dark])
        #expect(try codes(light(white: 250)) == [.bright])
        #expect(try codes(light(black: 60)) == [.haze])
        #expect(try codes(light(saturated: 0.2)) == [.saturated])
        #expect(try codes(light(evenness: 0.6)) == [.uneven])
        #expect(try codes(light(noise: 9)).contains(.noise))
        #expect(try codes(Self.sighting(flat, spread_px: 3)).isSuperset(of: [.focusAlong, .focusAcross, .focusWorst]))
        #expect(try codes(Self.sighting(.init(middle: (0, 0, 430)))) == [.scale])
        #expect(try codes(Self.sighting(.init(tilt: 0.2, middle: (0, 0, 400)))) == [.scale])
        #expect(try codes(Self.sighting(.init(turn: 0.2, middle: (0, 0, 400)))) == [.turned])
        let finding = try #require(try profile.check(light(white: 150)).first)
        #expect(finding.measured == 150 && finding.usual == 200 && finding.limit == 160)
        let one = Self.sighting(flat)
        let small = TargetSighting(
            sheet: one.sheet, width: 640, height: 768, corners: one.corners, focus: one.focus, light: one.light,
            bars: [])
        #expect(try codes(small) == [.size])
    }

    /// White that was as light as can be when the camera was calibrated is not too bright now.
    @Test func aCameraThatWasSaturatedFromTheStartIsWithinItsBaseline() throws {
        let light = LightMeasure(white: 255, black: 30, evenness: 1, saturated: 0.6, noise: 0.5)
        let sightings = CameraLensTests.poses.map { Self.sighting($0, light: light) }
        let profile = try CameraProfile(
            camera: "a", made: "2026-11-29", board_mm: nil, sightings: sightings,
            pictures: sightings.map { _ in Self.hash })
        #expect(try profile.check(sightings[0]).isEmpty)
    }

    /// Two rows of corners do not tell where the camera looks: that is said, and not that all is well.
    @Test func tooLittleOfTheSheetIsNoCheck() throws {
        let profile = try Self.profile()
        let whole = Self.sighting(.init(middle: (0, 0, 430)))
        let part = TargetSighting(
            sheet: whole.sheet, width: whole.width, height: whole.height, corners: whole.corners.filter { $0.row <= 2 },
            focus: whole.focus, light: whole.light, bars: [])
        #expect(part.corners.count >= TargetFinder.needed)
        #expect(throws: TargetFault.tooLittle) { try profile.check(part) }
    }

    /// What no profile may say makes no profile: it could not be read again.
    @Test func aLensThatNoCameraHasMakesNoProfile() throws {
        let good = Lens(focal: Place(1_000, 1_000), centre: Place(500, 400))
        #expect(good.isPlausible)
        for change: (inout Lens) -> Void in [
            { $0.focal.y = 1e8 }, { $0.centre.x = -2e6 }, { $0.distortion.k1 = .nan }, { $0.distortion.k2 = 20_000 },
            { $0.distortion.p2 = -11 }, { $0.focal.x = .infinity },
        ] {
            var lens = good
            change(&lens)
            #expect(!lens.isPlausible)
        }
    }

    @Test func whatAWorkerSaysOfAPictureIsReadAsHostileBytes() throws {
        var dice = SeededDice("camera views")
        let blank = try #require(GreyImage(width: 64, height: 64, pixels: [UInt8](repeating: 255, count: 4_096)))
        let statistics = try #require(FrameStatistics(blank))
        let seen = CameraView(statistics: statistics, target: .success(Self.sighting(.init(middle: (0, 0, 400)))))
        #expect(CameraView(bytes: seen.bytes) == seen)
        #expect(seen.bytes.count < CameraView.sizeLimit)
        let none = try #require(CameraView(blank, lookForSheet: true))
        #expect(none.target == .failure(.noBoard) && CameraView(bytes: none.bytes) == none)
        let watched = try #require(CameraView(blank, lookForSheet: false))
        #expect(watched.target == nil && CameraView(bytes: watched.bytes) == watched)
        for fault in TargetFault.allCases {
            let view = CameraView(statistics: statistics, target: .failure(fault))
            #expect(CameraView(bytes: view.bytes) == view)
        }
        let bytes = seen.bytes
        for size in stride(from: 0, to: bytes.count, by: 7) { #expect(CameraView(bytes: bytes.prefix(size)) == nil) }
        for _ in 0..<500 {
            var damaged = bytes
            for _ in 0..<3 { damaged[dice.below(damaged.count)] = UInt8.random(in: 0...255, using: &dice) }
            if let view = CameraView(bytes: damaged), case .success(let sighting) = view.target {
                #expect(sighting.corners.allSatisfy { sighting.sheet.hasCorner(LatticeIndex($0.column, $0.row)) })
            }
        }
    }
}
