import Formats
import Parcels
import Readings

/// What the reports of one USB scanner say, in whichever way it speaks.
enum ScannerDecoder {
    case pointOfSale(PointOfSaleDecoder, PointOfSaleVoice)
    case keyboard(KeyboardDecoder)
    case dialogue(any ScannerDialogue)
    case serial(USBSerialText)

    enum Outcome {
        case reading(Reading.Content, Stamp)
        /// What came was no label; a device that goes on so is at fault.
        case fault(String)
        /// It types like a person: nothing that it sends is taken from here on.
        case person(String)
        /// To be sent to the scanner.
        case send([UInt8])
        /// It is read on, but it does not do what it is for.
        case trouble(Trouble)
        case well
    }

    /// The scanner has been opened.
    /// - Parameter mayRead: false when it was told not to read before it was plugged in again.
    mutating func begin(mayRead: Bool, _ now: Stamp) -> [Outcome] {
        switch self {
        case .dialogue(var dialogue):
            defer { self = .dialogue(dialogue) }
            return dialogue.begin(mayRead: mayRead, now: now.monotonic).map { Self.outcome($0, now) }
        case .serial(let text):
            return (text.opening.map { [.send($0)] } ?? []) + tell(mayRead ? .enable : .disable, now)
        case .pointOfSale, .keyboard: return tell(mayRead ? .enable : .disable, now)
        }
    }

    mutating func tell(_ command: ScannerCommand, _ now: Stamp) -> [Outcome] {
        switch self {
        case .pointOfSale(let decoder, var voice):
            defer { self = .pointOfSale(decoder, voice) }
            return voice.report(command).map { [.send($0)] } ?? []
        case .dialogue(var dialogue):
            defer { self = .dialogue(dialogue) }
            return dialogue.tell(command, now: now.monotonic).map { Self.outcome($0, now) }
        case .serial(let text): return text.commands[command].map { [.send($0)] } ?? []
        case .keyboard: return []
        }
    }

    /// The last that the scanner hears before it is let go of.
    var farewell: [UInt8]? {
        switch self {
        case .pointOfSale(_, let voice): voice.farewell
        case .dialogue(let dialogue): dialogue.farewell
        case .serial(let text): text.closing ?? text.commands[.disable]
        case .keyboard: nil
        }
    }

    mutating func take(_ report: [UInt8], _ now: Stamp) -> [Outcome] {
        switch self {
        case .pointOfSale(var decoder, let voice):
            defer { self = .pointOfSale(decoder, voice) }
            let overdue = decoder.expire(now.monotonic).map { Self.outcomes($0, now) } ?? []
            return overdue + Self.outcomes(decoder.take(report, now: now.monotonic), now)
        case .dialogue(var dialogue):
            defer { self = .dialogue(dialogue) }
            return dialogue.take(report, now: now.monotonic).map { Self.outcome($0, now) }
        case .serial(var text):
            defer { self = .serial(text) }
            text.take(report, now)
            return []
        case .keyboard(var decoder):
            defer { self = .keyboard(decoder) }
            return decoder.take(report, now: now.monotonic).map { Self.outcome($0, now) }
        }
    }

    /// Ends what waits for more that does not come.
    mutating func expire(_ now: Stamp) -> [Outcome] {
        switch self {
        case .pointOfSale(var decoder, let voice):
            defer { self = .pointOfSale(decoder, voice) }
            return decoder.expire(now.monotonic).map { Self.outcomes($0, now) } ?? []
        case .keyboard(var decoder):
            defer { self = .keyboard(decoder) }
            return decoder.expire(now.monotonic).map { Self.outcome($0, now) }
        case .dialogue(var dialogue):
            defer { self = .dialogue(dialogue) }
            return dialogue.expire(now.monotonic).map { Self.outcome($0, now) }
        case .serial: return []
        }
    }

    /// Forgets a half label.
    mutating func drop() {
        switch self {
        case .pointOfSale(var decoder, let voice):
            decoder.drop()
            self = .pointOfSale(decoder, voice)
        case .dialogue(var dialogue):
            dialogue.drop()
            self = .dialogue(dialogue)
        case .serial(var text):
            text.drop()
            self = .serial(text)
        case .keyboard(var decoder):
            decoder.drop()
            self = .keyboard(decoder)
        }
    }

    private static func outcomes(_ outcome: PointOfSaleDecoder.Outcome, _ now: Stamp) -> [Outcome] {
        switch outcome {
        case .label(let label, let symbology): [.reading(.label(label, symbology), now)]
        case .malformed(let what): [.fault(what)]
        case .answer, .partial, .nothing: []
        }
    }

    private static func outcome(_ outcome: ScannerOutcome, _ now: Stamp) -> Outcome {
        switch outcome {
        case .label(let label, let symbology): .reading(.label(label, symbology), now)
        case .send(let bytes): .send(bytes)
        case .malformed(let what): .fault(what)
        case .trouble(let trouble): .trouble(trouble)
        case .well: .well
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
