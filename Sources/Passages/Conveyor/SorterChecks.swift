import Entries
import Parcels
import Readings

/// What the sorter's eyes had counted when the count was taken up, and what its telegrams told since.
struct EyeCounts: Sendable {
    var inductedBase: UInt32
    var exitedBase: UInt32
    var inducted: UInt32 = 0
    var exited: UInt32 = 0
    /// What the heartbeat before had more than the telegrams.
    var before: (inducted: Int32, exited: Int32) = (0, 0)
}

/// The sorter's heartbeat says by itself what its telegrams said one by one. Where the two differ, a parcel came or went
/// that nobody was told of: a lost telegram, a belt that was run by hand, a way around the gateway.
extension Conveyor {
    mutating func checkEyes(_ line: Int, _ pulse: SorterPulse, _ now: Stamp) {
        guard lines[line].isAgreed, var eyes = lines[line].eyes else {
            lines[line].eyes = EyeCounts(inductedBase: pulse.inducted, exitedBase: pulse.exited)
            return
        }
        let inducted = Int32(bitPattern: pulse.inducted &- eyes.inductedBase &- eyes.inducted)
        let exited = Int32(bitPattern: pulse.exited &- eyes.exitedBase &- eyes.exited)
        // A telegram and a heartbeat may cross; what two heartbeats say stands.
        let isSettled = inducted == eyes.before.inducted && exited == eyes.before.exited
        eyes.before = (inducted, exited)
        guard isSettled || inducted < 0 || exited < 0, inducted != 0 || exited != 0 else {
            lines[line].eyes = eyes
            return
        }
        lines[line].eyes = EyeCounts(inductedBase: pulse.inducted, exitedBase: pulse.exited)
        // Telegrams that a sorter kept while there was no link come after the count that holds them.
        guard inducted > 0 || exited > 0 else { return }
        record(
            .alarmRaised(AlarmRaised(.eyesDisagree, line: id(line), detail: "+\(max(0, inducted)) +\(max(0, exited))")),
            now, urgent: true)
        guard inducted > 0 else { return }
        loseOne(line, now)
    }

    /// A belt cannot move farther between two heartbeats than it runs at its fastest: a count that says so has jumped, and
    /// nobody knows where the parcels are.
    mutating func checkJump(_ line: Int, _ pulse: SorterPulse, _ now: Stamp) {
        guard case .encoder(let micrometres) = lines[line].layout.measure else { return }
        defer { lines[line].lastPulse = (pulse.encoder, pulse.time_ms, now.monotonic) }
        guard let last = lines[line].lastPulse else { return }
        let arrived_ms = (now.monotonic - last.at) / 1_000_000
        // The sorter's own clock does not know the network's delays; but it may have begun anew.
        let passed_ms = min(Int64(pulse.time_ms &- last.time_ms), arrived_ms + Self.longestDelay_ms)
        let moved_mm = abs(Int64(pulse.encoder.distance(from: last.encoder)) * Int64(micrometres)) / 1000
        let farthest_mm = Int64(lines[line].layout.topSpeed_mm_s) * passed_ms / 1000 + Self.jumpTolerance_mm
        noteSteadiness(line, moved_mm: moved_mm, passed_ms: passed_ms)
        guard moved_mm > farthest_mm else { return }
        raiseFault(line, Trouble(.encoderJumped, String(moved_mm)), now)
        for place in lines[line].passages.indices { doubt(line, place, .encoderJumped, now) }
        lines[line].belt.countOn(from: pulse.encoder, at: now.monotonic)
        trustFromHere(line, now)
    }

    /// A belt that starts, stops or changes its speed is not where its last speed would have it.
    private mutating func noteSteadiness(_ line: Int, moved_mm: Int64, passed_ms: Int64) {
        guard passed_ms > 0 else { return }
        let speed = moved_mm * 1000 / passed_ms
        let before = lines[line].pulseSpeed_mm_s
        lines[line].pulseSpeed_mm_s = speed
        lines[line].belt.isSteady =
            before.map { abs(speed - $0) * Self.steadyShare <= max(speed, $0) + Self.steadySpeed_mm_s } ?? false
    }

    /// Two speeds that differ by less than this share are one.
    private static let steadyShare: Int64 = 12
    /// What the rounding of milliseconds and counts makes of it.
    private static let steadySpeed_mm_s: Int64 = 60

    /// Whether a telegram between two heartbeats has a count that the belt can have reached since the first of them. One
    /// that has not moves nothing: the next heartbeat says whether the count has jumped.
    func isPlausible(_ line: Int, _ encoder: EncoderCount) -> Bool {
        guard case .encoder(let micrometres) = lines[line].layout.measure, let last = lines[line].lastPulse else {
            return true
        }
        let moved_mm = abs(Int64(encoder.distance(from: last.encoder)) * Int64(micrometres)) / 1000
        return moved_mm <= Int64(lines[line].layout.topSpeed_mm_s) * Self.pulsePeriod_ms / 1000 + Self.jumpTolerance_mm
    }

    /// A sorter's heartbeats are closer together than this, five a second.
    private static let pulsePeriod_ms: Int64 = 500
    private static let jumpTolerance_mm: Int64 = 100
    /// A link that is silent for longer than this is given up.
    private static let longestDelay_ms: Int64 = 2_500
}
