import Simulation
import Testing

@Suite struct WorldTests {
    @Test func lawHoldsInAQuietWorld() throws {
        let report = try LineWorld(seed: 1, parcels: 2_000, plan: .quiet).run()
        #expect(report.broken == [])
        #expect(report.passed > 1_500)
        print(report)
    }
}
