import Parcels
import Readings

/// A table without a belt, as it is set up: a person scans there, and a sign says GO or STOP.
public struct CounterLayout: Sendable {
    /// Stands where a line's name stands: no line of the site has it.
    public let id: LineID
    public let scanners: [DeviceID]
    /// GO lasts so long.
    public let go_ms: Int
    /// The same label again within this time, with no other between, is the same scan.
    public let rescan_ms: Int
    /// Without a durable decision by then there is none.
    public let decision_ms: Int

    public init(id: LineID, scanners: [DeviceID], go_ms: Int = 8_000, rescan_ms: Int = 3_000, decision_ms: Int = 3_000)
    {
        self.id = id
        self.scanners = scanners
        self.go_ms = go_ms
        self.rescan_ms = rescan_ms
        self.decision_ms = decision_ms
    }
}
