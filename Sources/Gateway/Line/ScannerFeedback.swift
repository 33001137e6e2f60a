import Entries
import Formats
import Parcels
import Readings

/// What the people at the scanners hear. Each device that read a parcel is told how it was decided: a hold at once, a clear when it
/// is durable, since nothing is cleared before.
struct ScannerFeedback {
    /// So many parcels under way are remembered; of more the oldest is forgotten, and its scanner stays silent.
    static let limit = 1_024

    /// Who read a parcel that is under way and not held.
    private var readers: [PassageID: [DeviceID]] = [:]
    private var order: [PassageID] = []
    /// The table's scanner whose reading is being handled: a bag or the cage answers it.
    private var atTable: DeviceID?
    /// Good news that waits until it is durable.
    private var waiting: [(sequence: UInt64, passage: PassageID?, devices: [DeviceID])] = []

    /// - Returns: who is to be told at once, and what.
    mutating func note(_ entry: Entry) -> [(DeviceID, ScannerCommand)] {
        switch entry.body {
        case .readingReceived(let reading):
            guard let passage = reading.passage else {
                atTable = reading.device
                return []
            }
            if !reading.noRead { add(reading.device, to: passage) }
        case .passageScanned(let scanned):
            if let device = scanned.device { add(device, to: PassageID(epoch: entry.epoch, sequence: entry.sequence)) }
        case .passageDecided(let decision):
            switch decision.outcome {
            case .needs: break
            case .hold:
                // A clear that was taken back before it was durable is no good news any more.
                waiting.removeAll { $0.passage == decision.passage }
                return take(decision.passage).map { ($0, .badRead) }
            case .clear:
                if let devices = readers[decision.passage] { wait(entry.sequence, decision.passage, devices) }
            }
        case .passageEnded(let ended): _ = take(ended.passage)
        case .bagFilled, .holdStepped:
            if let device = atTable { wait(entry.sequence, nil, [device]) }
        case .bagRefused: return atTable.map { [($0, .badRead)] } ?? []
        default: break
        }
        return []
    }

    /// The readings that came are handled: what happens at a table from here on answers none of them.
    mutating func endReadings() { atTable = nil }

    /// Who is to hear good news that is durable now.
    mutating func durable(through sequence: UInt64) -> [DeviceID] {
        guard let first = waiting.first, first.sequence <= sequence else { return [] }
        let ready = waiting.prefix { $0.sequence <= sequence }
        waiting.removeFirst(ready.count)
        return ready.flatMap(\.devices)
    }

    private mutating func wait(_ sequence: UInt64, _ passage: PassageID?, _ devices: [DeviceID]) {
        if waiting.count < Self.limit { waiting.append((sequence, passage, devices)) }
    }

    private mutating func add(_ device: DeviceID, to passage: PassageID) {
        if readers[passage] == nil {
            if order.count == Self.limit { readers[order.removeFirst()] = nil }
            order.append(passage)
        }
        if readers[passage]?.contains(device) != true { readers[passage, default: []].append(device) }
    }

    private mutating func take(_ passage: PassageID) -> [DeviceID] {
        guard let devices = readers.removeValue(forKey: passage) else { return [] }
        if let place = order.firstIndex(of: passage) { order.remove(at: place) }
        return devices
    }
}
