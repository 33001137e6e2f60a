import JSON
import Parcels

/// Says whose number a text is.
enum IdentifyCommand: Subcommand {
    static let name = "identify"
    static let summary = "say whose number a text is"
    static let help = """
        usage: parcelgate identify [--format text|json] NUMBER…

        Says for each number its scheme, whether it is valid, and its canonical form.
          --format json    a JSON object a line: number, scheme, carrier, valid, canonical, reason

        Exit status 1 when one of them is not valid.

        example: parcelgate identify --format json EB123456785VN 340123450000000000
        """

    static func run(_ arguments: inout Arguments) throws(Exit) {
        let format = try arguments.option("format") ?? "text"
        guard format == "text" || format == "json" else {
            throw .usage("--format: expected text or json, found '\(format)'")
        }
        let numbers = try arguments.rest()
        guard !numbers.isEmpty else { throw .usage("a number is missing; see 'parcelgate identify --help'") }
        var allValid = true
        for number in numbers {
            let found = Recognition.of(Array(number.utf8))
            if case .valid = found {} else { allValid = false }
            Terminal.say(format == "json" ? json(number, found) : text(number, found))
        }
        if !allValid { throw .notSo() }
    }

    private static func text(_ number: String, _ found: Recognition) -> String {
        let shown = Terminal.plain(number)
        switch found {
        case .valid(let number): return "\(shown): valid \(number.scheme.rawValue), \(number)"
        case .invalid(let scheme, let why): return "\(shown): no valid \(scheme.rawValue) number: \(why)"
        case .unknown: return "\(shown): no number of a known scheme"
        }
    }

    private static func json(_ text: String, _ found: Recognition) -> String {
        var writer = JSONWriter(capacity: 256)
        writer.beginObject()
        writer.key("number")
        writer.value(text)
        writer.key("scheme")
        switch found {
        case .valid(let number): writer.value(number.scheme.rawValue)
        case .invalid(let scheme, _): writer.value(scheme.rawValue)
        case .unknown: writer.null()
        }
        writer.key("carrier")
        if case .valid(let number) = found, let country = number.country {
            writer.value("post:" + country)
        } else {
            writer.null()
        }
        writer.key("valid")
        if case .valid(let number) = found {
            writer.value(true)
            writer.key("canonical")
            writer.value(number.description)
            writer.key("reason")
            writer.null()
        } else {
            writer.value(false)
            writer.key("canonical")
            writer.null()
            writer.key("reason")
            if case .invalid(_, let why) = found {
                writer.value("\(why)")
            } else {
                writer.value("no number of a known scheme")
            }
        }
        writer.endObject()
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
