import Words

/// Looks for what is wrong before the line finds it.
enum DoctorCommand: Subcommand {
    static let name = "doctor"
    static let summary = "check a site: file, disk, space, devices, sorters, clock"
    static let help = """
        usage: parcelgate doctor --site FILE [--language vi|en] [--format text|json] [--sorters]

        Says for each check what is so, and where something is wrong, why it matters and what to do. Exit status 1 when
        something would keep the line from working; a note does not. It makes and changes nothing, opens no USB device and
        sends no sorter anything.
          --sorters        also connect to the PLCs, read their hello and see what they do without an answer. Only while the
                           gateway does not run: a PLC keeps one connection.
          --format json    a JSON object a line: check, status (ok, note, bad), what, why, advice, facts

        example: parcelgate doctor --site /etc/parcelgate/site.yaml --language vi
        """

    static func run(_ arguments: inout Arguments) throws(Exit) {
        let path = try arguments.required("site")
        let word = try arguments.option("language") ?? "en"
        let form = try arguments.option("format") ?? "text"
        let sorters = arguments.flag("sorters")
        try arguments.end()
        guard let language = Language(rawValue: word) else {
            throw .usage("--language: expected vi or en, found '\(word)'")
        }
        guard form == "text" || form == "json" else { throw .usage("--format: expected text or json, found '\(form)'") }
        try Doctor.examine(path, language: language, format: form == "json" ? .json : .text, sorters: sorters)
    }
}
