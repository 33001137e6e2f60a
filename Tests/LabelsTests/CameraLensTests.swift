import Foundation
import TestSupport
import Testing

@testable import Labels

@Suite("A camera's lens and where it looks")
struct CameraLensTests {
    static let poses: [SimulatedCamera.Pose] = [
        .init(middle: (0, 0, 400)), .init(tilt: 0.5, swing: 0.1, turn: 0.1, middle: (10, 5, 420)),
        .init(tilt: -0.5, swing: -0.1, turn: 0.4, middle: (0, 0, 450)),
        .init(tilt: 0.1, swing: 0.5, turn: -0.4, middle: (0, 0, 420)),
        .init(swing: -0.5, turn: 1.8, middle: (30, 30, 400)),
        .init(tilt: 0.3, swing: -0.4, turn: 3, middle: (-50, -30, 400)),
    ]

    static func views(
        _ camera: SimulatedCamera, _ poses: [SimulatedCamera.Pose], noise_px: Double, _ dice: inout SeededDice
    ) -> [SheetView] {
        poses.map { pose in
            var (sheet, picture): ([Place], [Place]) = ([], [])
            for column in 1..<17 {
                for row in 1..<9 {
                    let place = Place(15 * Double(column), 15 * Double(row))
                    let seen = camera.project(place, .a4, pose)
                    guard seen.x > 0, seen.y > 0, seen.x < Double(camera.width), seen.y < Double(camera.height) else {
                        continue
                    }
                    sheet.append(place)
                    picture.append(seen + noise_px * Place(Self.normal(&dice), Self.normal(&dice)))
                }
            }
            return SheetView(sheet: sheet, picture: picture)
        }
    }

    static func normal(_ dice: inout SeededDice) -> Double {
        let (one, other) = (Double.random(in: 1e-12..<1, using: &dice), Double.random(in: 0..<1, using: &dice))
        return (-2 * log(one)).squareRoot() * cos(2 * .pi * other)
    }

    /// What comes out is the truth within what it says of its own sureness.
    @Test func lensAndPosesAreFoundWithinTheirOwnDeviations() throws {
        var dice = SeededDice("lens")
        for _ in 0..<2 {
            var camera = SimulatedCamera()
            let focal = Double.random(in: 800..<2_000, using: &dice)
            camera.focal = Place(focal, focal * Double.random(in: 0.99..<1.01, using: &dice))
            camera.centre = Place(
                Double.random(in: 470..<550, using: &dice), Double.random(in: 350..<420, using: &dice))
            camera.lens = [
                Double.random(in: -0.2..<0.1, using: &dice), Double.random(in: -0.05..<0.1, using: &dice),
                Double.random(in: -0.001..<0.001, using: &dice), Double.random(in: -0.001..<0.001, using: &dice),
            ]
            let poses = Self.poses.map { pose in
                var pose = pose
                pose.middle.z *= focal / 1_100
                return pose
            }
            let views = Self.views(camera, poses, noise_px: 0.05, &dice)
            let found = try LensAdjustment(views, size: (camera.width, camera.height))
            let truth = [camera.focal.x, camera.focal.y, camera.centre.x, camera.centre.y] + camera.lens
            for (place, (value, deviation)) in zip(found.lens.parameters, found.deviations).enumerated() {
                #expect(abs(value - truth[place]) < 5.5 * deviation, "unknown \(place): \(value), not \(truth[place])")
            }
            #expect(found.deviations[0] < 0.002 * focal)
            // Two directions, each with the noise.
            #expect(abs(found.error_px - 0.05 * 2.0.squareRoot()) < 0.008)
            for (pose, truth) in zip(found.poses, poses) {
                for (one, other) in zip(pose.rotation, truth.rotation.joined()) { #expect(abs(one - other) < 0.003) }
                for (one, other) in zip(pose.zero, truth.translation(.a4)) {
                    #expect(abs(one - other) < 0.004 * focal / 2)
                }
            }
        }
    }

    @Test func aCornerThatIsWrongMovesNothing() throws {
        var dice = SeededDice("outliers")
        let camera = SimulatedCamera()
        var views = Self.views(camera, Self.poses, noise_px: 0.05, &dice)
        var picture = views[2].picture
        picture[5] = picture[5] + Place(12, 0)
        picture[40] = picture[40] + Place(0, -30)
        views[2] = SheetView(sheet: views[2].sheet, picture: picture)
        let found = try LensAdjustment(views, size: (camera.width, camera.height))
        #expect(abs(found.lens.focal.x - camera.focal.x) < 2)
        #expect(found.errors_px[2] > 1 && found.errors_px[1] < 0.2)
    }

    @Test func viewsThatAreAllAlikeAreRefused() throws {
        var dice = SeededDice("alike")
        let camera = SimulatedCamera()
        let flat = (0..<4).map { SimulatedCamera.Pose(turn: Double($0), middle: (0, 0, 400)) }
        let views = Self.views(camera, flat, noise_px: 0.02, &dice)
        let found = try? LensAdjustment(views, size: (camera.width, camera.height))
        // Either refused outright, or so unsure that a profile refuses it.
        if let found { #expect(!(found.deviations[0] < 0.02 * found.lens.focal.x)) }
        #expect(throws: LensFault.undetermined) {
            try LensAdjustment(Array(views.prefix(2)), size: (camera.width, camera.height))
        }
    }

    @Test func theLensIsAsItsEquationsSay() throws {
        let camera = SimulatedCamera()
        let lens = Lens(parameters: [1_100, 1_105, 520, 390] + camera.lens)
        for ray in [Place(0, 0), Place(0.3, -0.2), Place(-0.4, 0.3)] {
            let place = lens.place(ray)
            let back = try #require(lens.ray(place))
            #expect(back.distance(to: ray) < 1e-9)
            // The same as the simulation, which has its own equations.
            let pose = SimulatedCamera.Pose(middle: (0, 0, 1))
            let zero = pose.translation(.a4)
            let seen = camera.project(Place(ray.x - zero[0], ray.y - zero[1]), .a4, pose)
            #expect(seen.distance(to: place) < 1e-9)
            // Slopes and gradients against small steps.
            let (slopes, step) = (lens.slopes(ray), 1e-6)
            let byX = (1 / (2 * step)) * (lens.place(ray + Place(step, 0)) - lens.place(ray - Place(step, 0)))
            let byY = (1 / (2 * step)) * (lens.place(ray + Place(0, step)) - lens.place(ray - Place(0, step)))
            #expect(abs(byX.x - 1_100 * slopes.xx) < 1e-3 && abs(byX.y - 1_105 * slopes.yx) < 1e-3)
            #expect(abs(byY.x - 1_100 * slopes.xy) < 1e-3 && abs(byY.y - 1_105 * slopes.yy) < 1e-3)
            let gradients = lens.gradients(ray)
            for unknown in 0..<8 {
                var (more, less) = (lens.parameters, lens.parameters)
                more[unknown] += step
                less[unknown] -= step
                let slope =
                    (1 / (2 * step)) * (Lens(parameters: more).place(ray) - Lens(parameters: less).place(ray))
                #expect(abs(slope.x - gradients.x[unknown]) < 1e-3 && abs(slope.y - gradients.y[unknown]) < 1e-3)
            }
        }
        // A lens that bends its own border back shows nothing there.
        #expect(
            Lens(focal: Place(500, 500), centre: Place(0, 0), distortion: .init(k1: -0.5)).ray(Place(2_000, 0)) == nil)
    }

