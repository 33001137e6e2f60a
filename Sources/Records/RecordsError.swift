import Journal
import Platform
import SQLite

/// Why the records could not be read or written. They can always be made again from the journal.
public enum RecordsError: Error, Sendable, CustomStringConvertible {
    case database(SQLiteError)
    case system(SystemError)
    case journal(StorageFailure)
    case entry(String)

    public var description: String {
        switch self {
        case .database(let error): "\(error)"
        case .system(let error): "\(error)"
        case .journal(let error): "\(error)"
        case .entry(let what): what
        }
    }
}
