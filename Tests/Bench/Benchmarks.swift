import Foundation
import Glibc
import Platform

/// The figures that the project promises, each beside its floor of the same run.
struct Benchmarks {
    let program: String
    let isQuick: Bool

    static let names = [
        "decoders", "identify", "readings", "plugs", "screening", "keywords", "rules", "history", "backtest", "quiet",
        "import", "load", "ruled",
        "throughput", "capacity", "archive", "law",
    ]
    /// What can be asked for by name.
    static let allNames = names + labelNames + labelTools

    func run(_ only: String?) throws {
        var table = ResultTable()
        if only == nil || only == "decoders" { try decoders(&table) }
        if only == nil || only == "identify" { identify(&table) }
        if only == nil || only == "readings" { try readings(&table) }
        if only == nil || only == "plugs" { try plugs(&table) }
        if only == nil || only == "screening" { try screening(&table) }
        if only == nil || only == "keywords" { try keywords(&table) }
        if only == nil || only == "rules" { try rules(&table) }
        if only == nil || only == "history" { try history(&table) }
        if only == nil || only == "backtest" { try backtest(&table) }
        if only == nil || only == "quiet" { try quiet(&table) }
        if only == nil || only == "import" { try importing(&table) }
        if only == nil || only == "load" { try load(&table) }
        if only == nil || only == "ruled" { try ruled(&table) }
        if only == nil || only == "throughput" { try throughput(&table) }
        if only == nil || only == "capacity" { try capacity(&table) }
        if only == nil || only == "archive" { try archive(&table) }
        if only == nil || only == "law" { try law(&table) }
        try labels(only, &table)
        table.show()
        try table.write(".build/bench.json")
    }

    private func site(_ name: String, lines count: Int, _ geometry: BenchGeometry, frames: String? = nil) throws
        -> BenchSite
    {
        var next = 0
        let lines = try (0..<count).map { place in
            try BenchLine(place, geometry) {
                next = (next + 1) % BenchSite.items
                return BenchSite.label(next)
            }
        }
        return try BenchSite(name, program: program, lines: lines, geometry: geometry, frames: frames)
    }

    /// Starts a site with documents in force and 100,000 items, and waits until its lines are agreed.
    private func prepared(_ name: String, lines: Int, _ geometry: BenchGeometry, frames: String? = nil) throws
        -> BenchSite
    {
        let site = try site(name, lines: lines, geometry, frames: frames)
        try site.start()
        try site.setUp()
        try site.ask("POST", "/api/manifests?name=bench.csv", .file(try site.manifestFile(0)))
        BenchLoop(lines: site.lines).run(until: Clocks.monotonic() + 2_000_000_000)
        return site
    }

    // MARK: Figures

    private func decoders(_ table: inout ResultTable) throws {
        let loop = DecoderLoop()
        let rounds = isQuick ? 5 : 25
        let limit = loop.looking(rounds)
        table.add("keyboard reports decoded", MB_per_s: try loop.keyboard(rounds), limit: limit, atLeast: 200)
        table.add("HID POS reports decoded", MB_per_s: loop.pointOfSale(rounds), limit: limit, atLeast: 200)
        table.add("text telegrams decoded", MB_per_s: try loop.text(rounds), limit: limit, atLeast: 200)
    }

    private func identify(_ table: inout ResultTable) {
        let loop = IdentifyLoop()
        let (rounds, turns) = isQuick ? (5, 2_000) : (15, 20_000)
        let limit = loop.looking(rounds, turns: turns)
        table.add(
            "numbers of all schemes identified, one core", millions_per_s: loop.identify(rounds, turns: turns),
            limit: limit, atLeast: 2)
    }

    private func readings(_ table: inout ResultTable) throws {
        let result = try ReadingSeam().run(perSecond: 20_000, seconds: isQuick ? 3 : 20)
        let delays = Spread(result.delays)
        table.add("bytes in to reading delivered, p50", unit: "µs", value: Double(delays.median) / 1000, limit: 50)
        table.add("bytes in to reading delivered, p99", unit: "µs", value: Double(delays.p99) / 1000, limit: 500)
        let lost = Double(result.sent - result.delays.count)
        table.add("readings lost of 96 scanners, 20,000/s", unit: "readings", value: lost, limit: 0)
        table.add("readings out of order", unit: "readings", value: Double(result.outOfOrder), limit: 0)
        table.add("processor for 20,000 readings/s", unit: "cores", value: result.cores, limit: 1)
        print(
            "readings: \(result.sent) sent, \(result.refused) other events or refused, worst \(delays.worst / 1000) µs; "
                + "the replay was late by \(result.late / 1000) µs at the worst")
    }

