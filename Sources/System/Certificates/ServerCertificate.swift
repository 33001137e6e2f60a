import CGnuTLS
import Platform

/// A server's certificate with its key, read from two PEM files. The key is in memory only for as long as this is, and in no
/// text that is made of it.
public struct ServerCertificate: Sendable, CustomStringConvertible {
    public enum Fault: Error, Sendable, CustomStringConvertible {
        case file(SystemError)
        /// No certificate in PEM form.
        case unreadable(String)
        /// No key in PEM form, or one with a passphrase.
        case keyUnreadable(String)
        case keyOfAnother(certificate: String, key: String)

        public var description: String {
            switch self {
            case .file(let error): "\(error)"
            case .unreadable(let path):
                "\(path): expected a certificate (PEM, the server's own first, then its chain); nothing of the kind was found"
            case .keyUnreadable(let path):
                "\(path): expected the certificate's private key (PEM, without a passphrase); nothing of the kind was found"
            case .keyOfAnother(let certificate, let key):
                "\(key): the key belongs to another certificate than the one in \(certificate); give the two that were made together"
            }
        }
    }

    /// PEM.
    public let chain: [UInt8]
    public let key: [UInt8]
    /// As the certificate names its server, such as `CN=gateway.example`.
    public let subject: String
    /// Seconds UTC.
    public let from: Int64
    public let until: Int64

    private static let sizeLimit = 1 << 20

    public init(certificate: String, key keyPath: String) throws(Fault) {
        do throws(SystemError) {
            chain = try Files.read(certificate, limit: Self.sizeLimit)
            key = try Files.read(keyPath, limit: Self.sizeLimit)
        } catch { throw .file(error) }
        var facts = certificate_facts()
        let fault = unsafe certificate_check(chain, chain.count, key, key.count, &facts)
        switch fault {
        case CERTIFICATE_UNREADABLE: throw .unreadable(certificate)
        case CERTIFICATE_KEY_UNREADABLE: throw .keyUnreadable(keyPath)
        case CERTIFICATE_KEY_OF_ANOTHER: throw .keyOfAnother(certificate: certificate, key: keyPath)
        default: break
        }
        from = facts.from
        until = facts.until
        subject = unsafe withUnsafeBytes(of: &facts.subject) { bytes in
            unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
    }

    public var description: String { "the certificate of \(subject)" }

    /// Whole days until it ends at a moment (seconds UTC); negative once it has ended.
    public func daysLeft(at now: Int64) -> Int { Int((until - now) / 86_400) - (until < now ? 1 : 0) }
}
