import JSON
import Labels
import Platform
import Words

/// Compares a camera with its profile.
enum CalibrateBaseline {
    /// Learns what ordinary pictures are like.
    static func learn(
        _ profile: CameraProfile, _ path: String, _ files: [String], _ options: CalibrateCommand.Options
    ) throws(Exit) {
        var usable: [FrameStatistics] = []
        try CalibratePictures.each(files, .watch, options) { file, _, outcome in
            switch outcome {
            case .success(let view):
                let frame = view.statistics
                if frame.width == profile.belt.width, frame.height == profile.belt.height {
                    usable.append(frame)
                } else {
                    warn(file, options.words("fault.not-this-size"))
                }
            case .failure(let why): warn(file, why.text)
            }
        }
        guard usable.count >= FrameBaseline.needed, let baseline = FrameBaseline(usable) else {
            throw .notSo(
                options.words(
                    "fault.too-few", [("needed", String(FrameBaseline.needed)), ("count", String(usable.count))]))
        }
        try CalibrateCommand.write(profile.with(frames: baseline).yaml, to: path)
        if options.isJSON {
            var writer = JSONWriter(capacity: 128)
            writer.beginObject()
            writer.key("learnt")
            writer.value(usable.count)
            writer.key("profile")
            writer.value(path)
            writer.endObject()
            Terminal.say(String(decoding: writer.bytes, as: UTF8.self))
        } else {
            Terminal.say(
                options.words("report.learnt", [("count", String(usable.count)), ("file", Terminal.plain(path))]))
        }
    }

    /// Compares pictures of the sheet.
    static func check(
        _ profile: CameraProfile, _ files: [String], _ options: CalibrateCommand.Options
    ) throws(Exit) {
        var isWell = true
        try CalibratePictures.each(files, .measure, options) { file, _, outcome in
            var findings: [ProfileFinding] = []
            var fault: String?
            switch outcome {
            case .success(let view):
                switch view.target {
                case .success(let sighting):
                    do throws(TargetFault) { findings = try profile.check(sighting) } catch {
                        fault = options.words("fault." + error.name)
                    }
                case .failure(let why): fault = options.words("fault." + why.name)
                case nil: break
                }
            case .failure(let why): fault = why.text
            }
            if fault != nil || !findings.isEmpty { isWell = false }
            Terminal.say(
                options.isJSON ? json(file, findings, fault, options) : text(file, findings, fault, options))
        }
        if !isWell { throw .notSo() }
    }

    private static func text(
        _ file: String, _ findings: [ProfileFinding], _ error: String?, _ options: CalibrateCommand.Options
    ) -> String {
        let name = Terminal.plain(file)
        if let error { return "\(name): \(Terminal.plain(error))" }
        if findings.isEmpty { return "\(name): " + options.words("report.well") }
        return findings.map { "\(name): \($0.text(options))" }.joined(separator: "\n")
    }

    private static func json(
        _ file: String, _ findings: [ProfileFinding], _ error: String?, _ options: CalibrateCommand.Options
    ) -> String {
        var writer = JSONWriter(capacity: 512)
        writer.beginObject()
        writer.key("file")
        writer.value(file)
        writer.key("within")
        writer.value(error == nil && findings.isEmpty)
        writer.key("findings")
        writer.beginArray()
        for finding in findings {
            writer.beginObject()
            writer.key("code")
            writer.value(finding.code.rawValue)
            writer.numbers([("measured", finding.measured), ("usual", finding.usual), ("limit", finding.limit)])
            writer.key("text")
            writer.value(finding.text(options))
            writer.endObject()
        }
        writer.endArray()
        if let error {
            writer.key("error")
            writer.value(error)
        }
        writer.endObject()
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// Compares ordinary pictures, as the gateway does.
    static func watch(
        _ profile: CameraProfile, _ files: [String], _ options: CalibrateCommand.Options
    ) throws(Exit) {
        guard let baseline = profile.frames else { throw .notSo(options.words("fault.not-learnt")) }
        let needed = CameraWatch.window + CameraWatch.step
        guard files.count >= needed else {
            throw .notSo(options.words("fault.window", [("needed", String(needed)), ("count", String(files.count))]))
        }
        var watch = CameraWatch(baseline)
        var count = 0
        var isAllRead = true
        try CalibratePictures.each(files, .watch, options) { file, _, outcome in
            switch outcome {
            case .failure(let why):
                isAllRead = false
                warn(file, why.text)
            case .success(let view):
                count += 1
                for case .worse(let finding) in watch.take(view.statistics) where options.isJSON {
                    Terminal.say(json(finding, file, options))
                }
            }
        }
        if !options.isJSON {
            let findings = CameraTrouble.allCases.compactMap { watch.troubles[$0] }
            Terminal.say(
                findings.isEmpty
                    ? options.words("report.watched-well", [("count", String(count))])
                    : findings.map { $0.text(options) }.joined(separator: "\n"))
        }
        if !watch.troubles.isEmpty || !isAllRead { throw .notSo() }
    }

    private static func warn(_ file: String, _ why: String) { Terminal.warn(Terminal.plain("\(file): \(why)")) }

    private static func json(
        _ finding: CameraWatch.Finding, _ file: String, _ options: CalibrateCommand.Options
    ) -> String {
        var writer = JSONWriter(capacity: 256)
        writer.beginObject()
        writer.key("file")
        writer.value(file)
        writer.key("code")
        writer.value(finding.trouble.rawValue)
        writer.key("measured")
        writer.value(finding.measured)
        writer.key("usual")
        writer.value(finding.usual)
        writer.key("text")
        writer.value(finding.text(options))
        writer.endObject()
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

extension ProfileFinding {
    fileprivate func text(_ options: CalibrateCommand.Options) -> String {
        let places =
            switch code {
            case .size, .dark, .bright, .haze: 0
            case .noise, .turned: 1
            case .focusAlong, .focusAcross, .focusWorst, .saturated, .uneven, .bars: 2
            case .scale: 3
            }
        return options.words(
            "finding." + code.rawValue,
            [
                ("measured", CalibrateReport.decimal(measured, places)),
                ("usual", CalibrateReport.decimal(usual, places)),
                ("limit", CalibrateReport.decimal(limit, places)),
            ])
    }
}

extension CameraWatch.Finding {
    fileprivate func text(_ options: CalibrateCommand.Options) -> String {
        options.words("watch." + trouble.rawValue, [("measured", String(measured)), ("usual", String(usual))])
    }
}