    private func plugs(_ table: inout ResultTable) throws {
        let control = "/tmp/parcelgate-bench-\(getpid()).sock"
        let line = try BenchLine(0, .belt(perSecond: 4)) { BenchSite.label(0) }
        let peer = try DeadPeer()
        let usb = BenchSite.USB(
            stanza: DeviceReturn.device + peer.stanza,
            description: "Tests/VirtualUSB/devices/honeywell-voyager-1200g.device",
            control: control)
        let site = try BenchSite(
            "plugs", program: program, lines: [line], geometry: .belt(perSecond: 4), usb: usb)
        try site.start()
        try site.setUp()
        let times = try DeviceReturn().run(site, bus: control, isQuick ? 5 : 20)
        let missed = try peer.run(site, isQuick ? 2 : 5)
        site.stop()
        table.add(
            "scanner back after it was plugged in again, worst", unit: "ms", value: Double(times.max() ?? 0) / 1e6,
            limit: 2000)
        table.add(
            "hanging reader missed after its last word (limit: heartbeat of 5 s + 1 s), worst", unit: "ms",
            value: Double(missed.max() ?? 0) / 1e6, limit: Double(DeadPeer.heartbeat_ms) + 1000)
    }

    private func screening(_ table: inout ResultTable) throws {
        let times = try ScreeningLoop().run(isQuick ? 20_000 : 200_000)
        table.add("declaration made and folded", unit: "µs", value: Double(Spread(times.declaring).median) / 1000)
        table.add(
            "parcel screened by the example's rules", unit: "µs",
            value: Double(Spread(times.screening).median) / 1000)
        let largest = try ScreeningLoop().runLargest(isQuick ? 10 : 50)
        table.add(
            "largest declaration made and folded", unit: "ms", value: Double(Spread(largest.declaring).median) / 1e6)
        table.add("largest declaration screened", unit: "ms", value: Double(Spread(largest.screening).median) / 1e6)
        let repeated = try ScreeningLoop().runRepeated(isQuick ? 10 : 50)
        table.add(
            "declaration full of one term screened", unit: "ms", value: Double(Spread(repeated.screening).median) / 1e6)
    }

    private func keywords(_ table: inout ResultTable) throws {
        let loop = try KeywordsLoop()
        let rounds = isQuick ? 5 : 15
        let limit = loop.looking(rounds)
        table.add("50,000 keywords read and made ready", unit: "ms", value: Double(loop.compiling) / 1e6)
        table.add(
            "50,000 keywords in folded declarations of 300 bytes, one core", MB_per_s: loop.match(rounds), limit: limit,
            atLeast: 100)
        table.add(
            "50,000 keywords, folding included, one core", MB_per_s: loop.foldAndMatch(rounds), limit: limit,
            atLeast: 40)
        print("keywords found: \(loop.found)")
    }

    /// One parcel at a time, nothing else going on.
    private func quiet(_ table: inout ResultTable) throws {
        let site = try prepared("quiet", lines: 1, .belt(perSecond: 4))
        let floor = try Floor(period_ms: 250)
        try floor.start(in: site.folder)
        site.lines[0].isRunning = true
        BenchLoop(lines: site.lines).run(until: Clocks.monotonic() + seconds(isQuick ? 15 : 90))
        let times = floor.finish()
        try table.add(
            "scan to permit, quiet", site.lines[0].latencies, floor: times,
            goals: [ResultTable.Goal("p50", \.median, ratio: 1.7)])
        print(
            "resident after quiet: \(site.resident >> 20) MB, scans \(site.lines[0].scans), permits \(site.lines[0].permits)"
        )
        site.stop()
    }

