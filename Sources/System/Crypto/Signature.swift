import CSodium

/// Signatures of others, checked: Ed25519 (RFC 8032).
public enum Signature {
    public static let size = 64
    public static let keySize = 32

    public static func isValid(_ signature: [UInt8], of message: [UInt8], by key: [UInt8]) -> Bool {
        guard Sodium.ready, signature.count == size, key.count == keySize else { return false }
        return unsafe crypto_sign_verify_detached(signature, message, UInt64(message.count), key) == 0
    }
}

/// BLAKE2b with an output of 64 bytes and no key.
public enum LongHash {
    public static let size = 64

    public static func of(_ content: [UInt8]) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: size)
        unsafe crypto_generichash(&bytes, size, content, UInt64(content.count), nil, 0)
        return bytes
    }
}
