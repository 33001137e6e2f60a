import Foundation
import JSON
import Labels
import Words

/// What a camera's profile says, for a person or a program.
struct CalibrateReport {
    let profile: CameraProfile
    let parcel_mm: Double?
    /// Where it was kept.
    let out: String?

    static func decimal(_ number: Double, _ places: Int) -> String { String(format: "%.\(places)f", number) }

    private static func decimal(_ number: Double?, _ places: Int, _ options: CalibrateCommand.Options) -> String {
        number.map { decimal($0, places) } ?? options.words("report.none")
    }

    func text(_ options: CalibrateCommand.Options) -> String {
        let belt = profile.belt
        var lines: [String] = []
        if case .lens(let lens, _) = belt.map, let quality = profile.lensQuality {
            lines.append(
                options.words(
                    "report.lens",
                    [
                        ("views", String(quality.views)), ("fx", Self.decimal(lens.focal.x, 1)),
                        ("fxd", Self.decimal(quality.deviations[0], 1)), ("fy", Self.decimal(lens.focal.y, 1)),
                        ("fyd", Self.decimal(quality.deviations[1], 1)), ("error", Self.decimal(quality.error_px, 3)),
                    ]))
        } else {
            lines.append(options.words("report.no-lens", [("needed", String(CameraProfile.viewsForLens))]))
        }
        if let height = belt.cameraHeight_mm, let tilt = belt.tilt_deg {
            lines.append(
                options.words("report.place", [("height", Self.decimal(height, 0)), ("tilt", Self.decimal(tilt, 1))]))
        }
        lines += places(options)
        let focus = profile.focus
        lines.append(
            options.words(
                "report.focus",
                [
                    ("along", Self.decimal(focus.along.spread_px, 2)),
                    ("across", Self.decimal(focus.across.spread_px, 2)),
                    ("worst", Self.decimal(max(focus.along.worst_px, focus.across.worst_px), 2)),
                ]))
        let light = profile.light
        lines.append(
            options.words(
                "report.light",
                [
                    ("white", Self.decimal(light.white, 0)), ("black", Self.decimal(light.black, 0)),
                    ("evenness", Self.decimal(100 * light.evenness, 0)),
                    ("saturated", Self.decimal(100 * light.saturated, 1)), ("noise", Self.decimal(light.noise, 1)),
                ]))
        if let bar = profile.readable {
            lines.append(
                options.words(
                    "report.bar",
                    [
                        ("along", Self.decimal(bar.along_mm, 2, options)),
                        ("across", Self.decimal(bar.across_mm, 2, options)),
                    ]))
            lines += ReadableBar.usual_mm.map { width in
                "  "
                    + options.words(
                        bar.reads(width) ? "report.reads" : "report.reads-not", [("width", Self.decimal(width, 2))])
            }
        }
        if let out { lines.append(options.words("report.kept", [("file", Terminal.plain(out))])) }
        return lines.joined(separator: "\n")
    }

    private func places(_ options: CalibrateCommand.Options) -> [String] {
        let belt = profile.belt
        guard let field = belt.field(), let middle = belt.pitch(at: belt.middle), let coarsest = belt.coarsest() else {
            return [options.words("report.no-field")]
        }
        var lines = [
            options.words(
                "report.field",
                [("along", Self.decimal(field.along_mm, 0)), ("across", Self.decimal(field.across_mm, 0))]),
            options.words(
                "report.pitch",
                [
                    ("along", Self.decimal(middle.along_mm, 3)), ("across", Self.decimal(middle.across_mm, 3)),
                    ("worst_along", Self.decimal(coarsest.along_mm, 3)),
                    ("worst_across", Self.decimal(coarsest.across_mm, 3)),
                ]),
        ]
        if let parcel_mm, let above = belt.pitch(at: belt.middle, height_mm: parcel_mm) {
            lines.append(
                options.words(
                    "report.above",
                    [
                        ("height", Self.decimal(parcel_mm, 0)), ("along", Self.decimal(above.along_mm, 3)),
                        ("across", Self.decimal(above.across_mm, 3)),
                    ]))
        }
        return lines
    }

