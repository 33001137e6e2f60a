import Crypto
import Platform

/// The site's signing key, in its data folder: `anchor-key` for the gateway's user alone, `anchor.pub` for everybody.
public enum AnchorKey {
    /// Reads the key; makes one where there is none.
    public static func open(in data: String) throws(SystemError) -> MinisignSecretKey {
        let path = data + "/anchor-key"
        if Files.exists(path) {
            guard let key = MinisignSecretKey(stored: try Files.read(path, limit: 256)) else {
                throw SystemError("read \(path): it is no anchor key; take it from a backup of the keys", code: 22)
            }
            return key
        }
        let key = MinisignSecretKey()
        try Files.replace(path, with: key.stored, mode: 0o600)
        try Files.replace(data + "/anchor.pub", with: Array(key.publicKey.file.utf8), mode: 0o644)
        return key
    }

    /// Reads a public key's file.
    public static func readPublic(_ path: String) throws(SystemError) -> MinisignKey {
        let text = String(decoding: try Files.read(path, limit: 1024), as: UTF8.self)
        guard let key = MinisignKey(file: text) else {
            throw SystemError("read \(path): expected a minisign public key", code: 22)
        }
        return key
    }
}
