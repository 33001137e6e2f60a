import Formats
import Readings

/// Leads the dialogue with a text device over whichever transport: makes readings of the bytes that it sends, and keeps what is
/// to be sent to it.
package struct TextIntake {
    private let id: DeviceID
    /// What is shown while all is well.
    private let detail: String
    private let report: (DeviceEvent) -> Void
    private var dialogue: TextDialogue
    private var limit = ReadingLimit()
    private var outgoing: [UInt8] = []
    /// Why the connection is of no use any more.
    private(set) var lost: Trouble?

    package init(
        _ id: DeviceID, _ dialect: TextDialect,
        _ conversation: TextConversation = TextConversation(), detail: String = "",
        report: @escaping (DeviceEvent) -> Void
    ) {
        self.id = id
        self.detail = detail
        self.report = report
        dialogue = TextDialogue(dialect, conversation)
    }

    /// When `tick` has something to do; nil when only bytes can change anything.
    var deadline: Int64? { dialogue.deadline }

    /// A connection was made; what was before it is forgotten.
    mutating func connected(_ now: Stamp) {
        outgoing.removeAll()
        lost = nil
        take(dialogue.connected(now.monotonic), now)
    }

    /// Takes more bytes and reports what they complete.
    /// - Parameter now: when they arrived.
    package mutating func take(_ bytes: [UInt8], _ now: Stamp) { take(dialogue.take(bytes, now.monotonic), now) }

    /// Takes a datagram: a telegram does not go on in the next.
    mutating func takeDatagram(_ bytes: [UInt8], _ now: Stamp) {
        take(bytes, now)
        dialogue.endOfDatagram()
    }

    mutating func tick(_ now: Stamp) { take(dialogue.tick(now.monotonic), now) }

    mutating func tell(_ command: ScannerCommand, _ now: Stamp) { take(dialogue.tell(command, now.monotonic), now) }

    /// What is to be sent now.
    mutating func takeOutgoing() -> [UInt8] {
        defer { outgoing.removeAll() }
        return outgoing
    }

    private mutating func take(_ outcomes: [TextDialogue.Outcome], _ now: Stamp) {
        for outcome in outcomes {
            switch outcome {
            case .codes(let codes): send(Self.labels(codes), now)
            case .noRead: send([(.noRead, nil)], now)
            case .measured(let measured, let codes):
                // One word about one parcel.
                let labels = codes.map { $0.isEmpty ? [(.noRead, nil)] : Self.labels($0) } ?? []
                send(labels + [(.measured(measured), nil)], now)
            case .heartbeat, .counted: break
            case .send(let bytes): outgoing += bytes
            case .identity(let identity): report(.identified(id, identity))
            case .ready, .well: report(.changed(id, .working, detail: detail))
            case .trouble(let trouble):
                report(.changed(id, .faulty, detail: trouble.description))
            case .lost(let trouble): lost = trouble
            }
        }
        let dropped = limit.takeDropped()
        if dropped > 0 { report(.dropped(id, count: dropped)) }
    }

    private static func labels(_ codes: [TextCode]) -> [(Reading.Content, LabelSighting?)] {
        codes.map { (.label($0.label, $0.symbology), $0.facts?.sighting) }
    }

    private mutating func send(_ contents: [(Reading.Content, LabelSighting?)], _ now: Stamp) {
        guard limit.admit(now.monotonic) else { return }
        report(.readings(contents.map { Reading(device: id, content: $0, stamp: now, sighting: $1) }))
    }
}
