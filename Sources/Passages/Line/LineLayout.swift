import Parcels
import Readings

/// A line as it is built: what stands where, measured in millimetres from the first eye along the belt.
public struct LineLayout: Sendable {
    public let id: LineID
    public let measure: BeltMeasure
    /// A parcel longer than this is two, or one that the line cannot single out.
    public let maximumLength_mm: Int
    /// Parcels closer than this are not singled out.
    public let minimumGap_mm: Int
    public let stations: [Station]
    /// Where the sorter decides between its exits.
    public let diverter_mm: Int
    public let exits: [Exit]
    /// Lines of one area stop together when a parcel must not be moved; nil for a line by itself.
    public let area: String?
    /// How many parcels the inspection lane holds, where it is counted instead of, or besides, being sensed.
    public let lanePlaces: Int?
    /// No belt of this line runs faster: an encoder that says so has jumped.
    public let topSpeed_mm_s: Int

    public struct Station: Sendable {
        public let name: String
        public let distance_mm: Int
        /// How far a reading may lie before a parcel's front or behind its tail.
        public let tolerance_mm: Int
        public let readers: [Reader]
        /// Its readers look when the gateway tells them to; others are triggered by the line, or look all the time.
        public let isTriggered: Bool

        public init(
            name: String, distance_mm: Int, tolerance_mm: Int, readers: [Reader], isTriggered: Bool = false
        ) {
            self.name = name
            self.distance_mm = distance_mm
            self.tolerance_mm = tolerance_mm
            self.readers = readers
            self.isTriggered = isTriggered
        }
    }

    public struct Reader: Sendable {
        public let device: DeviceID
        /// It reports each parcel that passes, read or not.
        public let reportsEveryParcel: Bool
        /// Usual time from the reading to its arrival here.
        public let latency_ms: Int

        public init(device: DeviceID, reportsEveryParcel: Bool, latency_ms: Int) {
            self.device = device
            self.reportsEveryParcel = reportsEveryParcel
            self.latency_ms = latency_ms
        }
    }

    public struct Exit: Sendable {
        public enum Kind: String, Sendable {
            case inspection
            case outbound
            case recirculation
        }

        public let number: Int
        public let kind: Kind
        public let distance_mm: Int

        public init(number: Int, kind: Kind, distance_mm: Int) {
            self.number = number
            self.kind = kind
            self.distance_mm = distance_mm
        }
    }

    /// A passage keeps one bit for each reader that has reported.
    public static let readerLimit = UInt64.bitWidth

    public enum Fault: Error, Sendable, Equatable, CustomStringConvertible {
        case noStation
        case tooManyReaders(Int)
        case stationBehindDiverter(String)
        case noInspectionExit
        case severalInspectionExits
        case noOutboundExit
        case exitBeforeDiverter(Int)

        public var description: String {
            switch self {
            case .noStation: "a line without a station reads nothing and could clear nothing; name at least one"
            case .tooManyReaders(let count):
                "\(count) readers on one line; at most \(LineLayout.readerLimit) can be told apart"
            case .stationBehindDiverter(let name):
                "station '\(name)' stands behind the diverter: its readings come too late"
            case .noInspectionExit: "no exit is of kind inspection: held parcels would have nowhere to go"
            case .severalInspectionExits:
                "only one exit may be of kind inspection: it is where a parcel goes without a permit"
            case .noOutboundExit: "no exit is of kind outbound"
            case .exitBeforeDiverter(let number): "exit \(number) lies before the diverter"
            }
        }
    }

    public init(
        id: LineID, measure: BeltMeasure, maximumLength_mm: Int, minimumGap_mm: Int, stations: [Station],
        diverter_mm: Int, exits: [Exit], area: String? = nil, lanePlaces: Int? = nil,
        topSpeed_mm_s: Int = LineLayout.defaultTopSpeed_mm_s
    ) throws(Fault) {
        guard !stations.isEmpty, stations.contains(where: { !$0.readers.isEmpty }) else { throw .noStation }
        let readerCount = stations.reduce(0) { $0 + $1.readers.count }
        guard readerCount <= Self.readerLimit else { throw .tooManyReaders(readerCount) }
        if let late = stations.first(where: { $0.distance_mm + $0.tolerance_mm >= diverter_mm }) {
            throw .stationBehindDiverter(late.name)
        }
        let inspection = exits.filter { $0.kind == .inspection }
        guard !inspection.isEmpty else { throw .noInspectionExit }
        guard inspection.count == 1 else { throw .severalInspectionExits }
        guard exits.contains(where: { $0.kind == .outbound }) else { throw .noOutboundExit }
        if let early = exits.first(where: { $0.distance_mm < diverter_mm }) { throw .exitBeforeDiverter(early.number) }
        self.id = id
        self.measure = measure
        self.maximumLength_mm = maximumLength_mm
        self.minimumGap_mm = minimumGap_mm
        self.stations = stations
        self.diverter_mm = diverter_mm
        self.exits = exits
        self.area = area
        self.lanePlaces = lanePlaces
        self.topSpeed_mm_s = topSpeed_mm_s
        inspectionExit = inspection[0].number
        lastWindow_mm = stations.map { $0.distance_mm + $0.tolerance_mm }.max() ?? 0
        lastExit_mm = exits.map(\.distance_mm).max() ?? diverter_mm
    }

    /// Faster than any sorter's belt.
    public static let defaultTopSpeed_mm_s = 5_000

    /// Where a parcel goes without a permit.
    public let inspectionExit: Int
    /// Behind this a parcel's tail is out of every station's window.
    let lastWindow_mm: Int
    let lastExit_mm: Int

    func kind(ofExit number: Int) -> Exit.Kind? { exits.first { $0.number == number }?.kind }
}

/// How a position on the belt is known.
public enum BeltMeasure: Sendable, Hashable {
    /// The sorter counts an encoder: micrometres of belt a count.
    case encoder(micrometresPerCount: Int)
    /// A known constant speed, in millimetres a second, which is micrometres a millisecond.
    case time(speed_mm_s: Int)
}
