import JSON
import Parcels

/// What `identify` says to programs: the first six fields are fixed; what is said beside them may grow.
enum IdentifyJSON {
    static func line(_ number: String, _ found: Identification, _ words: IdentifyWords) -> String {
        var writer = JSONWriter(capacity: 1024)
        let taken = found.taken
        writer.beginObject()
        writer.key("number")
        writer.value(number)
        writer.key("scheme")
        write(scheme(found), &writer)
        writer.key("carrier")
        write(found.isValid ? taken?.carrier : nil, &writer)
        writer.key("valid")
        writer.value(found.isValid)
        writer.key("canonical")
        write(found.isValid ? taken?.canonical.description : nil, &writer)
        writer.key("reason")
        write(words.reason, &writer)
        writer.key("evidence")
        write(found.isValid ? taken?.evidence.rawValue : nil, &writer)
        writer.key("check")
        write(found.isValid ? taken?.algorithm?.rawValue : nil, &writer)
        writer.key("confirmed")
        if found.isValid, let taken { writer.value(taken.isConfirmed) } else { writer.null() }
        writer.key("choice")
        write(found.choice?.rawValue, &writer)
        writer.key("country")
        write(taken?.country, &writer)
        writer.key("service")
        write(found.isValid ? taken?.service?.rawValue : nil, &writer)
        writer.key("service_text")
        write(found.isValid ? taken?.service?.text(words.language) : nil, &writer)
        writer.key("form")
        write(found.form?.rawValue, &writer)
        writer.key("elements")
        write(found.elements, &writer)
        writer.key("candidates")
        write(found.candidates, words, &writer)
        writer.key("lookalikes")
        write(found.lookAlikes, &writer)
        writer.endObject()
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private static func scheme(_ found: Identification) -> String? {
        if let taken = found.taken { return taken.scheme.rawValue }
        return found.form == nil ? nil : Scheme.gs1.rawValue
    }

    private static func write(_ text: String?, _ writer: inout JSONWriter) {
        if let text { writer.value(text) } else { writer.null() }
    }

    private static func write(_ parts: [NumberPart], _ writer: inout JSONWriter) {
        writer.beginArray()
        for part in parts {
            writer.beginObject()
            writer.key("name")
            writer.value(part.name)
            if let title = part.title {
                writer.key("title")
                writer.value(title)
            }
            writer.key("value")
            writer.value(part.value)
            writer.endObject()
        }
        writer.endArray()
    }

    private static func write(
        _ candidates: [Identification.Candidate], _ words: IdentifyWords, _ writer: inout JSONWriter
    ) {
        writer.beginArray()
        for candidate in candidates {
            writer.beginObject()
            writer.key("scheme")
            writer.value(candidate.scheme.rawValue)
            writer.key("carrier")
            write(candidate.carrier, &writer)
            writer.key("canonical")
            writer.value(candidate.canonical.description)
            writer.key("evidence")
            writer.value(candidate.evidence.rawValue)
            writer.key("confirmed")
            writer.value(candidate.isConfirmed)
            writer.key("holds")
            writer.value(candidate.fault == nil)
            writer.key("reason")
            write(candidate.fault.map { words.language == .english ? "\($0)" : $0.text(words.language) }, &writer)
            writer.endObject()
        }
        writer.endArray()
    }

    private static func write(_ alike: [LookAlike], _ writer: inout JSONWriter) {
        writer.beginArray()
        for one in alike {
            writer.beginObject()
            writer.key("number")
            writer.value(one.number)
            writer.key("scheme")
            writer.value(one.scheme.rawValue)
            writer.endObject()
        }
        writer.endArray()
    }
}
