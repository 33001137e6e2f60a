import Labels
import Parcels
import Readings
import Workers

/// Tells what became of one picture: to the line as readings, and to the log that persons look at.
struct FrameReport: Sendable {
    let device: DeviceID
    /// When the picture was first seen.
    let seen: Stamp
    let log: FrameLog
    let report: @Sendable (DeviceEvent) -> Void

    func take(_ outcome: DecodePool.Outcome, _ frame: FrameID) {
        switch outcome {
        case .decoded(let decoded, let elapsed):
            let look = SeenFrame.Look(decoded, elapsed_us: elapsed, numbering: log.numbering)
            log.note(.looked(look), of: frame, from: device, at: seen.utc)
            send(Self.labels(of: decoded, log.numbering), frame)
        case .fault(let fault): fail(Trouble(.pictureDamaged, "\(fault)"), frame)
        case .failed(let trouble): fail(trouble, frame)
        case .rendered, .measured: send([Label(.noRead)], frame)
        }
    }

    /// - Parameter frame: nil where there was no file.
    func fail(_ trouble: Trouble, _ frame: FrameID?) {
        log.note(.failed(trouble), of: frame, from: device, at: seen.utc)
        if trouble.isOfTheFrame, let frame { report(.frameFailed(device, frame, trouble)) }
        send([Label(.failed(trouble))], frame)
    }

    private func send(_ labels: [Label], _ frame: FrameID?) {
        report(
            .readings(
                labels.map {
                    Reading(device: device, content: $0.content, stamp: seen, frame: frame, sighting: $0.sighting)
                }))
    }

    /// One thing that a picture reports.
    struct Label: Sendable, Equatable {
        let content: Reading.Content
        let sighting: LabelSighting?

        init(_ content: Reading.Content, seen sighting: LabelSighting? = nil) {
            self.content = content
            self.sighting = sighting
        }
    }

    /// All labels of a picture, or why there are none. A label on which decoders differ is told beside the others where one of
    /// them read an item number: it may be the parcel's own, and the others are an old label's.
    static func labels(of decoded: Decoded, _ numbering: Numbering) -> [Label] {
        let labels = decoded.symbols.filter { $0.bytes.count <= Reading.sizeLimit }
            .map { Label(.label($0.bytes, $0.aim), seen: $0.sighting) }
        let disputed = decoded.refused.filter { $0.doubt == .disagreement }
        let isNumber: (RefusedSymbol) -> Bool = { symbol in
            if case .valid = numbering.recognise(symbol.bytes) { true } else { false }
        }
        if labels.isEmpty ? !disputed.isEmpty : disputed.contains(where: isNumber) {
            return labels + [Label(.failed(Trouble(.readersDisagree)))]
        }
        return labels.isEmpty ? [Label(.noRead)] : labels
    }
}

extension Symbol {
    /// Where it lay in its picture and how well it is printed, as readings carry it.
    var sighting: LabelSighting? {
        let corners = polygon.compactMap { LabelSighting.Point(Double($0.x), Double($0.y)) }
        let count = Double(corners.count)
        let (x, y) = (corners.reduce(0) { $0 + Double($1.x) }, corners.reduce(0) { $0 + Double($1.y) })
        return LabelSighting(
            place: corners.isEmpty ? nil : LabelSighting.Point(x / count, y / count), corners: corners, angle: nil,
            quality: evidence.quality?.printGrade.map { Array($0.description.utf8) }, reader: nil)
    }
}
