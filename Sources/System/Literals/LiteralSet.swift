import CLiterals
import Synchronization

/// Byte strings that are looked for all at once, in one pass over a text, however many there are (Vectorscan).
public final class LiteralSet: Sendable {
    /// Vectorscan says: a compiled database does not change when it is scanned and may be scanned by several threads at once.
    @safe private struct Compiled: @unchecked Sendable {
        let pointer: OpaquePointer
    }

    /// What one scan writes to: of one scan at a time, and handed on under the lock.
    @safe private struct Scratch: @unchecked Sendable {
        let pointer: OpaquePointer
    }

    /// Where a literal was found: its place among those of the set, and the byte behind its end.
    public struct Hit {
        public let literal: Int
        public let end: Int
    }

    public let count: Int
    private let compiled: Compiled?
    private let idle = Mutex<[Scratch]>([])

    /// - Parameter literals: none empty, each once.
    public init(_ literals: [[UInt8]]) throws(LiteralSetError) {
        count = literals.count
        guard !literals.isEmpty else {
            compiled = nil
            return
        }
        precondition(literals.allSatisfy { !$0.isEmpty }, "a literal is empty")
        // One buffer with all of them, as the compiler takes pointers.
        let joined = literals.flatMap { $0.map { CChar(bitPattern: $0) } }
        let lengths = literals.map(\.count)
        var message = [CChar](repeating: 0, count: 256)
        let pointer = unsafe joined.withUnsafeBufferPointer { joined -> OpaquePointer? in
            guard let base = joined.baseAddress else { return nil }
            var texts: [UnsafePointer<CChar>?] = unsafe []
            var offset = 0
            for length in lengths {
                unsafe texts.append(base + offset)
                offset += length
            }
            return unsafe literals_compile(texts, lengths, UInt32(lengths.count), &message, message.count)
        }
        guard let pointer = unsafe pointer else {
            let reason = String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            throw LiteralSetError(reason: reason)
        }
        unsafe compiled = Compiled(pointer: pointer)
    }

    deinit {
        for scratch in idle.withLock({ $0 }) { unsafe literals_scratch_free(scratch.pointer) }
        if let compiled { unsafe literals_free(compiled.pointer) }
    }

    /// Bytes that the compiled set takes.
    public var size: Int { compiled.map { unsafe literals_size($0.pointer) } ?? 0 }

    /// Calls `take` for every literal wherever it ends in the text. Without memory the program ends, as it does wherever there
    /// is none: a search that found only a part would say that nothing else is there.
    public func scan(_ text: [UInt8], _ take: (Hit) -> Void) {
        guard let compiled, !text.isEmpty else { return }
        let scratch = borrow(compiled)
        defer { idle.withLock { $0.append(scratch) } }
        var hits: UnsafePointer<literals_hit>?
        let found = unsafe text.withUnsafeBufferPointer {
            unsafe literals_scan(compiled.pointer, scratch.pointer, $0.baseAddress, $0.count, &hits)
        }
        guard found >= 0 else { fatalError("no memory to search for literals") }
        for place in 0..<Int(found) {
            guard let hit = unsafe hits?[place] else { break }
            take(Hit(literal: Int(hit.literal), end: Int(hit.end)))
        }
    }

    private func borrow(_ compiled: Compiled) -> Scratch {
        if let scratch = idle.withLock({ $0.popLast() }) { return scratch }
        guard let pointer = unsafe literals_scratch_make(compiled.pointer) else {
            fatalError("no memory to search for literals")
        }
        return unsafe Scratch(pointer: pointer)
    }
}

/// A set that could not be compiled.
public struct LiteralSetError: Error, Sendable, Equatable, CustomStringConvertible {
    public let reason: String

    public var description: String { reason }
}
