import JSON
import Parcels
import Readings

/// The gateway started: a new epoch begins with this entry.
public struct SiteStarted: EntryContent, Hashable {
    public static let kind = EntryKind.siteStarted

    /// The program's version.
    public let program: String
    public let boot: BootID
    /// What the new epoch was raised above.
    public let journalEpoch: Epoch
    public let anchorEpoch: Epoch

    public init(program: String, boot: BootID, journalEpoch: Epoch, anchorEpoch: Epoch) {
        self.program = program
        self.boot = boot
        self.journalEpoch = journalEpoch
        self.anchorEpoch = anchorEpoch
    }

    public func write(to writer: inout JSONWriter) {
        writer.field("program", program)
        writer.key("boot")
        writer.value(boot)
        writer.field("journalEpoch", Int(journalEpoch))
        writer.field("anchorEpoch", Int(anchorEpoch))
    }
}

/// Everything that a clear needs was ready from here on.
public struct SiteReady: EntryContent, Hashable {
    public static let kind = EntryKind.siteReady

    public init() {}

    public func write(to writer: inout JSONWriter) {}
}

/// Nothing else happened for a second: the sequence rises all the same, and with it the heartbeat.
public struct SiteAlive: EntryContent, Hashable {
    public static let kind = EntryKind.siteAlive

    public init() {}

    public func write(to writer: inout JSONWriter) {}
}

/// The wall clock jumped, or its trust changed.
public struct ClockChanged: EntryContent, Hashable {
    public static let kind = EntryKind.clockChanged

    /// How far the wall clock moved against the monotonic one.
    public let jump_ms: Int
    public let trusted: Bool

    public init(jump_ms: Int, trusted: Bool) {
        self.jump_ms = jump_ms
        self.trusted = trusted
    }

    public func write(to writer: inout JSONWriter) {
        writer.field("jump_ms", jump_ms)
        writer.key("trusted")
        writer.value(trusted)
    }
}

/// The chain was verified after an error, and clears are possible again.
public struct JournalVerified: EntryContent, Hashable {
    public static let kind = EntryKind.journalVerified

    /// The error that had stopped the journal.
    public let after: String
    public let entries: Int

    public init(after: String, entries: Int) {
        self.after = after
        self.entries = entries
    }

    public func write(to writer: inout JSONWriter) {
        writer.field("after", after)
        writer.field("entries", entries)
    }
}

/// A queue was full and something was refused at its door.
public struct LoadRefused: EntryContent, Hashable {
    public static let kind = EntryKind.loadRefused

    public let queue: String
    public let count: Int

    public init(queue: String, count: Int) {
        self.queue = queue
        self.count = count
    }

    public func write(to writer: inout JSONWriter) {
        writer.field("queue", queue)
        writer.field("count", count)
    }
}
