import Crypto
import Entries
import JSON
import Parcels
import People
import Platform
import Screening

extension API {
    func siteDescription() -> Response {
        json { writer in
            writer.beginObject()
            writer.key("site")
            writer.value(settings.site)
            writer.key("name")
            write(settings.name, to: &writer)
            writer.key("zone")
            writer.value(settings.zone)
            writer.key("lines")
            writer.beginArray()
            for line in settings.lines { write(line, to: &writer) }
            writer.endArray()
            writer.key("dangerContacts")
            writer.beginArray()
            for contact in settings.dangerContacts {
                writer.beginObject()
                writer.key("name")
                write(contact.name, to: &writer)
                writer.key("phone")
                writer.value(contact.phone)
                writer.endObject()
            }
            writer.endArray()
            writer.key("tables")
            writer.beginArray()
            for table in settings.tables { write(table, to: &writer) }
            writer.endArray()
            writer.endObject()
        }
    }

    func acknowledge(_ text: String, _ caller: Caller) throws -> Response {
        guard let alarm = UInt64(text) else { throw Refusal(404, "unknown-alarm") }
        _ = try perform(.acknowledge(alarm: alarm, by: caller.account.id))
        return json([UInt8]("{}".utf8))
    }

    func close(_ text: String, _ caller: Caller) throws -> Response {
        guard let passage = PassageID(text) else { throw Refusal(404, "unknown-passage") }
        _ = try perform(.close(passage, by: caller.account.id))
        return json([UInt8]("{}".utf8))
    }

    // MARK: Writing

    private func write(_ text: BilingualText, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("vi")
        writer.value(text.vi)
        writer.key("en")
        writer.value(text.en)
        writer.endObject()
    }

    private func write(_ table: ConsoleSettings.Table, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("id")
        writer.value(table.id)
        writer.key("name")
        write(table.name, to: &writer)
        writer.key("cage")
        write(table.cage, to: &writer)
        writer.key("scanners")
        writer.beginArray()
        for scanner in table.scanners { writer.value(scanner) }
        writer.endArray()
        writer.endObject()
    }

    private func write(_ line: ConsoleSettings.Line, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("id")
        writer.value(line.id)
        writer.key("name")
        write(line.name, to: &writer)
        writer.key("diverter_mm")
        writer.value(line.diverter_mm)
        writer.key("stations")
        writer.beginArray()
        for station in line.stations {
            writer.beginObject()
            writer.key("name")
            writer.value(station.name)
            writer.key("distance_mm")
            writer.value(station.distance_mm)
            writer.endObject()
        }
        writer.endArray()
        writer.key("exits")
        writer.beginArray()
        for exit in line.exits {
            writer.beginObject()
            writer.key("number")
            writer.value(exit.number)
            writer.key("kind")
            writer.value(exit.kind)
            writer.key("distance_mm")
            writer.value(exit.distance_mm)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }
}
