import CSodium

/// Base64 with padding (RFC 4648).
public enum Base64 {
    public static func text(_ bytes: [UInt8]) -> String {
        let size = Int(sodium_base64_encoded_len(bytes.count, sodium_base64_VARIANT_ORIGINAL))
        var text = [CChar](repeating: 0, count: size)
        unsafe sodium_bin2base64(&text, size, bytes, bytes.count, sodium_base64_VARIANT_ORIGINAL)
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Nil for anything but whole base64: there is one way only to write each value.
    public static func bytes(_ text: String) -> [UInt8]? { bytes(Array(text.utf8)) }

    public static func bytes(_ text: [UInt8]) -> [UInt8]? {
        let limit = text.count
        let characters = text.map { CChar(bitPattern: $0) }
        var bytes = [UInt8](repeating: 0, count: limit)
        var count = 0
        let status = unsafe sodium_base642bin(
            &bytes, limit, characters, limit, nil, &count, nil, sodium_base64_VARIANT_ORIGINAL)
        guard status == 0 else { return nil }
        let found = Array(bytes[..<count])
        return Array(Self.text(found).utf8) == text ? found : nil
    }
}
