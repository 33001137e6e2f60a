extension CameraProfile {
    /// The profile's file: YAML that `CameraProfileFile` reads. Numbers are written so that they are read as the same ones.
    public var yaml: String {
        var lines = [
            "# The profile of one camera: `parcelgate calibrate camera` writes it, and calibration/cameras/README.md explains it.",
            "camera: \"\(camera)\"", "made: \"\(made)\"", "picture: {width: \(belt.width), height: \(belt.height)}",
            "sheet: {kind: \(sheet.name), board_mm: \(board_mm)}",
            "# BLAKE2b-256 of the picture files, that of the belt first.",
            "pictures:",
        ]
        lines += pictures.map { "  - \"\($0)\"" }
        switch belt.map {
        case .lens(let lens, let pose):
            let d = lens.distortion
            lines += [
                "# In pixels; the first pixel's middle is (0, 0).",
                "lens:", "  focal: [\(lens.focal.x), \(lens.focal.y)]",
                "  centre: [\(lens.centre.x), \(lens.centre.y)]",
                "  k1: \(d.k1)", "  k2: \(d.k2)", "  p1: \(d.p1)", "  p2: \(d.p2)",
            ]
            if let quality = lensQuality {
                lines += [
                    "  views: \(quality.views)", "  error_px: \(quality.error_px)",
                    "  deviations: \(Self.list(quality.deviations))",
                ]
            }
            lines += [
                "# From the belt's axes (along, across, down) to the camera's (right, down, away), in mm.",
                "belt:", "  rotation: \(Self.list(pose.rotation))", "  zero_mm: \(Self.list(pose.zero))",
            ]
        case .flat(let map):
            lines += [
                "# One view: from the belt's millimetres to the picture's pixels, without the lens's distortion.",
                "belt:", "  homography: \(Self.list(map.values))",
            ]
        }
        lines.append("focus:")
        for (name, axis) in [("along", focus.along), ("across", focus.across)] {
            lines.append(
                "  \(name): {spread_px: \(axis.spread_px), worst_px: \(axis.worst_px), edges: \(axis.edges), "
                    + "transfer: \(Self.list(axis.transfer))}")
        }
        lines.append(
            "light: {white: \(light.white), black: \(light.black), evenness: \(light.evenness), "
                + "saturated: \(light.saturated), noise: \(light.noise)}")
        lines.append(bars.isEmpty ? "bars: []" : "bars:")
        lines += bars.map { bar in
            "  - {width_um: \(bar.width_um), direction: \(bar.isAlong ? "along" : "across"), pixels: \(bar.pixels), "
                + "kept: \(bar.kept)}"
        }
        if let frames { lines += Self.lines(frames) }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func lines(_ frames: FrameBaseline) -> [String] {
        [
            "# What ordinary pictures are like, in grey levels, thousandths of the pixels, hundredths of a pixel.",
            "frames:", "  picture: {width: \(frames.width), height: \(frames.height)}",
            "  floor: \(list(frames.floor))", "  lit: \(list(frames.lit))",
            "  span: \(list(frames.span))",
            "  columns: {usual: \(list(frames.columns.usual)), floor: \(list(frames.columns.floor))}",
            "  rows: {usual: \(list(frames.rows.usual)), floor: \(list(frames.rows.floor))}",
            "  white: \(frames.white)", "  saturated_permille: \(frames.saturated_permille)",
            "  spread_rows_percent: \(frames.spreadAlongRows_percent)",
            "  spread_columns_percent: \(frames.spreadAlongColumns_percent)",
        ]
    }

    private static func list(_ numbers: [some CustomStringConvertible]) -> String {
        "[" + numbers.map(\.description).joined(separator: ", ") + "]"
    }
}
