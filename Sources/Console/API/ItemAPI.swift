import Entries
import JSON
import Parcels
import People
import Records

extension API {
    /// Declared items by part of a number, a name or a telephone number; personal data masked.
    func searchItems(_ request: Request) throws -> Response {
        let before = request.query["before"].flatMap { Int64($0) }
        let limit = request.query["limit"].flatMap { Int($0) } ?? 50
        guard let question = ItemQuestion(request.query["text"] ?? "", before: before, limit: limit) else {
            throw Refusal(400, "search-too-short", [("shortest", String(ItemQuestion.shortest))])
        }
        let answer = try itemSearch().answer(question)
        return json { writer in
            writer.beginObject()
            writer.key("items")
            writer.beginArray()
            for item in answer.items {
                writer.beginObject()
                write(item, to: &writer)
                writer.endObject()
            }
            writer.endArray()
            writer.key("hasMore")
            writer.value(answer.hasMore)
            writer.key("isBehind")
            writer.value(answer.isBehind)
            writer.endObject()
        }
    }

    /// Numbers of items that fit a text, for those who may search by names.
    func numbers(fitting text: String?, _ caller: Caller) -> [String] {
        guard caller.account.may(.seeManifests), let text,
            let question = ItemQuestion(text, limit: ManifestHistory.longestPage)
        else { return [] }
        // Without the index holds are still found by their own numbers.
        return (try? itemSearch().answer(question))?.items.map(\.declaration.number.description) ?? []
    }

    /// An item's states, newest first, and in which fields each differs from the one before.
    func item(_ text: String) throws -> Response {
        let versions = try findItem(text)
        return json { writer in
            writer.beginObject()
            writer.key("number")
            writer.value(versions[0].declaration.number.description)
            writer.key("versions")
            writer.beginArray()
            for (place, version) in versions.enumerated() {
                writer.beginObject()
                write(version, to: &writer)
                let earlier = place + 1 < versions.count ? versions[place + 1] : nil
                let fields = version.change == .updated ? earlier.map(version.changedFields(since:)) ?? [] : []
                writer.texts("fields", fields)
                if version.change != .withdrawn {
                    writer.key("declared")
                    write(DeclaredFacts(version.declaration), to: &writer)
                }
                writer.endObject()
            }
            writer.endArray()
            writer.endObject()
        }
    }

    /// Names, telephone numbers and addresses of all states of an item, after the look was written down.
    func itemPersonal(_ text: String, _ request: Request, _ caller: Caller) throws -> Response {
        let versions = try findItem(text)
        let (ground, note) = try self.ground(request)
        _ = try perform(
            .showPersonal(
                PersonalShown(
                    account: caller.account.id, number: versions[0].declaration.number, ground: ground, note: note)))
        return json { writer in
            writer.beginObject()
            writer.key("versions")
            writer.beginArray()
            for version in versions {
                writer.beginObject()
                writer.key("version")
                writer.value(version.declaration.source.version)
                writer.key("sender")
                write(version.declaration.sender, to: &writer)
                writer.key("receiver")
                write(version.declaration.receiver, to: &writer)
                writer.endObject()
            }
            writer.endArray()
            writer.endObject()
        }
    }

    private struct Ground: Decodable {
        let ground: String
        let note: String?
    }

    /// The ground that a person gives for looking at personal data.
    func ground(_ request: Request) throws(Refusal) -> (PersonalGround, String?) {
        let given = try body(Ground.self, request)
        guard let ground = PersonalGround(rawValue: given.ground) else { throw Refusal(400, "choose-ground") }
        let note = given.note.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
        if ground.needsNote, note == nil { throw Refusal(400, "ground-needs-note") }
        guard (note?.utf8.count ?? 0) <= PersonalShown.noteLimit else {
            throw Refusal(400, "note-too-long", [("limit", String(PersonalShown.noteLimit))])
        }
        return (ground, note)
    }

    /// At least one state.
    private func findItem(_ text: String) throws -> [ItemVersion] {
        guard case .valid(let number) = settings.numbering.recognise(Array(text.utf8)) else {
            throw Refusal(404, "unknown-item")
        }
        let versions = try manifests().versions(of: number)
        guard !versions.isEmpty else { throw Refusal(404, "unknown-item") }
        return versions
    }

    private func write(_ item: ItemVersion, to writer: inout JSONWriter) {
        let declaration = item.declaration
        writer.key("row")
        writer.value(item.row)
        writer.key("number")
        writer.value(declaration.number.description)
        writer.key("change")
        writer.value(item.change.name)
        writer.key("version")
        writer.value(declaration.source.version)
        writer.key("import")
        writer.value(declaration.source.importNumber)
        writer.key("line")
        writer.value(declaration.source.line)
        writer.key("at_ms")
        writer.value(declaration.source.imported / 1_000_000)
        writer.key("sender")
        write(masked: declaration.sender, to: &writer)
        writer.key("receiver")
        write(masked: declaration.receiver, to: &writer)
    }

    private func write(masked party: Party, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("name")
        writer.value(party.maskedName)
        writer.optional("phone", party.phone?.masked)
        writer.endObject()
    }
}
