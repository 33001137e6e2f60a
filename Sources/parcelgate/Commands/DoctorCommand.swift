/// Looks for what is wrong before the line finds it.
enum DoctorCommand: Subcommand {
    static let name = "doctor"
    static let summary = "check a site: file, disk, clock, devices, sorters"
    static let help = """
        usage: parcelgate doctor --site FILE [--language vi|en] [--sorters]

        Says for each check what is so, why it matters and what to do. Exit status 1 when something would keep the line from
        working.
          --sorters        also connect to the PLCs and read their hello. Only while the gateway does not run: a PLC keeps
                           one connection.

        example: parcelgate doctor --site /etc/parcelgate/site.yaml --language vi
        """

    static func run(_ arguments: inout Arguments) throws(Exit) {
        let path = try arguments.required("site")
        let word = try arguments.option("language") ?? "en"
        let sorters = arguments.flag("sorters")
        try arguments.end()
        try Doctor.examine(path, language: word, sorters: sorters)
    }
}