    /// 100,000 new items until they can be matched, beside `sqlite3 .import` of the same file into a bare table.
    private func importing(_ table: inout ResultTable) throws {
        let site = try site("import", lines: 1, .belt(perSecond: 4))
        try site.start()
        try site.setUp()
        let (ours, bare, searchable) = try ImportRace(site: site, rounds: isQuick ? 3 : 9).run()
        site.stop()
        try table.add(
            "import of 100,000 items until matchable", ours, floor: bare,
            goals: [ResultTable.Goal("p50", \.median, ratio: 2.5)])
        table.add(
            "import of 100,000 items, searchable after", unit: "s", value: Double(Spread(searchable).median) / 1e9)
    }

    /// 200 parcels a second while 100,000 items are imported again and again, twenty viewers watch, a camera sends ten
    /// pictures a second to the decoders, and somebody searches the journal. The imports keep the databases' checkpoints
    /// going.
    private func load(_ table: inout ResultTable) throws {
        // Pictures are best kept in memory, as docs/integrator/label-images.md says.
        let frameFolder = "/dev/shm/parcelgate-bench-\(getpid())"
        try Files.makeDirectory(frameFolder)
        defer { try? FileManager.default.removeItem(atPath: frameFolder) }
        let frames = try BenchFrames(folder: frameFolder)
        let site = try prepared("load", lines: 20, .belt(perSecond: 10), frames: frameFolder)
        let viewers = try site.watchers(20)
        let floor = try Floor(period_ms: 5)
        try floor.start(in: site.folder)
        let files = [try site.manifestFile(1), try site.manifestFile(2)]
        for line in site.lines { line.isRunning = true }
        let loop = BenchLoop(lines: site.lines)
        loop.run(until: Clocks.monotonic() + seconds(2))
        for line in site.lines { line.startMeasuring() }
        _ = floor.take()
        let session = site.session
        let beside = [
            "imports": try Repeated("imports", period_ms: 0) {
                try session.ask("POST", "/api/manifests?name=again.csv", .file(files[$0 % files.count]))
            },
            "pictures": try Repeated("camera", period_ms: 100) { try frames.write($0) },
            "searches": try Repeated("searches", period_ms: 500) {
                try session.ask("GET", "/api/journal?number=\(JournalQuestions.part($0))")
            },
        ]
        let cpu = Clocks.processCPU()
        let start = Clocks.monotonic()
        loop.run(until: start + seconds(isQuick ? 20 : 60))
        let wall = Double(Clocks.monotonic() - start)
        for (_, work) in beside { work.end() }
        let latencies = site.lines.flatMap(\.latencies)
        try table.add(
            "scan to permit, 200/s under full mixed load", latencies, floor: floor.finish(),
            goals: [
                ResultTable.Goal("p50", \.median, ratio: 2), ResultTable.Goal("p99", \.p99, ratio: 3),
                ResultTable.Goal("p99.9", \.p999, ratio: 10),
                ResultTable.Goal("worst", \.worst, ratio: 5, orBelow: 50_000_000),
            ])
        let resident = site.resident
        table.add("resident memory under load", unit: "MB", value: Double(resident >> 20), limit: 200)
        let others = beside.sorted { $0.key < $1.key }.map { "\($0.value.described) \($0.key)" }.joined(separator: ", ")
        let read = try site.deviceReadings("camera")
        print(
            "load: \(latencies.count) permits, \(site.lines.map(\.scans).reduce(0, +)) scans, \(others), \(read) labels read in them; "
                + "the generator was late by \(Spread(site.lines.flatMap(\.lateness)).worst / 1000) µs at the worst; "
                + "the generator used \(Int(Double(Clocks.processCPU() - cpu) / wall * 100)) % of one core")
        for viewer in viewers { viewer.terminate() }
        site.stop()
        let ready = try site.start()
        table.add("ready after start", unit: "ms", value: Double(ready) / 1e6, limit: 1000)
        site.stop()
    }

