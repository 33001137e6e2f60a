import Readings

/// Readers that look when the gateway tells them to: while a parcel's window is at their station.
extension Conveyor {
    /// Switches a line's triggered readers on and off.
    /// - Parameter position: where the belt is, in micrometres; nil when nobody knows: then none of them looks.
    /// - Returns: the position at which the next one is to be switched; nil when no parcel comes to one.
    mutating func trigger(_ line: Int, at position: Int64?) -> Int64? {
        var next: Int64?
        for (station, place) in lines[line].layout.stations.enumerated() where place.isTriggered {
            var isWanted = false
            if let position {
                let distance = Int64(place.distance_mm) * 1000
                let tolerance = Int64(place.tolerance_mm) * 1000
                for parcel in lines[line].passages.indices where !lines[line].passages[parcel].isMissing {
                    let opens = lines[line].passages[parcel].front + distance - tolerance
                    let closes = lines[line].passages[parcel].tail + distance + tolerance
                    if position < opens {
                        next = min(next ?? .max, opens)
                    } else if position <= closes {
                        isWanted = true
                        next = min(next ?? .max, closes + 1)
                    }
                }
            }
            guard lines[line].triggered.contains(station) != isWanted else { continue }
            if isWanted { lines[line].triggered.insert(station) } else { lines[line].triggered.remove(station) }
            for reader in place.readers { add(.trigger(reader.device, isOn: isWanted)) }
        }
        return next
    }
}
