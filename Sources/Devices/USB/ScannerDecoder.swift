import Formats
import Parcels
import Readings

/// What the reports of one USB scanner say, in whichever way it speaks.
enum ScannerDecoder {
    case pointOfSale(PointOfSaleDecoder)
    case keyboard(KeyboardDecoder)

    enum Outcome {
        case reading(Reading.Content, Stamp)
        /// What came was no label; a device that goes on so is at fault.
        case fault(String)
        /// It types like a person: nothing that it sends is taken from here on.
        case person(String)
    }

    mutating func take(_ report: [UInt8], _ now: Stamp) -> [Outcome] {
        switch self {
        case .pointOfSale(var decoder):
            defer { self = .pointOfSale(decoder) }
            switch decoder.take(report, now: now.monotonic) {
            case .label(let label, let symbology): return [.reading(.label(label, symbology), now)]
            case .malformed(let what): return [.fault(what)]
            case .answer, .partial, .nothing: return []
            }
        case .keyboard(var decoder):
            defer { self = .keyboard(decoder) }
            return decoder.take(report, now: now.monotonic).map { Self.outcome($0, now) }
        }
    }

    /// Ends what waits for more that does not come.
    mutating func expire(_ now: Stamp) -> [Outcome] {
        guard case .keyboard(var decoder) = self else { return [] }
        defer { self = .keyboard(decoder) }
        return decoder.expire(now.monotonic).map { Self.outcome($0, now) }
    }

    /// Forgets a half label.
    mutating func drop() {
        switch self {
        case .pointOfSale(var decoder):
            decoder.drop()
            self = .pointOfSale(decoder)
        case .keyboard(var decoder):
            decoder.drop()
            self = .keyboard(decoder)
        }
    }

    private static func outcome(_ outcome: KeyboardDecoder.Outcome, _ now: Stamp) -> Outcome {
        switch outcome {
        case .label(let label, let symbology, let begun):
            // Typing takes its time: the light fell on the label when the first key came.
            let earlier = now.monotonic - begun
            return .reading(
                .label(label, symbology),
                Stamp(utc: now.utc - earlier, boot: now.boot, monotonic: begun, trusted: now.trusted))
        case .lost(let loss): return .fault(loss.description)
        case .person(let sign): return .person(sign.description)
        }
    }
}

extension KeyboardDecoder.Loss {
    /// For the technician.
    fileprivate var description: String {
        switch self {
        case .noEnd: "no end key"
        case .tooShort: "fewer than \(KeyboardDecoder.shortest) characters"
        case .tooLong: "too long"
        case .rollover: "rollover error"
        case .unknownKey(let key): "key 0x\(String(key, radix: 16)) gives nothing in this layout"
        case .shortReport(let count): "\(count) bytes"
        }
    }
}

extension KeyboardDecoder.Sign {
    fileprivate var description: String {
        switch self {
        case .key(let key): "key 0x\(String(key, radix: 16))"
        case .combination(let key): "key 0x\(String(key, radix: 16)) with Ctrl, Alt or GUI"
        case .slow(let gap): "\(gap) ms between keys"
        case .noLabels: "no end key"
        }
    }
}
