import Entries
import Parcels
import Readings

/// What is due when, in monotonic nanoseconds.
struct Clockwork: Sendable {
    var lastEntry: Int64 = 0
    /// When each line's passages want to be looked at again; 0 at once.
    var due: [Int64]
    var heartbeat: Int64 = 0
    var balance: Int64 = 0

    init(lines: Int) { due = Array(repeating: 0, count: lines) }

    /// A heartbeat to each sorter.
    static let heartbeatPeriod: Int64 = 200_000_000
    /// An entry at the least this often, so that the sequence in the heartbeat rises.
    static let idlePeriod: Int64 = 1_000_000_000
    static let balancePeriod: Int64 = 60_000_000_000
    /// Belts change their speed: what is due is reckoned again at the least this often.
    static let longestRest: Int64 = 200_000_000
}

extension Conveyor {
    /// When `tick` wants to be called again, in monotonic nanoseconds.
    public var nextTick: Int64 {
        min(clock.heartbeat, clock.due.min() ?? .max, clock.lastEntry + Clockwork.idlePeriod, nextCounterTick)
    }

    mutating func tick(_ now: Stamp) {
        for line in lines.indices where clock.due[line] <= now.monotonic {
            look(line, now)
            regulate(line, now)
        }
        lookAtCounters(now)
        if clock.heartbeat <= now.monotonic {
            // A line that is halted hears no heartbeat: it stands even if the telegram that stops it was lost.
            for line in lines.indices where lines[line].isAgreed && lines[line].halts.isEmpty {
                add(.heartbeat(line: line, committed: committed))
            }
            clock.heartbeat = now.monotonic + Clockwork.heartbeatPeriod
        }
        if clock.balance <= now.monotonic {
            if clock.balance > 0 { for line in lines.indices { recordBalance(line, now) } }
            clock.balance = now.monotonic + Clockwork.balancePeriod
        }
        past.rest(now)
        if clock.lastEntry + Clockwork.idlePeriod <= now.monotonic { record(.siteAlive(SiteAlive()), now) }
    }

    /// Looks at every parcel of a line: whose windows have closed, whose time is over, who is missing.
    private mutating func look(_ line: Int, _ now: Stamp) {
        var next = now.monotonic + Clockwork.longestRest
        defer { clock.due[line] = next }
        let known = lines[line].belt.position(at: now.monotonic)
        if let switches = trigger(line, at: known), let time = lines[line].belt.time(of: switches) {
            next = min(next, max(time, now.monotonic + 1))
        }
        guard let position = known else { return }
        let layout = lines[line].layout
        for place in lines[line].passages.indices {
            let (front, tail) = (lines[line].passages[place].front, lines[line].passages[place].tail)
            let closes = tail + Int64(layout.lastWindow_mm) * 1000
            let decides = front + Int64(layout.diverter_mm) * 1000
            let leaves = tail + Int64(layout.lastExit_mm + layout.maximumLength_mm) * 1000
            var wanted: Int64?
            if position > closes, !lines[line].passages[place].isCounted { countSilence(line, place, now) }
            switch lines[line].passages[place].phase {
            case .collecting:
                if position > closes || position >= decides {
                    resolve(line, place, now)
                } else {
                    wanted = min(closes + 1, decides)
                }
            case .lookingUp:
                if position >= decides { hold(line, place, [.late], now) } else { wanted = decides }
            case .cleared:
                if let sequence = lines[line].passages[place].clearance?.sequence, sequence > committed {
                    if position >= decides { withdraw(line, place, because: .late, now) } else { wanted = decides }
                }
            case .withdrawing, .held: break
            }
            if !lines[line].passages[place].isMissing {
                if position > leaves {
                    lines[line].passages[place].isMissing = true
                    let id = lines[line].passages[place].id
                    record(.alarmRaised(AlarmRaised(.missing, line: layout.id, passage: id)), now)
                } else if wanted == nil {
                    wanted = leaves + 1
                }
            }
            if let wanted, let time = lines[line].belt.time(of: wanted) {
                next = min(next, max(time, now.monotonic + 1))
            }
        }
    }

    /// A reader that is to report every parcel, is connected and says nothing of several in a row is out of order.
    private mutating func countSilence(_ line: Int, _ place: Int, _ now: Stamp) {
        lines[line].passages[place].isCounted = true
        for device in lines[line].silence.passed(reported: lines[line].passages[place].reported) {
            let trouble = Trouble(.silentForParcels, String(ReaderSilence.limit))
            record(
                .alarmRaised(
                    AlarmRaised(.deviceFault, line: id(line), device: device, detail: trouble.description)), now)
        }
    }

    /// Every telegram with an encoder count says where the belt is.
    mutating func noteBelt(_ line: Int, _ encoder: EncoderCount, _ now: Stamp) {
        guard isPlausible(line, encoder) else { return }
        lines[line].belt.note(encoder, at: now.monotonic)
        if lines[line].trustedFrom == .max { trustFromHere(line, now) }
    }

    /// Only parcels that come well after this moment can be told from one that nobody knows of. Where the belt's position
    /// is not known, the next telegram that gives it counts.
    mutating func trustFromHere(_ line: Int, _ now: Stamp) {
        guard let position = lines[line].belt.position(at: now.monotonic) else { return lines[line].trustedFrom = .max }
        lines[line].trustedFrom = position + Int64(lines[line].layout.minimumGap_mm) * 1000
        if lines[line].mayHaveMissed { expectUnknown(line) }
    }

    mutating func takePulse(_ line: Int, _ pulse: SorterPulse, _ now: Stamp) {
        checkJump(line, pulse, now)
        noteBelt(line, pulse.encoder, now)
        checkEyes(line, pulse, now)
        if lines[line].belt.note(isMoving: pulse.belt == .running, at: now.monotonic) {
            for place in lines[line].passages.indices { doubt(line, place, .positionLost, now) }
        }
    }

    /// The line's parcel balance as it stands.
    public func balance(_ line: Int) -> LineBalanced {
        let counted = lines[line].balance
        let missing = lines[line].missing
        return LineBalanced(
            line: id(line), inducted: counted.inducted, passed: counted.passed, inspected: counted.inspected,
            recirculated: counted.recirculated, removed: counted.removed, escaped: counted.escaped,
            underWay: lines[line].passages.count - missing, missing: missing, strays: counted.strays)
    }

    private mutating func recordBalance(_ line: Int, _ now: Stamp) {
        let balance = balance(line)
        guard balance.inducted > 0 || balance.strays > 0 else { return }
        record(.lineBalanced(balance), now)
    }
}
