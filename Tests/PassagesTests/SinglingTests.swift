import Entries
import Parcels
import Testing

@testable import Passages

/// Parcels that cannot be told apart, and readings that belong to nobody.
@Suite struct SinglingTests {
    @Test func parcelsTooCloseAreBothHeld() throws {
        var rig = try Rig()
        try rig.hello()
        try rig.declare(Labels.one)
        try rig.declare(Labels.two)
        rig.run(600)
        let first = try rig.induct(1)
        rig.run(400)
        // 100 mm between them; 150 are needed.
        let second = try rig.induct(2)
        rig.run(600)
        try rig.read(Labels.one)
        rig.run(400)
        try rig.read(Labels.two)
        #expect(rig.verdict(on: first) == [.gapTooShort])
        #expect(rig.verdict(on: second) == [.gapTooShort])
        #expect(rig.sent.isEmpty)
    }

    @Test func clearIsTakenBackWhenTheNextParcelComesTooClose() throws {
        // The station stands close behind the eye: the first parcel is decided before the second has passed it.
        var rig = try Rig()
        try rig.hello()
        try rig.declare(Labels.one)
        let first = try rig.bring(1, Labels.one)
        #expect(rig.isCleared(first))
        rig.isDurableAtOnce = false
        rig.handle(.sorterMissed(line: 0, 3))
        #expect(rig.verdict(on: first) == [.positionLost])
    }

    @Test func parcelLongerThanTheLineAllowsIsHeld() throws {
        var rig = try Rig()
        try rig.hello()
        try rig.declare(Labels.one)
        rig.run(1500)
        let passage = try rig.induct(1, length: 900)
        rig.run(1000)
        try rig.read(Labels.one)
        #expect(rig.verdict(on: passage) == [.tooLong])
    }

    @Test func lengthThatContradictsTheDeclarationIsHeld() throws {
        var rig = try Rig()
        try rig.hello()
        try rig.declare(Labels.one, length_mm: 900)
        let passage = try rig.bring(1, Labels.one)
        #expect(rig.verdict(on: passage) == [.lengthMismatch])
    }

    @Test func readingOutsideEveryWindowIsAnOrphanAndAttachedToNobody() throws {
        var rig = try Rig()
        try rig.hello()
        try rig.declare(Labels.one)
        rig.run(600)
        let passage = try rig.induct(1)
        rig.run(400)
        try rig.read(Labels.one)
        let readings = rig.entries.compactMap {
            if case .readingReceived(let reading) = $0.body { reading } else { nil }
        }
        #expect(readings.map(\.passage) == [nil])
        rig.run(1000)
        #expect(rig.verdict(on: passage) == [.noRead])
    }

    @Test func readingInTwoWindowsCastsDoubtOnBoth() throws {
        // A gap of 90 mm is allowed here, but the windows of 50 mm tolerance overlap.
        var rig = try Rig()
        try rig.hello()
        rig.run(600)
        let first = try rig.induct(1)
        rig.run(390)
        let second = try rig.induct(2)
        rig.run(655)
        try rig.read(Labels.one)
        let readings = rig.entries.compactMap {
            if case .readingReceived(let reading) = $0.body { reading } else { nil }
        }
        #expect(readings.last?.passage == nil)
        rig.run(1000)
        #expect(rig.verdict(on: first)?.contains(.twoInWindow) == true)
        #expect(rig.verdict(on: second)?.contains(.twoInWindow) == true)
    }

    /// Two parcels, of which the reader says nothing while the first is under it. What it says then may be late.
    @Test func readerThatOwesAWordAboutTheParcelBeforeCastsDoubt() throws {
        var rig = try Rig()
        try rig.hello()
        for label in [Labels.one, Labels.two, Labels.three] { try rig.declare(label) }
        rig.run(600)
        let first = try rig.induct(1)
        rig.run(700)
        let second = try rig.induct(2)
        rig.run(1000)
        try rig.read(Labels.one)
        #expect(rig.verdict(on: first) == [.noRead])
        rig.run(600)
        #expect(rig.verdict(on: second)?.contains(.twoInWindow) == true)
        // That word may have been about the first, and the next about the second.
        let third = try rig.bring(3, Labels.two)
        #expect(rig.verdict(on: third)?.contains(.twoInWindow) == true)
        // One word for each since: the first's is lost.
        let fourth = try rig.bring(4, Labels.three)
        #expect(rig.isCleared(fourth))
    }

