import Words

/// Looks for what is wrong before the line finds it.
enum DoctorCommand: Subcommand {
    static let name = "doctor"
    static let summary = "check a site: file, disk, space, devices, sorters, clock"
    static let help = """
        usage: parcelgate doctor --site FILE [--language vi|en] [--format text|json] [--sorters]
               parcelgate doctor --site FILE --listen DEVICE [--seconds N] [--language vi|en] [--format text|json]

        Says for each check what is so, and where something is wrong, why it matters and what to do. Exit status 1 when
        something would keep the line from working; a note does not. It makes and changes nothing, opens no USB device and
        sends no sorter anything.
          --sorters        also connect to the PLCs, read their hello and see what they do without an answer. Only while the
                           gateway does not run: a PLC keeps one connection.
          --format json    a JSON object a line: check, status (ok, note, bad), what, why, advice, facts

        With --listen it opens that device as the gateway would, while the gateway does not run. Print the labels of
        'parcelgate devices labels', scan each with it in any order, and press Enter: it says what arrived other than it was
        printed, why that matters and what to set, in the scanner or in a file.
          --seconds N      listen no longer than so (5 to 3600; 600)

        example: parcelgate doctor --site /etc/parcelgate/site.yaml --language vi
        """

    static func run(_ arguments: inout Arguments) throws(Exit) {
        let path = try arguments.required("site")
        let word = try arguments.option("language") ?? "en"
        let form = try arguments.option("format") ?? "text"
        let sorters = arguments.flag("sorters")
        let device = try arguments.option("listen")
        let seconds = try arguments.number("seconds", in: 5...3_600)
        try arguments.end()
        guard let language = Language(rawValue: word) else {
            throw .usage("--language: expected vi or en, found '\(word)'")
        }
        guard form == "text" || form == "json" else { throw .usage("--format: expected text or json, found '\(form)'") }
        let made: Doctor.Format = form == "json" ? .json : .text
        guard let device else {
            guard seconds == nil else { throw .usage("--seconds goes with --listen") }
            return try Doctor.examine(path, language: language, format: made, sorters: sorters)
        }
        guard !sorters else { throw .usage("--sorters does not go with --listen") }
        try Doctor.listen(path, to: device, limit_s: seconds ?? 600, language: language, format: made)
    }
}
