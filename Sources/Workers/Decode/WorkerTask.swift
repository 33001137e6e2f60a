import Labels
import Parcels
import Readings

/// What a worker is asked to do with the file that lies in its memory. On its channel: the task's byte, the effort's, two of
/// the lengths that interleaved 2 of 5 may have, the time that it has in milliseconds as four bytes, and the file's size as eight; numbers with the highest byte first.
public enum WorkerTask: Sendable, Hashable {
    /// Find the labels.
    case decode(Effort)
    /// Make a picture of it that a browser shows.
    case render
    /// Measure it, and the printed sheet of a camera's calibration in it.
    case measure
    /// Measure it alone.
    case watch

    static let requestSize = 16

    private var number: UInt8 {
        switch self {
        case .decode: 1
        case .render: 2
        case .measure: 16
        case .watch: 17
        }
    }

    private init?(number: UInt8, effort: UInt8) {
        switch number {
        case 1:
            guard let effort = Effort(number: effort) else { return nil }
            self = .decode(effort)
        case 2: self = .render
        case 16: self = .measure
        case 17: self = .watch
        default: return nil
        }
    }

    func request(size: Int, interleaved: InterleavedLengths = .any, limit_ms: Int) -> [UInt8] {
        let effort: UInt8 = if case .decode(let effort) = self { effort.number } else { 0 }
        let limit = UInt32(clamping: limit_ms)
        let lengths = [UInt8(interleaved.bits >> 8), UInt8(truncatingIfNeeded: interleaved.bits)]
        return [number, effort] + lengths + (0..<4).map { UInt8(truncatingIfNeeded: limit >> UInt32(24 - 8 * $0)) }
            + (0..<8).map { UInt8(truncatingIfNeeded: UInt64(size) >> UInt64(56 - 8 * $0)) }
    }

    static func read(_ request: [UInt8])
        -> (task: WorkerTask, size: Int, interleaved: InterleavedLengths, limit_ms: Int)?
    {
        guard request.count == requestSize, let task = WorkerTask(number: request[0], effort: request[1]) else {
            return nil
        }
        let limit = request[4..<8].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        let size = request[8...].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let lengths = InterleavedLengths(bits: UInt16(request[2]) << 8 | UInt16(request[3]))
        return size <= UInt64(Int32.max) ? (task, Int(size), lengths, Int(limit)) : nil
    }
}

extension Effort {
    fileprivate var number: UInt8 { UInt8(Self.allCases.firstIndex(of: self) ?? 0) }

    fileprivate init?(number: UInt8) {
        guard Self.allCases.indices.contains(Int(number)) else { return nil }
        self = Self.allCases[Int(number)]
    }
}
