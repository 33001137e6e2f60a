import Parcels
import Readings

/// The whole dialogue with a text device over one connection: what arrives becomes readings, what is due is sent. Times are
/// monotonic nanoseconds.
public struct TextDialogue: Sendable {
    public enum Outcome: Sendable, Hashable {
        /// The device may be used: what was to be set up is set up.
        case ready
        /// What it said of itself.
        case identity(DeviceIdentity)
        case codes([TextCode])
        case noRead
        /// As `TextDialect.Meaning.measured`.
        case measured(ParcelMeasure, beside: [TextCode]?)
        case heartbeat
        case counted(ReadCounters)
        case send([UInt8])
        /// Something is wrong while the device goes on, until `well`.
        case trouble(Trouble)
        case well
        /// The connection is of no use any more.
        case lost(Trouble)
    }

    private enum Purpose {
        case step(Int)
        case question(Int)
        case poll
        case other
    }

    /// Most commands that wait to be sent; the oldest is forgotten.
    private static let queueLimit = 16
    private static let millisecond: Int64 = 1_000_000
    /// So many telegrams in a row that make no sense are a trouble.
    private static let unknownLimit = 3
    /// How soon to ask again when the counters disagree.
    private static let doubt: Int64 = 1_000 * millisecond
    /// A gap between running numbers beyond it is a device that began anew.
    private static let serialGapLimit = 1_000

    private let dialect: TextDialect
    private let conversation: TextConversation
    private var framer: TextFramer
    private var counting: ReadCounting
    private var queue: [(bytes: [UInt8], purpose: Purpose)] = []
    private var nextSend: Int64 = 0
    private var isReady = false
    private var isLost = false
    private var step: Int?
    private var stepLimit: Int64?
    private var question: (place: Int, limit: Int64)?
    /// What its answers said of itself, by `TextConversation.Question.names`.
    private var told: [String: String] = [:]
    private var pollSent: Int64?
    private var nextPoll: Int64?
    private var nextPulse: Int64?
    private var heard: Int64 = 0
    private var lostCount = 0
    private var serial: Int?
    private var packs: PackIndices
    private var unknownCount = 0
    /// Telegrams whose check was wrong: in a row, and those of the framer that are counted.
    private var wrongCount = 0
    private var knownWrong = 0
    private var hasUnderstood = false
    /// What is wrong now, and whether it stays so until the next connection.
    private var standing: Trouble?
    private var stands = false
    /// What the gateway asked for last, said again after each connecting.
    private var enabling = ScannerCommand.enable
    private var outcomes: [Outcome] = []

    public init(_ dialect: TextDialect, _ conversation: TextConversation = TextConversation()) {
        self.dialect = dialect
        self.conversation = conversation
        framer = TextFramer(dialect.framing)
        counting = ReadCounting(wrap: conversation.poll?.wrap ?? 1, tellsNoReads: conversation.tellsNoReads)
        packs = PackIndices(wrap: conversation.packIndex?.wrap ?? 1)
    }

    /// When `tick` has something to do; nil when only bytes can change anything.
    public var deadline: Int64? {
        if isLost { return nil }
        return [
            stepLimit, question?.limit, nextPulse, pollSent == nil ? nextPoll : pollLimit, silenceLimit,
            queue.isEmpty ? nil : nextSend,
        ].compactMap { $0 }.min()
    }

    /// A connection was made: everything begins anew.
    public mutating func connected(_ now: Int64) -> [Outcome] {
        let enabling = enabling
        self = TextDialogue(dialect, conversation)
        self.enabling = enabling
        heard = now
        begin(step: 0, now)
        pump(now)
        return taken()
    }

    /// Takes bytes that arrived.
    public mutating func take(_ bytes: [UInt8], _ now: Int64) -> [Outcome] {
        heard = now
        framer.feed(bytes)
        while !isLost, let found = framer.next() {
            noteFailedChecks()
            guard case .telegram(let place) = found else { continue }
            take(telegram: framer.buffer[place], now)
        }
        noteFailedChecks()
        pump(now)
        return taken()
    }

    /// A datagram is over: what it left half is dropped.
    public mutating func endOfDatagram() { _ = framer.end() }

    /// Tells the device something, where the family has words for it.
    public mutating func tell(_ command: ScannerCommand, _ now: Int64) -> [Outcome] {
        if command == .enable || command == .disable { enabling = command }
        guard isReady, let bytes = conversation.commands[command] else { return [] }
        put(bytes, .other)
        pump(now)
        return taken()
    }

