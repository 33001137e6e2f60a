/// Why records could not be made durable.
public enum StorageFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// The disk is full: it may pass.
    case full
    /// An input or output error: what is on the disk is unknown, and the machine needs a look and a restart.
    case io(String)
    /// The pool of key slots is empty.
    case noKey
    /// What is stored is not the chain that was written.
    case broken(String)

    /// What it is called in the live state and the catalogue (`figure.journal-` and the code).
    public var code: String {
        switch self {
        case .full: "full"
        case .io: "io"
        case .noKey: "no-key"
        case .broken: "broken"
        }
    }

    /// What a person should do.
    public var next: String {
        switch self {
        case .full: "Free space on the disk of the data folder; the gateway verifies the journal and goes on by itself."
        case .io:
            "Have the disk checked, then start the gateway again: it verifies the journal before it clears anything."
        case .noKey: "Free space on the disk of the keys folder; the gateway goes on by itself."
        case .broken:
            "Start the gateway again; if it refuses, keep the data folder as it is and run 'parcelgate audit verify'."
        }
    }

    public var description: String {
        switch self {
        case .full: "the disk is full"
        case .io(let what): "input/output error: \(what)"
        case .noKey: "no key slot is ready"
        case .broken(let what): "the stored chain is broken: \(what)"
        }
    }
}

/// Where records are kept. One thread owns it.
public protocol JournalStorage: ~Copyable, SendableMetatype {
    /// Makes the records durable, all or none, after the ones before. When it returns they are on the disk; when it throws,
    /// what is on the disk is unknown until `verify`.
    mutating func append(_ records: [Record], epoch: UInt32) throws(StorageFailure)

    /// Reads the open part of the chain back from the disk and checks every hash.
    /// - Returns: the head that is there.
    mutating func verify() throws(StorageFailure) -> Head
}
