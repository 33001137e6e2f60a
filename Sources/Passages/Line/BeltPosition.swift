import Parcels

/// Where the belt is: a position in micrometres that rises as the belt runs, counted on without wrapping.
struct BeltPosition: Sendable {
    private let measure: BeltMeasure
    /// The newest report: position, and when it was so.
    private var position: Int64 = 0
    private var count: EncoderCount?
    private var time: Int64?
    /// Micrometres a second, from the reports; nil before there were two.
    private var speed: Int64?
    private(set) var isMoving = true

    /// Earlier reports, oldest first: a picture is read long after it was taken.
    private var past: [(time: Int64, position: Int64)] = []

    /// So many reports are remembered, and none closer together: the last two seconds and more.
    private static let pastLimit = 128
    private static let pastSpacing: Int64 = 20_000_000

    /// Whether it ran as fast between the last two reports as before.
    var isSteady = true

    /// Micrometres a second; 0 when it stands or nobody knows.
    var currentSpeed: Int64 { isMoving ? speed ?? 0 : 0 }

    /// How long a position may be reckoned on from the newest report: past that, nobody knows where anything is.
    static let reckoningLimit: Int64 = 500_000_000

    /// A kilometre: no belt is so long, and a count that moves so far between two telegrams is another count.
    private static let farthest: Int64 = 1_000_000_000
    /// A hundred metres a second.
    private static let fastest: Int64 = 100_000_000

    init(_ measure: BeltMeasure) {
        self.measure = measure
        if case .time(let speed) = measure { self.speed = Int64(speed) * 1000 }
    }

    /// Takes an encoder count reported now.
    mutating func note(_ reported: EncoderCount, at now: Int64) {
        guard case .encoder(let micrometres) = measure else { return note(runningAt: now) }
        guard let count, let time else {
            self.count = reported
            self.time = now
            return
        }
        let moved = Int64(reported.distance(from: count)) * Int64(micrometres)
        let passed = now - time
        remember()
        position += moved
        self.count = reported
        self.time = now
        // Telegrams that arrive together say nothing about the speed, and a count that jumped (a sorter that began anew)
        // takes it away.
        guard abs(moved) <= Self.farthest else {
            past = []
            return speed = nil
        }
        if passed >= 20_000_000 {
            let found = moved * 1_000_000_000 / passed
            speed = abs(found) <= Self.fastest ? found : nil
        }
    }

    /// The count has jumped, the belt has not: it is where it ran to, and counted on from here.
    mutating func countOn(from reported: EncoderCount, at now: Int64) {
        remember()
        position = position(at: now) ?? position
        count = reported
        time = now
    }

    /// On a belt without an encoder: it ran until now.
    private mutating func note(runningAt now: Int64) {
        remember()
        if let time, isMoving, let speed {
            // Whole seconds apart: the sorter may have been silent for hours.
            let passed = now - time
            position += passed / 1_000_000_000 * speed + passed % 1_000_000_000 * speed / 1_000_000_000
        }
        time = now
    }

    /// The belt stopped, ran again or went backwards.
    /// - Returns: whether positions are lost by it: without an encoder nobody knows how far it coasted.
    mutating func note(isMoving moving: Bool, at now: Int64) -> Bool {
        guard moving != isMoving else { return false }
        if case .time = measure { note(runningAt: now) }
        isMoving = moving
        if case .time = measure { return true }
        if !moving { speed = 0 }
        return false
    }

    private mutating func remember() {
        guard let time, time - (past.last?.time ?? .min / 2) >= Self.pastSpacing else { return }
        if past.count == Self.pastLimit { past.removeFirst() }
        past.append((time, position))
    }

    /// The position at a moment before the newest report, between the two reports about it; nil when it is further back than
    /// reports are remembered.
    private func earlier(_ moment: Int64, _ newest: Int64) -> Int64? {
        guard let place = past.lastIndex(where: { $0.time <= moment }) else { return nil }
        let before = past[place]
        let after = place + 1 < past.count ? past[place + 1] : (time: newest, position: position)
        // Through a longer silence nobody knows how it ran.
        guard after.time > before.time, after.time - before.time <= 2 * Self.reckoningLimit else { return nil }
        return before.position + (after.position - before.position) * (moment - before.time)
            / (after.time - before.time)
    }

    /// The position at a moment near now, or one that reports are remembered of; nil when the newest report is too old.
    func position(at moment: Int64) -> Int64? {
        guard let time else { return nil }
        if moment < time, let known = earlier(moment, time) { return known }
        let passed = moment - time
        guard passed <= Self.reckoningLimit, passed > -Self.reckoningLimit else { return nil }
        guard let speed, isMoving || passed < 0 else { return position }
        return position + passed * speed / 1_000_000_000
    }

    /// Where the belt may be at a moment: one position while it runs as it ran, all that it can have reached since the newest
    /// report while it stands or its speed is not known, since it may have started meanwhile.
    func reach(at moment: Int64, fastest: Int64) -> ClosedRange<Int64>? {
        guard let position = position(at: moment), let time else { return nil }
        let passed = moment - time
        guard passed > 0, !isMoving || !isSteady || speed ?? 0 == 0 else { return position...position }
        let farthest = passed * fastest / 1_000_000_000
        return (self.position - farthest)...(self.position + farthest)
    }

    /// The position of an encoder count near the newest one, or for a belt without encoder of the moment.
    func position(of reported: EncoderCount, at now: Int64) -> Int64 {
        guard case .encoder(let micrometres) = measure, let count else { return position(at: now) ?? position }
        return position + Int64(reported.distance(from: count)) * Int64(micrometres)
    }

    /// The encoder count at a position; nil without an encoder.
    func count(at position: Int64) -> EncoderCount? {
        guard case .encoder(let micrometres) = measure, let count else { return nil }
        return count.advanced(by: Int32(truncatingIfNeeded: (position - self.position) / Int64(micrometres)))
    }

    /// Monotonic time at which a position will be reached, if the belt runs on; nil when it stands or the position is too
    /// far away to be on it.
    func time(of wanted: Int64) -> Int64? {
        guard let time, let speed, speed > 0, isMoving, abs(wanted - position) <= Self.farthest else { return nil }
        return time + ((wanted - position) * 1_000_000_000 + speed - 1) / speed
    }
}
