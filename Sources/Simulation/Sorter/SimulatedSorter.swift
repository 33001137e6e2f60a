import Formats
import Parcels

/// A PLC as docs/integrator/plc.md describes it: bytes of the gateway in, bytes to the gateway out, and for each parcel the
/// exit that it takes. Its time is milliseconds of its own clock.
public struct SimulatedSorter: Sendable {
    public struct Layout: Sendable {
        public let line: LineID
        public let defaultExit: UInt8
        public let outboundExit: UInt8
        public let exits: UInt8

        public init(line: LineID, defaultExit: UInt8, outboundExit: UInt8, exits: UInt8) {
            self.line = line
            self.defaultExit = defaultExit
            self.outboundExit = outboundExit
            self.exits = exits
        }
    }

    struct Item: Sendable {
        let front: EncoderCount
        let time_ms: UInt32
        var permit: Permit?
        var revoked = false
        /// Two parcels bear this track: neither gets a permit (rule 4).
        var isAmbiguous = false
        /// What was decided at the diverter; the permit that it went by.
        var gone: (exit: UInt8, permit: Permit?)?
    }

    public let layout: Layout
    /// Kept through power loss (rule 1).
    public private(set) var highestEpoch: Epoch
    private var acceptedEpoch: Epoch?
    private var items: [TrackID: Item] = [:]
    private var framer = TelegramFramer()
    private var lastSent: UInt32 = 0
    private var lastReceived: UInt32 = 0
    private(set) var isConnected = false
    /// Telegrams kept while there is no connection (rule 6).
    private var kept: [FromSorter] = []
    public private(set) var output: [UInt8] = []
    public private(set) var inducted: UInt32 = 0
    public private(set) var exited: UInt32 = 0
    /// When the committed sequence rose last.
    private var rose_ms: UInt32 = 0
    private var committed: UInt64 = 0
    public private(set) var isStoppedForHeartbeat = false
    /// The gateway ordered the belt to stop; only a person starts it again.
    public private(set) var isStoppedByOrder = false
    /// How the gateway wants parcels to be taken in.
    public private(set) var induction = Induction.run

    public static let keptLimit = 64

    public init(_ layout: Layout, highestEpoch: Epoch = 0) {
        self.layout = layout
        self.highestEpoch = highestEpoch
    }

    /// What is to be sent; it is taken away.
    public mutating func takeOutput() -> [UInt8] {
        defer { output.removeAll(keepingCapacity: true) }
        return output
    }

    public mutating func connect(encoder: EncoderCount, time_ms: UInt32) {
        isConnected = true
        lastSent = 0
        lastReceived = 0
        acceptedEpoch = nil
        framer.restart()
        output.removeAll()
        write(
            .hello(
                SorterHello(
                    line: layout.line, epoch: highestEpoch, encoder: encoder, time_ms: time_ms,
                    defaultExit: layout.defaultExit, exits: layout.exits)))
    }

    public mutating func disconnect() {
        isConnected = false
        acceptedEpoch = nil
        output.removeAll()
    }

    /// Rule 4: whatever was known of the track is void, and a track that is still on the line is nobody's.
    public mutating func induct(_ track: TrackID, front: EncoderCount, tail: EncoderCount, time_ms: UInt32) {
        inducted &+= 1
        let isAmbiguous = items[track] != nil
        items[track] = Item(front: front, time_ms: time_ms, isAmbiguous: isAmbiguous)
        send(.inducted(track: track, front: front, tail: tail, time_ms: time_ms))
    }

    /// The parcel is near the diverter.
    public mutating func approach(_ track: TrackID, encoder: EncoderCount) {
        guard let item = items[track], item.permit == nil, item.gone == nil, isConnected else { return }
        write(.requested(track: track, encoder: encoder))
    }

    /// Rule 3: which exit the parcel takes.
    public mutating func divert(
        _ track: TrackID, encoder: EncoderCount, time_ms: UInt32
    ) -> (exit: UInt8, permit: Permit?) {
        guard var item = items[track] else { return (layout.defaultExit, nil) }
        var gone: (exit: UInt8, permit: Permit?) = (layout.defaultExit, nil)
        if let permit = item.permit, !item.revoked, permit.epoch == highestEpoch,
            !isExpired(permit, item, encoder, time_ms)
        {
            gone = (layout.outboundExit, permit)
        }
        item.gone = gone
        items[track] = item
        return gone
    }

    /// An exit eye saw a parcel.
    public mutating func exit(_ track: TrackID?, at exit: UInt8, encoder: EncoderCount, time_ms: UInt32) {
        exited &+= 1
        let item = track.flatMap { items.removeValue(forKey: $0) }
        let known = item == nil ? nil : track
        send(.exited(track: known, exit: exit, permit: item?.gone?.permit?.number, encoder: encoder, time_ms: time_ms))
    }

    public mutating func pulse(encoder: EncoderCount, time_ms: UInt32, belt: SorterPulse.Belt) {
        guard isConnected else { return }
        write(
            .heartbeat(
                SorterPulse(encoder: encoder, time_ms: time_ms, belt: belt, inducted: inducted, exited: exited)))
    }

