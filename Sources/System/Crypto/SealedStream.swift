import CSodium

/// A file's content, encrypted in blocks (libsodium's secretstream, XChaCha20-Poly1305): a block that was changed, left out
/// or cut off at the end is refused.
public enum SealedStream {
    public static let keySize = Int(crypto_secretstream_xchacha20poly1305_KEYBYTES)
    public static let headerSize = Int(crypto_secretstream_xchacha20poly1305_HEADERBYTES)
    /// A sealed block is longer than its content by this many bytes.
    public static let overhead = Int(crypto_secretstream_xchacha20poly1305_ABYTES)

    /// Seals blocks one after the other.
    public struct Writer: ~Copyable {
        public let header: [UInt8]
        private var state = crypto_secretstream_xchacha20poly1305_state()

        public init(key: [UInt8]) {
            precondition(Sodium.ready && key.count == keySize, "a stream's key has \(keySize) bytes")
            var header = [UInt8](repeating: 0, count: headerSize)
            unsafe crypto_secretstream_xchacha20poly1305_init_push(&state, &header, key)
            self.header = header
        }

        public mutating func seal(_ block: [UInt8], isLast: Bool) -> [UInt8] {
            var sealed = [UInt8](repeating: 0, count: block.count + overhead)
            let tag = isLast ? crypto_secretstream_xchacha20poly1305_tag_final() : 0
            unsafe crypto_secretstream_xchacha20poly1305_push(
                &state, &sealed, nil, block, UInt64(block.count), nil, 0, tag)
            return sealed
        }
    }

    /// Opens blocks in the order in which they were sealed.
    public struct Reader: ~Copyable {
        private var state = crypto_secretstream_xchacha20poly1305_state()

        /// Nil for a header that is none, or a key of another size.
        public init?(key: [UInt8], header: [UInt8]) {
            guard Sodium.ready, key.count == keySize, header.count == headerSize else { return nil }
            guard unsafe crypto_secretstream_xchacha20poly1305_init_pull(&state, header, key) == 0 else { return nil }
        }

        /// Nil when the block is not the one that was sealed next with this key.
        public mutating func open(_ sealed: [UInt8]) -> (block: [UInt8], isLast: Bool)? {
            guard sealed.count >= overhead else { return nil }
            var block = [UInt8](repeating: 0, count: sealed.count - overhead)
            var tag: UInt8 = 0
            let status = unsafe crypto_secretstream_xchacha20poly1305_pull(
                &state, &block, nil, &tag, sealed, UInt64(sealed.count), nil, 0)
            return status == 0 ? (block, tag == crypto_secretstream_xchacha20poly1305_tag_final()) : nil
        }
    }
}
