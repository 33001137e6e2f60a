import CRE2

/// A regular expression that came from data (a rule, a driver, a carrier's number), run by RE2 in linear time.
public final class Pattern: Sendable {
    /// RE2 says: matching does not change the compiled pattern and may run on several threads at once.
    @safe private struct Compiled: @unchecked Sendable {
        let pointer: OpaquePointer
    }

    public let text: String
    private let compiled: Compiled

    /// Compiles `text` in RE2's syntax.
    /// - Throws: `PatternError` with RE2's own words.
    public init(_ text: String) throws(PatternError) {
        var text = text
        text.makeContiguousUTF8()
        self.text = text
        var message = [CChar](repeating: 0, count: 256)
        let pointer = unsafe text.utf8.withContiguousStorageIfAvailable { bytes in
            unsafe bytes.withMemoryRebound(to: CChar.self) {
                unsafe cre2_compile($0.baseAddress, $0.count, 0, Self.memoryLimit, &message, message.count)
            }
        }
        guard let pointer = unsafe pointer ?? nil else {
            let reason = String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            throw PatternError(pattern: text, reason: reason)
        }
        unsafe compiled = Compiled(pointer: pointer)
    }

    deinit { unsafe cre2_free(compiled.pointer) }

    /// Whether the pattern is found anywhere in the subject.
    public func isFound(in subject: String) -> Bool { found(in: subject, whole: false) }

    /// Whether the pattern matches the whole subject.
    public func matches(_ subject: String) -> Bool { found(in: subject, whole: true) }

    /// Whether the pattern matches the whole subject, given as bytes.
    public func matches(_ subject: [UInt8]) -> Bool {
        unsafe subject.withUnsafeBytes { unsafe found($0, whole: true) }
    }

    /// Groups in parentheses.
    public var groupCount: Int { Int(unsafe cre2_group_count(compiled.pointer)) }

    /// The first match that begins at or behind a byte of the subject: where it lies, and each of its groups; nil for a group that
    /// took no part, and without a match. Of more than `BytePattern.groupLimit` groups the first are told.
    public func find(in subject: [UInt8], from start: Int) -> [Range<Int>?]? {
        guard (0...subject.count).contains(start) else { return nil }
        let count = min(groupCount, BytePattern.groupLimit) + 1
        var bounds = [Int32](repeating: -1, count: 2 * count)
        let found = unsafe subject.withUnsafeBytes { bytes in
            // RE2 takes a NULL for a group that took no part.
            var nothing: CChar = 0
            return unsafe withUnsafePointer(to: &nothing) { nothing in
                let text = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self) ?? nothing
                return unsafe cre2_find(compiled.pointer, text, bytes.count, start, &bounds, Int32(count))
            }
        }
        guard found == 1 else { return nil }
        return (0..<count).map { group in
            bounds[2 * group] < 0 ? nil : Int(bounds[2 * group])..<Int(bounds[2 * group + 1])
        }
    }

    private static let memoryLimit = 8 << 20

    private func found(in subject: String, whole: Bool) -> Bool {
        var subject = subject
        return subject.withUTF8 { unsafe found(UnsafeRawBufferPointer($0), whole: whole) }
    }

    private func found(_ bytes: UnsafeRawBufferPointer, whole: Bool) -> Bool {
        let subject = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
        return unsafe cre2_found(compiled.pointer, subject, bytes.count, whole ? 1 : 0) != 0
    }
}

/// A pattern that RE2 does not accept.
public struct PatternError: Error, Sendable, Equatable, CustomStringConvertible {
    public let pattern: String
    public let reason: String

    public var description: String { "pattern '\(pattern)': \(reason)" }
}
