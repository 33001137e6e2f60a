import Foundation
import Platform

/// How long a hand scanner is away that was pulled out and plugged in again: from the plug to the state on the console.
struct DeviceReturn {
    static let device = "  - {id: hand, driver: honeywell-hid-pos, usb: {vendor: 0x0c2e, product: 0x0b6a}}\n"

    /// - Returns: nanoseconds from the plug to `working`, a round each.
    func run(_ site: BenchSite, bus path: String, _ rounds: Int) throws -> [Int64] {
        let bus = try VirtualBus(path)
        try wait(site, "working")
        return try (0..<rounds).map { _ in
            try bus.say("unplug honeywell")
            try wait(site, "gone")
            let start = Clocks.monotonic()
            try bus.say("plug honeywell")
            try wait(site, "working")
            return Clocks.monotonic() - start
        }
    }

    private func wait(_ site: BenchSite, _ state: String) throws {
        let deadline = Clocks.monotonic() + 10_000_000_000
        while try site.device("hand").state != state {
            guard Clocks.monotonic() < deadline else { throw BenchFault("the scanner is never \(state)") }
            usleep(2_000)
        }
    }
}
