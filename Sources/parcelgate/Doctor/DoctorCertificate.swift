import Certificates
import Gateway
import Platform

extension Doctor {
    /// A certificate that ends within this many days is told of.
    private static let certificateNotice_d = 30

    /// Whether browsers will take the console's certificate.
    mutating func check(_ files: SiteConfiguration.CertificateFiles) {
        do throws(ServerCertificate.Fault) {
            let read = try ServerCertificate(certificate: files.certificate, key: files.key)
            let now = Clocks.wall() / 1_000_000_000
            let days = read.daysLeft(at: now)
            let facts = [
                (name: "subject", value: read.subject), (name: "days", value: String(days)),
                (name: "file", value: files.certificate),
            ]
            if days < 0 {
                bad("certificate-ended", facts)
            } else if read.from > now {
                bad("certificate-early", facts)
            } else if days < Self.certificateNotice_d {
                note("certificate-ends", facts)
            } else {
                ok("certificate", facts)
            }
        } catch { bad("certificate", [("error", "\(error)")]) }
    }
}
