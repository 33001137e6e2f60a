import CPlatform
import Glibc
import Platform

/// Plays all lines on this thread: waits for the next event of a line or for bytes of the gateway, whichever comes first.
struct BenchLoop {
    let lines: [BenchLine]

    func run(until end: Int64) {
        var descriptors: [pollfd] = []
        var dues = lines.map { _ in Int64(0) }
        while Clocks.monotonic() < end {
            var now = Clocks.monotonic()
            for place in lines.indices where dues[place] <= now {
                lines[place].advance(now)
                dues[place] = lines[place].due(now)
            }
            now = Clocks.monotonic()
            let wait = max(0, min(dues.min() ?? end, end) - now)
            descriptors = lines.map { pollfd(fd: $0.socket, events: Int16(POLLIN), revents: 0) }
            let ready = unsafe platform_poll(&descriptors, Int32(descriptors.count), wait)
            if ready > 0 {
                for (place, descriptor) in descriptors.enumerated() where descriptor.revents != 0 {
                    lines[place].receive()
                }
            }
        }
    }
}
