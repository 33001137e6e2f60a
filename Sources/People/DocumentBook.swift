import Entries

/// A version of a document on its way into force.
public struct DocumentVersion: Sendable, Hashable {
    public let kind: DocumentKind
    public let number: Int
    public let text: String
    public let hash: String
    public let by: AccountID
    public internal(set) var approvals: [AccountID] = []
    public internal(set) var isActive = false
    /// It held too much and was taken out of force: it never comes back under this number.
    public internal(set) var isRolledBack = false
    /// What it would have done to the parcels of the last shift; the newest answer counts.
    public internal(set) var replay: DocumentReplayed?

    public init(kind: DocumentKind, number: Int, text: String, hash: String, by: AccountID) {
        self.kind = kind
        self.number = number
        self.text = text
        self.hash = hash
        self.by = by
    }

    /// Whether it may come into force with these approvals: of two different persons, and where it would hold more than the
    /// site's hold budget, of two besides the one who proposed it.
    func isApproved(by approvals: [AccountID]) -> Bool {
        var persons = Set(approvals)
        if replay?.isOverBudget != false { persons.remove(by) }
        return persons.count >= DocumentBook.approvalsNeeded
    }
}

public enum DocumentFault: Error, Sendable, Hashable {
    case unknown
    case alreadyApproved
    case alreadyActive
    /// A later version is in force already.
    case overtaken
    /// It was taken out of force.
    case rolledBack
    /// Nobody knows yet what it would do.
    case notReplayed
    /// There is no version before it that two persons approved.
    case nothingBefore

    public var code: String {
        switch self {
        case .unknown: "unknown-document"
        case .alreadyApproved: "already-approved"
        case .alreadyActive: "already-active"
        case .overtaken: "overtaken"
        case .rolledBack: "rolled-back"
        case .notReplayed: "not-replayed"
        case .nothingBefore: "nothing-before"
        }
    }
}

/// Four eyes: a document comes into force when it was asked about the parcels of the last shift and two different persons
/// have approved it. Who put it forward may be one of them, unless it would hold more than the site's hold budget.
public struct DocumentBook: Sendable {
    public static let approvalsNeeded = 2

    private var versions: [DocumentKind: [Int: DocumentVersion]] = [:]
    private var active: [DocumentKind: Int] = [:]
    /// What was in force before the newest activation; none after a roll-back, so that one person goes back one step only.
    private var before: [DocumentKind: Int] = [:]

    public init() {}

    public func active(_ kind: DocumentKind) -> DocumentVersion? { active[kind].flatMap { versions[kind]?[$0] } }

    public subscript(kind: DocumentKind, number: Int) -> DocumentVersion? { versions[kind]?[number] }

    public var all: [DocumentVersion] {
        versions.values.flatMap(\.values).sorted { ($0.kind.rawValue, $0.number) < ($1.kind.rawValue, $1.number) }
    }

    public func nextNumber(_ kind: DocumentKind) -> Int { (versions[kind]?.keys.max() ?? 0) + 1 }

    public mutating func note(_ body: EntryBody) {
        switch body {
        case .documentProposed(let proposed):
            versions[proposed.document, default: [:]][proposed.number] = DocumentVersion(
                kind: proposed.document, number: proposed.number, text: proposed.text, hash: proposed.hash,
                by: proposed.by)
        case .documentApproved(let approved):
            versions[approved.document]?[approved.number]?.approvals.append(approved.by)
        case .documentActivated(let activated):
            before[activated.document] = active[activated.document]
            bringIntoForce(activated.document, activated.number)
        case .documentReplayed(let replayed):
            versions[replayed.document]?[replayed.number]?.replay = replayed
        case .documentReverted(let rolled):
            before[rolled.document] = nil
            versions[rolled.document]?[rolled.number]?.isRolledBack = true
            bringIntoForce(rolled.document, rolled.to)
        default: break
        }
    }

    private mutating func bringIntoForce(_ kind: DocumentKind, _ number: Int) {
        if let active = active[kind] { versions[kind]?[active]?.isActive = false }
        versions[kind]?[number]?.isActive = true
        active[kind] = number
    }

    /// The version that a roll-back would bring back; nil where there is none.
    public func versionBefore(_ kind: DocumentKind, _ number: Int) -> Int? {
        active[kind] == number ? before[kind] : nil
    }

    /// Takes the version in force out of it: one person may, because two have approved what comes back.
    public func rollBack(
        _ kind: DocumentKind, _ number: Int, alarm: UInt64, by account: AccountID
    ) throws(DocumentFault) -> DocumentReverted {
        guard let to = versionBefore(kind, number) else { throw .nothingBefore }
        return DocumentReverted(document: kind, number: number, to: to, alarm: alarm, by: account)
    }

    /// The approval as an entry, and the activation if this is the last one needed.
    public func approve(
        _ kind: DocumentKind, _ number: Int, by account: AccountID
    ) throws(DocumentFault) -> (approved: DocumentApproved, activated: DocumentActivated?) {
        guard let version = versions[kind]?[number] else { throw .unknown }
        guard !version.isActive else { throw .alreadyActive }
        guard !version.isRolledBack else { throw .rolledBack }
        if let active = active[kind], active > number { throw .overtaken }
        guard !version.approvals.contains(account) else { throw .alreadyApproved }
        guard version.replay != nil else { throw .notReplayed }
        let approvals = version.approvals + [account]
        return (
            DocumentApproved(document: kind, number: number, by: account),
            version.isApproved(by: approvals)
                ? DocumentActivated(document: kind, number: number, approvals: approvals) : nil
        )
    }
}
