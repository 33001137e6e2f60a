import CPlatform
import Glibc

/// The machine's clocks, read at the edge of the program only; pure rooms are handed their values.
public enum Clocks {
    /// Nanoseconds since the machine's boot. Never jumps.
    public static func monotonic() -> Int64 { platform_clock_ns(0) }

    /// Nanoseconds since 1970-01-01 UTC. May jump.
    public static func wall() -> Int64 { platform_clock_ns(1) }

    /// CPU nanoseconds that this process has used.
    public static func processCPU() -> Int64 { platform_clock_ns(2) }

    /// Whether the kernel says that the wall clock is synchronised.
    public static func wallIsSynchronised() -> Bool { platform_clock_synchronised() == 1 }

    /// The first eight hexadecimal digits of the kernel's boot id: two monotonic stamps can be compared only within one.
    public static func bootID() -> String {
        let text = (try? Files.read("/proc/sys/kernel/random/boot_id", limit: 64)).map {
            String(decoding: $0, as: UTF8.self)
        }
        return String((text ?? "00000000").prefix(8))
    }
}
