import Entries
import Parcels

/// One request to erase the personal data of a parcel.
public struct Erasure: Sendable, Hashable {
    public let id: Int
    public let number: ParcelNumber
    public let proposedBy: AccountID
    public internal(set) var approvedBy: AccountID?
    /// Kinds of data that are gone.
    public internal(set) var done: Set<PersonalKind> = []

    public var isDone: Bool { done.isSuperset(of: PersonalKind.allCases) }
}

/// Why an erasure cannot be approved. The codes are in the catalogue (`problem.`).
public enum ErasureFault: Error, Sendable, Hashable {
    case unknown
    case approved
    /// The second person is a second person.
    case samePerson
    case groundMissing
    case groundTooLong(limit: Int)

    public var code: String {
        switch self {
        case .unknown: "unknown-erasure"
        case .approved: "erasure-approved"
        case .samePerson: "erasure-same-person"
        case .groundMissing: "erasure-ground-missing"
        case .groundTooLong: "note-too-long"
        }
    }
}

/// Four eyes on erasing: what one person asks for with a ground, another one orders.
public struct ErasureBook: Sendable {
    public static let groundLimit = 2_000

    private var erasures: [Int: Erasure] = [:]

    public init() {}

    public var all: [Erasure] { erasures.values.sorted { $0.id < $1.id } }

    public subscript(id: Int) -> Erasure? { erasures[id] }

    /// Ordered by two persons, and not yet done.
    public var due: [Erasure] { all.filter { $0.approvedBy != nil && !$0.isDone } }

    public mutating func note(_ body: EntryBody) {
        switch body {
        case .erasureProposed(let proposed):
            erasures[proposed.erasure] = Erasure(
                id: proposed.erasure, number: proposed.number, proposedBy: proposed.by)
        case .erasureApproved(let approved): erasures[approved.erasure]?.approvedBy = approved.by
        case .dataErased(let erased):
            if let erasure = erased.erasure { erasures[erasure]?.done.insert(erased.data) }
        default: break
        }
    }

    public func propose(
        _ number: ParcelNumber, ground: String, by account: AccountID
    ) throws(ErasureFault) -> ErasureProposed {
        guard !ground.allSatisfy(\.isWhitespace) else { throw .groundMissing }
        guard ground.utf8.count <= Self.groundLimit else { throw .groundTooLong(limit: Self.groundLimit) }
        return ErasureProposed(
            erasure: (erasures.keys.max() ?? 0) + 1, number: number, by: account, ground: ground)
    }

    public func approve(_ id: Int, by account: AccountID) throws(ErasureFault) -> ErasureApproved {
        guard let erasure = erasures[id] else { throw .unknown }
        guard erasure.approvedBy == nil else { throw .approved }
        guard erasure.proposedBy != account else { throw .samePerson }
        return ErasureApproved(erasure: id, by: account)
    }
}
