import Crypto
import Entries
import JSON
import Manifests
import Parcels
import People
import Platform
import Records
import Words

extension API {
    /// So many refused rows come back with an import; all are in its record.
    private static let shownRefusals = 100

    func importManifest(_ request: Request, _ caller: Caller) throws -> Response {
        let options = try importOptions(request)
        let path = "\(settings.uploadFolder)/manifest-\(Randomness.token(8))"
        switch request.body {
        case .none: throw Refusal(400, "body-missing")
        case .bytes(let bytes):
            guard (try? Files.replace(path, with: bytes, mode: 0o600)) != nil else {
                throw Refusal(507, "body-not-taken")
            }
        case .file(let arrived):
            guard Files.move(arrived, to: path) else { throw Refusal(507, "body-not-taken") }
        }
        let name = String(
            (request.query["name"] ?? "manifest.csv").unicodeScalars.filter { $0.value >= 32 }.prefix(128))
        guard
            case .imported(let imported) = try perform(
                .importManifest(path: path, name: name, options: options, by: caller.account.id),
                within: Self.importLimit)
        else { throw Refusal(503, "unavailable") }
        let refusals = try manifests().refusals(of: imported.number).prefix(Self.shownRefusals)
        return json(status: imported.error == nil ? 200 : 422) { writer in
            writer.beginObject()
            imported.write(to: &writer)
            write(Array(refusals), to: &writer)
            writer.endObject()
        }
    }

    private func importOptions(_ request: Request) throws(Refusal) -> ImportOptions {
        var encoding: TextEncoding?
        if let name = request.query["encoding"], !name.isEmpty {
            guard let found = TextEncoding(named: name) else {
                throw Refusal(400, "encoding", [("encodings", TextEncoding.names)])
            }
            encoding = found
        }
        let brokenRows = request.query["broken-rows"] ?? ImportOptions.BrokenRows.refuseFile.rawValue
        guard let brokenRows = ImportOptions.BrokenRows(rawValue: brokenRows) else { throw Refusal(400, "query") }
        return ImportOptions(encoding: encoding, brokenRows: brokenRows, numbering: settings.numbering)
    }

    func imports(_ request: Request) throws -> Response {
        let found = try manifests().imports(
            before: request.query["before"].flatMap { Int($0) }, limit: request.query["limit"].flatMap { Int($0) } ?? 50
        )
        return json { writer in
            writer.beginObject()
            writer.key("imports")
            writer.beginArray()
            for record in found {
                writer.beginObject()
                write(record, to: &writer)
                writer.endObject()
            }
            writer.endArray()
            writer.endObject()
        }
    }

    func imported(_ text: String) throws -> Response {
        let record = try findImport(text)
        let refusals = try manifests().refusals(of: record.imported.number)
        return json { writer in
            writer.beginObject()
            write(record, to: &writer)
            write(refusals, to: &writer)
            writer.endObject()
        }
    }

    /// What an import added, changed or withdrew, and in which fields.
    func importedItems(_ text: String, _ request: Request) throws -> Response {
        let record = try findImport(text)
        let name = request.query["change"] ?? ItemChange.updated.name
        guard let change = ItemChange.allCases.first(where: { $0.name == name }) else { throw Refusal(400, "query") }
        let history = try manifests()
        let found = try history.items(
            of: record, change, after: request.query["after"].flatMap { Int64($0) },
            limit: request.query["limit"].flatMap { Int($0) } ?? 50)
        let changes = try found.map { version in
            change == .updated ? try history.version(before: version).map(version.changedFields(since:)) ?? [] : []
        }
        return json { writer in
            writer.beginObject()
            writer.key("items")
            writer.beginArray()
            for (version, fields) in zip(found, changes) {
                writer.beginObject()
                writer.key("row")
                writer.value(version.row)
                writer.key("number")
                writer.value(version.declaration.number.description)
                writer.key("line")
                writer.value(version.declaration.source.line)
                writer.key("version")
                writer.value(version.declaration.source.version)
                writer.texts("fields", fields)
                writer.endObject()
            }
            writer.endArray()
            writer.endObject()
        }
    }

    private func findImport(_ text: String) throws -> ImportRecord {
        guard let number = Int(text), let record = try manifests().imported(number) else {
            throw Refusal(404, "unknown-import")
        }
        return record
    }

    private func write(_ record: ImportRecord, to writer: inout JSONWriter) {
        record.imported.write(to: &writer)
        writer.key("at_ms")
        writer.value(record.at / 1_000_000)
    }

    private func write(_ refusals: [ManifestError], to writer: inout JSONWriter) {
        writer.key("refusals")
        writer.beginArray()
        for refusal in refusals {
            writer.beginObject()
            writer.key("line")
            writer.value(refusal.line)
            writer.key("column")
            writer.value(refusal.column)
            writer.optional("field", refusal.field)
            writer.key("expected")
            writer.value(refusal.expected)
            writer.key("found")
            writer.value(refusal.found)
            writer.key("expected_vi")
            writer.value(FaultText.text(refusal.expected, .vietnamese))
            writer.key("found_vi")
            writer.value(FaultText.text(refusal.found, .vietnamese))
            writer.endObject()
        }
        writer.endArray()
    }
}

extension JSONWriter {
    mutating func texts(_ name: StaticString, _ texts: [String]) {
        key(name)
        beginArray()
        for text in texts { value(text) }
        endArray()
    }
}
