import CSandbox
import Glibc
import Labels
import Parcels
import Platform
import Readings

/// The process that reads pictures: `parcelgate worker decode`, started by the gateway with a channel and a memory as its
/// only open files. It reads nothing from outside before it has entered the sandbox.
public enum DecodeWorker {
    /// Frames after which it ends, to be replaced: what a library may have leaked goes with it.
    static let life = 2_000

    /// Says that it is ready.
    static let ready: UInt8 = 0x2B

    /// Serves until its channel closes or its life is over.
    /// - Throws: when it was not started by a gateway, or cannot enter the sandbox.
    public static func run() throws(SystemError) {
        var status = stat()
        guard unsafe fstat(SANDBOX_MEMORY, &status) == 0, status.st_size > 0,
            let memory = unsafe mmap(nil, Int(status.st_size), PROT_READ, MAP_SHARED, SANDBOX_MEMORY, 0),
            unsafe memory != MAP_FAILED
        else { throw SystemError("find the memory that a gateway gives its worker") }
        let files = unsafe UnsafeRawBufferPointer(start: memory, count: Int(status.st_size))
        LabelDecoder.load()
        guard let decoder = LabelDecoder() else { throw SystemError("make a decoder", code: ENOMEM) }
        // Once through everything that is loaded lazily.
        if let blank = GreyImage(width: 64, height: 64, pixels: [UInt8](repeating: 255, count: 4096)) {
            for effort in Effort.allCases { _ = decoder.decode(blank, effort: effort) }
            _ = ImageFile.rendered(blank)
        }
        try Sandbox.enter()
        guard write([ready]) else { return }
        for _ in 0..<life {
            guard let (task, size, lengths, limit) = WorkerTask.read(readRequest()), size <= files.count else { return }
            let file = unsafe Array(files.prefix(size))
            let answer = answer(task, file, decoder, interleaved: lengths, limit_ms: limit).bytes
            let head = (0..<4).map { UInt8(truncatingIfNeeded: UInt32(answer.count) >> UInt32(24 - 8 * $0)) }
            guard write(head + answer) else { return }
        }
    }

    /// - Parameter limit_ms: what the gateway waits: a part of it is left for the answer's way.
    static func answer(
        _ task: WorkerTask, _ file: [UInt8], _ decoder: LabelDecoder, interleaved: InterleavedLengths = .any,
        limit_ms: Int
    ) -> WorkerAnswer {
        let start = Clocks.monotonic()
        let end = start + Int64(limit_ms) * 1_000_000 / 4 * 3
        let image: GreyImage
        do throws(ImageFault) { image = try ImageFile.read(file) } catch { return .fault(error) }
        switch task {
        case .decode(let effort):
            let decoded = decoder.decode(image, effort: effort, interleaved: interleaved) { Clocks.monotonic() >= end }
            return .decoded(decoded, elapsed_us: Int((Clocks.monotonic() - start) / 1000))
        case .render:
            guard let picture = ImageFile.rendered(image), picture.count < WorkerAnswer.sizeLimit else {
                return .fault(.noMemory)
            }
            return .rendered(picture)
        case .measure, .watch:
            return CameraView(image, lookForSheet: task == .measure).map { .measured($0) } ?? .fault(.tooSmall)
        }
    }

    private static func readRequest() -> [UInt8] {
        var request = [UInt8](repeating: 0, count: WorkerTask.requestSize)
        var have = 0
        while have < request.count {
            let count = unsafe request.withUnsafeMutableBytes { buffer in
                unsafe read(SANDBOX_CHANNEL, buffer.baseAddress?.advanced(by: have), buffer.count - have)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return [] }
            have += count
        }
        return request
    }

    private static func write(_ bytes: [UInt8]) -> Bool {
        (try? Files.writeAll(bytes, to: SANDBOX_CHANNEL, path: "channel")) != nil
    }
}
