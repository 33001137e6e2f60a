import Glibc
import Platform

/// A folder that is watched for files, by inotify.
struct FolderWatch: ~Copyable {
    enum Event {
        case file(String, SettlingFiles.Change)
        /// Events were lost: nobody knows what came in between.
        case overflow
        /// The folder itself is gone.
        case ended
    }

    private let queue: Descriptor

    var descriptor: Int32 { queue.number }

    init(_ path: String) throws(SystemError) {
        queue = Descriptor(inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC)))
        guard queue.number >= 0 else { throw SystemError("make an inotify queue") }
        let wanted =
            IN_CREATE | IN_MODIFY | IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_DELETE_SELF
            | IN_MOVE_SELF
        guard unsafe inotify_add_watch(queue.number, path, UInt32(wanted | IN_ONLYDIR)) >= 0 else {
            throw SystemError("watch \(path)")
        }
    }

    /// What has happened, in order; empty when nothing has.
    func take() -> [Event] {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let count = unsafe read(queue.number, &buffer, buffer.count)
        guard count > 0 else { return [] }
        var events: [Event] = []
        var place = 0
        // struct inotify_event: watch, mask, cookie, length of the name, name.
        while place + 16 <= count {
            let mask = Self.number(buffer, place + 4)
            let size = Int(Self.number(buffer, place + 12))
            let name = buffer[place + 16..<min(count, place + 16 + size)].prefix { $0 != 0 }
            place += 16 + size
            if let event = Self.event(Int32(bitPattern: mask), String(decoding: name, as: UTF8.self)) {
                events.append(event)
            }
        }
        return events
    }

    private static func event(_ mask: Int32, _ name: String) -> Event? {
        if mask & IN_Q_OVERFLOW != 0 { return .overflow }
        if mask & (IN_DELETE_SELF | IN_MOVE_SELF | IN_IGNORED | IN_UNMOUNT) != 0 { return .ended }
        if mask & IN_ISDIR != 0 || name.isEmpty { return nil }
        if mask & IN_MOVED_TO != 0 { return .file(name, .movedIn) }
        if mask & IN_CLOSE_WRITE != 0 { return .file(name, .closed) }
        if mask & IN_CREATE != 0 { return .file(name, .created) }
        if mask & IN_MODIFY != 0 { return .file(name, .modified) }
        return .file(name, .gone)
    }

    private static func number(_ bytes: [UInt8], _ place: Int) -> UInt32 {
        (0..<4).reduce(0) { $0 | UInt32(bytes[place + $1]) << UInt32(8 * $1) }
    }
}