    /// Beyond the angle at which a barrel lens's polynomial turns back, the equations give places in the picture that show something
    /// else: the field ends at the picture's border all the same.
    @Test func whatTheLensFoldsBackIsNotSeen() throws {
        let lens = Lens(focal: Place(800, 800), centre: Place(400, 300), distortion: .init(k1: -0.3))
        let far = Place(1.84, 0)
        #expect(lens.place(far).x < 420 && lens.seen(far) == nil)
        let near = Place(0.5, 0.3)
        #expect(lens.seen(near) == lens.place(near))
        for height in stride(from: 300.0, to: 700, by: 20) {
            let pose = try #require(SheetPose(rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1], zero: [0, 0, height]))
            let belt = BeltPlane(.lens(lens, pose), width: 801, height: 601)
            #expect(belt.picture(of: Place(1.84 * height, 0)) == nil)
            let (field, right, left) = (
                try #require(belt.field()), try #require(belt.belt(at: Place(800.5, 300))),
                try #require(belt.belt(at: Place(-0.5, 300)))
            )
            #expect(abs(field.along_mm - (right.x - left.x)) < 0.1, "from \(height) mm")
        }
    }

    /// The board's corner may be behind the camera where a part before it is seen.
    @Test func whatIsSeenIsBeforeTheCameraWhereverTheSheetBegins() throws {
        let lens = Lens(focal: Place(1_000, 1_000), centre: Place(500, 400))
        let (c, s) = (cos(1.3), sin(1.3))
        let pose = try #require(SheetPose(rotation: [c, 0, s, 0, 1, 0, -s, 0, c], zero: [50, -50, -20]))
        let sheet = [Place(-200, 30), Place(-120, 30), Place(-120, 90), Place(-200, 90), Place(-160, 40)]
        let seen = try sheet.map { place throws in
            let before = pose.before(place)
            try #require(before.z > 0)
            return lens.place(Place(before.x / before.z, before.y / before.z))
        }
        let map = try #require(Homography(from: sheet, to: seen))
        let found = try #require(SheetPose(map, lens, seen: sheet[0]))
        for (one, other) in zip(found.rotation + found.zero, pose.rotation + pose.zero) {
            #expect(abs(one - other) < 1e-3)
        }
    }

