import Labels
import Parcels
import Platform
import Readings
import Synchronization

/// Worker processes that read pictures, each with a thread of ours that waits for it. A picture that ends its worker, or
/// does not come back in time, is a no-read with a trouble; the worker is replaced.
public final class DecodePool: Sendable {
    public struct Settings: Sendable {
        /// The program that workers run: this one, whatever has become of its file since.
        public var program = "/proc/self/exe"
        public var arguments = ["worker", "decode"]
        public var workers = 2
        /// Workers are started before the first picture comes.
        public var startsAtOnce = true
        /// Pictures that may wait.
        public var queue = 16
        /// Bytes of the pictures that may wait.
        public var queueBytes = 128 << 20

        /// The lengths that interleaved 2 of 5 may have.
        public var interleaved = InterleavedLengths.any

        public init() {}
    }

    /// What became of a picture.
    public enum Outcome: Sendable {
        /// Its labels, none perhaps, and the decoding time in microseconds.
        case decoded(Decoded, elapsed_us: Int)
        case rendered([UInt8])
        case measured(CameraView)
        /// It is no picture, or a cut-off one.
        case fault(ImageFault)
        /// It could not be looked at; `.frameSetAside` once it has ended two workers.
        case failed(Trouble)
    }

    private struct Job: Sendable {
        let frame: Frame
        let task: WorkerTask
        let limit_ms: Int
        let done: @Sendable (Outcome) -> Void
    }

    private let settings: Settings
    private let queue: BoundedQueue<Job>
    private let waitingBytes = Atomic<Int>(0)
    private let killers = Mutex(Killers())
    private let threads = Mutex<[OwnThread]>([])
    private let processes: Mutex<[Int: Int32]> = Mutex([:])

    /// - Parameter known: pictures that ended a worker earlier, once for each death.
    public init(_ settings: Settings = Settings(), known: [FrameID] = []) throws(SystemError) {
        self.settings = settings
        queue = try BoundedQueue(capacity: settings.queue)
        killers.withLock { killers in for frame in known { _ = killers.note(frame) } }
        for number in 0..<settings.workers {
            let thread = try OwnThread("decode-\(number)") { [self] in run(number) }
            threads.withLock { $0.append(thread) }
        }
    }

    /// The workers' process numbers, for those that are running.
    public var processNumbers: [Int32] { processes.withLock { Array($0.values) } }

    /// Whether a picture has ended a worker.
    public func isSuspect(_ frame: FrameID) -> Bool { killers.withLock { $0.hasKilled(frame) } }

    /// Has a picture worked on; `done` is called on a thread of the pool, and must not wait.
    /// - Parameter limit_ms: how long a worker may take: it answers with what it has shortly before, and is ended then.
    /// - Returns: false when there is no room: then nothing happens.
    public func offer(
        _ task: WorkerTask, _ frame: Frame, limit_ms: Int, done: @escaping @Sendable (Outcome) -> Void
    ) -> Bool {
        let size = frame.file.count
        guard waitingBytes.add(size, ordering: .relaxed).newValue <= settings.queueBytes || size == 0,
            queue.offer(Job(frame: frame, task: task, limit_ms: limit_ms, done: done))
        else {
            waitingBytes.subtract(size, ordering: .relaxed)
            return false
        }
        return true
    }

    /// The same for work that must hold up no other: it is taken only while nothing waits.
    public func offerSpare(
        _ task: WorkerTask, _ frame: Frame, limit_ms: Int, done: @escaping @Sendable (Outcome) -> Void
    ) -> Bool {
        queue.count == 0 && offer(task, frame, limit_ms: limit_ms, done: done)
    }

    /// The same for somebody who waits for it, until the monotonic `deadline` (ns).
    public func wait(_ task: WorkerTask, for frame: Frame, limit_ms: Int, until deadline: Int64) -> Outcome {
        let busy = Outcome.failed(Trouble(.framesRefused, "1"))
        guard let answer = try? PendingAnswer() else { return busy }
        guard offer(task, frame, limit_ms: limit_ms, done: { answer.resolve($0) }) else { return busy }
        return answer.wait(until: deadline) ?? busy
    }

    /// Ends the workers; what waits is not looked at.
    public func close(until deadline: Int64) {
        queue.close()
        for thread in threads.withLock({ $0 }) { _ = thread.join(until: deadline) }
    }

    // MARK: The pool's threads

    private func run(_ number: Int) {
        var worker: WorkerProcess?
        var batch: [Job] = []
        while true {
            // It is started before the next picture comes.
            if worker == nil, settings.startsAtOnce { worker = try? start(number) }
            guard queue.take(into: &batch, limit: 1, until: nil) else { break }
            for job in batch {
                waitingBytes.subtract(job.frame.file.count, ordering: .relaxed)
                job.done(queue.isClosed ? .failed(Trouble(.stopping)) : work(job, &worker, number))
            }
            batch.removeAll()
        }
        processes.withLock { $0[number] = nil }
    }

    private func start(_ number: Int) throws(WorkerFailure) -> WorkerProcess {
        let worker = try WorkerProcess(program: settings.program, arguments: settings.arguments)
        processes.withLock { $0[number] = worker.number }
        return worker
    }

    private func work(_ job: Job, _ worker: inout WorkerProcess?, _ number: Int) -> Outcome {
        let frame = job.frame
        if killers.withLock({ $0.isSetAside(frame.id) }) { return .failed(Trouble(.frameSetAside, frame.id.short)) }
        guard frame.file.count <= ImageLimits.bytes else { return .fault(.tooLarge) }
        // A worker that had ended before is replaced, once.
        for _ in 0..<2 {
            do throws(WorkerFailure) {
                let current: WorkerProcess
                if let running = worker { current = running } else { current = try start(number) }
                worker = current
                switch try current.ask(
                    job.task, frame.file, interleaved: settings.interleaved, limit_ms: job.limit_ms)
                {
                case .decoded(let decoded, let elapsed): return .decoded(decoded, elapsed_us: elapsed)
                case .rendered(let file): return .rendered(file)
                case .measured(let view): return .measured(view)
                case .fault(let fault): return .fault(fault)
                }
            } catch {
                worker = nil
                processes.withLock { $0[number] = nil }
                switch error {
                case .goneBefore: continue
                case .notStarted(let why): return .failed(Trouble(.workerNotStarted, why))
                case .died(let signal): return blame(job, Trouble(.workerDied, signal))
                case .hung: return blame(job, Trouble(.workerHung, String(job.limit_ms)))
                case .babbled: return blame(job, Trouble(.workerDied, "answer"))
                }
            }
        }
        return .failed(Trouble(.workerNotStarted, settings.program))
    }

    private func blame(_ job: Job, _ trouble: Trouble) -> Outcome {
        // A camera that is looked after never costs a label: the picture may be read as ever.
        if job.task == .watch { return .failed(trouble) }
        let isSetAside = killers.withLock { $0.note(job.frame.id) }
        return .failed(isSetAside ? Trouble(.frameSetAside, job.frame.id.short) : trouble)
    }
}

/// An answer that somebody waits for.
private final class PendingAnswer: Sendable {
    private let answer = Mutex<DecodePool.Outcome?>(nil)
    private let flag: EventFlag

    init() throws(SystemError) { flag = try EventFlag() }

    func resolve(_ outcome: DecodePool.Outcome) {
        answer.withLock { $0 = outcome }
        flag.raise()
    }

    func wait(until deadline: Int64) -> DecodePool.Outcome? {
        flag.wait(until: deadline)
        return answer.withLock { $0 }
    }
}
