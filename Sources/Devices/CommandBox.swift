import Formats
import Platform
import Synchronization

/// What a device is to be told, on its way to the device's own thread. Who tells does not wait; when the device does not take
/// what it is told, the oldest is forgotten: a signal that is late says nothing any more.
final class CommandBox: Sendable {
    static let limit = 8

    /// Raised when there is something to take.
    let flag: EventFlag
    private let waiting = Mutex<[ScannerCommand]>([])

    init() throws(SystemError) { flag = try EventFlag() }

    func put(_ command: ScannerCommand) {
        waiting.withLock { waiting in
            if waiting.count == Self.limit { waiting.removeFirst() }
            waiting.append(command)
        }
        flag.raise()
    }

    /// All of it, in order.
    func take() -> [ScannerCommand] {
        flag.lower()
        return waiting.withLock { waiting in
            defer { waiting.removeAll() }
            return waiting
        }
    }
}
