import Gateway
import Platform

extension Doctor {
    /// A flush that is faster only says that it wrote.
    private static let fastestFlush: Int64 = 20_000
    /// A slower one makes decisions late.
    private static let slowestFlush: Int64 = 20_000_000
    private static let leastFree: UInt64 = 5 << 30
    private static let leastDays = 3
    private static let soonDays = 14

    mutating func checkDisk(_ site: SiteConfiguration) {
        var folder = site.data
        if !Files.exists(folder) {
            note("data", [("folder", site.data)])
            // What is not there yet is made by the gateway, as its own user: nothing is made here.
            folder = DiskProbe.nearest(to: folder)
        }
        do throws(SystemError) {
            let flush = try DiskProbe.medianFlush(in: folder)
            checkFlush(flush, Files.isInMemory(folder))
        } catch { bad("disk", [("error", "\(error)")]) }
        checkSpace(site, in: folder)
    }

    private mutating func checkFlush(_ flush: Int64, _ isMemory: Bool) {
        let facts = [("us", String(flush / 1000)), ("ms", String(flush / 1_000_000))]
        if isMemory {
            bad("memory", facts)
        } else if flush < Self.fastestFlush {
            bad("flush", facts)
        } else if flush > Self.slowestFlush {
            note("flush-slow", facts)
        } else {
            ok("flush", facts)
        }
    }

    private mutating func checkSpace(_ site: SiteConfiguration, in folder: String) {
        let free = DiskProbe.freeBytes(in: folder)
        var facts = [("gb", String(free >> 30))]
        guard free >= Self.leastFree else { return bad("space", facts) }
        guard let growth = DiskProbe.growth(of: site.data + "/journal") else { return ok("space", facts) }
        let days = growth.days(in: free)
        facts += [("days", String(days)), ("mb", String(growth.bytesPerDay >> 20))]
        if days < Self.leastDays {
            bad("space-days", facts)
        } else if days < Self.soonDays {
            note("space-days", facts)
        } else {
            ok("space-days", facts)
        }
    }

    mutating func checkClock(_ probe: ClockProbe, _ site: SiteConfiguration) {
        let moved = probe.moved_ms
        if abs(moved) > ClockProbe.tolerance_ms { note("clock-jump", [("ms", String(moved))]) }
        if let newest = DiskProbe.newestChange(in: site.data + "/journal"), newest > Clocks.wall() + 60_000_000_000 {
            bad("clock-behind", [("seconds", String((newest - Clocks.wall()) / 1_000_000_000))])
        }
        if Clocks.wallIsSynchronised() { ok("clock") } else { note("clock") }
    }
}
