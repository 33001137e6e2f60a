/// Why a signature is not good.
public enum MinisignFault: Error, Sendable, Hashable {
    /// The signature's file does not read; the line counts from 1.
    case malformed(line: Int)
    /// Signed by a key that nobody trusts here.
    case unknownKey(String)
    /// Not made of this content, or changed on the way.
    case invalid
    /// The trusted comment was changed.
    case comment
}

/// A detached signature in minisign's format. Algorithm `Ed` signs the content itself, `ED` its BLAKE2b-512; a second
/// signature covers the first one and the trusted comment.
public struct Minisign: Sendable, Hashable {
    static let sizeLimit = 16_384
    private static let untrusted = Array("untrusted comment: ".utf8)
    private static let trusted = Array("trusted comment: ".utf8)

    let isPrehashed: Bool
    let keyID: [UInt8]
    let signature: [UInt8]
    public let trustedComment: [UInt8]
    let commentSignature: [UInt8]

    /// Four lines: untrusted comment, signature, trusted comment, signature of both.
    public init(_ content: [UInt8]) throws(MinisignFault) {
        guard content.count <= Self.sizeLimit else { throw .malformed(line: 1) }
        let lines = Self.lines(content)
        guard lines.first?.starts(with: Self.untrusted) == true else { throw .malformed(line: 1) }
        guard lines.count > 1, let bytes = Base64.bytes(lines[1]), bytes.count == 74, bytes[0] == 0x45,
            bytes[1] == 0x64 || bytes[1] == 0x44
        else { throw .malformed(line: 2) }
        guard lines.count > 2, lines[2].starts(with: Self.trusted) else { throw .malformed(line: 3) }
        guard lines.count == 4, let global = Base64.bytes(lines[3]), global.count == Signature.size else {
            throw .malformed(line: 4)
        }
        isPrehashed = bytes[1] == 0x44
        keyID = Array(bytes[2..<10])
        signature = Array(bytes[10...])
        trustedComment = Array(lines[2].dropFirst(Self.trusted.count))
        commentSignature = global
    }

    /// The lines without their ends; empty ones behind the fourth are not there.
    static func lines(_ content: [UInt8]) -> [[UInt8]] {
        var lines = content.split(separator: 10, omittingEmptySubsequences: false).map { line -> [UInt8] in
            line.last == 13 ? Array(line.dropLast()) : Array(line)
        }
        while lines.count > 4, lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    /// - Returns: the trusted key that signed this content.
    public func verify(_ content: [UInt8], by keys: [MinisignKey]) throws(MinisignFault) -> MinisignKey {
        let named = keys.filter { $0.id == keyID }
        guard !named.isEmpty else { throw .unknownKey(Hexadecimal.text(keyID.reversed()).uppercased()) }
        let message = isPrehashed ? LongHash.of(content) : content
        guard let key = named.first(where: { Signature.isValid(signature, of: message, by: $0.key) }) else {
            throw .invalid
        }
        guard Signature.isValid(commentSignature, of: signature + trustedComment, by: key.key) else { throw .comment }
        return key
    }
}
