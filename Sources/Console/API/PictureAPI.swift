import Crypto
import Entries
import Journal
import Parcels
import People
import Platform
import Records

extension API {
    static let pictureLimit: Int64 = 30_000_000_000

    /// A person brings a picture of a held parcel: it is looked at in a worker, and kept.
    func addPicture(_ text: String, _ request: Request, _ caller: Caller) throws -> Response {
        let hold = try find(text).summary.hold
        let path = "\(settings.uploadFolder)/picture-\(Randomness.token(8))"
        switch request.body {
        case .none: throw Refusal(400, "body-missing")
        case .bytes(let bytes):
            guard (try? Files.replace(path, with: bytes, mode: 0o600)) != nil else {
                throw Refusal(507, "body-not-taken")
            }
        case .file(let arrived):
            guard Files.move(arrived, to: path) else { throw Refusal(507, "body-not-taken") }
        }
        guard
            case .pictured(let labels) = try perform(
                .addPicture(hold, path: path, by: caller.account.id), within: Self.pictureLimit)
        else { throw Refusal(503, "unavailable") }
        return json(status: 201) { writer in
            writer.beginObject()
            writer.key("labels")
            writer.beginArray()
            for label in labels { writer.value(label) }
            writer.endArray()
            writer.endObject()
        }
    }

    /// A held parcel's picture, after the look was written down. What a browser cannot show, or what nobody has looked at yet
    /// as a whole, is made anew by a worker.
    func picture(_ text: String, _ sequenceText: String, _ caller: Caller) throws -> Response {
        let detail = try find(text)
        guard let record = detail.pictures.first(where: { String($0.sequence) == sequenceText }) else {
            throw Refusal(404, "unknown-picture")
        }
        guard !record.isWithheld else { throw Refusal(409, "picture-withheld") }
        _ = try perform(
            .showPersonal(
                PersonalShown(account: caller.account.id, hold: detail.summary.hold, ground: .inspection)))
        guard case .pictureStored(let stored)? = entries.entry(record.sequence, personal: true)?.body,
            let file = PictureFolder(settings.picturesFolder).open(stored)
        else { throw Refusal(410, "erased") }
        if ["image/jpeg", "image/png"].contains(stored.type) { return shown(file, stored.type) }
        guard let made = site.rendered(file, until: Clocks.monotonic() + Self.pictureLimit) else {
            throw Refusal(409, "no-picture")
        }
        return shown(made, "image/jpeg")
    }

    func shown(_ file: [UInt8], _ type: String) -> Response {
        Response(type: type, body: file, headers: [("Cache-Control", "no-store")])
    }
}
