import Crypto
import JSON
import People
import Platform

extension API {
    func importManifest(_ request: Request, _ caller: Caller) throws -> Response {
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
                .importManifest(path: path, name: name, by: caller.account.id), within: Self.importLimit)
        else { throw Refusal(503, "unavailable") }
        return json(status: imported.error == nil ? 200 : 422) { writer in
            writer.beginObject()
            imported.write(to: &writer)
            writer.endObject()
        }
    }
}
