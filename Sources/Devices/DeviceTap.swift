import Formats
import Readings

/// Hears what passes between the devices and their threads, byte by byte, on those threads, and must not wait: what a recording
/// listens with. A gateway has none.
public typealias DeviceTap = @Sendable (DeviceID, Tape.Event) -> Void
