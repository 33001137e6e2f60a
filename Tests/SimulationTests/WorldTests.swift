import Foundation
import Simulation
import Testing

@Suite struct WorldTests {
    @Test func lawHoldsInAQuietWorld() throws {
        let report = try LineWorld(seed: 1, parcels: 2_000, plan: .quiet).run()
        #expect(report.broken == [])
        #expect(report.passed > 1_500)
    }

    @Test func lawHoldsInTroubledWorlds() throws {
        let first = ProcessInfo.processInfo.environment["PARCELGATE_SEED"].flatMap { UInt64($0) } ?? 1
        let count = ProcessInfo.processInfo.environment["PARCELGATE_WORLDS"].flatMap { UInt64($0) } ?? 20
        for seed in first..<(first + count) {
            let report = try LineWorld(seed: seed, parcels: 1_000).run()
            #expect(report.broken == [], "seed \(seed)")
            print(seed, report.parcels, report.passed, report.inspected, report.restarts, report.escapes, report.broken)
        }
    }
}

@Suite struct Speed {
    @Test func quick() throws {
        let start = ContinuousClock.now
        let report = try LineWorld(seed: 1, parcels: 200_000, plan: .quiet).run()
        print("quiet", ContinuousClock.now - start, report.entries, report.steps)
        let start2 = ContinuousClock.now
        let report2 = try LineWorld(seed: 1, parcels: 2_000, plan: WorldPlan()).run()
        print("default", ContinuousClock.now - start2, report2.entries, report2.steps, report2.restarts)
    }
}
