import Foundation
import Simulation
import Testing

/// The law in seeded worlds. `make test` runs many more of them with the release (`parcelgate simulate law`).
@Suite struct WorldTests {
    @Test func lawHoldsInAQuietWorld() throws {
        let report = try LineWorld(seed: 1, parcels: 400, plan: .quiet).run()
        #expect(report.broken == [])
        #expect(report.passed > 300)
        #expect(report.passed + report.inspected == 400)
        #expect(report.escapes == 0)
    }

    @Test func lawHoldsInTroubledWorlds() throws {
        let first = UInt64.random(in: 0..<1_000_000)
        for seed in first..<(first + 20) {
            let report = try LineWorld(seed: seed, parcels: 200).run()
            #expect(report.broken == [], "seed \(seed), 200 parcels")
        }
    }

    @Test func sameSeedIsTheSameWorld() throws {
        let first = try LineWorld(seed: 42, parcels: 300).run()
        let second = try LineWorld(seed: 42, parcels: 300).run()
        let other = try LineWorld(seed: 44, parcels: 300).run()
        #expect(first.entries == second.entries)
        #expect(first.steps == second.steps)
        #expect(first.steps != other.steps)
    }

    @Test func whatANewerEditionAddsHappensAndNotInTheFirst() throws {
        for edition in WorldPlan.editions {
            let reports = try (UInt64(0)..<8).map { try LineWorld(seed: $0, parcels: 300, edition: edition).run() }
            let added = (reports.map(\.releases).reduce(0, +), reports.map(\.silences).reduce(0, +))
            #expect(reports.allSatisfy { $0.broken.isEmpty })
            #expect(edition == 1 ? added == (0, 0) : added.0 > 10 && added.1 > 10, "\(added)")
        }
    }

    /// A world that could not see a broken law would prove nothing.
    @Test(arguments: [WorldPlan.Sabotage.sorterPassesEverything, .readerMisplaced, .diskLies, .nobodyListens])
    func brokenLawIsSeen(_ sabotage: WorldPlan.Sabotage) throws {
        var plan = WorldPlan.quiet
        plan.sabotage = sabotage
        plan.suspected = sabotage == .nobodyListens ? 20 : 0
        let report = try LineWorld(seed: 5, parcels: 400, plan: plan).run()
        #expect(report.broken != [])
    }

    /// Suspected parcels, full lanes and counts that jump, far oftener than anywhere, beside what else a world does.
    @Test func lawHoldsWhereLinesHaltLanesFillAndCountsJump() throws {
        let first = UInt64.random(in: 0..<1_000_000)
        var (halts, fullLanes, jumps, passed) = (0, 0, 0, 0)
        for seed in first..<(first + 8) {
            var plan = WorldPlan()
            plan.suspected = 40
            plan.laneFull = 60
            plan.countJump = 50
            let report = try LineWorld(seed: seed, parcels: 300, plan: plan).run()
            #expect(report.broken == [], "seed \(seed), 300 parcels")
            halts += report.halts
            fullLanes += report.fullLanes
            jumps += report.jumps
            passed += report.passed
        }
        #expect(halts > 10 && fullLanes > 10 && jumps > 10 && passed > 200, "from seed \(first)")
    }

    /// Readers that say things twice, late, not at all, in the wrong order, too often, or as another code, far oftener than anywhere.
    @Test func lawHoldsWhereReadersGoWrong() throws {
        let first = UInt64.random(in: 0..<1_000_000)
        var (faults, passed) = (0, 0)
        for seed in first..<(first + 8) {
            var plan = WorldPlan.quiet
            plan.readTwice = 15
            plan.readLate = 25
            plan.readLost = 25
            plan.readsSwapped = 25
            plan.flooded = 60
            plan.noReadBeside = 15
            plan.prefixWrong = 15
            let report = try LineWorld(seed: seed, parcels: 300, plan: plan).run()
            #expect(report.broken == [], "seed \(seed), 300 parcels")
            faults += report.readerFaults
            passed += report.passed
        }
        #expect(faults > 300 && passed > 800, "from seed \(first)")
    }

    @Test func worldsReachTheFaultsTheyPlan() throws {
        var restarts = 0
        var inspected = 0
        for seed in UInt64(1)...30 {
            let report = try LineWorld(seed: seed, parcels: 300).run()
            restarts += report.restarts
            inspected += report.inspected
        }
        #expect(restarts > 5)
        #expect(inspected > 1_000)
    }
}
