import Readings

/// Pictures that ended workers. One that did it twice is set aside: it is never decoded again.
struct Killers: Sendable {
    /// So many deaths set a picture aside.
    static let limit = 2
    /// So many pictures are remembered; the oldest is forgotten first.
    static let capacity = 4_096

    private var deaths: [FrameID: Int] = [:]
    private var order: [FrameID] = []

    func isSetAside(_ frame: FrameID) -> Bool { (deaths[frame] ?? 0) >= Self.limit }

    func hasKilled(_ frame: FrameID) -> Bool { deaths[frame] != nil }

    /// Counts a worker's death.
    /// - Returns: whether the picture is set aside from here on.
    mutating func note(_ frame: FrameID) -> Bool {
        if let earlier = deaths[frame] {
            deaths[frame] = earlier + 1
        } else {
            if order.count == Self.capacity { deaths[order.removeFirst()] = nil }
            order.append(frame)
            deaths[frame] = 1
        }
        return isSetAside(frame)
    }
}
