import Glibc
import Parcels
import Platform
import Readings

/// A label printer on a thread of its own. Labels wait in a bounded queue; one that cannot be printed is tried again for a
/// while and then given up, and both are told.
public final class LabelPrinter: Sendable {
    public struct Job: Sendable {
        public let hold: HoldID
        public let bytes: [UInt8]

        public init(hold: HoldID, bytes: [UInt8]) {
            self.hold = hold
            self.bytes = bytes
        }
    }

    static let capacity = 64
    static let answerTime: Int64 = 5_000_000_000
    static let firstPause: Int64 = 500_000_000
    static let longestPause: Int64 = 5_000_000_000
    /// A tag that comes later than this finds its parcel gone.
    static let patience: Int64 = 300_000_000_000

    public let id: DeviceID
    private let place: PrinterConfiguration.Place
    private let queue: BoundedQueue<Job>
    private let stop: EventFlag

    public init(_ configuration: PrinterConfiguration) throws(SystemError) {
        id = configuration.id
        place = configuration.place
        queue = try BoundedQueue(capacity: Self.capacity)
        stop = try EventFlag()
    }

    /// - Parameters:
    ///   - report: takes the printer's state, on its thread, and must not wait.
    ///   - done: told of each label whether it was printed; the same holds.
    public func start(
        report: @escaping @Sendable (DeviceEvent) -> Void, done: @escaping @Sendable (HoldID, Bool) -> Void
    ) throws(SystemError) -> OwnThread {
        try OwnThread("printer-\(id)", .later) { [self] in
            var batch: [Job] = []
            while queue.take(into: &batch, limit: 1, until: nil) {
                for job in batch { done(job.hold, print(job, report)) }
                batch.removeAll(keepingCapacity: true)
            }
        }
    }

    /// False when too many labels wait already.
    public func offer(_ job: Job) -> Bool { queue.offer(job) }

    public func end() {
        stop.raise()
        queue.close()
    }

    private func print(_ job: Job, _ report: (DeviceEvent) -> Void) -> Bool {
        let deadline = Clocks.monotonic() + Self.patience
        var pause = Self.firstPause
        while !stop.isRaised {
            guard let fault = attempt(job) else {
                report(.changed(id, .working, detail: ""))
                return true
            }
            report(.changed(id, .faulty, detail: Trouble(.cannotPrint, fault).description))
            guard Clocks.monotonic() + pause < deadline else { return false }
            stop.wait(until: Clocks.monotonic() + pause)
            pause = min(pause * 2, Self.longestPause)
        }
        return false
    }

    /// What went wrong; nil when the label is printed.
    private func attempt(_ job: Job) -> String? {
        switch place {
        case .network(let address): return send(job.bytes, to: address)
        case .folder(let folder):
            do throws(SystemError) {
                try Files.makeDirectory(folder)
                try Files.replace("\(folder)/hold-\(job.hold).zpl", with: job.bytes)
                return nil
            } catch { return "\(error)" }
        }
    }

    private func send(_ bytes: [UInt8], to address: SocketAddress) -> String? {
        let deadline = Clocks.monotonic() + Self.answerTime
        guard let socket = Sockets.connect(to: address, until: deadline, stop: stop) else {
            return "\(address) does not answer"
        }
        var rest = bytes[...]
        while !rest.isEmpty {
            guard let sent = Sockets.send(rest, to: socket.number) else { return "\(address) broke the connection" }
            rest = rest.dropFirst(sent)
            if rest.isEmpty { break }
            Waiting.wait(for: socket.number, POLLOUT, or: stop.descriptor, deadline: deadline)
            if stop.isRaised || Clocks.monotonic() >= deadline { return "\(address) takes no data: paper or ribbon?" }
        }
        // A printer that has read everything closes its side too; one that keeps it open is not waited for.
        shutdown(socket.number, Int32(SHUT_WR))
        let patience = Clocks.monotonic() + 1_000_000_000
        var answer: [UInt8] = []
        while Clocks.monotonic() < patience, !stop.isRaised {
            Waiting.wait(for: socket.number, POLLIN, or: stop.descriptor, deadline: patience)
            answer.removeAll(keepingCapacity: true)
            if case .closed = Sockets.receive(from: socket.number, into: &answer, limit: 4096) { return nil }
        }
        return nil
    }
}
