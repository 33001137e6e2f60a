import CSandbox
import Glibc
import Labels
import Parcels
import Platform

/// Why a worker gave no answer.
public enum WorkerFailure: Error, Sendable, Hashable {
    /// It could not be started, or was not ready in time.
    case notStarted(String)
    /// It was gone before it had the file: the file is not to blame.
    case goneBefore
    /// It ended while it had the file: the signal's name.
    case died(String)
    /// It had not answered at the deadline.
    case hung
    /// It answered what no worker answers.
    case babbled
}

/// One worker process and the way to it. It belongs to one thread; when it goes, the process is ended.
final class WorkerProcess {
    private let channel: Descriptor
    private let memory: Descriptor
    private var child: pid_t

    /// A worker must be ready in this time; it waits for nobody but the processor.
    private static let startLimit: Int64 = 20_000_000_000

    /// The only environment that a worker has: no library is put before another in it, and a crash is told by its signal.
    private static let environment = ["LANG=C.UTF-8", "SWIFT_BACKTRACE=enable=no"]

    /// Starts a worker and waits until it is ready.
    init(program: String, arguments: [String]) throws(WorkerFailure) {
        var ends: [Int32] = [-1, -1]
        let status = unsafe sandbox_channel(&ends)
        channel = Descriptor(ends[0])
        let far = Descriptor(ends[1])
        memory = Descriptor(sandbox_memory(Int64(ImageLimits.bytes)))
        var child: pid_t = 0
        guard status == 0, memory.number >= 0 else {
            self.child = 0
            throw .notStarted(SystemError.text(status == 0 ? -memory.number : -status))
        }
        let words = WordList([program] + arguments)
        let environment = WordList(Self.environment)
        let started = unsafe sandbox_spawn(
            program, words.pointer, environment.pointer, far.number, memory.number, &child)
        self.child = started == 0 ? child : 0
        guard started == 0 else { throw .notStarted("\(program): \(SystemError.text(-started))") }
        let deadline = Clocks.monotonic() + Self.startLimit
        // The other end is the worker's alone from here on: when it is gone, this end sees it.
        _ = consume far
        var answer: [UInt8] = []
        guard receive(&answer, 1, until: deadline) == .whole, answer == [DecodeWorker.ready] else {
            throw .notStarted("\(program) was not ready")
        }
    }

    deinit { if child > 0 { _ = sandbox_end(child, 0) } }

    /// The process's number.
    var number: pid_t { child }

    /// Has a file worked on.
    /// - Parameter limit_ms: how long the answer may take. After any failure the worker is of no more use.
    func ask(_ task: WorkerTask, _ file: [UInt8], interleaved: InterleavedLengths = .any, limit_ms: Int)
        throws(WorkerFailure)
        -> WorkerAnswer
    {
        let deadline = Clocks.monotonic() + Int64(limit_ms) * 1_000_000
        let request = task.request(size: file.count, interleaved: interleaved, limit_ms: limit_ms)
        guard place(file), send(request) else { throw .goneBefore }
        var head: [UInt8] = []
        try check(receive(&head, 4, until: deadline))
        let size = head.reduce(0) { $0 << 8 | Int($1) }
        guard size > 0, size <= WorkerAnswer.sizeLimit else { throw .babbled }
        var bytes: [UInt8] = []
        try check(receive(&bytes, size, until: deadline))
        guard let answer = WorkerAnswer(bytes) else { throw .babbled }
        return answer
    }

    private func check(_ received: Received) throws(WorkerFailure) {
        switch received {
        case .whole: return
        case .late: throw .hung
        case .closed: throw .died(unsafe String(cString: sandbox_signal(end())))
        }
    }

    /// Its channel is closed: it is ending, and a signal of ours would hide the one that ends it.
    private func end() -> Int32 {
        defer { child = 0 }
        return sandbox_end(child, 1_000)
    }

    private func place(_ file: [UInt8]) -> Bool {
        var written = 0
        while written < file.count {
            let count = unsafe file.withUnsafeBytes { bytes in
                unsafe pwrite(
                    memory.number, bytes.baseAddress?.advanced(by: written), bytes.count - written, off_t(written))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            written += count
        }
        return true
    }

    private func send(_ bytes: [UInt8]) -> Bool { Sockets.send(bytes[...], to: channel.number) == bytes.count }

    private enum Received {
        case whole
        case late
        case closed
    }

    private func receive(_ bytes: inout [UInt8], _ count: Int, until deadline: Int64) -> Received {
        while bytes.count < count {
            switch Sockets.receive(from: channel.number, into: &bytes, limit: min(count - bytes.count, 1 << 16)) {
            case .bytes: continue
            case .closed: return .closed
            case .nothingYet:
                guard Clocks.monotonic() < deadline else { return .late }
                Waiting.wait(for: channel.number, POLLIN, deadline: deadline)
            }
        }
        return .whole
    }
}

/// Words as a system call wants them: ended by a null.
@safe private final class WordList {
    let pointer: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
    private let count: Int

    init(_ words: [String]) {
        count = words.count
        unsafe pointer = .allocate(capacity: words.count + 1)
        for (place, word) in words.enumerated() { unsafe pointer[place] = strdup(word) }
        unsafe pointer[words.count] = nil
    }

    deinit {
        for place in 0..<count { unsafe free(pointer[place]) }
        unsafe pointer.deallocate()
    }
}