    /// Corners on one line, corners that are all one, and numbers that are none: refused, whatever the other views show.
    @Test func viewsThatShowNothingAreRefused() throws {
        var dice = SeededDice("nothing")
        let camera = SimulatedCamera()
        let views = Self.views(camera, Self.poses, noise_px: 0.05, &dice)
        let sheet = (0..<20).map { Place(15 * Double($0), 30) }
        for picture in [
            sheet, sheet.map { _ in Place(5, 5) }, sheet.map { _ in Place(.nan, 1) },
            sheet.map { _ in Place(.infinity, 1) },
        ] {
            #expect(throws: LensFault.undetermined) {
                try LensAdjustment(views + [SheetView(sheet: sheet, picture: picture)], size: (1_024, 768))
            }
        }
    }

    @Test func aMapIsFoundFromItsPlaces() throws {
        let truth = try #require(Homography([2, 0.3, 40, -0.2, 1.7, 20, 0.0004, -0.0003, 1]))
        let places = [Place(0, 0), Place(100, 0), Place(100, 80), Place(0, 80), Place(50, 30)]
        let found = try #require(Homography(from: places, to: places.map(truth.apply)))
        #expect(found.apply(Place(33, 61)).distance(to: truth.apply(Place(33, 61))) < 1e-6)
        let back = try #require(found.inverse)
        #expect(back.apply(found.apply(Place(33, 61))).distance(to: Place(33, 61)) < 1e-6)
        let line = (0..<6).map { Place(Double($0), 2 * Double($0)) }
        #expect(Homography(from: line, to: line) == nil)
        #expect(Homography(from: Array(places.prefix(3)), to: Array(places.prefix(3))) == nil)
    }

    /// A camera straight above the belt: a pixel is the height divided by the focal length.
    @Test func theBeltIsMeasuredInMillimetres() throws {
        let lens = Lens(focal: Place(1_000, 1_000), centre: Place(511.5, 383.5))
        let pose = try #require(SheetPose(rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1], zero: [-10, -20, 500]))
        let belt = BeltPlane(.lens(lens, pose), width: 1_024, height: 768)
        let pitch = try #require(belt.pitch(at: belt.middle))
        #expect(abs(pitch.along_mm - 0.5) < 1e-9 && abs(pitch.across_mm - 0.5) < 1e-9)
        let above = try #require(belt.pitch(at: belt.middle, height_mm: 100))
        #expect(abs(above.along_mm - 0.4) < 1e-9)
        let field = try #require(belt.field())
        #expect(abs(field.along_mm - 512) < 0.01 && abs(field.across_mm - 384) < 0.01)
        let (height, tilt) = (try #require(belt.cameraHeight_mm), try #require(belt.tilt_deg))
        #expect(abs(height - 500) < 1e-9 && abs(tilt) < 1e-3)
        let place = try #require(belt.belt(at: Place(511.5, 383.5)))
        #expect(place.distance(to: Place(10, 20)) < 1e-9)
        let seen = try #require(belt.picture(of: place))
        #expect(seen.distance(to: Place(511.5, 383.5)) < 1e-9)
    }

    @Test func aCameraThatLooksAsideHasCoarserPixelsFarAwayAndNoneBeyondTheHorizon() throws {
        let lens = Lens(focal: Place(1_000, 1_000), centre: Place(511.5, 383.5))
        func belt(_ tilt: Double) throws -> BeltPlane {
            let (c, s) = (cos(tilt), sin(tilt))
            let pose = try #require(SheetPose(rotation: [1, 0, 0, 0, c, -s, 0, s, c], zero: [0, 0, 500]))
            return BeltPlane(.lens(lens, pose), width: 1_024, height: 768)
        }
        let tilted = try belt(0.6)
        let (near, far) = (
            try #require(tilted.pitch(at: Place(500, 10))), try #require(tilted.pitch(at: Place(500, 750)))
        )
        #expect(max(near.across_mm, far.across_mm) > 1.5 * min(near.across_mm, far.across_mm))
        let coarsest = try #require(tilted.coarsest())
        #expect(coarsest.across_mm >= max(near.across_mm, far.across_mm) - 0.05)
        let degrees = try #require(tilted.tilt_deg)
        #expect(abs(degrees - 0.6 * 180 / .pi) < 1e-6)
        #expect(try belt(1.45).coarsest() == nil)
        #expect(try belt(1.45).field() == nil)
        // The plane alone has the same horizon, and nothing above it.
        let sheet = [Place(0, 0), Place(100, 0), Place(100, 80), Place(0, 80)]
        let map = try #require(Homography(from: sheet, to: sheet.compactMap { tilted.picture(of: $0) }))
        let flat = BeltPlane(.flat(map), width: 1_024, height: 768)
        let (plane, whole) = (flat.pitch(at: Place(500, 300)), tilted.pitch(at: Place(500, 300)))
        let (one, other) = (try #require(plane), try #require(whole))
        #expect(abs(one.across_mm - other.across_mm) < 1e-6)
        #expect(flat.pitch(at: Place(500, 300), height_mm: 100) == nil && flat.cameraHeight_mm == nil)
    }
}