    /// 500 parcels a second past 200 rules with lists and keywords, beside a million items, 20 viewers and a back-test that goes on
    /// all the time.
    private func ruled(_ table: inout ResultTable) throws {
        let site = try site("ruled", lines: 50, .belt(perSecond: 10))
        try site.start()
        let rules = RulesWorld.rules(RulesWorld.conditions(200))
        try site.setUp(["rules": rules, "lists": RulesWorld.lists()])
        for part in 0..<(isQuick ? 2 : 10) {
            let file = try site.manifestFile(part, serial: 10_000_000 + part * BenchSite.items)
            try site.ask("POST", "/api/manifests?name=part-\(part).csv", .file(file))
        }
        let draft = site.folder + "/draft.yaml"
        try Files.replace(draft, with: Array(rules.utf8))
        BenchLoop(lines: site.lines).run(until: Clocks.monotonic() + seconds(2))
        let viewers = try site.watchers(20)
        let floor = try Floor(period_ms: 5)
        try floor.start(in: site.folder)
        for line in site.lines { line.isRunning = true }
        let loop = BenchLoop(lines: site.lines)
        loop.run(until: Clocks.monotonic() + seconds(5))
        for line in site.lines { line.startMeasuring() }
        _ = floor.take()
        let (program, file) = (program, site.folder + "/site.yaml")
        let backtest = try Repeated("back-test", period_ms: 0) { _ in
            try BenchSite.command(program, ["rules", "backtest", "--hours", "1", draft], site: file)
        }
        loop.run(until: Clocks.monotonic() + seconds(isQuick ? 20 : 60))
        backtest.end()
        let latencies = site.lines.flatMap(\.latencies)
        try table.add(
            "scan to permit, 500/s past 200 rules", latencies, floor: floor.finish(),
            goals: [
                ResultTable.Goal("p99", \.p99, ratio: 3), ResultTable.Goal("p99.9", \.p999, ratio: 10),
                ResultTable.Goal("worst", \.worst, ratio: 5, orBelow: 50_000_000),
            ])
        table.add("resident memory past 200 rules", unit: "MB", value: Double(site.resident >> 20))
        print(
            "ruled: \(latencies.count) permits, \(site.lines.map(\.scans).reduce(0, +)) scans, \(backtest.described) back-tests; "
                + "the generator was late by \(Spread(site.lines.flatMap(\.lateness)).worst / 1000) µs at the worst")
        for viewer in viewers { viewer.terminate() }
        site.stop()
    }

    /// Durable clears a second, with 100,000 items: the highest rate of parcels at which nearly all are cleared in time.
    private func throughput(_ table: inout ResultTable) throws {
        var best = 0.0
        for rate in stride(from: Int64(1_000), through: 10_000, by: 1_000) {
            let site = try prepared("throughput", lines: 100, .fast(perSecond: rate / 100))
            for line in site.lines { line.isRunning = true }
            let loop = BenchLoop(lines: site.lines)
            loop.run(until: Clocks.monotonic() + seconds(2))
            func counts() -> (scans: Int, permits: Int) {
                (site.lines.map(\.scans).reduce(0, +), site.lines.map(\.permits).reduce(0, +))
            }
            let before = counts()
            let start = Clocks.monotonic()
            let cpu = Clocks.processCPU()
            loop.run(until: start + seconds(isQuick ? 3 : 10))
            let wall = Double(Clocks.monotonic() - start)
            let after = counts()
            site.stop()
            let cleared = Double(after.permits - before.permits) / wall * 1e9
            let share = Double(after.permits - before.permits) / Double(max(1, after.scans - before.scans))
            print(
                "throughput: \(rate) parcels/s offered, \(Int(cleared)) cleared/s, \(Int(share * 1000)) of 1000; "
                    + "the generator used \(Int(Double(Clocks.processCPU() - cpu) / wall * 100)) % of one core")
            guard share > 0.95 else { break }
            best = max(best, cleared)
        }
        table.add("durable decisions", unit: "1/s", value: best, atLeast: 5000)
    }

    /// A journal of a gigabyte: searched, backed up and restored. It is filled with what a site writes that keeps up with
    /// its belts, not with the alarms of one that does not.
    private func archive(_ table: inout ResultTable) throws {
        let site = try prepared("archive", lines: 100, .fast(perSecond: 12))
        try ArchiveRace(site: site, bytes: isQuick ? 100_000_000 : 1_000_000_000).run(&table)
    }

    /// Simulated parcels a second on one core.
    private func law(_ table: inout ResultTable) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = ["simulate", "law", "--parcels", isQuick ? "200000" : "1000000", "--seed", "1"]
        let start = Clocks.monotonic()
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        let rate = Double(isQuick ? 200_000 : 1_000_000) / (Double(Clocks.monotonic() - start) / 1e9)
        table.add("simulated parcels, one core", unit: "1/s", value: rate, atLeast: 200_000)
    }

    private func seconds(_ count: Int64) -> Int64 { count * 1_000_000_000 }
}
