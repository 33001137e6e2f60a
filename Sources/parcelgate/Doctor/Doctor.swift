import Gateway
import JSON
import Parcels
import Platform
import Words

/// What `parcelgate doctor` found, one check after another. Each has its words in the catalogue: `doctor.<check>.ok`, or
/// `.bad` with `.why` and `.advice`.
struct Doctor {
    enum Format {
        case text
        case json
    }

    enum Mark: String {
        case ok
        /// It keeps the line from working, or lets it work in a way that it must not.
        case bad
        /// A person should know it; the line works all the same.
        case note
    }

    let language: Language
    let format: Format
    private(set) var isWell = true

    init(language: Language, format: Format) {
        self.language = language
        self.format = format
    }

    mutating func ok(_ check: String, _ facts: [(name: String, value: String)] = []) { say(.ok, check, facts) }

    mutating func bad(_ check: String, _ facts: [(name: String, value: String)] = []) {
        isWell = false
        say(.bad, check, facts)
    }

    mutating func note(_ check: String, _ facts: [(name: String, value: String)] = []) { say(.note, check, facts) }

    private func say(_ mark: Mark, _ check: String, _ facts: [(name: String, value: String)]) {
        let key = "doctor." + check
        say(
            mark, check, key + (mark == .ok ? ".ok" : ".bad"), facts, why: mark == .ok ? nil : key + ".why",
            advice: mark == .ok ? nil : key + ".advice")
    }

    /// Says what other words of the catalogue have.
    mutating func say(
        _ check: String, _ key: String, isNote: Bool, _ facts: [(name: String, value: String)], why: String,
        advice: String
    ) {
        if !isNote { isWell = false }
        say(isNote ? .note : .bad, check, key, facts, why: why, advice: advice)
    }

    mutating func sayRight(_ check: String, _ key: String, _ facts: [(name: String, value: String)]) {
        say(.ok, check, key, facts, why: nil, advice: nil)
    }

    private func say(
        _ mark: Mark, _ check: String, _ key: String, _ facts: [(name: String, value: String)], why: String?,
        advice: String?
    ) {
        let what = Catalogue.text(key, language, facts)
        let why = why.map { Catalogue.text($0, language, facts) } ?? ""
        let advice = advice.map { Catalogue.text($0, language, facts) } ?? ""
        switch format {
        case .text:
            Terminal.say((mark == .ok ? "ok  " : mark == .bad ? "BAD " : "note") + " " + Terminal.plain(what))
            for line in [why, advice] where !line.isEmpty { Terminal.say("     " + Terminal.plain(line)) }
        case .json:
            var writer = JSONWriter(capacity: 512)
            writer.beginObject()
            writer.key("check")
            writer.value(check)
            writer.key("status")
            writer.value(mark.rawValue)
            writer.key("what")
            writer.value(what)
            writer.key("why")
            writer.value(why)
            writer.key("advice")
            writer.value(advice)
            writer.key("facts")
            writer.beginObject()
            for fact in facts {
                writer.key(named: fact.name)
                writer.value(fact.value)
            }
            writer.endObject()
            writer.endObject()
            Terminal.say(String(decoding: writer.bytes, as: UTF8.self))
        }
    }
}

extension Doctor {
    /// Examines a site.
    /// - Parameter sorters: whether its sorters are connected to as well.
    static func examine(_ path: String, language: Language, format: Format, sorters: Bool) throws(Exit) {
        var doctor = Doctor(language: language, format: format)
        let clock = ClockProbe()
        let site = try doctor.read(path)
        doctor.ok("site", [("lines", String(site.lines.count)), ("devices", String(site.devices.count))])
        doctor.checkDisk(site)
        if let files = site.consoleCertificate { doctor.check(files) }
        for device in site.devices { doctor.check(device) }
        for printer in site.printers { doctor.check(printer) }
        if sorters { for line in site.lines { doctor.checkSorter(line) } }
        doctor.checkClock(clock, site)
        if !doctor.isWell { throw .notSo() }
    }

    /// The site's file; what is wrong with it is said.
    mutating func read(_ path: String) throws(Exit) -> SiteConfiguration {
        do throws(SiteFile.Fault) { return try SiteFile.read(path) } catch {
            if case .drivers(.system(let error)) = error {
                bad("drivers", [("error", "\(error)")])
            } else {
                bad("site", [("error", "\(error)")])
            }
            throw .notSo()
        }
    }
}
