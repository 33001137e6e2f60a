import CSodium

/// Encryption of the personal part of an entry: XChaCha20-Poly1305 (IETF) with a key of its own slot.
public enum Seal {
    public static let keySize = 32
    static let nonceSize = 24
    static let tagSize = 16

    /// Encrypts `plain`. A key must never see the same `number` twice: the caller gives the entry's epoch and sequence.
    /// - Returns: ciphertext followed by a 16-byte tag.
    public static func close(_ plain: [UInt8], key: [UInt8], number: (UInt64, UInt64)) -> [UInt8] {
        precondition(key.count == keySize, "a seal key has 32 bytes")
        var sealed = [UInt8](repeating: 0, count: plain.count + tagSize)
        var length: UInt64 = 0
        unsafe crypto_aead_xchacha20poly1305_ietf_encrypt(
            &sealed, &length, plain, UInt64(plain.count), nil, 0, nil, nonce(number), key)
        return sealed
    }

    /// Nil when the key is another one (or was erased) or a byte was changed.
    public static func open(_ sealed: [UInt8], key: [UInt8], number: (UInt64, UInt64)) -> [UInt8]? {
        guard key.count == keySize, sealed.count >= tagSize else { return nil }
        var plain = [UInt8](repeating: 0, count: sealed.count - tagSize)
        var length: UInt64 = 0
        let status = unsafe crypto_aead_xchacha20poly1305_ietf_decrypt(
            &plain, &length, nil, sealed, UInt64(sealed.count), nil, 0, nonce(number), key)
        return status == 0 ? plain : nil
    }

    private static func nonce(_ number: (UInt64, UInt64)) -> [UInt8] {
        var nonce = [UInt8](repeating: 0, count: nonceSize)
        for place in 0..<8 {
            nonce[place] = UInt8(truncatingIfNeeded: number.0 >> (56 - 8 * place))
            nonce[8 + place] = UInt8(truncatingIfNeeded: number.1 >> (56 - 8 * place))
        }
        return nonce
    }
}
