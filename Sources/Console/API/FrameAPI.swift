import Entries
import JSON
import Labels
import Platform
import Readings
import Workers

/// Where the file of a camera's picture is.
public enum FramePicture: Sendable {
    /// In memory: the file as the camera wrote it.
    case there([UInt8])
    /// It has had to make room for newer ones.
    case gone
    /// It ended a decoder and is shown to nobody.
    case withheld

    var name: String {
        switch self {
        case .there: "there"
        case .gone: "gone"
        case .withheld: "withheld"
        }
    }
}

extension API {
    static let framesLimit = 200

    /// The newest pictures and what was decided on each; of texts only item numbers: any other may be personal.
    func frames(_ request: Request) throws -> Response {
        let device = request.query["device"]
        let isUnreadOnly: Bool
        switch request.query["unread"] {
        case nil, "false": isUnreadOnly = false
        case "true": isUnreadOnly = true
        default: throw Refusal(400, "query")
        }
        let limit = request.query["limit"].map { Int($0) } ?? 50
        guard let limit, (1...Self.framesLimit).contains(limit) else { throw Refusal(400, "query") }
        let found = site.frames().lazy.filter { frame in
            (device == nil || frame.device.name == device) && !(isUnreadOnly && frame.isRead)
        }
        return json { writer in
            writer.beginObject()
            writer.key("frames")
            writer.beginArray()
            for frame in found.prefix(limit) {
                frame.write(to: &writer, picture: frame.frame.map { site.picture(of: $0).name })
            }
            writer.endArray()
            writer.endObject()
        }
    }

    /// A camera's picture, made anew by a worker, after the look was written down.
    func framePicture(_ text: String, _ caller: Caller) throws -> Response {
        let seen = try find(frame: text)
        guard let frame = seen.frame else { throw Refusal(404, "unknown-frame") }
        let file: [UInt8]
        switch site.picture(of: frame) {
        case .there(let found): file = found
        case .gone: throw Refusal(404, "frame-gone")
        case .withheld: throw Refusal(409, "picture-withheld")
        }
        try writeDown(seen, caller)
        guard let made = site.rendered(file, until: Clocks.monotonic() + Self.pictureLimit) else {
            throw Refusal(409, "no-picture")
        }
        return shown(made, "image/jpeg")
    }

    /// The texts of all that was seen in a camera's picture, after the look was written down.
    func frameTexts(_ text: String, _ caller: Caller) throws -> Response {
        let seen = try find(frame: text)
        try writeDown(seen, caller)
        return json { writer in
            writer.beginObject()
            writer.texts("texts", seen.symbols.map(\.text))
            writer.endObject()
        }
    }

    private func find(frame text: String) throws(Refusal) -> SeenFrame {
        guard let id = FrameID(text), let seen = site.frames().first(where: { $0.frame == id }) else {
            throw Refusal(404, "unknown-frame")
        }
        return seen
    }

    private func writeDown(_ seen: SeenFrame, _ caller: Caller) throws(Refusal) {
        _ = try perform(
            .showPersonal(
                PersonalShown(account: caller.account.id, frame: seen.frame, device: seen.device, ground: .reading)))
    }
}

extension SeenFrame {
    var symbols: [SeenSymbol] { if case .looked(let look) = outcome { look.symbols } else { [] } }

    /// - Parameter picture: where its file is; nil where there was none.
    fileprivate func write(to writer: inout JSONWriter, picture: String?) {
        writer.beginObject()
        writer.key("serial")
        writer.value(serial)
        writer.key("device")
        writer.value(device.name)
        writer.key("at_ms")
        writer.value(at / 1_000_000)
        writer.optional("frame", frame?.text)
        writer.optional("picture", picture)
        writer.key("isRead")
        writer.value(isRead)
        switch outcome {
        case .failed(let trouble):
            writer.key("trouble")
            writer.value(trouble.description)
        case .looked(let look):
            writer.key("width")
            writer.value(look.width)
            writer.key("height")
            writer.value(look.height)
            writer.key("elapsed_us")
            writer.value(look.elapsed_us)
            writer.key("isCutShort")
            writer.value(look.isCutShort)
        }
        writer.key("symbols")
        writer.beginArray()
        for symbol in symbols { symbol.write(to: &writer) }
        writer.endArray()
        writer.endObject()
    }
}

extension SeenSymbol {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("symbology")
        writer.value(symbology.name)
        writer.optional("number", isNumber ? text : nil)
        writer.key("size")
        writer.value(size)
        writer.key("corners")
        writer.beginArray()
        for corner in corners {
            writer.beginObject()
            writer.key("x")
            writer.value(Int(corner.x))
            writer.key("y")
            writer.value(Int(corner.y))
            writer.endObject()
        }
        writer.endArray()
        writer.texts("decoders", decoders.map(\.name))
        if let evidence {
            writer.key("pass")
            writer.value(evidence.pass.name)
            writer.key("lines")
            writer.value(evidence.lines)
            writer.key("check")
            writer.value(evidence.check.name)
            if let quality = evidence.quality { quality.write(to: &writer) }
        }
        writer.optional("doubt", doubt?.name)
        writer.endObject()
    }
}

extension PrintQuality {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.key("quality")
        writer.beginObject()
        writer.key("grade")
        writer.value(grade)
        writer.optional("lowest", printGrade?.parameter?.name)
        let parameters: KeyValuePairs<StaticString, UInt8> = [
            "contrast": contrast, "edgeContrast": edgeContrast, "modulation": modulation, "defects": defects,
            "decodability": decodability,
        ]
        for (name, value) in parameters {
            writer.key(name)
            writer.value(Int(value))
        }
        writer.endObject()
    }
}
