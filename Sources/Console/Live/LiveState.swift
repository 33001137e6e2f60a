import Entries
import Parcels

/// The site at one moment, as the pages draw it.
public struct LiveState: Sendable {
    public struct Line: Sendable {
        public var id: String
        /// Millimetres of belt since some zero; nil when nobody knows.
        public var belt_mm: Double?
        public var speed_mm_s: Double
        public var isMoving: Bool
        public var passages: [Passage]
        /// What is missing for a clear, by its code.
        public var missing: [String]
        public var balance: LineBalanced?
        public var laneFree: Int?
        public var laneFull: Bool
        public var stopped: String?
        public var isConnected: Bool

        public init(id: String) {
            self.id = id
            speed_mm_s = 0
            isMoving = false
            passages = []
            missing = []
            laneFull = false
            isConnected = false
        }
    }

    public struct Passage: Sendable {
        public enum State: String, Sendable {
            case reading
            case deciding
            case cleared
            case permitted
            case held
            case missing
        }

        public var id: String
        public var track: UInt32
        /// Distance of its front from the first eye.
        public var front_mm: Double
        public var length_mm: Int
        public var number: String?
        public var state: State
        public var hold: String?

        public init(
            id: String, track: UInt32, front_mm: Double, length_mm: Int, number: String?, state: State, hold: String?
        ) {
            self.id = id
            self.track = track
            self.front_mm = front_mm
            self.length_mm = length_mm
            self.number = number
            self.state = state
            self.hold = hold
        }
    }

    public struct Device: Sendable, Hashable {
        public var id: String
        /// working, gone, faulty or refused.
        public var state: String
        public var detail: String
        public var readings: Int
        /// Nanoseconds UTC of the newest reading.
        public var newest: Int64?

        public init(id: String, state: String, detail: String, readings: Int = 0, newest: Int64? = nil) {
            self.id = id
            self.state = state
            self.detail = detail
            self.readings = readings
            self.newest = newest
        }
    }

    public struct Alarm: Sendable, Hashable {
        public var sequence: UInt64
        public var code: String
        public var line: String?
        public var passage: String?
        public var device: String?
        public var hold: String?
        public var detail: String
        public var at: Int64

        public init(
            sequence: UInt64, code: String, line: String?, passage: String?, device: String?, detail: String, at: Int64
        ) {
            self.sequence = sequence
            self.code = code
            self.line = line
            self.passage = passage
            self.device = device
            self.detail = detail
            self.at = at
        }
    }

    /// A label read at a table: the console opens its hold.
    public struct TableScan: Sendable, Hashable {
        public var serial: UInt64
        public var device: String
        public var number: String?
        public var hold: String?

        public init(serial: UInt64, device: String, number: String?, hold: String?) {
            self.serial = serial
            self.device = device
            self.number = number
            self.hold = hold
        }
    }

    public var now: Int64
    public var epoch: UInt32
    public var sequence: UInt64
    public var committed: UInt64
    public var journalIsWell: Bool
    public var lines: [Line]
    public var devices: [Device]
    public var alarms: [Alarm]
    public var openHolds: Int
    /// Rises with every change of a hold: the pages ask again.
    public var holdsChanged: UInt64
    public var scan: TableScan?
    public var manifestItems: Int
    public var manifestNewest: Int64?

    public init(
        now: Int64, epoch: UInt32, sequence: UInt64, committed: UInt64, journalIsWell: Bool, lines: [Line],
        devices: [Device], alarms: [Alarm], openHolds: Int, holdsChanged: UInt64, scan: TableScan?, manifestItems: Int,
        manifestNewest: Int64?
    ) {
        self.now = now
        self.epoch = epoch
        self.sequence = sequence
        self.committed = committed
        self.journalIsWell = journalIsWell
        self.lines = lines
        self.devices = devices
        self.alarms = alarms
        self.openHolds = openHolds
        self.holdsChanged = holdsChanged
        self.scan = scan
        self.manifestItems = manifestItems
        self.manifestNewest = manifestNewest
    }
}
