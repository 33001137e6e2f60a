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
}

public enum DocumentFault: Error, Sendable, Hashable {
    case unknown
    case alreadyApproved
    case alreadyActive
    /// A later version is in force already.
    case overtaken

    public var code: String {
        switch self {
        case .unknown: "unknown-document"
        case .alreadyApproved: "already-approved"
        case .alreadyActive: "already-active"
        case .overtaken: "overtaken"
        }
    }
}

/// Four eyes: a document comes into force when two different persons have approved it. Who put it forward may be one of
/// them.
public struct DocumentBook: Sendable {
    public static let approvalsNeeded = 2

    private var versions: [DocumentKind: [Int: DocumentVersion]] = [:]
    private var active: [DocumentKind: Int] = [:]

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
            if let before = active[activated.document] { versions[activated.document]?[before]?.isActive = false }
            versions[activated.document]?[activated.number]?.isActive = true
            active[activated.document] = activated.number
        default: break
        }
    }

    /// The approval as an entry, and the activation if this is the last one needed.
    public func approve(
        _ kind: DocumentKind, _ number: Int, by account: AccountID
    ) throws(DocumentFault) -> (approved: DocumentApproved, activated: DocumentActivated?) {
        guard let version = versions[kind]?[number] else { throw .unknown }
        guard !version.isActive else { throw .alreadyActive }
        if let active = active[kind], active > number { throw .overtaken }
        guard !version.approvals.contains(account) else { throw .alreadyApproved }
        let approvals = version.approvals + [account]
        return (
            DocumentApproved(document: kind, number: number, by: account),
            approvals.count >= Self.approvalsNeeded
                ? DocumentActivated(document: kind, number: number, approvals: approvals) : nil
        )
    }
}
