/// The limits of the sorter's dialogue, version 1 (docs/integrator/plc.md fixes them byte by byte).
public enum SorterProtocol {
    /// What every telegram begins with: the protocol and its version.
    public static let magic = Array("PG1".utf8)
    public static let sizeLimit = 128
    /// Sequences count from 1 after each connection and go from 999,999 to 1.
    public static let sequenceLimit: UInt32 = 999_999
    /// The gateway's heartbeat: at least this often, and its committed sequence must rise within the limit, or the sorter
    /// treats the gateway as gone.
    public static let heartbeatPeriod_ms = 200
    public static let heartbeatLimit_ms = 2_500

    public static func next(after sequence: UInt32) -> UInt32 { sequence >= sequenceLimit ? 1 : sequence + 1 }
}
