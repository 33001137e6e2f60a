import CRE2

/// A pattern over bytes that need not be text (a device's telegram): each byte is a character, and `.` is any of them. It
/// matches a whole subject and tells what its named groups hold.
public final class BytePattern: Sendable {
    /// RE2 says: matching does not change the compiled pattern and may run on several threads at once.
    @safe private struct Compiled: @unchecked Sendable {
        let pointer: OpaquePointer
    }

    /// Most groups that a pattern may have, named or not.
    public static let groupLimit = Int(CRE2_GROUP_LIMIT)
    private static let memoryLimit = 1 << 20

    public let text: String
    public let names: Set<String>
    private let compiled: Compiled
    private let groupCount: Int

    /// Compiles `text`, ASCII in RE2's syntax, with at most `groupLimit` groups.
    public init(_ text: String) throws(PatternError) {
        guard text.utf8.allSatisfy({ $0 < 0x80 }) else {
            throw PatternError(pattern: text, reason: "letters beyond ASCII: write their bytes, as \\xC3")
        }
        self.text = text
        var message = [CChar](repeating: 0, count: 256)
        let characters = text.utf8.map { CChar(bitPattern: $0) }
        guard
            let pointer = unsafe cre2_compile(
                characters, characters.count, 1, Self.memoryLimit, &message, message.count)
        else {
            let reason = String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            throw PatternError(pattern: text, reason: reason)
        }
        unsafe compiled = Compiled(pointer: pointer)
        groupCount = Int(unsafe cre2_group_count(pointer))
        var names: Set<String> = []
        unsafe withUnsafeMutablePointer(to: &names) { names in
            unsafe cre2_group_names(
                pointer,
                { names, name in
                    guard let names = unsafe names, let name = unsafe name else { return }
                    unsafe names.assumingMemoryBound(to: Set<String>.self).pointee.insert(String(cString: name))
                }, names)
        }
        self.names = names
        guard groupCount <= Self.groupLimit else {
            throw PatternError(pattern: text, reason: "more than \(Self.groupLimit) groups")
        }
    }

    deinit { unsafe cre2_free(compiled.pointer) }

    /// The number of a named group, for `Captures`.
    public func group(_ name: String) -> Int? {
        let number = Int(unsafe cre2_group(compiled.pointer, name))
        return number == 0 ? nil : number
    }

    /// Whether the pattern matches the whole subject.
    public func matches(_ subject: ArraySlice<UInt8>) -> Bool { captures(subject, groups: false) != nil }

    /// What the groups hold when the pattern matches the whole subject.
    public func captures(_ subject: ArraySlice<UInt8>) -> Captures? { captures(subject, groups: true) }

    private func captures(_ subject: ArraySlice<UInt8>, groups: Bool) -> Captures? {
        var captures = Captures(subject.startIndex)
        let count = groups ? Int32(groupCount) + 1 : 0
        let found = unsafe subject.withUnsafeBytes { bytes in
            // RE2 takes a NULL for a group that took no part.
            var nothing: CChar = 0
            return unsafe withUnsafePointer(to: &nothing) { nothing in
                let text = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self) ?? nothing
                return unsafe captures.bounds.withUnsafeMutableBufferPointer {
                    unsafe cre2_captures(compiled.pointer, text, bytes.count, $0.baseAddress, count)
                }
            }
        }
        return found == 1 ? captures : nil
    }

    /// What the groups of a pattern hold, as places in the subject.
    public struct Captures {
        fileprivate var bounds: [Int32]
        private let start: Int

        fileprivate init(_ start: Int) {
            self.start = start
            bounds = [Int32](repeating: -1, count: 2 * (BytePattern.groupLimit + 1))
        }

        /// Nil for a group that took no part.
        public subscript(group: Int) -> Range<Int>? {
            guard bounds[2 * group] >= 0 else { return nil }
            return start + Int(bounds[2 * group])..<start + Int(bounds[2 * group + 1])
        }
    }
}

extension BytePattern: Hashable {
    public static func == (one: BytePattern, other: BytePattern) -> Bool { one.text == other.text }

    public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