    /// The parcel that the reader said nothing of has left the belt before the next one comes.
    @Test func readerThatOwesAWordAboutAParcelThatHasLeftCastsDoubt() throws {
        var rig = try Rig()
        try rig.hello()
        for label in [Labels.one, Labels.two, Labels.three] { try rig.declare(label) }
        rig.run(600)
        let first = try rig.induct(1)
        rig.run(3_000)
        rig.exit(1, by: 1)
        #expect(rig.ending(of: first) == .inspected)
        let second = try rig.bring(2, Labels.one)
        #expect(rig.verdict(on: second)?.contains(.twoInWindow) == true)
        let third = try rig.bring(3, Labels.two)
        #expect(rig.verdict(on: third)?.contains(.twoInWindow) == true)
        let fourth = try rig.bring(4, Labels.three)
        #expect(rig.isCleared(fourth))
    }

    /// What the reader says of the first parcel of a run may be about the last one before it (found by `simulate law`, seed
    /// 3877806453).
    @Test func firstWordAfterARestartWithParcelsOnTheBeltCastsDoubt() throws {
        var rig = try Rig()
        let open = OpenPassage(
            passage: PassageID(epoch: 1, sequence: 3), line: try #require(LineID("L1")),
            track: try #require(TrackID(9)),
            number: nil, grantedPermit: nil)
        let stamp = rig.stamp
        _ = rig.conveyor.start(program: "test", journalEpoch: 1, anchorEpoch: 0, open: [open], now: stamp)
        try rig.hello()
        try rig.declare(Labels.one)
        let first = try rig.bring(1, Labels.one)
        #expect(rig.verdict(on: first)?.contains(.twoInWindow) == true)
    }

    enum Unknown: CaseIterable {
        case telegramMissing
        /// And for longer than a position can be reckoned on, nothing was heard.
        case telegramMissingAfterSilence
        case eyesCountedOneMore
    }

    /// A telegram is missing, or the eyes counted one parcel more than telegrams told of: its word may come now.
    @Test(arguments: Unknown.allCases)
    func firstWordBehindAParcelThatNobodyKnowsOfCastsDoubt(unknown: Unknown) throws {
        var rig = try Rig()
        try rig.hello()
        for label in [Labels.one, Labels.two] { try rig.declare(label) }
        let first = try rig.bring(1, Labels.one)
        #expect(rig.isCleared(first))
        switch unknown {
        case .telegramMissing: rig.handle(.sorterMissed(line: 0, 1))
        case .telegramMissingAfterSilence:
            rig.now += BeltPosition.reckoningLimit + 1_000_000
            rig.handle(.sorterMissed(line: 0, 1))
            rig.pulse()
        case .eyesCountedOneMore:
            rig.eyes.inducted += 1
            for _ in 0..<2 { rig.pulse() }
            #expect(rig.alarms.contains(.eyesDisagree))
        }
        let second = try rig.bring(2, Labels.two)
        #expect(rig.verdict(on: second)?.contains(.twoInWindow) == true)
    }

    @Test func readerThatHasMadeUpForAWordIsInStep() throws {
        var rig = try Rig()
        try rig.hello()
        try rig.declare(Labels.three)
        rig.run(600)
        try rig.induct(1)
        rig.run(700)
        let second = try rig.induct(2)
        rig.run(990)
        try rig.read(Labels.one)
        rig.run(10)
        try rig.read(Labels.two)
        rig.run(600)
        #expect(rig.verdict(on: second)?.contains(.twoInWindow) == true)
        let third = try rig.bring(3, Labels.three)
        #expect(rig.isCleared(third))
    }

    @Test(arguments: [true, false]) func readerThatReadAParcelAndReadNothingOnItCastsDoubt(_ labelFirst: Bool) throws {
        var rig = try Rig()
        try rig.hello()
        try rig.declare(Labels.one)
        rig.run(600)
        let passage = try rig.induct(1)
        rig.run(1000)
        if labelFirst { try rig.read(Labels.one) } else { try rig.readNothing() }
        if labelFirst { try rig.readNothing() } else { try rig.read(Labels.one) }
        rig.run(600)
        #expect(!rig.isCleared(passage))
        #expect(rig.verdict(on: passage)?.contains(.twoInWindow) == true)
    }