    /// Does what is due.
    public mutating func tick(_ now: Int64) -> [Outcome] {
        if let limit = stepLimit, now >= limit, let step { refused(step, now) }
        if let question, now >= question.limit { ask(question.place + 1) }
        if let sent = pollSent, let limit = pollLimit, now >= limit { unanswered(sent, now) }
        if let limit = silenceLimit, now >= limit { lose(.silent, String((now - heard) / Self.millisecond)) }
        if let pulse = conversation.pulse, let due = nextPulse, now >= due, let bytes = pulse.send {
            put(bytes, .other)
            nextPulse = now + Int64(pulse.period_ms) * Self.millisecond
        }
        if let poll = conversation.poll, let due = nextPoll, pollSent == nil, now >= due {
            put(poll.send, .poll)
            nextPoll = now + Int64(poll.period_ms) * Self.millisecond
        }
        pump(now)
        return taken()
    }

    private var pollLimit: Int64? {
        guard let pollSent, let poll = conversation.poll else { return nil }
        return pollSent + Int64(poll.limit_ms) * Self.millisecond
    }

    private var silenceLimit: Int64? {
        guard isReady, let limit = conversation.pulse?.limit_ms else { return nil }
        return heard + Int64(limit) * Self.millisecond
    }

    private mutating func taken() -> [Outcome] {
        defer { outcomes.removeAll() }
        return outcomes
    }

    // MARK: Telegrams

    private mutating func take(telegram: ArraySlice<UInt8>, _ now: Int64) {
        if let step, stepLimit != nil {
            let wanted = conversation.onConnect[step]
            if wanted.expected?.matches(telegram) == true { return begin(step: step + 1, now) }
            if wanted.refused?.matches(telegram) == true { return refused(step, now) }
        }
        if let question, answers(telegram, question.place) { return }
        if pollSent != nil, let poll = conversation.poll, let found = poll.answer.captures(telegram) {
            let number = { (name: String) in
                poll.answer.group(name).flatMap { found[$0] }.flatMap { Decimal.whole(telegram[$0]) }
            }
            return count(
                ReadCounters(ok: number("ok"), ng: number("ng"), error: number("error"), trigger: number("trigger")),
                now)
        }
        if let index = conversation.packIndex, index.request.matches(telegram) {
            return put(index.header + Array(String(packs.give()).utf8) + index.terminator, .other)
        }
        let (meaning, number, pack) = dialect.read(telegram)
        if let number { follow(number) }
        if conversation.packIndex != nil { follow(pack: pack, meaning) }
        if meaning != .unknown {
            hasUnderstood = true
            unknownCount = 0
            wrongCount = 0
        }
        switch meaning {
        case .codes(let codes):
            counting.result()
            outcomes.append(.codes(codes))
            makesSense()
        case .noRead:
            counting.result()
            outcomes.append(.noRead)
            makesSense()
        case .measured(let measured, let codes):
            counting.result()
            outcomes.append(.measured(measured, beside: codes))
            makesSense()
        case .heartbeat:
            outcomes.append(.heartbeat)
            makesSense()
        case .empty, .answer: break
        case .complaint(let words):
            // A question that is answered so is answered.
            pollSent = nil
            raise(Trouble(.deviceSays, words))
        case .unknown:
            if dialect.hasBootText, !hasUnderstood { break }
            unknownCount += 1
            if unknownCount == Self.unknownLimit { raise(Trouble(.unknownText, String(telegram.count))) }
        }
    }

    /// The device is well again; with counters only they can say so.
    private mutating func makesSense() {
        if conversation.poll == nil || standing?.code == .unknownText || standing?.code == .checksWrong { clear() }
    }

    /// One telegram may be disturbed on the wire; several in a row are a setting that the two sides do not share.
    private mutating func noteFailedChecks() {
        guard framer.failedChecks > knownWrong else { return }
        let before = wrongCount
        wrongCount += framer.failedChecks - knownWrong
        knownWrong = framer.failedChecks
        if before < Self.unknownLimit, wrongCount >= Self.unknownLimit {
            raise(Trouble(.checksWrong, String(Self.unknownLimit)))
        }
    }

    private mutating func follow(_ number: Int) {
        if let serial, (2...Self.serialGapLimit).contains(number - serial) { miss(number - serial - 1) }
        serial = number
    }

    private mutating func follow(pack: Int?, _ meaning: TextDialect.Meaning) {
        switch meaning {
        case .codes, .noRead, .measured:
            let missing = packs.take(pack)
            if missing > 0, conversation.tellsNoReads { miss(missing) }
        case .heartbeat, .empty, .answer, .complaint, .unknown: break
        }
    }

