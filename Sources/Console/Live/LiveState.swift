import Entries
import Parcels
import Readings

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
        /// How the sorter is to take parcels in: run, slow or stop, and why, by its code.
        public var induction: String
        public var inductionWhy: String
        /// Two persons let the line run on with a full lane until then, in nanoseconds UTC.
        public var runsOnUntil: Int64?

        public init(id: String) {
            self.id = id
            speed_mm_s = 0
            isMoving = false
            passages = []
            missing = []
            laneFull = false
            isConnected = false
            induction = "run"
            inductionWhy = "room"
        }
    }

    /// Do not open, do not move.
    public struct Halt: Sendable, Hashable {
        public var sequence: UInt64
        public var lines: [String]
        public var hold: String
        public var passage: String?
        /// Who asked for it; nil where a rule did.
        public var by: String?
        public var at: Int64
        /// The parcel has reached the inspection lane.
        public var isInLane: Bool
        /// The parcel's number, once it is known.
        public var number: String?
        /// How far the parcel's front is behind the first eye, while it is on a belt.
        public var front_mm: Int?
        /// Where its hold stands.
        public var state: String?

        public init(
            sequence: UInt64, lines: [String], hold: String, passage: String?, by: String?, at: Int64, isInLane: Bool
        ) {
            self.sequence = sequence
            self.lines = lines
            self.hold = hold
            self.passage = passage
            self.by = by
            self.at = at
            self.isInLane = isInLane
        }
    }

    /// An order that waits for a second person.
    public struct Order: Sendable, Hashable {
        public var sequence: UInt64
        public var order: String
        public var line: String
        public var halt: UInt64?
        public var hold: String?
        public var minutes: Int?
        public var by: String
        public var at: Int64
        /// What the first person wrote; for those who may confirm it.
        public var ground: String?

        public init(
            sequence: UInt64, order: String, line: String, halt: UInt64?, hold: String? = nil, minutes: Int?,
            by: String, at: Int64, ground: String? = nil
        ) {
            self.ground = ground
            self.sequence = sequence
            self.order = order
            self.line = line
            self.halt = halt
            self.hold = hold
            self.minutes = minutes
            self.by = by
            self.at = at
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
        /// Held, and the sorter may have had a permit for it.
        public var hadPermit: Bool

        public init(
            id: String, track: UInt32, front_mm: Double, length_mm: Int, number: String?, state: State, hold: String?,
            hadPermit: Bool = false
        ) {
            self.id = id
            self.track = track
            self.front_mm = front_mm
            self.length_mm = length_mm
            self.number = number
            self.state = state
            self.hold = hold
            self.hadPermit = hadPermit
        }
    }

    /// What a device has done since it was first used.
    public struct DeviceTotal: Sendable, Hashable {
        /// When it was first used, milliseconds since 1970 UTC; nil for one that never was.
        public var since_ms: Int64?
        public var working_s: Int64
        public var goodReads: Int
        public var noReads: Int
        public var troubles: Int
        public var reconnects: Int

        public init(
            since_ms: Int64? = nil, working_s: Int64 = 0, goodReads: Int = 0, noReads: Int = 0, troubles: Int = 0,
            reconnects: Int = 0
        ) {
            self.since_ms = since_ms
            self.working_s = working_s
            self.goodReads = goodReads
            self.noReads = noReads
            self.troubles = troubles
            self.reconnects = reconnects
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
        public var recent = RecentLooks()
        /// How often it was at fault, or sent more than is taken, since the gateway started.
        public var troubles = 0
        /// How often it came back after it was away.
        public var reconnects = 0
        /// Whether it was there at all since the gateway started.
        public var wasSeen = false
        /// Nanoseconds UTC of the newest label that it read.
        public var newestGood: Int64?
        /// How often it came back in the latest ten minutes.
        public var flaps = 0
        /// The share of looks that usually read nothing, 0 to 1; nil before enough is known.
        public var usualNoReads: Double?
        /// It reads nothing more often than it used to.
        public var isWorse = false
        /// It has a sound for a parcel that is held.
        public var canSound = false
        /// What it last said of itself.
        public var identity: DeviceIdentity?
        public var total = DeviceTotal()

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
    /// What stops the journal (full, io, no-key, broken); nil when it is well.
    public var journalFault: String?
    public var lines: [Line]
    public var tables: [TableState] = []
    public var devices: [Device]
    public var alarms: [Alarm]
    public var openHolds: Int
    /// Rises with every change of a hold: the pages ask again.
    public var holdsChanged: UInt64
    public var scan: TableScan?
    public var manifestItems: Int
    public var manifestNewest: Int64?
    public var halts: [Halt] = []
    public var orders: [Order] = []
    /// The least age in minutes that a flow of the policy in force allows a declaration; nil where none asks for it.
    public var manifestLimit_min: Int?

    public var journalIsWell: Bool { journalFault == nil }

    public init(
        now: Int64, epoch: UInt32, sequence: UInt64, committed: UInt64, journalFault: String?, lines: [Line],
        devices: [Device], alarms: [Alarm], openHolds: Int, holdsChanged: UInt64, scan: TableScan?, manifestItems: Int,
        manifestNewest: Int64?
    ) {
        self.now = now
        self.epoch = epoch
        self.sequence = sequence
        self.committed = committed
        self.journalFault = journalFault
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
