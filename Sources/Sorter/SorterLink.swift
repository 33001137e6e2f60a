import Formats
import Glibc
import Journal
import Parcels
import Platform
import Readings
import Synchronization

/// The connection to one sorter: a thread of its own that connects, reads, and connects again. Telegrams go out from
/// whichever thread has them, at once, as long as the socket takes them.
public final class SorterLink: Sendable {
    public enum Event: Sendable {
        case connected
        case said(FromSorter)
        /// So many telegrams are missing before the next one.
        case missed(Int)
        case fault(Trouble)
        case lost(Trouble)
    }

    private struct Outgoing {
        var dialogue: SorterDialogue
        var socket: Int32 = -1
        /// What the socket did not take.
        var rest: [UInt8] = []
    }

    /// More than this unsent means that the sorter does not read: the connection is given up.
    static let unsentLimit = 64 << 10
    /// A sorter that says nothing for so long is gone, whatever TCP believes.
    static let silenceLimit: Int64 = 2_500_000_000
    /// Without its hello, whatever else it says, nothing can be agreed: a new connection makes it greet again.
    public static let greetingLimit: Int64 = 2_500_000_000
    static let firstPause: Int64 = 200_000_000
    static let longestPause: Int64 = 2_000_000_000

    /// Bytes taken at a time, and the pause after as many: who floods is read more slowly than it can send.
    private static let mouthful = 4096
    private static let breath: Int64 = 1_000_000

    private let outgoing: Mutex<Outgoing>
    private let wake: EventFlag
    private let stop: EventFlag
    private let thread = Mutex<OwnThread?>(nil)

    public init(line: LineID) throws(SystemError) {
        outgoing = Mutex(Outgoing(dialogue: SorterDialogue(line: line)))
        wake = try EventFlag()
        stop = try EventFlag()
    }

    /// Starts the thread.
    /// - Parameter report: takes what the sorter says, on the link's thread.
    public func start(
        _ line: LineID, at address: SocketAddress, report: @escaping @Sendable (Event) -> Void
    ) throws(SystemError) {
        let started = try OwnThread("sorter-\(line)", .prompt) { [self] in run(address, report) }
        thread.withLock { $0 = started }
    }

    public func close(until deadline: Int64) {
        stop.raise()
        wake.raise()
        _ = thread.withLock { $0 }?.join(until: deadline)
    }

    /// Lets a parcel pass; called by the journal's writer as soon as the clear is durable.
    public func pass(_ clear: consuming Committed) {
        var clear = Optional(consume clear)
        send { dialogue in
            guard let taken = clear.take() else { return [] }
            return dialogue.pass(taken)
        }
    }

    /// Takes a permit back; whether it had left already.
    public func withdraw(_ permit: PermitNumber) -> Bool { outgoing.withLock { $0.dialogue.withdraw(permit) } }

    public func agree(_ epoch: Epoch) { send { $0.agree(epoch) } }
    public func revoke(_ permit: Permit) { send { $0.revoke(permit) } }
    public func refuse(_ track: TrackID, _ why: NoPermit) { send { $0.refuse(track, why) } }
    public func heartbeat(_ committed: UInt64) { send { $0.heartbeat(committed) } }
    public func induction(_ induction: Induction) { send { $0.induction(induction) } }
    public func stop(_ track: TrackID?) { send { $0.stop(track) } }

    private func send(_ make: (inout SorterDialogue) -> [UInt8]) {
        let isBehind = outgoing.withLock { outgoing in
            let bytes = make(&outgoing.dialogue)
            guard outgoing.socket >= 0, !bytes.isEmpty else { return false }
            if outgoing.rest.isEmpty {
                let sent = Sockets.send(bytes[...], to: outgoing.socket) ?? 0
                if sent == bytes.count { return false }
                outgoing.rest = Array(bytes[sent...])
            } else {
                outgoing.rest += bytes
            }
            return true
        }
        if isBehind { wake.raise() }
    }

    private func run(_ address: SocketAddress, _ report: (Event) -> Void) {
        var pause = Self.firstPause
        while !stop.isRaised {
            let socket = Sockets.connect(to: address, until: Clocks.monotonic() + Self.longestPause, stop: stop)
            if let socket {
                pause = Self.firstPause
                outgoing.withLock { outgoing in
                    outgoing.dialogue.connect()
                    outgoing.socket = socket.number
                    outgoing.rest = []
                }
                report(.connected)
                let why = serve(socket.number, report)
                outgoing.withLock { outgoing in
                    outgoing.dialogue.disconnect()
                    outgoing.socket = -1
                    outgoing.rest = []
                }
                report(.lost(why))
            }
            stop.wait(until: Clocks.monotonic() + pause)
            pause = min(pause * 2, Self.longestPause)
        }
    }

    /// Reads until the connection ends; says why it did.
    private func serve(_ socket: Int32, _ report: (Event) -> Void) -> Trouble {
        var buffer: [UInt8] = []
        var heard = Clocks.monotonic()
        let connected = heard
        while true {
            buffer.removeAll(keepingCapacity: true)
            let (unsent, isGreeted) = outgoing.withLock { ($0.rest.count, $0.dialogue.isGreeted) }
            if !isGreeted, Clocks.monotonic() - connected >= Self.greetingLimit {
                return Trouble(.notGreeted, String(Self.greetingLimit / 1_000_000))
            }
            if unsent > Self.unsentLimit { return Trouble(.notReading) }
            let seen = Waiting.wait(
                for: socket, unsent > 0 ? POLLIN | POLLOUT : POLLIN, or: wake.descriptor,
                deadline: heard + Self.silenceLimit)
            if seen.second != 0 {
                wake.lower()
                if stop.isRaised { return Trouble(.stopping) }
            }
            if Int32(seen.first) & POLLOUT != 0, !flush(socket) { return Trouble(.connectionBroke) }
            if Int32(seen.first) & ~POLLOUT != 0 {
                switch Sockets.receive(from: socket, into: &buffer, limit: Self.mouthful) {
                case .closed: return Trouble(.closedByPeer)
                case .nothingYet: break
                case .bytes:
                    heard = Clocks.monotonic()
                    for event in outgoing.withLock({ $0.dialogue.receive(buffer) }) {
                        switch event {
                        case .telegram(let telegram): report(.said(telegram))
                        case .missed(let count): report(.missed(count))
                        case .fault(let what): report(.fault(what))
                        }
                    }
                }
            }
            if buffer.count == Self.mouthful { stop.wait(until: Clocks.monotonic() + Self.breath) }
            if Clocks.monotonic() - heard >= Self.silenceLimit {
                return Trouble(.silent, String(Self.silenceLimit / 1_000_000))
            }
        }
    }

    private func flush(_ socket: Int32) -> Bool {
        outgoing.withLock { outgoing in
            guard let sent = Sockets.send(outgoing.rest[...], to: socket) else { return false }
            outgoing.rest.removeFirst(sent)
            return true
        }
    }
}
