import Entries
import Inspection
import Parcels
import People

/// What a person may ask of the site. Each becomes an entry, or is refused.
public enum Command: Sendable {
    case step(StepRequest)
    case acknowledge(alarm: UInt64, by: AccountID)
    /// A missing parcel was found, or taken off the belt by hand.
    case close(PassageID, by: AccountID)
    case propose(DocumentKind, text: String, hash: String, by: AccountID)
    case approve(DocumentKind, number: Int, by: AccountID)
    case change(AccountChanged, by: AccountID)
    /// A manifest file that has arrived; the site takes it over.
    case importManifest(path: String, name: String, by: AccountID)
    case session(SessionChanged)
    case showPersonal(HoldID, to: AccountID)
    /// Do not open, do not move: what a person points at.
    case halt(HaltTarget, by: AccountID)
    /// The first person's part of an order for a line.
    case askOrder(LineOrderAsked)
    /// The second person's part.
    case confirmOrder(UInt64, by: AccountID)
    /// Take an earlier clear back, or hold a parcel as soon as it comes.
    case recall(RecallOrdered)
    case table(TableOrder)
}

/// What a person suspects: a parcel on a belt or an open hold.
public enum HaltTarget: Sendable, Hashable {
    case passage(PassageID)
    case hold(HoldID)
}

/// What became of a command.
public enum CommandOutcome: Sendable {
    /// It is durable, as the entry with this sequence.
    case done(UInt64)
    /// A document came into force by it, or a manifest was taken in: the details.
    case imported(ManifestImported)
    case proposed(DocumentKind, number: Int)
    case approved(isActive: Bool)
    /// It does not fit what is; the code is in the catalogue (`problem.`).
    case refused(code: String, arguments: [(String, String)])
    /// The journal cannot be written or the site is too busy: nothing happened.
    case unavailable
}

/// What the console asks of the rest of the gateway; the gateway implements it.
public protocol SiteControl: Sendable {
    /// Carries a command out and waits until it is durable, at most until the monotonic `deadline` (ns).
    func perform(_ command: Command, until deadline: Int64) -> CommandOutcome

    /// The site as it is now.
    func live() -> LiveState

    func account(_ id: AccountID) -> Account?
    func accounts() -> [Account]
    func documents() -> [DocumentVersion]

    /// What is wrong with a document, in words with line and column; nil when it can come into force.
    func fault(in kind: DocumentKind, _ text: [UInt8]) -> String?
}