    private mutating func count(_ counters: ReadCounters, _ now: Int64) {
        pollSent = nil
        outcomes.append(.counted(counters))
        switch counting.take(counters) {
        case .agrees: clear()
        case .doubtful: nextPoll = min(nextPoll ?? .max, now + Self.doubt)
        case .lost(let count): miss(count)
        }
    }

    private mutating func miss(_ count: Int) {
        lostCount += count
        raise(Trouble(.readsLost, String(lostCount)))
    }

    // MARK: Setting up

    private mutating func begin(step next: Int, _ now: Int64) {
        stepLimit = nil
        guard next < conversation.onConnect.count else {
            step = nil
            return ready(now)
        }
        step = next
        put(conversation.onConnect[next].send, .step(next))
    }

    private mutating func ready(_ now: Int64) {
        isReady = true
        outcomes.append(.ready)
        if let standing { outcomes.append(.trouble(standing)) }
        heard = now
        if conversation.poll != nil { nextPoll = now }
        if let pulse = conversation.pulse, pulse.send != nil { nextPulse = now }
        if let bytes = conversation.commands[enabling] { put(bytes, .other) }
        ask(0)
    }

    /// Asks what it is, one question after another, and tells it at the end.
    private mutating func ask(_ place: Int) {
        question = nil
        if place < conversation.identity.count { return put(conversation.identity[place].send, .question(place)) }
        let identity = DeviceIdentity(
            maker: told["maker"], model: told["model"], serial: told["serial"], firmware: told["firmware"])
        if let identity { outcomes.append(.identity(identity)) }
    }

    private mutating func answers(_ telegram: ArraySlice<UInt8>, _ place: Int) -> Bool {
        let asked = conversation.identity[place]
        if let found = asked.answer.captures(telegram) {
            for name in TextConversation.Question.names {
                guard let group = asked.answer.group(name).flatMap({ found[$0] }) else { continue }
                told[name] = String(decoding: telegram[group], as: UTF8.self)
            }
        } else if asked.refused?.matches(telegram) != true {
            return false
        }
        ask(place + 1)
        return true
    }

    private mutating func refused(_ place: Int, _ now: Int64) {
        let wanted = conversation.onConnect[place]
        switch wanted.refusal {
        case .disconnect: return lose(.setupRefused, Self.name(wanted.send))
        case .trouble: (standing, stands) = (Trouble(.setupRefused, Self.name(wanted.send)), true)
        case .ignore: break
        }
        begin(step: place + 1, now)
    }

    /// A command as people can read it.
    private static func name(_ command: [UInt8]) -> String {
        String(decoding: command.filter { (0x20...0x7E).contains($0) }.prefix(40), as: UTF8.self)
    }

    // MARK: Sending

    private mutating func put(_ bytes: [UInt8], _ purpose: Purpose) {
        if queue.count == Self.queueLimit { queue.removeFirst() }
        queue.append((dialect.framing.wrapped(bytes), purpose))
    }

    private mutating func pump(_ now: Int64) {
        while !isLost, !queue.isEmpty, now >= nextSend {
            let (bytes, purpose) = queue.removeFirst()
            outcomes.append(.send(bytes))
            nextSend = now + Int64(conversation.gap_ms) * Self.millisecond
            switch purpose {
            case .step(let place):
                let wanted = conversation.onConnect[place]
                guard wanted.expected != nil else {
                    begin(step: place + 1, now)
                    continue
                }
                stepLimit = now + Int64(wanted.limit_ms) * Self.millisecond
            case .question(let place):
                question = (place, now + Int64(conversation.identity[place].limit_ms) * Self.millisecond)
            case .poll: pollSent = now
            case .other: break
            }
        }
    }

    // MARK: Troubles

    private mutating func unanswered(_ sent: Int64, _ now: Int64) {
        pollSent = nil
        guard heard > sent else { return lose(.silent, String((now - heard) / Self.millisecond)) }
        raise(Trouble(.unanswered, Self.name(conversation.poll?.send ?? [])))
    }

    private mutating func raise(_ trouble: Trouble) {
        guard standing != trouble, !stands || trouble.code == .readsLost else { return }
        standing = trouble
        if isReady { outcomes.append(.trouble(trouble)) }
    }

    private mutating func clear() {
        guard standing != nil, !stands else { return }
        standing = nil
        if isReady { outcomes.append(.well) }
    }

    private mutating func lose(_ code: Trouble.Code, _ fact: String) {
        guard !isLost else { return }
        isLost = true
        outcomes.append(.lost(Trouble(code, fact)))
    }
}
