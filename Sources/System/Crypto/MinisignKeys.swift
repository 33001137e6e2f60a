import CSodium

/// A public key as minisign writes it: `Ed`, 8 bytes that name it, 32 bytes of Ed25519, in base64.
public struct MinisignKey: Sendable, Hashable {
    /// What names it in signatures.
    let id: [UInt8]
    let key: [UInt8]

    /// Nil when the text is no such key.
    public init?(_ text: String) {
        guard let bytes = Base64.bytes(text), bytes.count == 42, bytes[0] == 0x45, bytes[1] == 0x64
        else {
            return nil
        }
        id = Array(bytes[2..<10])
        key = Array(bytes[10...])
    }

    /// The key's name as minisign prints it: its bytes from the last to the first, in hexadecimal.
    public var name: String { Hexadecimal.text(id.reversed()).uppercased() }

    init(id: [UInt8], key: [UInt8]) {
        self.id = id
        self.key = key
    }

    /// The two lines of a public key's file.
    public var file: String {
        "untrusted comment: minisign public key \(name)\n" + Base64.text(Array("Ed".utf8) + id + key) + "\n"
    }

    /// Reads a public key's file; nil when it is none.
    public init?(file: String) {
        let lines = file.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count >= 2 else { return nil }
        self.init(String(lines[1]))
    }
}

/// A key that signs. Its stored form is secret.
public struct MinisignSecretKey: Sendable {
    private static let idSize = 8
    public static let storedSize = idSize + 32

    public let publicKey: MinisignKey
    /// Key id and seed.
    public let stored: [UInt8]
    private let secret: [UInt8]

    public init() { self.init(checked: Randomness.bytes(Self.storedSize)) }

    /// Nil unless the bytes have the right size.
    public init?(stored: [UInt8]) {
        guard stored.count == Self.storedSize else { return nil }
        self.init(checked: stored)
    }

    private init(checked stored: [UInt8]) {
        precondition(Sodium.ready, "libsodium could not start")
        self.stored = stored
        var publicBytes = [UInt8](repeating: 0, count: Signature.keySize)
        var secret = [UInt8](repeating: 0, count: Signature.size)
        unsafe crypto_sign_seed_keypair(&publicBytes, &secret, Array(stored[Self.idSize...]))
        self.secret = secret
        publicKey = MinisignKey(id: Array(stored[..<Self.idSize]), key: publicBytes)
    }

    /// The four lines of a signature's file. The comment is signed too; it may have no line end.
    public func sign(_ content: [UInt8], comment: String) -> String {
        let signature = detached(LongHash.of(content))
        let whole = detached(signature + Array(comment.utf8))
        return "untrusted comment: signature from a parcelgate site\n"
            + Base64.text(Array("ED".utf8) + publicKey.id + signature) + "\n"
            + "trusted comment: " + comment + "\n" + Base64.text(whole) + "\n"
    }

    private func detached(_ message: [UInt8]) -> [UInt8] {
        var signature = [UInt8](repeating: 0, count: Signature.size)
        unsafe crypto_sign_detached(&signature, nil, message, UInt64(message.count), secret)
        return signature
    }
}
