import CSodium

/// Ed25519 signatures in minisign's files (https://jedisct1.github.io/minisign/): anybody can check them with that program.
public enum Minisign {
    static let keyIDSize = 8
    static let signatureSize = 64
    static let publicSize = 32

    public struct PublicKey: Sendable, Hashable {
        public let id: [UInt8]
        public let bytes: [UInt8]

        /// The two lines of a public key's file.
        public var text: String {
            "untrusted comment: minisign public key \(Hexadecimal.text(id.reversed()).uppercased())\n"
                + Base64.text(Array("Ed".utf8) + id + bytes) + "\n"
        }

        /// Reads a public key's file.
        public init?(text: String) {
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            guard lines.count >= 2, let bytes = Base64.bytes(String(lines[1])),
                bytes.count == 2 + keyIDSize + publicSize, bytes[0] == 0x45, bytes[1] == 0x64
            else { return nil }
            id = Array(bytes[2..<(2 + keyIDSize)])
            self.bytes = Array(bytes[(2 + keyIDSize)...])
        }

        init(id: [UInt8], bytes: [UInt8]) {
            self.id = id
            self.bytes = bytes
        }
    }

    /// A key that signs. Its stored form is secret.
    public struct SecretKey: Sendable {
        public static let storedSize = keyIDSize + 32

        public let publicKey: PublicKey
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
            var publicBytes = [UInt8](repeating: 0, count: publicSize)
            var secret = [UInt8](repeating: 0, count: signatureSize)
            unsafe crypto_sign_seed_keypair(&publicBytes, &secret, Array(stored[keyIDSize...]))
            self.secret = secret
            publicKey = PublicKey(id: Array(stored[..<keyIDSize]), bytes: publicBytes)
        }

        /// The four lines of a signature's file. The comment is signed too; it may have no line end.
        public func sign(_ content: [UInt8], comment: String) -> String {
            let signature = detached(Minisign.long(content))
            let whole = detached(signature + Array(comment.utf8))
            return "untrusted comment: signature from a parcelgate site\n"
                + Base64.text(Array("ED".utf8) + publicKey.id + signature) + "\n"
                + "trusted comment: " + comment + "\n" + Base64.text(whole) + "\n"
        }

        private func detached(_ message: [UInt8]) -> [UInt8] {
            var signature = [UInt8](repeating: 0, count: signatureSize)
            unsafe crypto_sign_detached(&signature, nil, message, UInt64(message.count), secret)
            return signature
        }
    }

    /// Whether a signature's file is that of this content by this key.
    public static func verify(_ content: [UInt8], signature text: String, by key: PublicKey) -> Bool {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let prefix = "trusted comment: "
        guard lines.count >= 4, let first = Base64.bytes(String(lines[1])),
            first.count == 2 + keyIDSize + signatureSize, lines[2].hasPrefix(prefix),
            let whole = Base64.bytes(String(lines[3])), whole.count == signatureSize,
            Array(first[2..<(2 + keyIDSize)]) == key.id, first[0] == 0x45, first[1] == 0x44
        else { return false }
        let signature = Array(first[(2 + keyIDSize)...])
        let comment = Array(lines[2].dropFirst(prefix.count).utf8)
        return isSigned(long(content), signature, key) && isSigned(signature + comment, whole, key)
    }

    private static func isSigned(_ message: [UInt8], _ signature: [UInt8], _ key: PublicKey) -> Bool {
        unsafe crypto_sign_verify_detached(signature, message, UInt64(message.count), key.bytes) == 0
    }

    /// BLAKE2b-512, which minisign signs in the content's place.
    private static func long(_ content: [UInt8]) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 64)
        unsafe crypto_generichash(&bytes, bytes.count, content, UInt64(content.count), nil, 0)
        return bytes
    }
}

/// Base64 with padding (RFC 4648).
public enum Base64 {
    public static func text(_ bytes: [UInt8]) -> String {
        let size = Int(sodium_base64_encoded_len(bytes.count, sodium_base64_VARIANT_ORIGINAL))
        var text = [CChar](repeating: 0, count: size)
        unsafe sodium_bin2base64(&text, size, bytes, bytes.count, sodium_base64_VARIANT_ORIGINAL)
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Nil for anything but whole base64.
    public static func bytes(_ text: String) -> [UInt8]? {
        let limit = text.utf8.count
        var bytes = [UInt8](repeating: 0, count: limit)
        var count = 0
        let status = unsafe sodium_base642bin(
            &bytes, limit, text, limit, nil, &count, nil, sodium_base64_VARIANT_ORIGINAL)
        return status == 0 ? Array(bytes[..<count]) : nil
    }
}
