/// What a world may do to the gateway: each number is "once in so many", 0 for never.
public struct WorldPlan: Sendable, Hashable {
    // Parcels.
    public var unreadable = 30
    public var foreignLabel = 60
    public var twoLabels = 50
    public var copied = 100
    public var tailgating = 80
    public var tooLong = 300
    public var stray = 400
    public var takenAway = 500
    /// Parcels whose number no manifest knows.
    public var undeclared = 20
    // The sorter.
    public var telegramRepeated = 200
    public var telegramDamaged = 400
    public var telegramLost = 400
    /// Everything that the sorter says for a while: its buffer was full, and the link stands.
    public var sorterUnheard = 3000
    public var trackReused = 1500
    public var linkLost = 3000
    public var sorterRestarted = 10_000
    public var beltStopped = 800
    /// The encoder's count jumps.
    public var countJump = 4000
    /// The inspection lane's sensor says full, until somebody has cleared it.
    public var laneFull = 1500
    /// A person suspects a parcel on the belt: do not open, do not move.
    public var suspected = 3000
    // The reader.
    /// It says the same twice.
    public var readTwice = 200
    /// It speaks when the parcel has left its window.
    public var readLate = 600
    /// It sent half a telegram and connected anew: it says nothing.
    public var readLost = 400
    /// It says this parcel's behind the next one's.
    public var readsSwapped = 800
    /// It says the same forty times.
    public var flooded = 3000
    /// Its list of labels has a no-read in it.
    public var noReadBeside = 300
    /// The label's symbology is wrong, or stands in the label.
    public var prefixWrong = 300
    // The gateway's machine.
    public var lookUpLost = 500
    public var lookUpFailed = 500
    public var commitSlow = 300
    public var diskFull = 8000
    public var diskError = 15_000
    public var crash = 4000
    public var clockJump = 1000
    // People.
    /// A parcel is put on the belt again with its hold released.
    public var released = 2

    /// Something that must break the law: by it a world shows that it can see.
    public enum Sabotage: Sendable, Hashable {
        case none
        /// The sorter lets every parcel go out.
        case sorterPassesEverything
        /// The tunnel's reader stands somewhere else than the site file says.
        case readerMisplaced
        /// The disk says that it wrote, and wrote nothing.
        case diskLies
        /// What a person says about a parcel reaches nobody.
        case nobodyListens
    }

    public var sabotage = Sabotage.none

    /// What can go wrong grows; a seed gives the same world for ever with the edition that it was found with. The second has a
    /// sorter that is not heard for a while, and inspectors who release.
    public static let editions = 1...2

    public init() {}

    /// A quiet world: parcels only.
    public static let quiet: WorldPlan = {
        var plan = WorldPlan()
        plan.telegramRepeated = 0
        plan.telegramDamaged = 0
        plan.telegramLost = 0
        plan.sorterUnheard = 0
        plan.trackReused = 0
        plan.readTwice = 0
        plan.readLate = 0
        plan.readLost = 0
        plan.readsSwapped = 0
        plan.flooded = 0
        plan.noReadBeside = 0
        plan.prefixWrong = 0
        plan.linkLost = 0
        plan.sorterRestarted = 0
        plan.beltStopped = 0
        plan.countJump = 0
        plan.laneFull = 0
        plan.suspected = 0
        plan.lookUpLost = 0
        plan.lookUpFailed = 0
        plan.commitSlow = 0
        plan.diskFull = 0
        plan.diskError = 0
        plan.crash = 0
        plan.clockJump = 0
        plan.released = 0
        plan.stray = 0
        plan.takenAway = 0
        return plan
    }()

    /// Every kind of trouble, as often or as seldom as the seed says.
    /// - Parameters:
    ///   - reader: throws for what goes wrong with the reader.
    ///   - newer: throws for what editions after the first have added.
    public static func random(
        _ random: inout RandomSource, reader: inout RandomSource, newer: inout RandomSource, edition: Int
    ) -> WorldPlan {
        var plan = WorldPlan()
        func vary(_ count: inout Int) { vary(&count, &random) }
        func vary(_ count: inout Int, _ dice: inout RandomSource) {
            count = [0, count / 4, count, count * 4][dice.below(4)]
        }
        vary(&plan.readTwice, &reader)
        vary(&plan.readLate, &reader)
        vary(&plan.readLost, &reader)
        vary(&plan.readsSwapped, &reader)
        vary(&plan.flooded, &reader)
        vary(&plan.noReadBeside, &reader)
        vary(&plan.prefixWrong, &reader)
        vary(&plan.sorterUnheard, &newer)
        vary(&plan.released, &newer)
        if edition < 2 { (plan.sorterUnheard, plan.released) = (0, 0) }
        vary(&plan.unreadable)
        vary(&plan.foreignLabel)
        vary(&plan.twoLabels)
        vary(&plan.copied)
        vary(&plan.tailgating)
        vary(&plan.tooLong)
        vary(&plan.stray)
        vary(&plan.takenAway)
        vary(&plan.undeclared)
        vary(&plan.telegramRepeated)
        vary(&plan.telegramDamaged)
        vary(&plan.telegramLost)
        vary(&plan.trackReused)
        vary(&plan.linkLost)
        vary(&plan.sorterRestarted)
        vary(&plan.beltStopped)
        vary(&plan.countJump)
        vary(&plan.laneFull)
        vary(&plan.suspected)
        vary(&plan.lookUpLost)
        vary(&plan.lookUpFailed)
        vary(&plan.commitSlow)
        vary(&plan.diskFull)
        vary(&plan.diskError)
        vary(&plan.crash)
        vary(&plan.clockJump)
        return plan
    }
}

/// How a world ended.
public struct WorldReport: Sendable {
    public var seed: UInt64
    public var parcels = 0
    public var passed = 0
    public var inspected = 0
    public var entries: UInt64 = 0
    public var restarts = 0
    /// How often a parcel was suspected, the lane was full, the encoder jumped.
    public var halts = 0
    public var fullLanes = 0
    public var jumps = 0
    public var escapes = 0
    /// How often a parcel came again with its hold released, and how often the sorter was not heard for a while.
    public var releases = 0
    public var silences = 0
    /// How often the reader did something wrong.
    public var readerFaults = 0
    public var steps = 0
    /// Broken invariants, in words; empty when the law held.
    public var broken: [String] = []
}
