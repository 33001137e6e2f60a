import Platform
import Simulation

/// Seeded worlds: the law under trouble.
enum LawProcess {
    static func run(_ arguments: inout Arguments) throws(Exit) {
        let parcels = try arguments.number("parcels", in: 1...1_000_000_000) ?? 200_000
        let seed = try arguments.number("seed", in: 0...Int.max) ?? Int(truncatingIfNeeded: Clocks.wall() & 0xFFFF_FFFF)
        let size = try arguments.number("world-size", in: 100...10_000_000) ?? 5_000
        let edition = try arguments.number("edition", in: WorldPlan.editions) ?? WorldPlan.editions.upperBound
        try arguments.end()
        var done = 0
        var broken = 0
        var world = UInt64(seed)
        let start = Clocks.monotonic()
        while done < parcels {
            guard let report = try? LineWorld(seed: world, parcels: min(size, parcels - done), edition: edition).run()
            else {
                throw .environment("the simulated line cannot be built")
            }
            for fault in report.broken { Terminal.warn("seed \(world), \(size) parcels, edition \(edition): \(fault)") }
            broken += report.broken.count
            done += max(1, report.parcels)
            world += 1
        }
        let seconds = Double(Clocks.monotonic() - start) / 1e9
        Terminal.warn("\(Int(Double(done) / seconds)) parcels a second")
        Terminal.say("\(done) parcels, \(broken) broken invariants, seed \(seed)")
        if broken > 0 { throw .notSo() }
    }
}

/// The demo's manifest.
enum DemoManifest {
    static var text: String { DemoTown().manifest() }
}