    /// The word about a parcel that nobody knows of comes behind the next one's.
    @Test func readerThatGivesAParcelAnotherNumberInASecondWordCastsDoubt() throws {
        var rig = try Rig()
        try rig.hello()
        try rig.declare(Labels.two)
        rig.run(600)
        let passage = try rig.induct(1)
        rig.run(1000)
        rig.answersLookUps = false
        try rig.read(Labels.one)
        try rig.read(Labels.two)
        rig.answersLookUps = true
        rig.handle(.lookedUp(passage, line: 0, [try #require(rig.manifest[try Rig.number(Labels.two)])]))
        rig.run(600)
        #expect(rig.verdict(on: passage) == [.twoInWindow])
    }

    @Test func readerThatSaysTheSameTwiceCastsNoDoubt() throws {
        var rig = try Rig()
        try rig.hello()
        try rig.declare(Labels.one)
        let passage = try rig.bring(1, Labels.one)
        try rig.read(Labels.one)
        #expect(rig.isCleared(passage))
    }

    @Test func readingBelongsToTheParcelWhereTheBeltWasWhenItWasMade() throws {
        var rig = try Rig()
        try rig.hello()
        try rig.declare(Labels.one)
        try rig.declare(Labels.two)
        rig.run(600)
        let first = try rig.induct(1)
        rig.run(500)
        let second = try rig.induct(2)
        rig.run(500)
        try rig.read(Labels.one)
        rig.run(500)
        try rig.read(Labels.two)
        #expect(rig.decisions(on: first).last?.number?.description == Labels.one)
        #expect(rig.decisions(on: second).last?.number?.description == Labels.two)
    }

    @Test func missingTelegramsCastDoubtOnTheParcelsBesideTheUnknownOne() throws {
        var rig = try Rig()
        try rig.hello()
        try rig.declare(Labels.one)
        try rig.declare(Labels.two)
        rig.run(600)
        let before = try rig.induct(1)
        rig.run(200)
        rig.handle(.sorterMissed(line: 0, 1))
        rig.run(300)
        // Its front passed the eye within the minimum gap of the moment when something was missed.
        let after = try rig.induct(2)
        rig.run(500)
        try rig.read(Labels.one)
        rig.run(500)
        try rig.read(Labels.two)
        #expect(rig.verdict(on: before) == [.positionLost])
        #expect(rig.verdict(on: after) == [.positionLost])
        #expect(rig.alarms.contains(.sorterFault))
    }

    @Test func beltWithoutEncoderKnowsWindowsByTimeAndLosesThemWhenItStops() throws {
        var rig = try Rig(measure: .time(speed_mm_s: 1000))
        try rig.hello()
        try rig.declare(Labels.one)
        try rig.declare(Labels.two)
        rig.run(600)
        let first = try rig.induct(1)
        rig.run(1000)
        try rig.read(Labels.one)
        #expect(rig.isCleared(first))
        #expect(rig.sent.last.map { if case .afterInduction = $0.expiry { true } else { false } } == true)
        let second = try rig.induct(2)
        rig.pulse(.stopped)
        rig.now += 2_000_000_000
        rig.pulse(.running)
        rig.run(1000)
        try rig.read(Labels.two)
        rig.run(200)
        #expect(rig.verdict(on: second)?.contains(.positionLost) == true)
    }

    @Test func beltWithEncoderThatStopsKeepsItsParcels() throws {
        var rig = try Rig()
        try rig.hello()
        try rig.declare(Labels.one)
        rig.run(600)
        let passage = try rig.induct(1)
        rig.run(500)
        for _ in 0..<50 {
            rig.now += 200_000_000
            rig.pulse(.stopped)
            rig.handle(.tick)
        }
        rig.run(500)
        try rig.read(Labels.one)
        #expect(rig.isCleared(passage))
    }

    @Test func lineWithoutATriggerOrStationsCannotBeBuilt() throws {
        let line = try #require(LineID("L1"))
        let exits = [
            LineLayout.Exit(number: 1, kind: .inspection, distance_mm: 3000),
            LineLayout.Exit(number: 2, kind: .outbound, distance_mm: 3000),
        ]
        #expect(throws: LineLayout.Fault.noStation) {
            try LineLayout(
                id: line, measure: .time(speed_mm_s: 500), maximumLength_mm: 800, minimumGap_mm: 100, stations: [],
                diverter_mm: 2000,
                exits: exits)
        }
        let late = LineLayout.Station(
            name: "late", distance_mm: 2500, tolerance_mm: 0,
            readers: [LineLayout.Reader(device: try Rig.device("x"), reportsEveryParcel: true, latency_ms: 0)])
        #expect(throws: LineLayout.Fault.stationBehindDiverter("late")) {
            try LineLayout(
                id: line, measure: .time(speed_mm_s: 500), maximumLength_mm: 800, minimumGap_mm: 100, stations: [late],
                diverter_mm: 2000, exits: exits)
        }
    }
}
