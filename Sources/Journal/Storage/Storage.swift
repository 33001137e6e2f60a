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