    // MARK: For programs

    var json: String {
        var writer = JSONWriter(capacity: 2_048)
        writer.beginObject()
        writer.key("camera")
        writer.value(profile.camera)
        writer.key("made")
        writer.value(profile.made)
        writer.key("sheet")
        writer.value(profile.sheet.name)
        writer.numbers([
            ("board_mm", profile.board_mm), ("width", Double(profile.belt.width)),
            ("height", Double(profile.belt.height)),
            ("views", Double(profile.pictures.count)),
        ])
        writer.key("lens")
        writeLens(&writer)
        writer.key("belt")
        writeBelt(&writer)
        writer.key("focus")
        writer.beginObject()
        for (name, axis) in [("along", profile.focus.along), ("across", profile.focus.across)] {
            writer.key(named: name)
            writer.object([("spread_px", axis.spread_px), ("worst_px", axis.worst_px)])
        }
        writer.endObject()
        writer.key("light")
        let light = profile.light
        writer.object([
            ("white", light.white), ("black", light.black), ("evenness", light.evenness),
            ("saturated", light.saturated), ("noise", light.noise),
        ])
        writer.key("readable")
        writeReadable(&writer)
        writer.key("bars")
        writer.beginArray()
        for bar in profile.bars {
            writer.beginObject()
            writer.key("direction")
            writer.value(bar.isAlong ? "along" : "across")
            writer.numbers([("width_um", bar.width_um), ("pixels", bar.pixels), ("kept", bar.kept)])
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private func writeLens(_ writer: inout JSONWriter) {
        guard case .lens(let lens, _) = profile.belt.map, let quality = profile.lensQuality else {
            return writer.null()
        }
        let names = ["fx", "fy", "cx", "cy", "k1", "k2", "p1", "p2"]
        let d = lens.distortion
        let values = [lens.focal.x, lens.focal.y, lens.centre.x, lens.centre.y, d.k1, d.k2, d.p1, d.p2]
        writer.beginObject()
        writer.numbers(Array(zip(names, values)))
        writer.numbers([("error_px", quality.error_px)])
        writer.key("deviations")
        writer.object(Array(zip(names, quality.deviations)))
        writer.endObject()
    }

    private func writeBelt(_ writer: inout JSONWriter) {
        let belt = profile.belt
        writer.beginObject()
        writer.numbers([
            ("camera_height_mm", belt.cameraHeight_mm), ("tilt_deg", belt.tilt_deg),
            ("along_mm", belt.field()?.along_mm), ("across_mm", belt.field()?.across_mm),
        ])
        for (name, pitch) in [
            ("middle", belt.pitch(at: belt.middle)), ("coarsest", belt.coarsest()),
            ("parcel", parcel_mm.flatMap { belt.pitch(at: belt.middle, height_mm: $0) }),
        ] {
            writer.key(named: name)
            guard let pitch else {
                writer.null()
                continue
            }
            writer.object([("along_mm", pitch.along_mm), ("across_mm", pitch.across_mm)])
        }
        writer.endObject()
    }

    private func writeReadable(_ writer: inout JSONWriter) {
        guard let bar = profile.readable else { return writer.null() }
        writer.beginObject()
        writer.numbers([("along_mm", bar.along_mm), ("across_mm", bar.across_mm)])
        writer.key("usual")
        writer.beginArray()
        for width in ReadableBar.usual_mm {
            writer.beginObject()
            writer.numbers([("width_mm", width)])
            writer.key("reads")
            writer.value(bar.reads(width))
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }
}

extension JSONWriter {
    mutating func object(_ pairs: [(String, Double)]) {
        beginObject()
        numbers(pairs)
        endObject()
    }

    /// Pairs of an object that is open; null where a number is missing.
    mutating func numbers(_ pairs: [(String, Double?)]) {
        for (name, number) in pairs {
            key(named: name)
            if let number, number.isFinite {
                value(json: Array("\(number)".utf8))
            } else {
                null()
            }
        }
    }
}
