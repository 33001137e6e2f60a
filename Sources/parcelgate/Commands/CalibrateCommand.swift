import Labels
import Platform
import Words

/// Measures what turns pixels into millimetres, and whether it still does.
enum CalibrateCommand: Subcommand {
    static let name = "calibrate"
    static let summary = "measure a camera with a printed sheet, and compare it later"
    static let help = """
        usage: parcelgate calibrate camera --print-target FILE.svg [--sheet a4|a3] [--language vi|en]
               parcelgate calibrate camera --camera NAME --out PROFILE [--board-mm N] [--parcel-mm N] FILE…
               parcelgate calibrate camera --learn PROFILE FILE…
               parcelgate calibrate camera --check PROFILE FILE…
               parcelgate calibrate camera --watch PROFILE FILE…
               each with [--format text|json] [--language vi|en]

        Print the sheet and lay it on the belt, its arrow along it. The first FILE is a picture of that; 5 to 11 more show
        it held and tilted before the camera. From them come the lens, the belt's plane, millimetres a pixel, focus, light
        and the narrowest bar that is read; PROFILE keeps them. Fewer than three pictures give the belt's plane alone.
        Pictures are read in a sandboxed worker process.
          --print-target   write the sheet as SVG, in its true size
          --board-mm N     how wide the printed board is, where a printer has scaled it (255 on A4, 380 on A3)
          --parcel-mm N    also say what a pixel is on top of a parcel so high
          --learn          learn from at least 32 ordinary pictures of the belt what they are like; PROFILE keeps it
          --check          compare pictures of the sheet on the belt with PROFILE
          --watch          compare ordinary pictures, in their order, with what was learnt; at least 80
          --format json    a JSON object: of the profile, or a line for each picture (--check) or change (--watch)

        Exit status 1 when the camera is out of its baseline, or a picture does not show the sheet.

        example: parcelgate calibrate camera --camera top-1 --out top-1.yaml belt.png tilted-*.png
        """

    /// What every form of the command is told.
    struct Options {
        let language: Language
        let isJSON: Bool

        func words(_ key: String, _ arguments: [(name: String, value: String)] = []) -> String {
            Catalogue.text("camera." + key, language, arguments)
        }
    }

    static func run(_ arguments: inout Arguments) throws(Exit) {
        let what = try arguments.next("camera")
        guard what == "camera" else { throw .usage("expected camera, found '\(what)'") }
        let word = try arguments.option("language") ?? "en"
        guard let language = Language(rawValue: word) else {
            throw .usage("--language: expected vi or en, found '\(word)'")
        }
        let format = try arguments.option("format") ?? "text"
        guard format == "text" || format == "json" else {
            throw .usage("--format: expected text or json, found '\(format)'")
        }
        let options = Options(language: language, isJSON: format == "json")
        if let path = try arguments.option("print-target") { return try printTarget(path, &arguments, options) }
        if let path = try arguments.option("learn") {
            return try CalibrateBaseline.learn(try profile(path), path, try files(&arguments), options)
        }
        if let path = try arguments.option("check") {
            return try CalibrateBaseline.check(try profile(path), try files(&arguments), options)
        }
        if let path = try arguments.option("watch") {
            return try CalibrateBaseline.watch(try profile(path), try files(&arguments), options)
        }
        try measure(&arguments, options)
    }

    private static func files(_ arguments: inout Arguments) throws(Exit) -> [String] {
        let files = try arguments.rest()
        guard !files.isEmpty else { throw .usage("a picture is missing; see 'parcelgate calibrate --help'") }
        return files
    }

    private static func profile(_ path: String) throws(Exit) -> CameraProfile {
        do {
            return try CameraProfileFile.parse(try Files.read(path, limit: CameraProfile.sizeLimit), file: path)
        } catch { throw .environment("\(error)") }
    }

    private static func printTarget(
        _ path: String, _ arguments: inout Arguments, _ options: Options
    ) throws(Exit) {
        let word = try arguments.option("sheet") ?? "a4"
        try arguments.end()
        guard let sheet = TargetSheet(name: word) else { throw .usage("--sheet: expected a4 or a3, found '\(word)'") }
        guard path.hasSuffix(".svg") else { throw .usage("--print-target: expected a name that ends with .svg") }
        let texts = TargetDrawing.Texts(
            arrow: options.words("sheet.arrow"),
            note: options.words("sheet.note", [("width", String(sheet.boardWidth_mm))]))
        try write(TargetDrawing.svg(sheet, texts) + "\n", to: path)
    }

    static func write(_ text: String, to path: String) throws(Exit) {
        do throws(SystemError) { try Files.replace(path, with: Array(text.utf8), mode: 0o644) } catch {
            throw .environment("\(error)")
        }
    }

    private static func measure(_ arguments: inout Arguments, _ options: Options) throws(Exit) {
        let camera = try arguments.required("camera")
        let out = try arguments.option("out")
        let board = try number("board-mm", in: 50...1_000, &arguments)
        let parcel = try number("parcel-mm", in: 1...3_000, &arguments)
        let files = try files(&arguments)
        guard CameraProfile.isName(camera) else {
            throw .usage(
                "--camera: expected 1 to \(CameraProfile.nameLimit) letters, digits, hyphens or dots, found '\(camera)'"
            )
        }
        guard files.count <= CameraProfile.picturesLimit else {
            throw .usage("expected at most \(CameraProfile.picturesLimit) pictures, found \(files.count)")
        }
        let pictures = try CalibratePictures.read(files, options)
        let profile: CameraProfile
        do throws(ProfileFault) {
            profile = try CameraProfile(
                camera: camera, made: CalibratePictures.now(), board_mm: board, sightings: pictures.map(\.sighting),
                pictures: pictures.map(\.hash))
        } catch { throw .notSo(text(error, files, options)) }
        if let out { try write(profile.yaml, to: out) }
        let report = CalibrateReport(profile: profile, parcel_mm: parcel, out: out)
        Terminal.say(options.isJSON ? report.json : report.text(options))
    }

    private static func number(
        _ name: String, in range: ClosedRange<Double>, _ arguments: inout Arguments
    ) throws(Exit) -> Double? {
        guard let text = try arguments.option(name) else { return nil }
        guard let value = Double(text), range.contains(value) else {
            throw .usage(
                "--\(name): expected a number from \(Int(range.lowerBound)) to \(Int(range.upperBound)), found '\(text)'"
            )
        }
        return value
    }

    private static func text(_ fault: ProfileFault, _ files: [String], _ options: Options) -> String {
        switch fault {
        case .otherSize(let picture): options.words("fault.other-size", [("file", files[picture])])
        case .otherSheet(let picture): options.words("fault.other-sheet", [("file", files[picture])])
        case .lens(.alike): options.words("fault.alike")
        case .lens(.undetermined): options.words("fault.undetermined")
        case .badViews(let error, let picture):
            options.words(
                "fault.bad-views", [("error", CalibrateReport.decimal(error, 2)), ("file", files[picture])])
        }
    }
}
