import People
import Platform
import Synchronization

/// Everybody who watches. A thread of its own takes the site's state ten times a second, writes it down once and hands it to
/// all.
final class Viewers: Sendable {
    static let viewerLimit = 200
    private static let period: Int64 = 100_000_000
    /// When nothing changes, the state is sent only this often.
    private static let quietPeriod: Int64 = 1_000_000_000

    /// How often it is asked what who watches may still see.
    private static let checkPeriod: Int64 = 1_000_000_000

    private struct Viewer {
        let stream: EventStream
        var sight: Sight
        let look: @Sendable () -> Sight
    }

    /// What somebody may see of the live state.
    enum Sight: Sendable {
        case nothing
        case withoutHolds
        case withoutGrounds
        case everything

        var seesHolds: Bool { self == .withoutGrounds || self == .everything }

        init(_ account: Account?) {
            guard let account, account.may(.seeLine) else {
                self = .nothing
                return
            }
            self = !account.may(.seeHolds) ? .withoutHolds : account.may(.orderLines) ? .everything : .withoutGrounds
        }
    }

    private let streams = Mutex<[ObjectIdentifier: Viewer]>([:])
    private let stop: EventFlag

    init() throws(SystemError) { stop = try EventFlag() }

    /// Starts the thread.
    func start(_ site: any SiteControl) throws(SystemError) {
        _ = try OwnThread("viewers", .later) { [self] in
            var sent: Int64 = 0
            var checked: Int64 = 0
            var before: LiveState?
            while !stop.isRaised {
                stop.wait(until: Clocks.monotonic() + Self.period)
                guard streams.withLock({ !$0.isEmpty }) else { continue }
                let state = site.live()
                let now = Clocks.monotonic()
                if now - checked >= Self.checkPeriod {
                    checked = now
                    lookAgain()
                }
                guard
                    state.isMoving || before.map({ state.differs(from: $0) }) ?? true || now - sent >= Self.quietPeriod
                else {
                    continue
                }
                send(state)
                before = state
                sent = now
            }
        }
    }

    /// Nil when there are too many viewers already.
    /// - Parameter look: asked again and again; the stream is closed when it says nothing.
    func join(_ site: any SiteControl, _ look: @escaping @Sendable () -> Sight) -> EventStream? {
        let sight = look()
        let stream = EventStream()
        let accepted = streams.withLock { streams in
            guard streams.count < Self.viewerLimit else { return false }
            streams[ObjectIdentifier(stream)] = Viewer(stream: stream, sight: sight, look: look)
            return true
        }
        guard accepted else { return nil }
        guard sight != .nothing else {
            stream.close()
            return stream
        }
        stream.send(live: EventStream.frame("live", site.live().encoded(sight)))
        return stream
    }

    func close() {
        stop.raise()
        for viewer in takeOpen() { viewer.stream.close() }
    }

    private func lookAgain() {
        for (id, viewer) in streams.withLock({ $0 }) {
            let sight = viewer.look()
            if sight == .nothing { viewer.stream.close() } else { streams.withLock { $0[id]?.sight = sight } }
        }
    }

    /// Each sight is written down once, where anybody has it.
    private func send(_ state: LiveState) {
        let viewers = takeOpen()
        for sight in [Sight.withoutHolds, .withoutGrounds, .everything]
        where viewers.contains(where: { $0.sight == sight }) {
            let frame = EventStream.frame("live", state.encoded(sight))
            for viewer in viewers where viewer.sight == sight { viewer.stream.send(live: frame) }
        }
    }

    private func takeOpen() -> [Viewer] {
        streams.withLock { streams in
            streams = streams.filter { !$0.value.stream.isClosed }
            return Array(streams.values)
        }
    }
}

extension LiveState {
    fileprivate func encoded(_ sight: Viewers.Sight) -> [UInt8] {
        encoded(seesHolds: sight.seesHolds, seesGrounds: sight == .everything)
    }

    fileprivate var isMoving: Bool { lines.contains { $0.isMoving && !$0.passages.isEmpty } }

    /// Whether a person must see the change at once; what is left out here comes with the next quiet period.
    func differs(from other: LiveState) -> Bool {
        openHolds != other.openHolds || holdsChanged != other.holdsChanged || alarms != other.alarms
            || devices != other.devices || tables != other.tables
            || scan != other.scan || journalFault != other.journalFault || manifestItems != other.manifestItems
            || lines.map(\.standing) != other.lines.map(\.standing)
            || lines.map(\.passages.standing) != other.lines.map(\.passages.standing)
    }
}

extension LiveState.Line {
    /// What a person must see at once also when the belt stands.
    fileprivate var standing: [String] {
        missing + [
            stopped ?? "", isConnected ? "connected" : "", isMoving ? "moving" : "", laneFull ? "full" : "",
            laneFree.map(String.init) ?? "",
        ]
    }
}

extension [LiveState.Passage] {
    fileprivate var standing: [String] { flatMap { [$0.id, $0.state.rawValue, $0.number ?? "", $0.hold ?? ""] } }
}
