import Journal
import Platform
import Records

/// Why the gateway could not start.
public enum GatewayError: Error, Sendable, CustomStringConvertible {
    case site(SiteFile.Fault)
    case system(SystemError)
    case journal(StorageFailure)
    case records(RecordsError)
    case certificate(String)

    public var description: String {
        switch self {
        case .site(let error): "\(error)"
        case .system(let error): "\(error)"
        case .journal(let error): "the journal: \(error)"
        case .records(let error): "the records: \(error)"
        case .certificate(let why): "the console's certificate: \(why)"
        }
    }
}
