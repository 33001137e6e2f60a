import CSodium

/// Passwords, kept as Argon2id in libsodium's text form.
public enum Password {
    /// Hashes a password with the "interactive" limits (64 MiB, 2 passes). Takes about a tenth of a second.
    /// - Returns: nil when the memory could not be had.
    public static func hash(_ password: String) -> String? {
        var text = [CChar](repeating: 0, count: Int(crypto_pwhash_strbytes()))
        let status = unsafe crypto_pwhash_str(
            &text, password, UInt64(password.utf8.count), UInt64(crypto_pwhash_opslimit_interactive()),
            crypto_pwhash_memlimit_interactive())
        guard status == 0 else { return nil }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    public static func matches(_ password: String, hash: String) -> Bool {
        unsafe crypto_pwhash_str_verify(hash, password, UInt64(password.utf8.count)) == 0
    }
}
