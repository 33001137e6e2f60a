import Formats
import Journal
import Parcels
import Readings

/// The gateway's side of the dialogue with one sorter, without its transport: bytes in, bytes out. It is the one place that
/// turns a committed clear into a permit.
public struct SorterDialogue: Sendable {
    public enum Event: Sendable, Hashable {
        case telegram(FromSorter)
        /// So many telegrams are missing before the next one.
        case missed(Int)
        /// A telegram that could not be read, was out of order or had been seen before; it was not taken.
        case fault(Trouble)
    }

    public let line: LineID
    /// The epoch that both sides have agreed on over this connection.
    private var agreed: Epoch?
    private var isConnected = false
    /// The sorter has said hello over this connection.
    public private(set) var isGreeted = false
    private var framer = TelegramFramer()
    private var lastReceived: UInt32 = 0
    private var lastSent: UInt32 = 0
    private var sentPermits = RecentPermits()
    private var withdrawn = RecentPermits()

    public init(line: LineID) { self.line = line }

    /// A connection came about; numbering begins anew on both sides.
    public mutating func connect() {
        isConnected = true
        isGreeted = false
        agreed = nil
        framer.restart()
        lastReceived = 0
        lastSent = 0
    }

    public mutating func disconnect() {
        isConnected = false
        agreed = nil
        framer.restart()
    }

    /// Takes bytes of the sorter and returns what they say, in order.
    public mutating func receive(_ bytes: [UInt8]) -> [Event] {
        var events: [Event] = []
        for piece in framer.take(bytes) {
            switch piece {
            case .tooLong: events.append(.fault(Trouble(.telegramTooLong, String(SorterProtocol.sizeLimit))))
            case .telegram(let bytes): read(bytes, into: &events)
            }
        }
        return events
    }

    private mutating func read(_ bytes: [UInt8], into events: inout [Event]) {
        do throws(TelegramFault) {
            let numbered = try SorterCodec.readFromSorter(bytes)
            let expected = SorterProtocol.next(after: lastReceived)
            let ahead = (numbered.sequence + SorterProtocol.sequenceLimit - expected) % SorterProtocol.sequenceLimit
            guard ahead < SorterProtocol.sequenceLimit / 2 else {
                return events.append(.fault(Trouble(.telegramRepeated, String(numbered.sequence))))
            }
            lastReceived = numbered.sequence
            if ahead > 0 { events.append(.missed(Int(ahead))) }
            if case .hello = numbered.telegram { isGreeted = true }
            events.append(.telegram(numbered.telegram))
        } catch {
            events.append(.fault(Trouble(.telegramMalformed, "\(error.at): \(error.expected)")))
        }
    }

    /// Answers the sorter's hello.
    public mutating func agree(_ epoch: Epoch) -> [UInt8] {
        guard isConnected else { return [] }
        agreed = epoch
        return write(.hello(line: line, epoch: epoch))
    }

    /// Lets a parcel pass: the only way to it. Spends the clear whether or not the sorter can be reached; what does not
    /// reach it goes to inspection.
    /// - Returns: the permit's telegram; empty when the permit was withdrawn, the link is down or the epoch is another one.
    public mutating func pass(_ clear: consuming Committed) -> [UInt8] {
        let permit = clear.permit
        guard isConnected, agreed == permit.epoch, permit.line == line, !withdrawn.contains(permit.number) else {
            return []
        }
        sentPermits.insert(permit.number)
        return write(.permit(permit))
    }

    /// Takes a permit back before it leaves.
    /// - Returns: whether it had left already.
    public mutating func withdraw(_ permit: PermitNumber) -> Bool {
        if sentPermits.contains(permit) { return true }
        withdrawn.insert(permit)
        return false
    }

    public mutating func revoke(_ permit: Permit) -> [UInt8] {
        guard isConnected, agreed == permit.epoch else { return [] }
        return write(.revoke(track: permit.track, epoch: permit.epoch, permit: permit.number))
    }

    public mutating func refuse(_ track: TrackID, _ why: NoPermit) -> [UInt8] {
        guard isConnected else { return [] }
        return write(.noPermit(track: track, why: why))
    }

    /// The heartbeat, with the last committed sequence. There is none before the epoch is agreed.
    public mutating func heartbeat(_ committed: UInt64) -> [UInt8] {
        guard isConnected, let agreed else { return [] }
        return write(.heartbeat(epoch: agreed, committed: committed))
    }

    /// Tells the sorter how to take parcels in.
    public mutating func induction(_ induction: Induction) -> [UInt8] {
        guard isConnected, agreed != nil else { return [] }
        return write(.induction(induction))
    }

    /// Orders the belt to stop at once.
    public mutating func stop(_ track: TrackID?) -> [UInt8] {
        guard isConnected else { return [] }
        return write(.stop(track: track))
    }

    private mutating func write(_ telegram: ToSorter) -> [UInt8] {
        lastSent = SorterProtocol.next(after: lastSent)
        return SorterCodec.write(Numbered(sequence: lastSent, telegram: telegram))
    }
}

/// The permit numbers of the last while: more than a belt can hold.
private struct RecentPermits: Sendable {
    private static let limit = 4096
    private var members: Set<PermitNumber> = []
    private var order: [PermitNumber] = []
    private var oldest = 0

    func contains(_ permit: PermitNumber) -> Bool { members.contains(permit) }

    mutating func insert(_ permit: PermitNumber) {
        guard members.insert(permit).inserted else { return }
        if order.count < Self.limit {
            order.append(permit)
            return
        }
        members.remove(order[oldest])
        order[oldest] = permit
        oldest = (oldest + 1) % Self.limit
    }
}
