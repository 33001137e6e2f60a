import Entries
import Parcels
import Readings

extension Conveyor {
    /// When a table wants to be looked at again, in monotonic nanoseconds.
    var nextCounterTick: Int64 { counters.indices.reduce(.max) { min($0, due($1)) } }

    private func due(_ counter: Int) -> Int64 {
        guard let current = counters[counter].current else { return .max }
        switch current.phase {
        case .deciding, .cleared:
            return current.opened + Int64(counters[counter].layout.decision_ms) * 1_000_000
        case .go(_, let until): return until
        case .withdrawing, .held: return .max
        }
    }

    mutating func lookAtCounters(_ now: Stamp) {
        for counter in counters.indices where due(counter) <= now.monotonic {
            switch counters[counter].current?.phase {
            case .deciding?: holdCurrent(counter, [.undecided], now)
            case .cleared?: doubtCurrent(counter, [.undecided], now)
            case .go?: endGo(counter, .expired, now)
            case .withdrawing?, .held?, nil: break
            }
        }
    }

    // MARK: A new epoch

    func isCounter(_ line: LineID) -> Bool { counters.contains { $0.layout.id == line } }

    /// A passage that was open at a table when the gateway ended. Its GO is void: there is no valid clear, and the parcel is
    /// scanned anew. A hold that it had goes on by itself.
    mutating func endAtCounter(_ open: OpenPassage, _ now: Stamp) {
        record(
            .passageEnded(PassageEnded(passage: open.passage, how: .restarted, exit: nil, permit: open.grantedPermit)),
            now)
    }

    /// A new epoch begins while the gateway runs: no GO of the old one stands.
    mutating func endCounters(_ now: Stamp) {
        for counter in counters.indices {
            let ended = ([counters[counter].current] + counters[counter].leaving).compactMap { $0?.id }
            for passage in ended + counters[counter].held.map(\.passage) {
                record(
                    .passageEnded(PassageEnded(passage: passage, how: .restarted, exit: nil, permit: nil)), now)
            }
            counters[counter].current = nil
            counters[counter].leaving = []
            counters[counter].held = []
            counters[counter].showing = nil
            add(.counter(counter, .expect(nil)))
        }
    }
}