    public mutating func report(lane exit: UInt8, free: UInt16, isFull: Bool) {
        guard isConnected else { return }
        write(.lane(exit: exit, free: free, full: isFull))
    }

    /// A person starts the belt again after an ordered stop. It runs only where rule 5 lets it.
    public mutating func startByHand() {
        guard isStoppedByOrder else { return }
        isStoppedByOrder = false
        if isConnected, !isStoppedForHeartbeat { write(.stopped(.running)) }
    }

    /// Whether the gateway's heartbeat is there.
    public func hearsGateway(time_ms: UInt32) -> Bool {
        Int32(bitPattern: time_ms &- rose_ms) <= Int32(SorterProtocol.heartbeatLimit_ms)
    }

    /// Rule 5: whether the belt may run.
    public mutating func watch(time_ms: UInt32) -> Bool {
        let isLost = !hearsGateway(time_ms: time_ms)
        if isLost != isStoppedForHeartbeat {
            isStoppedForHeartbeat = isLost
            if isConnected { write(.stopped(isLost ? .heartbeatLost : .running)) }
        }
        return !isLost && !isStoppedByOrder
    }

    /// Power loss: all is forgotten but the highest epoch; outputs are off (rule 7).
    public mutating func restart() {
        self = SimulatedSorter(layout, highestEpoch: highestEpoch)
    }

    /// Takes bytes of the gateway.
    public mutating func receive(_ bytes: [UInt8], encoder: EncoderCount, time_ms: UInt32) {
        for piece in framer.take(bytes) {
            guard case .telegram(let telegram) = piece else {
                write(.notUnderstood(sequence: 0, why: .length))
                continue
            }
            do throws(TelegramFault) {
                let numbered = try SorterCodec.readFromGateway(telegram, line: layout.line)
                let expected = SorterProtocol.next(after: lastReceived)
                let ahead = (numbered.sequence + SorterProtocol.sequenceLimit - expected) % SorterProtocol.sequenceLimit
                guard ahead < SorterProtocol.sequenceLimit / 2 else {
                    write(.notUnderstood(sequence: numbered.sequence, why: .sequence))
                    continue
                }
                lastReceived = numbered.sequence
                take(numbered.telegram, encoder, time_ms)
            } catch {
                write(.notUnderstood(sequence: 0, why: error.why))
            }
        }
    }

    private mutating func take(_ telegram: ToSorter, _ encoder: EncoderCount, _ time_ms: UInt32) {
        switch telegram {
        case .hello(let line, let epoch):
            guard line == layout.line, epoch >= highestEpoch else { return }
            highestEpoch = epoch
            acceptedEpoch = epoch
            rose_ms = time_ms
            committed = 0
            for telegram in kept { write(telegram) }
            kept.removeAll()
        case .permit(let permit):
            let answer = accept(permit, encoder, time_ms)
            write(.answered(track: permit.track, epoch: permit.epoch, permit: permit.number, answer: answer))
        case .revoke(let track, let epoch, let number):
            if items[track]?.permit?.epoch == epoch, items[track]?.permit?.number == number {
                items[track]?.revoked = true
            }
        case .heartbeat(let epoch, let sequence):
            guard epoch == acceptedEpoch else { return }
            if sequence > committed { rose_ms = time_ms }
            committed = sequence
        case .induction(let wanted): induction = wanted
        case .stop:
            guard !isStoppedByOrder else { return }
            isStoppedByOrder = true
            write(.stopped(.ordered))
        case .noPermit: break
        }
    }

    /// Rule 2.
    private mutating func accept(_ permit: Permit, _ encoder: EncoderCount, _ time_ms: UInt32) -> PermitAnswer {
        guard permit.epoch == acceptedEpoch else { return .oldEpoch }
        guard var item = items[permit.track], !item.isAmbiguous else { return .unknownTrack }
        if let earlier = item.permit { return earlier == permit ? .accepted : .usedBefore }
        guard item.gone == nil, !isExpired(permit, item, encoder, time_ms) else { return .expired }
        item.permit = permit
        items[permit.track] = item
        return .accepted
    }

    private func isExpired(_ permit: Permit, _ item: Item, _ encoder: EncoderCount, _ time_ms: UInt32) -> Bool {
        switch permit.expiry {
        case .encoder(let count): encoder.distance(from: count) > 0
        case .afterInduction(let milliseconds): Int64(time_ms &- item.time_ms) > Int64(milliseconds)
        }
    }

    private mutating func send(_ telegram: FromSorter) {
        if acceptedEpoch != nil {
            write(telegram)
        } else if kept.count < Self.keptLimit {
            kept.append(telegram)
        }
    }

    private mutating func write(_ telegram: FromSorter) {
        lastSent = SorterProtocol.next(after: lastSent)
        output += SorterCodec.write(Numbered(sequence: lastSent, telegram: telegram))
    }
}
