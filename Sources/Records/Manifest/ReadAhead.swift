import Manifests
import Platform

/// Reads a manifest file on a thread of its own, so that rows are made while earlier ones are written.
final class ReadAhead: Sendable {
    enum Part: Sendable {
        case lines([ManifestLine])
        /// The last part: what made the rest unreadable, and the encoding where it is known.
        case end(ManifestError?, TextEncoding?)
        case failed(SystemError)
    }

    private static let linesInPart = 500
    /// The reader looks this often whether its taker has given up, should it have missed being told.
    private static let pause: Int64 = 100_000_000

    private let parts: BoundedQueue<Part>
    private let room: EventFlag

    init(_ path: String, limit: Int, _ options: ImportOptions) throws(SystemError) {
        parts = try BoundedQueue(capacity: 8)
        room = try EventFlag()
        _ = try OwnThread("read-ahead", .spare) { [self] in read(path, limit, options) }
    }

    /// The next part; nil when the reader has ended without a last one, which it never does by itself.
    func next() -> Part? {
        var batch: [Part] = []
        guard parts.take(into: &batch, limit: 1, until: nil) else { return nil }
        room.raise()
        return batch.first
    }

    /// What is not yet read is not wanted.
    func stop() {
        parts.close()
        room.raise()
    }

    private func read(_ path: String, _ limit: Int, _ options: ImportOptions) {
        var reader = ManifestReader(options.encoding, options.numbering)
        var lines: [ManifestLine] = []
        var fault: ManifestError?
        func take(_ line: ManifestLine) {
            lines.append(line)
            if lines.count == Self.linesInPart { hand(&lines) }
        }
        do throws(SystemError) {
            try Files.forEachBlock(of: path, limit: limit) { block in
                guard fault == nil, !parts.isClosed else { return }
                do throws(ManifestError) { try reader.take(block, take) } catch { fault = error }
            }
        } catch { return give(.failed(error)) }
        if fault == nil { do throws(ManifestError) { try reader.finish(take) } catch { fault = error } }
        hand(&lines)
        give(.end(fault, reader.encoding))
    }

    private func hand(_ lines: inout [ManifestLine]) {
        give(.lines(lines))
        lines.removeAll(keepingCapacity: true)
    }

    private func give(_ part: Part) {
        while !parts.offer(part), !parts.isClosed {
            room.wait(until: Clocks.monotonic() + Self.pause)
            room.lower()
        }
    }
}
