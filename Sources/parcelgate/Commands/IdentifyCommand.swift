import Gateway
import Parcels
import Words

/// Says whose number a text is.
enum IdentifyCommand: Subcommand {
    static let name = "identify"
    static let summary = "say whose number a text is"
    static let help = """
        usage: parcelgate identify [--format text|json] [--language vi|en] [--site FILE] NUMBER…

        Says for each number its scheme, whose it is, whether it is valid and what speaks for it: a check digit, its
        structure, or its length alone. GS1 data may be given as scanned (]C1…), with brackets, or as a Digital Link.
        With - in the place of a number it reads numbers from standard input, one a line.
          --format json    a JSON object a line: number, scheme, carrier, valid, canonical, reason, then evidence and more
                           (docs/integrator/identifiers.md)
          --site FILE      with the operators that this site file names

        Exit status 1 when one of them is not valid.

        example: parcelgate identify --format json EB123456785VN 340123450000000000
        """

    static func run(_ arguments: inout Arguments) throws(Exit) {
        let format = try arguments.option("format") ?? "text"
        guard format == "text" || format == "json" else {
            throw .usage("--format: expected text or json, found '\(format)'")
        }
        let word = try arguments.option("language") ?? "en"
        guard let language = Language(rawValue: word) else {
            throw .usage("--language: expected vi or en, found '\(word)'")
        }
        let numbering = try SiteNumbering.read(try arguments.option("site"))
        let numbers = try arguments.rest()
        guard !numbers.isEmpty else { throw .usage("a number is missing; see 'parcelgate identify --help'") }
        var allValid = true
        func answer(_ bytes: [UInt8]) {
            let found = numbering.identify(bytes)
            if !found.isValid { allValid = false }
            let text = String(decoding: bytes, as: UTF8.self)
            let words = IdentifyWords(found: found, numbering: numbering, language: language)
            Terminal.say(format == "json" ? IdentifyJSON.line(text, found, words) : words.line(text))
        }
        for number in numbers {
            if number == "-" { try InputLines.forEach("a number", answer) } else { answer(Array(number.utf8)) }
        }
        if !allValid { throw .notSo() }
    }
}

/// What a site says about numbers, for commands that run without its gateway.
enum SiteNumbering {
    /// - Parameter path: of the site file; nil for what the program itself knows.
    static func read(_ path: String?) throws(Exit) -> Numbering {
        guard let path else { return .standard }
        do throws(SiteFile.Fault) { return try SiteFile.read(path).settings.numbering } catch {
            throw .environment("\(error)")
        }
    }
}
