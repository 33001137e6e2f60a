import Entries
import Parcels

/// Why an order is refused.
public enum OrderFault: Error, Sendable, Hashable {
    case unknownHalt
    case unknownOrder
    /// The same person cannot be both.
    case needsAnotherPerson
    case needsGround
    case minutes(limit: Int)

    /// The code under which the catalogue has the words: `problem.` and this.
    public var code: String {
        switch self {
        case .unknownHalt: "unknown-halt"
        case .unknownOrder: "unknown-order"
        case .needsAnotherPerson: "needs-another-person"
        case .needsGround: "needs-ground"
        case .minutes: "order-minutes"
        }
    }
}

/// Halts of lines, and the orders that two persons give together. It is made by entries alone.
public struct OrderBook: Sendable {
    /// No line runs on with a full lane for longer than this by one order.
    public static let minuteLimit = 60

    public struct Halt: Sendable, Hashable {
        public let sequence: UInt64
        public let halted: LineHalted
        /// Nanoseconds UTC.
        public let at: Int64
    }

    public struct Asked: Sendable, Hashable {
        public let sequence: UInt64
        public let asked: LineOrderAsked
        public let at: Int64
    }

    public private(set) var halts: [Halt] = []
    /// Orders that wait for the second person; a newer one for the same thing takes an older one's place.
    public private(set) var waiting: [Asked] = []

    public init() {}

    public mutating func note(_ body: EntryBody, sequence: UInt64, at: Int64) {
        switch body {
        case .lineHalted(let halted): halts.append(Halt(sequence: sequence, halted: halted, at: at))
        case .lineOrderAsked(let asked):
            waiting.removeAll {
                $0.asked.order == asked.order && $0.asked.line == asked.line && $0.asked.halt == asked.halt
                    && $0.asked.hold == asked.hold
            }
            waiting.append(Asked(sequence: sequence, asked: asked, at: at))
        case .lineOrdered(let ordered):
            waiting.removeAll { $0.sequence == ordered.asked }
            guard ordered.order == .returnToWork else { return }
            halts.removeAll { $0.sequence == ordered.halt }
            waiting.removeAll { $0.asked.order == .returnToWork && $0.asked.halt == ordered.halt }
        default: break
        }
    }

    /// The first person's part.
    public func ask(_ wanted: LineOrderAsked) throws(OrderFault) -> LineOrderAsked {
        guard wanted.note?.isEmpty == false else { throw .needsGround }
        switch wanted.order {
        case .returnToWork:
            guard let halt = wanted.halt, halts.contains(where: { $0.sequence == halt }) else { throw .unknownHalt }
        // Whether its parcel may go on is the holds' business.
        case .controlledDelivery: break
        case .runWithFullLane:
            guard let minutes = wanted.minutes, (1...Self.minuteLimit).contains(minutes) else {
                throw .minutes(limit: Self.minuteLimit)
            }
        }
        return wanted
    }

    /// The second person's part.
    public func confirm(_ sequence: UInt64, by account: AccountID) throws(OrderFault) -> LineOrdered {
        guard let found = waiting.first(where: { $0.sequence == sequence }) else { throw .unknownOrder }
        guard found.asked.by != account else { throw .needsAnotherPerson }
        return LineOrdered(found.asked, sequence: sequence, by: account)
    }
}
