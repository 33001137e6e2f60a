import Entries
import Parcels
import Readings

/// One hold as its entries have made it.
public struct HoldCase: Sendable {
    public enum State: String, Sendable, Hashable, CaseIterable {
        /// Decided; the parcel is on its way to the lane, or has left (a recall).
        case raised
        case diverted
        case received
        case inspecting
        case released
        case returned
        case seized
        case handedOver = "handed-over"
        case controlled = "controlled-delivery"

        public var isOpen: Bool {
            switch self {
            case .raised, .diverted, .received, .inspecting: true
            case .released, .returned, .seized, .handedOver, .controlled: false
            }
        }
    }

    public let id: HoldID
    public let line: LineID
    public let isRecall: Bool
    public internal(set) var state = State.raised
    public internal(set) var number: ParcelNumber?
    public internal(set) var passages: [PassageID]
    public internal(set) var reasons: [Reason]
    /// Who has taken it up.
    public internal(set) var inspector: AccountID?
    public internal(set) var finding: Finding?
    /// The halts that stand because of this parcel.
    public internal(set) var halts: Set<UInt64> = []
    /// The parcel got its number at the table, and the rules have not yet been asked.
    public internal(set) var awaitsScreening = false

    /// The parcel is neither opened nor moved: a belt is halted because of it.
    public var isDoNotOpen: Bool { !halts.isEmpty }
}
