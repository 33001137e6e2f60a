import Certificates
import Readings

extension SiteConfiguration {
    /// The console's certificate; nil for plain HTTP.
    /// - Parameter now: one that has ended is refused where the clock can be trusted.
    func readCertificate(now: Stamp) throws(GatewayError) -> ServerCertificate? {
        guard let files = consoleCertificate else { return nil }
        let read: ServerCertificate
        do throws(ServerCertificate.Fault) {
            read = try ServerCertificate(certificate: files.certificate, key: files.key)
        } catch { throw .certificate("\(error)") }
        let days = read.daysLeft(at: now.utc / 1_000_000_000)
        if now.trusted, days < 0 {
            throw .certificate(
                "\(files.certificate): the certificate of \(read.subject) ended \(-days) days ago; no browser would take it: put a new one there"
            )
        }
        return read
    }
}
