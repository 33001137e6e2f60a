import Entries
import JSON
import Journal
import Parcels
import People
import Records

extension API {
    /// Searches the journal. Fields of the query, all optional: `number` (a part, at least three characters), `hold`,
    /// `passage`, `device`, `account`, `kind`, `from_ms`, `until_ms` (milliseconds UTC), `before` (the last page's `next`),
    /// `limit`.
    func searchJournal(_ request: Request) throws -> Response {
        let page = try records().search(try journalQuery(request.query))
        return json { writer in
            writer.beginObject()
            writer.key("entries")
            writer.beginArray()
            for line in page.lines { write(line, to: &writer) }
            writer.endArray()
            if let next = page.next {
                writer.key("next")
                writer.value(next)
            }
            writer.endObject()
        }
    }

    /// One entry as it is stored. Its personal part stays sealed: `sealed` says `none`, `sealed` or `erased`.
    func journalEntry(_ text: String, _ caller: Caller) throws -> Response {
        guard let sequence = UInt64(text), let found = entries.stored(sequence) else {
            throw Refusal(404, "unknown-entry")
        }
        if case .documentProposed(let proposed) = found.entry.body, proposed.document == .lists, !proposed.text.isEmpty
        {
            // Earlier versions wrote a list's text, which names persons, into the content: it is for those who make lists.
            try require(.proposeDocuments, caller)
        }
        return json { writer in
            writer.beginObject()
            writer.key("sealed")
            writer.value(found.sealing.rawValue)
            writer.key("hash")
            writer.value(found.record.hash.description)
            if case .passageDecided(let decision) = found.entry.body {
                writer.optional("decided", decision.passage.description)
            }
            writer.key("entry")
            writer.value(json: found.record.content)
            writer.endObject()
        }
    }

    /// Where the journal stands, signed: for the shift's report. Fields: `site`, `epoch`, `sequence`, `hash` (in groups),
    /// `at_ms`, `trusted`, `statement` and `signature` (the two texts that a verifier reads).
    func journalAnchor() throws -> Response {
        guard let signed = site.anchor() else { throw Refusal(503, "unavailable") }
        let anchor = signed.anchor
        return json { writer in
            writer.beginObject()
            writer.key("site")
            writer.value(anchor.site)
            writer.key("epoch")
            writer.value(anchor.head.epoch)
            writer.key("sequence")
            writer.value(anchor.head.sequence)
            writer.key("hash")
            writer.beginArray()
            for line in anchor.groupedHash { writer.value(line) }
            writer.endArray()
            writer.key("at_ms")
            writer.value(anchor.at / 1_000_000)
            writer.key("trusted")
            writer.value(anchor.trusted)
            writer.key("statement")
            writer.value(String(decoding: signed.statement, as: UTF8.self))
            writer.key("signature")
            writer.value(signed.signature)
            writer.endObject()
        }
    }

    private func journalQuery(_ fields: [String: String]) throws(Refusal) -> JournalQuery {
        var query = JournalQuery(
            limit: try number("limit", fields) ?? 50, before: try number("before", fields))
        if let part = fields["number"], !part.isEmpty {
            guard part.unicodeScalars.count >= JournalQuery.shortestPart else {
                throw Refusal(400, "number-part-short", [("minimum", String(JournalQuery.shortestPart))])
            }
            query.number = part
        }
        if let text = fields["hold"], !text.isEmpty {
            guard let hold = HoldID(text) else { throw Refusal(400, "query") }
            query.hold = hold
        }
        if let text = fields["passage"], !text.isEmpty {
            guard let passage = PassageID(text) else { throw Refusal(400, "query") }
            query.passage = passage
        }
        if let text = fields["kind"], !text.isEmpty {
            guard let kind = EntryKind(rawValue: text) else { throw Refusal(400, "query") }
            query.kind = kind
        }
        query.device = fields["device"].flatMap { $0.isEmpty ? nil : $0 }
        query.account = fields["account"].flatMap { $0.isEmpty ? nil : $0 }
        query.from = try nanoseconds("from_ms", fields)
        query.until = try nanoseconds("until_ms", fields)
        return query
    }

    private func number<Number: FixedWidthInteger>(
        _ name: String, _ fields: [String: String]
    ) throws(Refusal) -> Number? {
        guard let text = fields[name], !text.isEmpty else { return nil }
        guard let number = Number(text) else { throw Refusal(400, "query") }
        return number
    }

    private func nanoseconds(_ name: String, _ fields: [String: String]) throws(Refusal) -> Int64? {
        guard let milliseconds: Int64 = try number(name, fields) else { return nil }
        let (nanoseconds, overflow) = milliseconds.multipliedReportingOverflow(by: 1_000_000)
        guard !overflow else { throw Refusal(400, "query") }
        return nanoseconds
    }

    private func write(_ line: JournalLine, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("sequence")
        writer.value(line.sequence)
        writer.key("epoch")
        writer.value(line.epoch)
        writer.key("at_ms")
        writer.value(line.at / 1_000_000)
        writer.key("kind")
        writer.value(line.kind)
        writer.optional("line", line.line)
        writer.optional("number", line.number)
        writer.optional("passage", line.passage?.description)
        writer.optional("hold", line.hold?.description)
        writer.optional("device", line.device)
        writer.optional("account", line.account)
        writer.endObject()
    }
}
