import Entries
import Foundation
import JSON
import Platform

extension API {
    private struct BulletinForm: Decodable {
        /// The text as it was signed.
        let bulletin: String
        /// The content of its `.minisig` file.
        let signature: String
        let name: String?
    }

    /// A bulletin of 4 MiB and its signature, as JSON writes them at the worst.
    private static let bulletinLimit = 26 << 20

    func bulletins() -> Response {
        let all = site.bulletins()
        return json { writer in
            writer.beginObject()
            writer.key("issuers")
            writer.beginArray()
            for status in all {
                writer.beginObject()
                writer.key("issuer")
                writer.value(status.issuer)
                writer.key("name")
                writer.beginObject()
                writer.key("vi")
                writer.value(status.name.vi)
                writer.key("en")
                writer.value(status.name.en)
                writer.endObject()
                writer.key("state")
                writer.value(status.state)
                if let newest = status.newest {
                    writer.key("serial")
                    writer.value(newest.serial)
                    writer.key("issued_ms")
                    writer.value(newest.issued / 1_000_000)
                    writer.key("validUntil_ms")
                    writer.value(newest.validUntil / 1_000_000)
                    writer.key("key")
                    writer.value(newest.key)
                }
                writer.key("missing")
                writer.beginArray()
                for serial in status.missing { writer.value(serial) }
                writer.endArray()
                writer.key("lists")
                writer.value(status.lists)
                writer.endObject()
            }
            writer.endArray()
            writer.endObject()
        }
    }

    func importBulletin(_ request: Request, _ caller: Caller) throws -> Response {
        let bytes: [UInt8]
        switch request.body {
        case .none: throw Refusal(400, "body-missing")
        case .bytes(let body): bytes = body
        case .file(let path):
            guard let body = try? Files.read(path, limit: Self.bulletinLimit) else {
                throw Refusal(413, "body-not-taken")
            }
            bytes = body
        }
        guard let form = try? JSONDecoder().decode(BulletinForm.self, from: Data(bytes)) else {
            throw Refusal(400, "body-malformed")
        }
        let name = String((form.name ?? "bulletin.yaml").unicodeScalars.filter { $0.value >= 32 }.prefix(128))
        let command = Command.importBulletin(
            Array(form.bulletin.utf8), signature: Array(form.signature.utf8), name: name, by: caller.account.id)
        guard case .bulletin(let taken) = try perform(command) else { throw Refusal(503, "unavailable") }
        return json(status: 201) { writer in
            writer.beginObject()
            taken.write(to: &writer)
            writer.endObject()
        }
    }
}
